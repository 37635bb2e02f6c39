import { type Kysely, sql } from 'kysely';

/**
 * When the note of a visit was made public, by which act, and when and why it was taken back. What is public now is said
 * by `record.visit.published_at` and `record.project_photo.published_at`.
 *
 * Privacy rule: the public sees the note and the chosen photos without metadata; who was there stays in `people`.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table record.visit_publication (
      congress_id uuid not null references record.congress,
      id uuid not null,
      visit_id uuid not null,
      published_on date not null,
      photos integer not null check (photos >= 0),
      withdrawn_on date,
      withdrawn_reason text check (length(withdrawn_reason) between 2 and 500),
      act_id uuid not null,
      primary key (congress_id, id),
      check ((withdrawn_on is null) = (withdrawn_reason is null)),
      foreign key (congress_id, visit_id) references record.visit,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`create unique index visit_publication_current on record.visit_publication (congress_id, visit_id)
    where withdrawn_on is null`.execute(database);
}
