import { type Kysely, sql } from 'kysely';

/**
 * A deadline of supervised handling (挂牌督办) that was extended: the first one stays beside it, with the reason of
 * the last extension. Every extension stands in the trail.
 *
 * Privacy rule: days and an office's reason.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table record.supervised_handling add column first_due_on date`.execute(database);
  await sql`alter table record.supervised_handling add column extension_reason text
    check (length(extension_reason) between 1 and 500)`.execute(database);
  await sql`alter table record.supervised_handling add check
    ((first_due_on is null) = (extension_reason is null))`.execute(database);
}
