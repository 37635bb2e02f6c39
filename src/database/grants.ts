import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';

const open = ['record', 'people', 'roll', 'count', 'contact', 'jobs'] as const;
/** What is only ever added to: the application can neither change nor remove a row. */
const appendOnly = ['trail', 'board'] as const;

/** Gives the application's role its rights, and no others. Running it again changes nothing. */
export async function grantApplication(database: Kysely<Tables>, role: string): Promise<void> {
  const application = sql.id(role);
  await sql`revoke all on schema public from public`.execute(database);
  for (const name of [...open, ...appendOnly, 'box', 'piaojue_migration'] as const) {
    const schema = sql.id(name);
    await sql`grant usage on schema ${schema} to ${application}`.execute(database);
    await sql`revoke all on all tables in schema ${schema} from ${application}`.execute(database);
  }
  for (const name of open) {
    const schema = sql.id(name);
    await sql`grant select, insert, update, delete on all tables in schema ${schema}
      to ${application}`.execute(database);
    await sql`grant usage on all sequences in schema ${schema} to ${application}`.execute(database);
  }
  for (const name of appendOnly) {
    await sql`grant select, insert on all tables in schema ${sql.id(name)} to ${application}`.execute(
      database,
    );
  }
  // The box: slips are laid out before anybody votes, and each is used or voided once (a trigger).
  await sql`grant select, insert on all tables in schema box to ${application}`.execute(database);
  await sql`grant update (void_reason, tracker, ballot) on box.slip to ${application}`.execute(
    database,
  );
  await sql`grant update (tests) on box.test_ballots to ${application}`.execute(database);
  await sql`grant select on all tables in schema piaojue_migration to ${application}`.execute(
    database,
  );
}
