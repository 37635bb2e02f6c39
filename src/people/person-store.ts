import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';

/** Somebody who is registered in a congress, deputies of the roll included. */
export interface RegisteredPerson {
  readonly id: string;
  readonly name: string;
  readonly phone: string | null;
}

/** Everybody who is registered in a congress, by name. */
export async function listPeople(
  database: Kysely<Tables>,
  congressId: string,
): Promise<readonly RegisteredPerson[]> {
  return await database
    .selectFrom('people.person')
    .select(['id', 'name', 'phone'])
    .where('congress_id', '=', congressId)
    .orderBy('name')
    .execute();
}

/** A sign-in that has not ended. */
export interface OpenSignIn {
  readonly id: string;
  readonly device: string;
  readonly way: 'invitation' | 'password';
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
}

/** The sign-ins of a person that have not ended, the newest first. */
export async function listSignIns(
  database: Kysely<Tables>,
  personId: string,
  now: Date,
): Promise<readonly OpenSignIn[]> {
  const rows = await database
    .selectFrom('people.sign_in')
    .select(['id', 'device', 'way', 'created_at', 'last_seen_at'])
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    device: row.device,
    way: row.way,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
  }));
}

/** A congress below another. */
export interface ChildCongress {
  readonly id: string;
  readonly name: string;
  readonly kind: 'installation' | 'city' | 'county' | 'township' | 'street';
}

/** The congresses directly below one. */
export async function listChildren(
  database: Kysely<Tables>,
  congressId: string,
): Promise<readonly ChildCongress[]> {
  const rows = await database
    .selectFrom('record.congress')
    .select(['congress_id', 'name', 'kind'])
    .where('parent_id', '=', congressId)
    .orderBy('name')
    .execute();
  return rows.map((row) => ({ id: row.congress_id, name: row.name, kind: row.kind }));
}

/** The terms of a congress, the newest first. */
export async function listTerms(database: Kysely<Tables>, congressId: string) {
  return await database
    .selectFrom('record.term')
    .select(['id', 'number', 'starts_on', 'ends_on'])
    .where('congress_id', '=', congressId)
    .orderBy('number', 'desc')
    .execute();
}

/** Meetings with their names, for links of people whose role is for one meeting. */
export async function namesOfMeetings(
  database: Kysely<Tables>,
  meetingIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (meetingIds.length === 0) return new Map();
  const rows = await database
    .selectFrom('record.meeting')
    .select(['id', 'name'])
    .where('id', 'in', meetingIds)
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}
