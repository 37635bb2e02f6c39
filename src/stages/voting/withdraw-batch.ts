import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { ok, type Result, refuse } from '../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../trail/perform-act.ts';
import { lockCounting } from './add-batch.ts';
import { noSuchBatch, noSuchRound, wrongPaperStep } from './refusals.ts';
import { loadRound } from './round-store.ts';

/**
 * Withdraws a batch that was bound wrongly: a paper too many, one stuck to another, a teller who had
 * to leave, a tally that cannot be right. Its papers are bound anew; what was entered of it stays
 * readable in the record and counts no more.
 *
 * Refuses with `no-such-round`, `wrong-state` (no counting is open), `no-such-batch`.
 */
export function withdrawBatch(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { meetingId: string; roundId: string; batchId: string; reason: string },
): Promise<Result<{ batchId: string }>> {
  return performAct(database, request, async (act) => {
    const { meetingId, roundId, batchId, reason } = input;
    const round = await loadRound(act.transaction, act.congressId, meetingId, roundId);
    if (round === null) return refuse(noSuchRound);
    const counting = await lockCounting(act, roundId);
    if (counting === null) return refuse(wrongPaperStep('计票正在进行'));
    const batch = counting.batches.find((one) => one.id === batchId);
    if (batch === undefined) return refuse(noSuchBatch);
    await act.transaction
      .updateTable('count.batch')
      .set({ state: 'withdrawn', withdrawn_reason: reason })
      .where('congress_id', '=', act.congressId)
      .where('id', '=', batchId)
      .execute();
    const { number, papers } = batch;
    act.record({
      event: 'batch-withdrawn',
      subjects: { round: roundId, batch: batchId, number, papers },
      detail: { number, papers, reason },
    });
    act.touch(`round:${roundId}`);
    return ok({ batchId });
  });
}
