import { type Kysely, sql } from 'kysely';

/**
 * Candidate projects in immutable versions, the sealed list of a meeting, and the rule sheet in
 * immutable versions. The version that was voted on is the project's baseline later.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table record.candidate (
      congress_id uuid not null references record.congress,
      id uuid not null,
      year_id uuid not null,
      number integer not null check (number between 1 and 999),
      state text not null check (state in ('candidate', 'withdrawn', 'adopted', 'reserve')),
      current_version_id uuid not null,
      source text not null,
      act_id uuid not null,
      version integer not null default 1,
      primary key (congress_id, id),
      foreign key (congress_id, year_id) references record.year,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`create unique index candidate_number on record.candidate (congress_id, year_id, number)
    where state <> 'withdrawn'`.execute(database);
  await sql`
    create table record.candidate_version (
      congress_id uuid not null references record.congress,
      id uuid not null,
      candidate_id uuid not null,
      number integer not null check (number >= 1),
      content jsonb not null,
      content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
      act_id uuid not null,
      primary key (congress_id, id),
      unique (congress_id, candidate_id, number),
      foreign key (congress_id, candidate_id) references record.candidate deferrable initially deferred,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`alter table record.candidate add foreign key (congress_id, current_version_id)
    references record.candidate_version deferrable initially deferred`.execute(database);
  // Sealing freezes the list: its hash is over the numbers and content hashes in order.
  await sql`
    create table record.candidate_list (
      congress_id uuid not null references record.congress,
      id uuid not null,
      meeting_id uuid not null,
      list_hash text not null check (list_hash ~ '^[0-9a-f]{64}$'),
      superseded boolean not null default false,
      published_at timestamptz,
      act_id uuid not null,
      primary key (congress_id, id),
      foreign key (congress_id, meeting_id) references record.meeting,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`create unique index candidate_list_current on record.candidate_list (congress_id, meeting_id)
    where not superseded`.execute(database);
  await sql`
    create table record.candidate_list_item (
      congress_id uuid not null references record.congress,
      list_id uuid not null,
      number integer not null,
      candidate_version_id uuid not null,
      primary key (congress_id, list_id, number),
      foreign key (congress_id, list_id) references record.candidate_list,
      foreign key (congress_id, candidate_version_id) references record.candidate_version
    )`.execute(database);

  await sql`
    create table record.rule_sheet (
      congress_id uuid not null references record.congress,
      id uuid not null,
      scope text not null check (scope in ('meeting', 'standing')),
      meeting_id uuid,
      name text not null,
      state text not null check (state in ('draft', 'printed', 'adopted', 'in_force', 'replaced')),
      current_version_id uuid not null,
      replaces_id uuid,
      adopted_decision_id uuid,
      act_id uuid not null,
      version integer not null default 1,
      primary key (congress_id, id),
      check ((scope = 'meeting') = (meeting_id is not null)),
      foreign key (congress_id, meeting_id) references record.meeting,
      foreign key (congress_id, replaces_id) references record.rule_sheet,
      foreign key (congress_id, adopted_decision_id) references record.decision,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`
    create table record.rule_sheet_version (
      congress_id uuid not null references record.congress,
      id uuid not null,
      rule_sheet_id uuid not null,
      number integer not null check (number >= 1),
      document jsonb not null,
      content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
      published_at timestamptz,
      act_id uuid not null,
      primary key (congress_id, id),
      unique (congress_id, rule_sheet_id, number),
      foreign key (congress_id, rule_sheet_id) references record.rule_sheet deferrable initially deferred,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`alter table record.rule_sheet add foreign key (congress_id, current_version_id)
    references record.rule_sheet_version deferrable initially deferred`.execute(database);
  // Which sheet a meeting works under: its own, or a standing one that it confirmed or deviated from.
  await sql`
    create table record.meeting_rule_sheet (
      congress_id uuid not null references record.congress,
      meeting_id uuid not null,
      rule_sheet_id uuid not null,
      confirmed_decision_id uuid,
      act_id uuid not null,
      primary key (congress_id, meeting_id),
      foreign key (congress_id, meeting_id) references record.meeting,
      foreign key (congress_id, rule_sheet_id) references record.rule_sheet,
      foreign key (congress_id, confirmed_decision_id) references record.decision,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
}
