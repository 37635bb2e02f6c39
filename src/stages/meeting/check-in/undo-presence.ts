import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { type DoorInput, standAtDoor, writePresenceEvent } from './place.ts';

const what = { on_leave: '请假', present: '签到', left: '离场' } as const;

/**
 * Undoes a check-in, a leave or an early leaving that was entered by mistake. What was undone stays in
 * the history with the reason. Undoing an early leaving makes the deputy present again.
 *
 * Refuses, in order, with `no-such-sitting`, `check-in-closed`, `no-such-deputy`, `wrong-state`.
 */
export function undoPresence(
  database: Kysely<Tables>,
  request: ActRequest,
  input: DoorInput & { readonly reason: string },
): Promise<Result<{ deputyId: string }>> {
  return performAct(database, request, async (act) => {
    const door = await standAtDoor(act, input, true);
    if (!door.ok) return door;
    const { name, presence } = door.value;
    if (presence === null) {
      return refuse({ code: 'wrong-state', message: `${name}还没有任何记录，不用撤销。` });
    }
    if (presence.state === 'left') {
      await act.transaction
        .updateTable('roll.presence')
        .set({ state: 'present', left_at: null, act_id: act.id })
        .where('congress_id', '=', act.congressId)
        .where('sitting_id', '=', input.sittingId)
        .where('deputy_id', '=', input.deputyId)
        .execute();
    } else {
      await act.transaction
        .deleteFrom('roll.presence')
        .where('congress_id', '=', act.congressId)
        .where('sitting_id', '=', input.sittingId)
        .where('deputy_id', '=', input.deputyId)
        .execute();
    }
    await writePresenceEvent(act, input, { kind: 'undone', reason: input.reason });
    act.record({
      event: 'presence-undone',
      subjects: { meeting: input.meetingId, sitting: input.sittingId, deputy: input.deputyId },
      detail: { name, what: what[presence.state], reason: input.reason },
    });
    return ok({ deputyId: input.deputyId });
  });
}
