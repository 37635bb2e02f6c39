import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import type { ElectronicState } from '../../../rules/electronic-channel.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { loadLockedRound } from '../box-lock.ts';
import { noElectronic, noSuchRound } from '../refusals.ts';
import type { ElectionOfRound, Round } from '../round-store.ts';
import { noKeysYet, wrongSlipStep } from './refusals.ts';
import { openReserve, slipBoxOf, writeElection } from './slip-box.ts';

/** What somebody may object to about slips, as the minutes say it. */
export const objections = {
  'used-by-another': '票码显示已经用过，持有人说不是本人所投',
  'slip-damaged': '票码字迹不清或者损坏，持有人无法投票',
  'balance-doubted': '对票码的数目有疑问，要求核对票码箱',
} as const;

/**
 * Minutes an objection about slips. Neither the slip nor the person is noted; nothing can be taken off
 * the board. It makes the scan of the slip box due before opening.
 *
 * Refuses, in order, with `no-such-round`, `no-electronic`, `no-keys`, `wrong-state`.
 */
export function noteSlipObjection(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly meetingId: string;
    readonly roundId: string;
    readonly objection: keyof typeof objections;
  },
): Promise<Result<{ number: number }>> {
  return performAct(database, request, async (act) => {
    const found = await roundIn(act, input, ['casting', 'closed'], '登记异议');
    if (!found.ok) return found;
    const { round, election } = found.value;
    const box = slipBoxOf(election);
    const number = box.objections + 1;
    const slip_box = JSON.stringify({ ...box, objections: number });
    await writeElection(act, round, election, { slip_box });
    act.record({
      event: 'slip-objection-noted',
      subjects: { meeting: round.meetingId, round: round.id, number },
      detail: { title: round.title, number, objection: objections[input.objection] },
    });
    return ok({ number });
  });
}

/**
 * States that reserve slips cannot be found after closing, with the reason; the others are scanned.
 *
 * Refuses, in order, with `no-such-round`, `no-electronic`, `no-keys`, `wrong-state`,
 * `more-than-reserve`.
 */
export function stateReserveMissing(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly meetingId: string;
    readonly roundId: string;
    readonly missing: number;
    readonly reason: string;
  },
): Promise<Result<{ missing: number }>> {
  return performAct(database, request, async (act) => {
    const found = await roundIn(act, input, ['closed'], '登记留用票码');
    if (!found.ok) return found;
    const { round, election } = found.value;
    const { missing, reason } = input;
    const box = slipBoxOf(election);
    const open = openReserve(election) + (box.reserveMissing ?? 0);
    if (missing > open) {
      return refuse({
        code: 'more-than-reserve',
        message: `留用的票码只有 ${open} 份没有作废，不能登记 ${missing} 份下落不明。`,
        field: 'reserve_missing',
      });
    }
    const slip_box = JSON.stringify({ ...box, reserveMissing: missing });
    await writeElection(act, round, election, { slip_box });
    act.record({
      event: 'reserve-missing',
      subjects: { meeting: round.meetingId, round: round.id, missing },
      detail: { title: round.title, missing, reason },
    });
    return ok({ missing });
  });
}

async function roundIn(
  act: Act,
  { meetingId, roundId }: { readonly meetingId: string; readonly roundId: string },
  states: readonly ElectronicState[],
  name: string,
): Promise<Result<{ round: Round; election: ElectionOfRound }>> {
  const round = await loadLockedRound(act, meetingId, roundId);
  if (round === null) return refuse(noSuchRound);
  if (round.electronic === null) return refuse(noElectronic);
  const { state, election } = round.electronic;
  if (election === null) return refuse(noKeysYet);
  if (!states.includes(state)) return refuse(wrongSlipStep(state, name));
  return ok({ round, election });
}
