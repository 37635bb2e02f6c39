import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import type { Act } from '../../trail/perform-act.ts';
import { loadRound, type Round } from './round-store.ts';

/**
 * Takes the lock of a round's box until the transaction ends. Casting shares it; every act that changes
 * what the box may do (begin, interrupt, resume, close, void, a share) takes it alone, so that each ballot
 * comes wholly before or wholly after it. State must be read in a statement after this one: a statement
 * sees what was committed when it began, and this one may wait.
 */
export async function lockBox(
  transaction: Kysely<Tables>,
  uuid: string,
  way: 'shared' | 'alone',
): Promise<void> {
  if (way === 'shared') {
    await sql`select pg_advisory_xact_lock_shared(hashtextextended(${uuid}, 0))`.execute(
      transaction,
    );
  } else {
    await sql`select pg_advisory_xact_lock(hashtextextended(${uuid}, 0))`.execute(transaction);
  }
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
  await lockBox(act.transaction, uuid, 'alone');
  return await loadRound(act.transaction, act.congressId, meetingId, roundId);
}
