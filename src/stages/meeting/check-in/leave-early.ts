import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { type DoorInput, standAtDoor, writePresenceEvent } from './place.ts';

/**
 * Enters that a deputy who was present left early; the number present falls.
 *
 * Refuses, in order, with `no-such-sitting`, `check-in-closed`, `no-such-deputy`, `wrong-state`.
 */
export function leaveEarly(
  database: Kysely<Tables>,
  request: ActRequest,
  input: DoorInput,
): Promise<Result<{ deputyId: string }>> {
  return performAct(database, request, async (act) => {
    const door = await standAtDoor(act, input);
    if (!door.ok) return door;
    const { name, presence } = door.value;
    if (presence?.state !== 'present') {
      return refuse({
        code: 'wrong-state',
        message: `${name}没有签到或已经离场，不能登记离场。`,
      });
    }
    await act.transaction
      .updateTable('roll.presence')
      .set({ state: 'left', left_at: act.happenedAt, act_id: act.id })
      .where('congress_id', '=', act.congressId)
      .where('sitting_id', '=', input.sittingId)
      .where('deputy_id', '=', input.deputyId)
      .execute();
    await writePresenceEvent(act, input, { kind: 'left_early' });
    act.record({
      event: 'deputy-left',
      subjects: { meeting: input.meetingId, sitting: input.sittingId, deputy: input.deputyId },
      detail: { name },
    });
    return ok({ deputyId: input.deputyId });
  });
}
