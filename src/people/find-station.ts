import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import type { Station } from '../web/ballot-site/station.ts';
import { hashToken } from './tokens.ts';

/** How often the time of a device's last call is written down, in milliseconds. */
const seenEvery = 60_000;

/**
 * Finds the device that shows this token, with the roles that its owner holds now in the device's
 * meeting. Null when the token is unknown, expired or revoked.
 */
export async function findStation(
  database: Kysely<Tables>,
  token: string,
  now: Date,
): Promise<Station | null> {
  const row = await database
    .selectFrom('people.station as station')
    .innerJoin('people.person as person', 'person.id', 'station.person_id')
    .select(['station.id', 'station.congress_id', 'station.meeting_id', 'station.person_id'])
    .select(['person.name', 'station.last_seen_at'])
    .where('station.token_hash', '=', hashToken(token))
    .where('station.revoked_at', 'is', null)
    .where('station.expires_at', '>', now)
    .executeTakeFirst();
  if (row === undefined) return null;
  if (now.getTime() - (row.last_seen_at?.getTime() ?? 0) > seenEvery) {
    await database
      .updateTable('people.station')
      .set({ last_seen_at: now })
      .where('congress_id', '=', row.congress_id)
      .where('id', '=', row.id)
      .execute();
  }
  const assignments = await database
    .selectFrom('people.assignment')
    .select('role')
    .where('congress_id', '=', row.congress_id)
    .where('meeting_id', '=', row.meeting_id)
    .where('person_id', '=', row.person_id)
    .where('starts_at', '<=', now)
    .where((where) => where.or([where('ends_at', 'is', null), where('ends_at', '>', now)]))
    .execute();
  return {
    stationId: row.id,
    personId: row.person_id,
    name: row.name,
    congressId: row.congress_id,
    meetingId: row.meeting_id,
    roles: assignments.map((one) => one.role),
  };
}
