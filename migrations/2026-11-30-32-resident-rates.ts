import { type Kysely, sql } from 'kysely';

/**
 * How much came from one network within the running hour, counted in the database so that a restart or a
 * second process forgets nothing. Discarded ratings of residents.
 *
 * Privacy rule: no address is stored. `source_hash` is a hash of the address with a key that lies outside
 * the database and of the day, so that nothing joins one day with the next; rows are deleted after two hours.
 * A discarded rating keeps its grade and loses its words.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table contact.resident_rate (
      congress_id uuid not null references record.congress,
      hour timestamptz not null,
      source_hash text not null check (source_hash ~ '^[0-9a-f]{64}$'),
      count integer not null check (count >= 1),
      primary key (congress_id, hour, source_hash)
    )`.execute(database);
  await sql`alter table contact.resident_rating
    add column discarded boolean not null default false,
    add constraint discarded_was_held check (not discarded or held_reason is not null)`.execute(
    database,
  );
}
