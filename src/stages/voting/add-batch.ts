import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { ok, type Result, refuse } from '../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../trail/perform-act.ts';
import { loadMeetingRuleSheet } from '../meeting/index.ts';
import { type Counting, loadCounting } from './counting-store.ts';
import { noSuchRound, wrongPaperStep } from './refusals.ts';
import { loadRound } from './round-store.ts';

/** Adding and finishing see each other: the counting is locked for the rest of the transaction. */
export async function lockCounting(act: Act, roundId: string): Promise<Counting | null> {
  await sql`select id from count.counting where congress_id = ${act.congressId}
    and round_id = ${roundId} and state = 'open' for update`.execute(act.transaction);
  const counting = await loadCounting(act.transaction, act.congressId, roundId);
  return counting?.state === 'open' ? counting : null;
}

/**
 * Binds mixed papers to the next batch; the tellers number them in the corner from 1.
 *
 * Refuses with `no-such-round`, `wrong-state` (no counting is open), `batch-too-large` (rule sheet),
 * `more-than-returned` (all batches together hold more papers than the box did).
 */
export function addBatch(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { meetingId: string; roundId: string; papers: number },
): Promise<Result<{ batchId: string }>> {
  return performAct(database, request, async (act) => {
    const { meetingId, roundId, papers } = input;
    const round = await loadRound(act.transaction, act.congressId, meetingId, roundId);
    if (round === null) return refuse(noSuchRound);
    const counting = await lockCounting(act, roundId);
    if (counting === null) return refuse(wrongPaperStep('先开始计票'));
    const sheet = await loadMeetingRuleSheet(act.transaction, act.congressId, meetingId);
    const most = sheet?.document.vote?.batchSize ?? 25;
    if (papers > most) {
      return refuse({
        code: 'batch-too-large',
        message: `每捆最多 ${most} 张，请把多出的选票另成一捆。`,
        field: 'papers',
      });
    }
    const bound = counting.batches.reduce((sum, batch) => sum + batch.papers, 0);
    const returned = round.paper?.returned ?? 0;
    if (bound + papers > returned) {
      return refuse({
        code: 'more-than-returned',
        message: `收回 ${returned} 张，已成捆 ${bound} 张，最多还能成捆 ${returned - bound} 张。`,
        field: 'papers',
      });
    }
    const batchId = randomUUID();
    const number = counting.batches.length + counting.withdrawn.length + 1;
    await act.transaction
      .insertInto('count.batch')
      .values({
        congress_id: act.congressId,
        id: batchId,
        counting_id: counting.id,
        number,
        papers,
        act_id: act.id,
      })
      .execute();
    act.record({
      event: 'batch-added',
      subjects: { round: roundId, batch: batchId, number, papers },
      detail: { number, papers },
    });
    act.touch(`round:${roundId}`);
    return ok({ batchId });
  });
}
