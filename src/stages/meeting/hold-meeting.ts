import { sql } from 'kysely';
import type { Act } from '../../trail/perform-act.ts';
import { loadMeeting, type Meeting } from './meeting-store.ts';

/**
 * Loads a meeting and holds it until the act ends: two people who create something of it at once follow each other,
 * and the second finds what the first did. Null when the congress has none of this id.
 */
export async function holdMeeting(act: Act, meetingId: string): Promise<Meeting | null> {
  await sql`select id from record.meeting where congress_id = ${act.congressId}
    and id = ${meetingId} for no key update`.execute(act.transaction);
  return await loadMeeting(act.transaction, act.congressId, meetingId);
}
