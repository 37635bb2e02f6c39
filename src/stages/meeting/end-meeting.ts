import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { ok, type Result, refuse } from '../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../trail/perform-act.ts';
import { listSittings, loadMeeting } from './meeting-store.ts';
import { noSuchMeeting, rollNotFrozen, staleMeeting } from './refusals.ts';

/** States in which a round still waits for something in the hall. */
const running = ['open', 'interrupted', 'closed', 'counted', 'reopened', 'recounted', 'certified'];

/**
 * Ends a meeting (闭会): its sittings are over and no round waits in the hall. Its record stays, what
 * was declared may still be announced, and the roll of the term may be changed again.
 *
 * Refuses, in order, with `no-such-meeting`, `already-done`, `roll-not-frozen`, `sitting-going-on`,
 * `round-going-on`, `stale-form`.
 */
export function endMeeting(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { meetingId: string },
): Promise<Result<{ meetingId: string }>> {
  return performAct(database, request, async (act) => {
    const meeting = await loadMeeting(act.transaction, act.congressId, input.meetingId);
    if (meeting === null) return refuse(noSuchMeeting);
    if (meeting.state === 'ended') {
      return refuse({ code: 'already-done', message: '会议已经闭会，不用再办。' });
    }
    if (meeting.state === 'preparing') return refuse(rollNotFrozen);
    const sittings = await listSittings(act.transaction, act.congressId, meeting.id);
    const going = sittings.find((one) => one.state === 'check_in' || one.state === 'open');
    if (going !== undefined) {
      const message = `“${going.name}”还没有散会。请先散会，再登记闭会。`;
      return refuse({ code: 'sitting-going-on', message });
    }
    const rounds = await act.transaction
      .selectFrom('record.round')
      .select(['title', 'state'])
      .where('congress_id', '=', act.congressId)
      .where('meeting_id', '=', meeting.id)
      .execute();
    const waiting = rounds.find((one) => running.includes(one.state));
    if (waiting !== undefined) {
      const message = `“${waiting.title}”还没有宣布结果，不能闭会。请先办完这一轮，或者写明原因作废。`;
      return refuse({ code: 'round-going-on', message });
    }
    const ended = await act.transaction
      .updateTable('record.meeting')
      .set({ state: 'ended', version: meeting.version + 1 })
      .where('congress_id', '=', act.congressId)
      .where('id', '=', meeting.id)
      .where('version', '=', meeting.version)
      .executeTakeFirst();
    if (ended.numUpdatedRows !== 1n) return refuse(staleMeeting);
    act.record({
      event: 'meeting-ended',
      subjects: { meeting: meeting.id },
      detail: { name: meeting.name },
    });
    act.touch(`meeting:${meeting.id}`);
    return ok({ meetingId: meeting.id });
  });
}
