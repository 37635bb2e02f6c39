import { type Kysely, sql } from 'kysely';

/**
 * Stage 9 of the rules: what came of the proposals for next year's key supervision (重点督办), and why a
 * project was not finished in time, with the meeting to which it was reported. Proposals themselves are
 * computed from the record and stored nowhere.
 *
 * Privacy rule: an office's reasons and days.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table record.key_supervision (
      congress_id uuid not null references record.congress,
      id uuid not null,
      project_id uuid not null,
      for_year integer not null check (for_year between 2000 and 2199),
      decision text not null check (decision in ('accepted', 'declined')),
      reason text not null,
      handling_id uuid,
      decided_on date not null,
      act_id uuid not null,
      primary key (congress_id, id),
      unique (congress_id, project_id, for_year),
      check ((decision = 'accepted') = (handling_id is not null)),
      foreign key (congress_id, project_id) references record.project,
      foreign key (congress_id, handling_id) references record.supervised_handling,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`
    create table record.unfinished_explanation (
      congress_id uuid not null references record.congress,
      id uuid not null,
      project_id uuid not null,
      content text not null,
      meeting_id uuid,
      reported_on date,
      superseded boolean not null default false,
      act_id uuid not null,
      primary key (congress_id, id),
      check ((meeting_id is null) = (reported_on is null)),
      foreign key (congress_id, project_id) references record.project,
      foreign key (congress_id, meeting_id) references record.meeting,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`
    create unique index unfinished_explanation_once
      on record.unfinished_explanation (congress_id, project_id) where not superseded`.execute(
    database,
  );
}
