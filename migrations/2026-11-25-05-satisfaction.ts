import { type Kysely, sql } from 'kysely';

/**
 * Satisfaction (测评): deputies' tests as rounds, residents' ratings, the party committee's judgement.
 * The three stay apart: they are never added up and never averaged.
 *
 * Privacy rule: a resident's rating holds a grade, a day and a keyed hash that stops the same device
 * from rating twice within a year of the project; no address, no time of day. What residents write stands
 * in `contact` and is deletable.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table record.round_item add column project_id uuid`.execute(database);
  await sql`alter table record.round_item add column part text check (length(part) between 1 and 120)`.execute(
    database,
  );
  await sql`alter table record.round_item add foreign key (congress_id, project_id)
    references record.project`.execute(database);
  await sql`create index round_item_by_project on record.round_item (congress_id, project_id)
    where project_id is not null`.execute(database);

  // Written when a test is declared, or entered from a paper of an older year with its source.
  await sql`
    create table record.satisfaction_result (
      congress_id uuid not null references record.congress,
      id uuid not null,
      project_id uuid not null,
      round_id uuid,
      part text,
      tested_on date not null,
      base text not null check (base in ('members', 'present', 'valid')),
      base_count integer not null check (base_count >= 1),
      satisfied integer not null check (satisfied >= 0),
      fairly_satisfied integer not null check (fairly_satisfied >= 0),
      dissatisfied integer not null check (dissatisfied >= 0),
      verdict text not null check (verdict in ('satisfied', 'fairly_satisfied', 'dissatisfied')),
      why text not null,
      doubtful boolean not null default false,
      source text not null default 'kept here',
      published_at timestamptz,
      act_id uuid not null,
      primary key (congress_id, id),
      foreign key (congress_id, project_id) references record.project,
      foreign key (congress_id, round_id) references record.round,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`create unique index satisfaction_result_once on record.satisfaction_result
    (congress_id, project_id, round_id, coalesce(part, '')) where round_id is not null`.execute(
    database,
  );
  await sql`create index satisfaction_result_by_project on record.satisfaction_result
    (congress_id, project_id, tested_on)`.execute(database);

  await sql`
    create table contact.resident_rating (
      congress_id uuid not null references record.congress,
      id uuid not null,
      project_id uuid not null,
      grade text not null check (grade in ('satisfied', 'fairly_satisfied', 'dissatisfied')),
      comment text check (length(comment) <= 500),
      rated_on date not null,
      device_hash text not null check (device_hash ~ '^[0-9a-f]{64}$'),
      held_back boolean not null default false,
      held_reason text check (held_reason in ('address', 'surge')),
      primary key (congress_id, id),
      unique (congress_id, project_id, device_hash),
      check (not held_back or held_reason is not null),
      foreign key (congress_id, project_id) references record.project
    )`.execute(database);
  await sql`
    create table contact.resident_problem (
      congress_id uuid not null references record.congress,
      id uuid not null,
      project_id uuid not null,
      receipt_code text not null unique check (receipt_code ~ '^[A-Z2-9]{8}$'),
      content text not null check (length(content) between 2 and 1000),
      phone text check (length(phone) <= 30),
      reported_on date not null,
      state text not null check (state in ('received', 'handed_over', 'answered', 'declined')),
      answer text check (length(answer) <= 1000),
      opinion_id uuid,
      primary key (congress_id, id),
      foreign key (congress_id, project_id) references record.project,
      foreign key (congress_id, opinion_id) references record.opinion
    )`.execute(database);
  await sql`create index resident_problem_by_project on contact.resident_problem (congress_id, project_id)`.execute(
    database,
  );
  await sql`
    create table record.party_judgement (
      congress_id uuid not null references record.congress,
      id uuid not null,
      project_id uuid not null,
      organisation_id uuid not null,
      grade text not null check (grade in ('satisfied', 'fairly_satisfied', 'dissatisfied')),
      reason text not null check (length(reason) between 2 and 1000),
      judged_on date not null,
      superseded boolean not null default false,
      published_at timestamptz,
      source text not null default 'kept here',
      act_id uuid not null,
      primary key (congress_id, id),
      foreign key (congress_id, project_id) references record.project,
      foreign key (congress_id, organisation_id) references record.organisation,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`create unique index party_judgement_current on record.party_judgement (congress_id, project_id)
    where not superseded`.execute(database);
}
