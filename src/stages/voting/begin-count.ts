import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { ok, type Result, refuse } from '../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../trail/perform-act.ts';
import { holdMeeting, loadMeetingRuleSheet } from '../meeting/index.ts';
import { loadCounting } from './counting-store.ts';
import { noSuchRound, wrongPaperStep } from './refusals.ts';
import { loadRound } from './round-store.ts';
import { startCounting } from './start-counting.ts';

/**
 * Begins the first counting of a round's papers, paper by paper or by tally sheet.
 *
 * Refuses with `no-such-round`, `wrong-state`, `already-done`, `tally-not-allowed`.
 */
export function beginCount(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { meetingId: string; roundId: string; method: 'papers' | 'tally' },
): Promise<Result<{ roundId: string }>> {
  return performAct(database, request, async (act) => {
    const { meetingId, roundId, method } = input;
    await holdMeeting(act, meetingId);
    const round = await loadRound(act.transaction, act.congressId, meetingId, roundId);
    if (round === null) return refuse(noSuchRound);
    if (round.paper?.state !== 'returned') return refuse(wrongPaperStep('先登记收回的选票张数'));
    if ((await loadCounting(act.transaction, act.congressId, roundId)) !== null) {
      return refuse({
        code: 'already-done',
        message: '计票已经开始。如需重新计票，请由工作人员在结果页面办理。',
      });
    }
    const sheet = await loadMeetingRuleSheet(act.transaction, act.congressId, meetingId);
    if (method === 'tally' && sheet?.document.vote?.countMethod !== 'papers-or-tally') {
      return refuse({
        code: 'tally-not-allowed',
        message: '票决办法规定逐张录入，不能只按正字唱票登记。请选择逐张录入。',
        field: 'method',
      });
    }
    await startCounting(act, round, { kind: 'first', method, reason: null, decisionId: null });
    return ok({ roundId });
  });
}
