import { type Kysely, sql } from 'kysely';

/**
 * The presidium (主席团) of a township, in a county the meeting of the standing committee's chairmen
 * (常委会主任会议), as a role in the whole congress: reminders climb to it between two meetings. The `chair`
 * of a meeting remains a role of that meeting alone.
 *
 * Privacy rule: an assignment names who holds an office; nothing here leads to a vote.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table people.assignment drop constraint assignment_role_check`.execute(database);
  await sql`
    alter table people.assignment add constraint assignment_role_check check (role in ('operator',
      'clerk', 'presidium', 'chair', 'chief_scrutineer', 'scrutineer', 'teller', 'deputy', 'department',
      'party_committee', 'auditor', 'county_viewer', 'city_viewer'))`.execute(database);
}
