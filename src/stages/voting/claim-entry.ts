import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { ok, type Result, refuse } from '../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../trail/perform-act.ts';
import { lockCounting } from './add-batch.ts';
import { noSuchBatch, noSuchRound, wrongPaperStep } from './refusals.ts';
import { loadRound } from './round-store.ts';

/**
 * A teller takes a batch for the first or the second entry. Taking the batch that is already one's
 * own goes on where it stopped.
 *
 * Refuses with `no-such-round`, `wrong-state`, `no-such-batch`, `batch-taken` (two other tellers have
 * it), `same-teller` (one has finished the first entry: the second is another's).
 */
export function claimEntry(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { meetingId: string; roundId: string; batchId: string; tellerName: string },
): Promise<Result<{ entryId: string }>> {
  return performAct(database, request, async (act) => {
    const { meetingId, roundId, batchId, tellerName } = input;
    const round = await loadRound(act.transaction, act.congressId, meetingId, roundId);
    if (round === null) return refuse(noSuchRound);
    const counting = await lockCounting(act, roundId);
    if (counting === null) return refuse(wrongPaperStep('先开始计票'));
    const batch = counting.batches.find((one) => one.id === batchId);
    if (batch === undefined) return refuse(noSuchBatch);
    const teller = act.personId;
    if (teller === null) throw new Error('claimEntry needs a signed-in teller');
    const own = batch.entries.find((entry) => entry.tellerId === teller);
    if (own?.state === 'open') return ok({ entryId: own.id });
    if (own !== undefined) {
      return refuse({
        code: 'same-teller',
        message: `第 ${batch.number} 捆您已经录入过一次，另一次必须由别的计票人录入。`,
      });
    }
    if (batch.entries.length >= 2) {
      const names = batch.entries.map((entry) => entry.tellerName).join('、');
      return refuse({
        code: 'batch-taken',
        message: `第 ${batch.number} 捆已由 ${names} 录入，请选择其他捆。`,
      });
    }
    const entryId = randomUUID();
    const ordinal = batch.entries.length + 1;
    await act.transaction
      .insertInto('count.entry')
      .values({
        congress_id: act.congressId,
        id: entryId,
        batch_id: batchId,
        ordinal,
        teller_id: teller,
        started_at: act.recordedAt,
        act_id: act.id,
      })
      .execute();
    act.record({
      event: 'entry-started',
      subjects: { round: roundId, batch: batchId, entry: entryId, ordinal },
      detail: { name: tellerName, batch: batch.number, ordinal },
    });
    act.touch(`round:${roundId}`);
    return ok({ entryId });
  });
}
