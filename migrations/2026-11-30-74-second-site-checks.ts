import { type Kysely, sql } from 'kysely';

/**
 * A second site check (现场核查) that belongs to the re-check of a rectification: it names the finding that is looked at
 * again. Null for every check that is none.
 *
 * Privacy rule: no person.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table record.site_check add column finding_id uuid references record.finding (id)`.execute(
    database,
  );
}
