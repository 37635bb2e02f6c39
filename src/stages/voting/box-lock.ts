import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import type { Act } from '../../trail/perform-act.ts';
import { loadRound, type Round } from './round-store.ts';

/**
 * Waits until no ballot is being put into this box, and keeps others out until the transaction ends.
 * Casting holds the shared form of the same lock; every act that changes what the box may do takes this.
 */
export async function lockBox(transaction: Kysely<Tables>, uuid: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${uuid}, 0))`.execute(transaction);
}

/**
 * Loads a round as it stands with its box locked, so that what is decided next holds until the
 * transaction ends. Null when there is no such round; a round without a box is locked by its version.
 */
export async function loadLockedRound(
  act: Act,
  meetingId: string,
  roundId: string,
): Promise<Round | null> {
  const seen = await loadRound(act.transaction, act.congressId, meetingId, roundId);
  const uuid = seen?.electronic?.election?.uuid;
  if (uuid === undefined) return seen;
  await lockBox(act.transaction, uuid);
  return await loadRound(act.transaction, act.congressId, meetingId, roundId);
}
