import { type Kysely, sql } from 'kysely';

/**
 * Whether a site check was written without a network and arrived later, as a visit's note says it.
 *
 * Privacy rule: nothing about a person.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table record.site_check
    add column written_offline boolean not null default false`.execute(database);
}
