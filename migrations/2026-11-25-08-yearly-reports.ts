import { type Kysely, sql } from 'kysely';

/**
 * Yearly reports of a congress: what its office writes in versions. The facts are computed from the record
 * when a report is read; publishing freezes them beside the version, with the hash over both.
 *
 * Privacy rule: an office's words and published figures; no deputy is named by the program.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table record.year_report (
      congress_id uuid not null references record.congress,
      id uuid not null,
      year_id uuid not null,
      number integer not null check (number >= 1),
      sections jsonb not null,
      facts jsonb,
      content_hash text check (content_hash ~ '^[0-9a-f]{64}$'),
      published_at timestamptz,
      act_id uuid not null,
      primary key (congress_id, id),
      unique (congress_id, year_id, number),
      check ((published_at is null) = (facts is null)),
      check ((published_at is null) = (content_hash is null)),
      foreign key (congress_id, year_id) references record.year,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
}
