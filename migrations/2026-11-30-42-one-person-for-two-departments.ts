import { type Kysely, sql } from 'kysely';

/** One person may act for several departments: the same role is held once for each organisation. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`drop index people.assignment_once`.execute(database);
  await sql`create unique index assignment_once on people.assignment
    (congress_id, person_id, role, coalesce(meeting_id, congress_id), coalesce(round_id, congress_id),
     coalesce(organisation_id, congress_id))
    where ends_at is null`.execute(database);
}
