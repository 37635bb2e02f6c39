import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { ok, type Result, refuse } from '../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../trail/perform-act.ts';
import { listSittings, loadMeeting, type Sitting } from './meeting-store.ts';
import {
  meetingEnded,
  noSuchMeeting,
  noSuchSitting,
  rollNotFrozen,
  staleMeeting,
} from './refusals.ts';
import { loadStrip } from './strip.ts';

/** What can be done with a sitting, in its order. */
export const sittingVerbs = ['open-check-in', 'open', 'close'] as const;

export type SittingVerb = (typeof sittingVerbs)[number];

/** The words of the buttons and of the trail. */
export const sittingVerbNames: Readonly<Record<SittingVerb, string>> = {
  'open-check-in': '开始签到',
  open: '开会',
  close: '散会',
};

const steps: Readonly<
  Record<SittingVerb, { from: readonly Sitting['state'][]; to: Sitting['state'] }>
> = {
  'open-check-in': { from: ['planned'], to: 'check_in' },
  open: { from: ['check_in'], to: 'open' },
  close: { from: ['check_in', 'open'], to: 'closed' },
};

/** What the sitting can do now. */
export function sittingVerbsIn(state: Sitting['state']): readonly SittingVerb[] {
  return sittingVerbs.filter((verb) => steps[verb].from.includes(state));
}

const stateNames: Readonly<Record<Sitting['state'], string>> = {
  planned: '尚未签到',
  check_in: '正在签到',
  open: '正在开会',
  closed: '已经散会',
};

/**
 * Opens the check-in of a sitting, opens or closes the sitting. A sitting is opened only with a quorum
 * (地方组织法 Art. 14).
 *
 * Refuses, in order, with `no-such-meeting`, `roll-not-frozen`, `meeting-ended`, `no-such-sitting`,
 * `wrong-state`, `no-quorum`, `stale-form`.
 */
export function moveSitting(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { meetingId: string; sittingId: string; verb: SittingVerb },
): Promise<Result<{ sittingId: string }>> {
  return performAct(database, request, async (act) => {
    const { meetingId, sittingId, verb } = input;
    const meeting = await loadMeeting(act.transaction, act.congressId, meetingId);
    if (meeting === null) return refuse(noSuchMeeting);
    if (meeting.state === 'preparing') return refuse(rollNotFrozen);
    if (meeting.state === 'ended') return refuse(meetingEnded);
    const sittings = await listSittings(act.transaction, act.congressId, meetingId);
    const sitting = sittings.find((one) => one.id === sittingId);
    if (sitting === undefined) return refuse(noSuchSitting);
    const { from, to } = steps[verb];
    if (!from.includes(sitting.state)) {
      return refuse({
        code: 'wrong-state',
        message: `“${sitting.name}”${stateNames[sitting.state]}，现在不能“${sittingVerbNames[verb]}”。`,
      });
    }
    if (verb === 'open') {
      const strip = await loadStrip(act.transaction, act.congressId, sittingId);
      if (strip.missing > 0) {
        return refuse({ code: 'no-quorum', message: `不能开会：${strip.sentence}` });
      }
    }
    const moved = await act.transaction
      .updateTable('record.sitting')
      .set({ state: to, ...timeOf(to, act.happenedAt), version: sitting.version + 1 })
      .where('congress_id', '=', act.congressId)
      .where('id', '=', sittingId)
      .where('version', '=', sitting.version)
      .executeTakeFirst();
    if (moved.numUpdatedRows !== 1n) return refuse(staleMeeting);
    act.record({
      event: 'sitting-moved',
      subjects: { meeting: meetingId, sitting: sittingId },
      detail: { name: sitting.name, verb: sittingVerbNames[verb] },
    });
    act.touch(`sitting:${sittingId}`);
    act.touch(`meeting:${meetingId}`);
    return ok({ sittingId });
  });
}

function timeOf(state: Sitting['state'], time: Date) {
  if (state === 'check_in') return { check_in_opened_at: time };
  return state === 'open' ? { opened_at: time } : { closed_at: time };
}
