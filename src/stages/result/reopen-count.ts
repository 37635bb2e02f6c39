import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../trail/perform-act.ts';
import {
  livesPaper,
  loadRound,
  moveRound,
  type NewCounting,
  type Round,
  startCounting,
  verifyElectronicAgain,
} from '../voting/index.ts';
import { noSuchRound } from './refusals.ts';

/** Which round is counted again, and why. */
export interface CountAgain {
  readonly meetingId: string;
  readonly roundId: string;
  readonly method: 'papers' | 'tally';
  readonly reason: string;
}

/**
 * The signatures of the standing report fall; it stays readable for ever. A report that was declared
 * never falls: when the count of a recount is reopened, only the recount's own report does.
 */
async function dropReports(act: Act, roundId: string): Promise<void> {
  const declared = act.transaction
    .selectFrom('record.declaration')
    .select('report_id')
    .where('congress_id', '=', act.congressId)
    .where('round_id', '=', roundId);
  await act.transaction
    .updateTable('record.count_report')
    .set({ state: 'fallen' })
    .where('congress_id', '=', act.congressId)
    .where('round_id', '=', roundId)
    .where('state', '<>', 'fallen')
    .where('id', 'not in', declared)
    .execute();
}

/**
 * Reopens the count before the declaration (rules.md, "When something was wrong"): the signatures
 * fall, the earlier report is kept, the papers are counted again and the electronic ballots verified
 * again.
 *
 * Refuses with `no-such-round`, what the state machine refuses, and `archive-fails`.
 */
export function reopenCount(
  database: Kysely<Tables>,
  request: ActRequest,
  input: CountAgain,
): Promise<Result<{ roundId: string }>> {
  return performAct(database, request, async (act) => {
    const { meetingId, roundId, method, reason } = input;
    const round = await loadRound(act.transaction, act.congressId, meetingId, roundId);
    if (round === null) return refuse(noSuchRound);
    const moved = await moveRound(act, round, 'reopen-count', reason);
    if (!moved.ok) return moved;
    const verified = await verifyElectronicAgain(act, round);
    if (!verified.ok) return verified;
    await dropReports(act, roundId);
    act.record({
      event: 'count-reopened',
      subjects: { meeting: meetingId, round: roundId },
      detail: { title: round.title, reason },
    });
    const counting = { kind: 'reopened', method, reason, decisionId: null } as const;
    return await countPapersAgain(act, round, counting);
  });
}

/**
 * Papers are counted again. Electronic ballots are not: their proofs were verified again just now, so a
 * round without papers is counted at once, and its reports are made and signed anew.
 */
async function countPapersAgain(
  act: Act,
  round: Round,
  counting: NewCounting,
): Promise<Result<{ roundId: string }>> {
  if (livesPaper(round)) {
    await startCounting(act, round, counting);
    return ok({ roundId: round.id });
  }
  const again = await loadRound(act.transaction, act.congressId, round.meetingId, round.id);
  if (again === null) return refuse(noSuchRound);
  const moved = await moveRound(act, again, 'finish-count', counting.reason);
  return moved.ok ? ok({ roundId: round.id }) : moved;
}

const decisionMissing: Refusal = {
  code: 'decision-missing',
  message: '宣布之后复核计票须由主席团决定。请先在会议页面登记主席团的决定，再选择它。',
  field: 'decision_id',
};

/**
 * Starts a recount after the declaration, decided by the presidium, from the sealed packets. The new
 * report will stand beside the old one, which does not fall: it was declared.
 *
 * Refuses with `no-such-round`, `decision-missing`, `papers-not-opened` (the opening of the sealed
 * packets is not recorded), what the state machine refuses, and `archive-fails`.
 */
export function startRecount(
  database: Kysely<Tables>,
  request: ActRequest,
  input: CountAgain & { decisionId: string },
): Promise<Result<{ roundId: string }>> {
  return performAct(database, request, async (act) => {
    const { meetingId, roundId, method, reason, decisionId } = input;
    const round = await loadRound(act.transaction, act.congressId, meetingId, roundId);
    if (round === null) return refuse(noSuchRound);
    const decision = await act.transaction
      .selectFrom('record.decision')
      .select('carried')
      .where('congress_id', '=', act.congressId)
      .where('meeting_id', '=', meetingId)
      .where('id', '=', decisionId)
      .where('subject', '=', 'recount')
      .executeTakeFirst();
    if (decision === undefined || !decision.carried) return refuse(decisionMissing);
    if (livesPaper(round) && !(await packetsAreOpen(act, roundId))) {
      return refuse({
        code: 'papers-not-opened',
        message: '封存的选票还没有登记启封。请先登记启封的包数、封签和在场人员。',
      });
    }
    const moved = await moveRound(act, round, 'recount', reason);
    if (!moved.ok) return moved;
    const verified = await verifyElectronicAgain(act, round);
    if (!verified.ok) return verified;
    act.record({
      event: 'recount-started',
      subjects: { meeting: meetingId, round: roundId, decision: decisionId },
      detail: { title: round.title, reason },
    });
    return await countPapersAgain(act, round, { kind: 'recount', method, reason, decisionId });
  });
}

/** Papers that were never sealed lie on the table; sealed ones need a recorded opening. */
async function packetsAreOpen(act: Act, roundId: string): Promise<boolean> {
  const last = await act.transaction
    .selectFrom('record.sealing as sealing')
    .innerJoin('record.act as act', (join) =>
      join
        .onRef('act.congress_id', '=', 'sealing.congress_id')
        .onRef('act.id', '=', 'sealing.act_id'),
    )
    .select('sealing.kind')
    .where('sealing.congress_id', '=', act.congressId)
    .where('sealing.round_id', '=', roundId)
    .orderBy('act.recorded_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last === undefined || last.kind === 'opened_for_recount';
}
