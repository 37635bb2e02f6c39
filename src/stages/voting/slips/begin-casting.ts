import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { balanceBeforeCasting } from '../../../rules/slip-balance.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { freezeAttendance } from '../../meeting/index.ts';
import { loadLockedRound } from '../box-lock.ts';
import { livesPaper, stepElectronic } from '../electronic-channel.ts';
import { noElectronic, noSuchRound, staleRound } from '../refusals.ts';
import type { ElectionOfRound, Round } from '../round-store.ts';
import { keysChapterOf } from './keys-chapter.ts';
import { noKeysYet, roundNotOpen } from './refusals.ts';
import { slipBoxOf, writeElection } from './slip-box.ts';
import { countSlips } from './slip-store.ts';

/** What the clerk states: slips kept for late arrivals, slips that cannot be found, and why. */
export interface StatedSlips {
  readonly reserve: number;
  readonly missing: number;
  readonly missingReason: string | null;
}

const notRegistered: Refusal = {
  code: 'slips-not-registered',
  message: '还没有登记发出的票码。请先登记发出多少份，再开始投票。',
};

const reasonMissing: Refusal = {
  code: 'reason-missing',
  message: '有票码下落不明，请写明原因，如“有一份在发票时撕毁”。',
  field: 'missing_reason',
};

/**
 * Begins the casting: from now on a slip can be used. Before it every slip that nobody took has been
 * scanned back; what is issued, void, kept and missing adds up to what was made. Freezes the attendance.
 *
 * Refuses, in order, with `no-such-round`, `no-electronic`, `no-keys`, `wrong-state` or
 * `already-done`, `slips-not-registered`, `reserve-too-large` (more than the rule sheet keeps),
 * `reason-missing`, `slips-unbalanced`, `issued-more-than-present`, `stale-form`.
 */
export function beginCasting(
  database: Kysely<Tables>,
  request: ActRequest,
  input: StatedSlips & { readonly meetingId: string; readonly roundId: string },
): Promise<Result<{ issued: number }>> {
  return performAct(database, request, async (act) => {
    const round = await loadLockedRound(act, input.meetingId, input.roundId);
    if (round === null) return refuse(noSuchRound);
    if (round.electronic === null) return refuse(noElectronic);
    const { election, issued, made, state } = round.electronic;
    if (election === null) return refuse(noKeysYet);
    if (state === 'issuing' && round.state !== 'open') {
      return refuse(roundNotOpen(round.state, '开始投电子票'));
    }
    const stepped = await stepElectronic(act, round, 'begin-casting');
    if (!stepped.ok) return stepped;
    if (issued === null) return refuse(notRegistered);
    const counts = await countSlips(act.transaction, act.congressId, election.uuid);
    const slips = { ...input, issued, made: made ?? 0, voided: counts.unissued };
    const stated = await checkStated(act, round, slips);
    if (!stated.ok) return stated;
    const frozen = await freeze(act, round, issued);
    if (!frozen.ok) return frozen;
    await writeBalance(act, round, election, slips);
    const { due, present } = frozen.value;
    const { voided, reserve, missing, missingReason } = slips;
    act.record({
      event: 'casting-begun',
      subjects: {
        ...{ meeting: round.meetingId, round: round.id },
        ...{ made: slips.made, issued, voided, reserve, missing, due, present },
      },
      detail: {
        ...{ title: round.title, made: slips.made, issued, voided, reserve, missing, due, present },
        reason: missing > 0 ? `（${missingReason ?? ''}）` : '',
      },
    });
    return ok({ issued });
  });
}

interface Slips extends StatedSlips {
  readonly made: number;
  readonly issued: number;
  readonly voided: number;
}

async function checkStated(act: Act, round: Round, slips: Slips): Promise<Result<null>> {
  const { lateSlips } = await keysChapterOf(act.transaction, round);
  if (slips.reserve > lateSlips) {
    return refuse({
      code: 'reserve-too-large',
      message: `票决办法规定为迟到代表留 ${lateSlips} 份，不能留 ${slips.reserve} 份。请把多出的扫描作废。`,
      field: 'reserve',
    });
  }
  if (slips.missing > 0 && slips.missingReason === null) return refuse(reasonMissing);
  return balanceBeforeCasting(slips);
}

async function freeze(
  act: Act,
  round: Round,
  issued: number,
): Promise<Result<{ due: number; present: number }>> {
  const attendance = await freezeAttendance(act, round.sittingId);
  const papers = livesPaper(round) ? (round.paper?.issued ?? 0) : 0;
  if (issued + papers > attendance.present) {
    const others = papers === 0 ? '' : `，另发出纸质票 ${papers} 张`;
    return refuse({
      code: 'issued-more-than-present',
      message: `实到代表 ${attendance.present} 人，不能发出 ${issued} 份票码${others}。请核对签到和发出的份数。`,
    });
  }
  const written = await writeAttendance(act, round, attendance);
  return written.ok ? ok(attendance) : written;
}

/** Freezes the attendance of a round on its row. Refuses with `stale-form`. */
export async function writeAttendance(
  act: Act,
  round: Round,
  attendance: { readonly due: number; readonly present: number; readonly onLeave: number },
): Promise<Result<null>> {
  const updated = await act.transaction
    .updateTable('record.round')
    .set({
      due: attendance.due,
      present: attendance.present,
      on_leave: attendance.onLeave,
      attendance_frozen_at: act.happenedAt,
      version: round.version + 1,
    })
    .where('congress_id', '=', act.congressId)
    .where('id', '=', round.id)
    .where('version', '=', round.version)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n ? ok(null) : refuse(staleRound);
}

async function writeBalance(
  act: Act,
  round: Round,
  election: ElectionOfRound,
  { reserve, voided, missing }: Slips,
): Promise<void> {
  await writeElection(act, round, election, {
    reserve,
    voided_before: voided,
    slip_box: JSON.stringify({ ...slipBoxOf(election), missing }),
  });
}
