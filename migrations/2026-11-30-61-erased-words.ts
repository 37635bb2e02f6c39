import { type Kysely, sql } from 'kysely';

/**
 * What residents wrote about a problem is erased: by a clerk with a reason, or by a job so many days after the
 * matter was closed. `closed_on` is the day on which it was seen closed, null while it is open or open again.
 *
 * Privacy rule: after `erased_on` neither words nor phone are anywhere in the database; state and answer stay, so that
 * the receipt code still tells what became of it.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table contact.resident_problem alter column content drop not null`.execute(
    database,
  );
  await sql`alter table contact.resident_problem add column closed_on date`.execute(database);
  await sql`alter table contact.resident_problem add column erased_on date`.execute(database);
  await sql`alter table contact.resident_problem add check
    ((content is null) = (erased_on is not null))`.execute(database);
}
