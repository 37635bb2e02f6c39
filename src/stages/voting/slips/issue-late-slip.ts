import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { loadStrip } from '../../meeting/index.ts';
import { loadLockedRound } from '../box-lock.ts';
import { livesPaper, writeElectronic } from '../electronic-channel.ts';
import { noElectronic, noSuchRound } from '../refusals.ts';
import type { Round } from '../round-store.ts';
import { writeAttendance } from './begin-casting.ts';
import { noKeysYet, roundNotOpen, wrongSlipStep } from './refusals.ts';
import { openReserve, writeElection } from './slip-box.ts';

/** Happens when the reserve for late arrivals is used up. */
export const reserveEmpty: Refusal = {
  code: 'reserve-empty',
  message: '留用的票码已经发完，不能再发。两种方式并用的，可以改发纸质票。',
};

/**
 * Hands one slip from the reserve to a deputy who came late, and freezes the attendance anew: those
 * present when issuing ended, and those who came since. Whoever left meanwhile had a slip and stays
 * counted.
 *
 * Refuses, in order, with `no-such-round`, `no-electronic`, `no-keys`, `wrong-state` (casting has not
 * begun or has ended, or the round is interrupted), `reserve-empty`, `issued-more-than-present`,
 * `stale-form`.
 */
export function issueLateSlip(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { readonly meetingId: string; readonly roundId: string },
): Promise<Result<{ left: number }>> {
  return performAct(database, request, async (act) => {
    const round = await loadLockedRound(act, input.meetingId, input.roundId);
    if (round === null) return refuse(noSuchRound);
    if (round.electronic === null) return refuse(noElectronic);
    const { state, election, issued } = round.electronic;
    if (election === null) return refuse(noKeysYet);
    if (state !== 'casting') return refuse(wrongSlipStep(state, '补发票码'));
    if (round.state !== 'open') return refuse(roundNotOpen(round.state, '补发票码'));
    const left = openReserve(election) - 1;
    if (left < 0) return refuse(reserveEmpty);
    const present = await freezeAnew(act, round, (issued ?? 0) + 1);
    if (!present.ok) return present;
    const written = await writeElectronic(act, round, { issued: (issued ?? 0) + 1 });
    if (!written.ok) return written;
    await writeElection(act, round, election, { issued_late: election.issuedLate + 1 });
    act.record({
      event: 'late-slip-issued',
      subjects: { meeting: round.meetingId, round: round.id, left, present: present.value },
      detail: { title: round.title, left, present: present.value },
    });
    return ok({ left });
  });
}

async function freezeAnew(act: Act, round: Round, slips: number): Promise<Result<number>> {
  const strip = await loadStrip(act.transaction, act.congressId, round.sittingId);
  const papers = livesPaper(round) ? (round.paper?.issued ?? 0) : 0;
  const out = slips + papers;
  const present = Math.max(round.present ?? 0, strip.present, out);
  if (out > strip.present + strip.left) {
    return refuse({
      code: 'issued-more-than-present',
      message: `签到的代表共 ${strip.present + strip.left} 人，票码和纸质票已经发出 ${out - 1} 份。请先为迟到的代表签到，再补发。`,
    });
  }
  const written = await writeAttendance(act, round, { ...strip, present });
  return written.ok ? ok(present) : written;
}
