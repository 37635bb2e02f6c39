import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { type DoorInput, standAtDoor, writePresenceEvent } from './place.ts';

/**
 * Enters a leave with its reason, before the sitting or during its check-in. The reason stays with the
 * clerk: it is in no trail and no export.
 *
 * Refuses, in order, with `no-such-sitting`, `check-in-closed`, `no-such-deputy`, `already-done`.
 */
export function grantLeave(
  database: Kysely<Tables>,
  request: ActRequest,
  input: DoorInput & { readonly reason: string },
): Promise<Result<{ deputyId: string }>> {
  return performAct(database, request, async (act) => {
    const door = await standAtDoor(act, input, true);
    if (!door.ok) return door;
    const { name, presence } = door.value;
    if (presence !== null) {
      return refuse({
        code: 'already-done',
        message: `${name}已经签到或已登记请假。要更改的，请先撤销原来的记录。`,
        field: 'deputy',
      });
    }
    await act.transaction
      .insertInto('roll.presence')
      .values({
        congress_id: act.congressId,
        sitting_id: input.sittingId,
        deputy_id: input.deputyId,
        state: 'on_leave',
        act_id: act.id,
      })
      .execute();
    await writePresenceEvent(act, input, { kind: 'leave_granted', reason: input.reason });
    act.record({
      event: 'leave-granted',
      subjects: { meeting: input.meetingId, sitting: input.sittingId, deputy: input.deputyId },
      detail: { name },
    });
    return ok({ deputyId: input.deputyId });
  });
}
