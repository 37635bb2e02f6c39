import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { ok, type Result, refuse } from '../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../trail/perform-act.ts';
import { chinaDateTime } from '../../web/china-time.ts';
import { holdMeeting } from './hold-meeting.ts';
import { listSittings } from './meeting-store.ts';
import { meetingEnded, noSuchMeeting } from './refusals.ts';

/** Inserts one sitting; the caller has chosen its number. */
export async function insertSitting(
  act: Act,
  meetingId: string,
  sitting: { number: number; name: string; place: string | null; plannedAt: Date },
): Promise<string> {
  const id = randomUUID();
  await act.transaction
    .insertInto('record.sitting')
    .values({
      congress_id: act.congressId,
      id,
      meeting_id: meetingId,
      number: sitting.number,
      name: sitting.name,
      place: sitting.place,
      planned_at: sitting.plannedAt,
      act_id: act.id,
    })
    .execute();
  return id;
}

/**
 * Plans a further sitting of a meeting.
 *
 * Refuses with `no-such-meeting`, `meeting-ended`, `sitting-exists`.
 */
export function createSitting(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { meetingId: string; name: string; place: string | null; plannedAt: Date },
): Promise<Result<{ sittingId: string }>> {
  return performAct(database, request, async (act) => {
    const meeting = await holdMeeting(act, input.meetingId);
    if (meeting === null) return refuse(noSuchMeeting);
    if (meeting.state === 'ended') return refuse(meetingEnded);
    const sittings = await listSittings(act.transaction, act.congressId, input.meetingId);
    if (sittings.some((sitting) => sitting.name === input.name)) {
      return refuse({
        code: 'sitting-exists',
        message: `“${input.name}”已经安排，请改用别的名称。`,
        field: 'name',
      });
    }
    const sittingId = await insertSitting(act, input.meetingId, {
      number: sittings.length + 1,
      name: input.name,
      place: input.place,
      plannedAt: input.plannedAt,
    });
    act.record({
      event: 'sitting-created',
      subjects: { meeting: input.meetingId, sitting: sittingId },
      detail: { name: input.name, time: chinaDateTime(input.plannedAt) },
    });
    act.touch(`meeting:${input.meetingId}`);
    return ok({ sittingId });
  });
}
