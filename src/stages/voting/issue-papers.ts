import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../trail/perform-act.ts';
import { freezeAttendance } from '../meeting/index.ts';
import { livesElectronic } from './electronic-channel.ts';
import { stepPapers } from './paper-channel.ts';
import { noSuchRound, staleRound } from './refusals.ts';
import { loadRound, type Round } from './round-store.ts';

/**
 * Ends the issuing: how many papers were handed out, how many spoiled ones were exchanged. Freezes
 * the attendance of the round: present = checked in and not left at this moment (rules.md, Words).
 *
 * Refuses with `no-such-round`, `issued-more-than-printed`, `issued-more-than-present`,
 * `wrong-state`, `stale-form`.
 */
export function issuePapers(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { meetingId: string; roundId: string; issued: number; spoiled: number },
): Promise<Result<{ roundId: string }>> {
  return performAct(database, request, async (act) => {
    const { meetingId, roundId, issued, spoiled } = input;
    const round = await loadRound(act.transaction, act.congressId, meetingId, roundId);
    if (round === null) return refuse(noSuchRound);
    const attendance = await freezeAttendance(act, round.sittingId);
    const fault = checkIssued(round, { issued, spoiled }, attendance.present);
    if (fault !== null) return refuse(fault);
    const step = await stepPapers(act, round, 'finish-issuing', { issued, spoiled });
    if (!step.ok) return step;
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
      .where('id', '=', roundId)
      .where('version', '=', round.version)
      .executeTakeFirst();
    if (updated.numUpdatedRows !== 1n) return refuse(staleRound);
    const { due, present } = attendance;
    act.record({
      event: 'papers-issued',
      subjects: { meeting: meetingId, round: roundId, issued, spoiled, due, present },
      detail: { title: round.title, issued, spoiled, due, present },
    });
    return ok({ roundId });
  });
}

/**
 * What cannot be right about the figures of issued papers: more than were printed, or more papers and
 * slips than deputies present. Null where nothing speaks against them.
 */
export function checkIssued(
  round: Round,
  { issued, spoiled }: { readonly issued: number; readonly spoiled: number },
  present: number,
): Refusal | null {
  const printed = round.paper?.printed ?? 0;
  if (issued + spoiled > printed) {
    const message = `只印了 ${printed} 张，发出与更换合计却有 ${issued + spoiled} 张。请重新清点。`;
    return { code: 'issued-more-than-printed', message, field: 'issued' };
  }
  const slips = livesElectronic(round) ? (round.electronic?.issued ?? 0) : 0;
  if (issued + slips <= present) return null;
  const others = slips === 0 ? '' : `（另已发出票码 ${slips} 份）`;
  const message = `实到代表 ${present} 人，不能发出 ${issued} 张选票${others}。请核对签到和发票张数。`;
  return { code: 'issued-more-than-present', message, field: 'issued' };
}
