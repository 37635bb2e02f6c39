import { type Kysely, sql } from 'kysely';

/**
 * What a congress published of the indicators of one of its years: questions with numbers, thresholds and
 * evidence as the record told them at that moment, and the unit's answers. Frozen with its hash; a later
 * publication stands beside the earlier ones.
 *
 * Privacy rule: computed figures and an office's words; no person is named.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table record.indicator_publication (
      congress_id uuid not null references record.congress,
      id uuid not null,
      year_id uuid not null,
      number integer not null check (number >= 1),
      content jsonb not null,
      content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
      published_at timestamptz not null,
      act_id uuid not null,
      primary key (congress_id, id),
      unique (congress_id, year_id, number),
      foreign key (congress_id, year_id) references record.year,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
}
