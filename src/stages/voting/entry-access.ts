import { sql } from 'kysely';
import { ok, type Refusal, type Result, refuse } from '../../rules/refusals.ts';
import type { Act } from '../../trail/perform-act.ts';
import { type Batch, type Counting, type Entry, loadCounting } from './counting-store.ts';
import { noSuchRound } from './refusals.ts';
import { loadRound, type Round } from './round-store.ts';

/** An entry with everything around it, locked for the rest of the transaction. */
export interface OwnEntry {
  readonly round: Round;
  readonly counting: Counting;
  readonly batch: Batch;
  readonly entry: Entry;
}

const notYours: Refusal = {
  code: 'not-your-entry',
  message: '这次录入不是由您办理的，不能查看或修改。请从计票页面领取您自己的一捆。',
};

const finished: Refusal = {
  code: 'already-done',
  message: '这一捆已经录入完毕并提交，不能再改。如有错误，由第三人核对时处理。',
};

/**
 * Loads and locks the open entry of the acting teller. The first entry stays hidden from everybody
 * else until both are finished, so an entry of another teller is refused like one that is not there.
 *
 * Refuses with `no-such-round`, `not-your-entry`, `already-done`.
 */
export async function lockOwnEntry(
  act: Act,
  input: { meetingId: string; roundId: string; entryId: string },
): Promise<Result<OwnEntry>> {
  const round = await loadRound(act.transaction, act.congressId, input.meetingId, input.roundId);
  if (round === null) return refuse(noSuchRound);
  await sql`select id from count.entry where congress_id = ${act.congressId}
    and id = ${input.entryId} for update`.execute(act.transaction);
  const counting = await loadCounting(act.transaction, act.congressId, input.roundId);
  for (const batch of counting?.batches ?? []) {
    const entry = batch.entries.find((one) => one.id === input.entryId);
    if (entry === undefined || counting === null) continue;
    if (entry.tellerId !== act.personId) return refuse(notYours);
    if (entry.state !== 'open' || counting.state !== 'open') return refuse(finished);
    return ok({ round, counting, batch, entry });
  }
  return refuse(notYours);
}
