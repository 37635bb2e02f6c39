import { type Kysely, sql } from 'kysely';

/**
 * Where a project is really built, as a monthly report says it: only where that is not the voted place. Null says nothing.
 *
 * Privacy rule: a public place.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table record.progress_report add column actual_place text
    check (length(actual_place) between 1 and 200)`.execute(database);
}
