import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import type { Viewer } from '../web/viewer.ts';
import { hashToken } from './tokens.ts';

/** How often the time of the last visit is written down, in milliseconds. */
const seenEvery = 5 * 60_000;

/**
 * Finds who shows this token: the person with every role held now. Null when the token is unknown,
 * expired or revoked.
 */
export async function findViewer(
  database: Kysely<Tables>,
  token: string,
  now: Date,
): Promise<Viewer | null> {
  const signIn = await database
    .selectFrom('people.sign_in as sign_in')
    .innerJoin('people.person as person', 'person.id', 'sign_in.person_id')
    .select(['sign_in.id', 'sign_in.congress_id', 'sign_in.last_seen_at', 'person.name'])
    .select('person.id as person_id')
    .where('sign_in.token_hash', '=', hashToken(token))
    .where('sign_in.revoked_at', 'is', null)
    .where('sign_in.expires_at', '>', now)
    .executeTakeFirst();
  if (signIn === undefined) return null;
  if (now.getTime() - signIn.last_seen_at.getTime() > seenEvery) {
    await database
      .updateTable('people.sign_in')
      .set({ last_seen_at: now })
      .where('congress_id', '=', signIn.congress_id)
      .where('id', '=', signIn.id)
      .execute();
  }
  const assignments = await database
    .selectFrom('people.assignment as assignment')
    .innerJoin('record.congress as congress', 'congress.congress_id', 'assignment.congress_id')
    .select(['role', 'assignment.congress_id', 'meeting_id', 'organisation_id', 'congress.kind'])
    .where('person_id', '=', signIn.person_id)
    .where('starts_at', '<=', now)
    .where((where) => where.or([where('ends_at', 'is', null), where('ends_at', '>', now)]))
    .execute();
  return {
    personId: signIn.person_id,
    congressId: signIn.congress_id,
    name: signIn.name,
    signInId: signIn.id,
    held: assignments.map((one) => ({
      role: one.role,
      congressId: one.congress_id,
      meetingId: one.meeting_id,
      organisationId: one.organisation_id,
      congressKind: one.kind,
    })),
  };
}
