import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { chinaClock } from '../../../web/china-time.ts';
import { type DoorInput, standAtDoor, writePresenceEvent } from './place.ts';

/** Says when and where somebody was checked in before us. */
function alreadyPresent(name: string, arrivedAt: Date | null, desk: string | null): Refusal {
  const time = arrivedAt === null ? '' : ` ${chinaClock(arrivedAt)} `;
  return {
    code: 'already-present',
    message: `${name}已于${time}在${desk ?? '其他签到台'}签到，不用再签。`,
  };
}

/**
 * Checks a deputy in at a desk. Two desks at once: the row of the deputy decides, one wins and the
 * other is told when and where. A deputy on leave who comes anyway is present; one who left returns.
 * Somebody who came after the sitting opened is late, by the stated time: what is entered later from the
 * paper roll makes nobody late.
 *
 * Refuses, in order, with `no-such-sitting`, `check-in-closed`, `no-such-deputy`, `already-present`.
 */
export function checkInDeputy(
  database: Kysely<Tables>,
  request: ActRequest,
  input: DoorInput & { readonly desk: string },
): Promise<Result<{ deputyId: string }>> {
  return performAct(database, request, async (act) => {
    const door = await standAtDoor(act, input);
    if (!door.ok) return door;
    const { name, presence, openedAt } = door.value;
    if (presence?.state === 'present') {
      return refuse(alreadyPresent(name, presence.arrived_at, presence.desk));
    }
    const late = openedAt !== null && act.happenedAt > openedAt;
    const won = await writeArrival(act, input, presence !== null, late);
    if (won !== null) return refuse(alreadyPresent(name, won.arrived_at, won.desk));
    const kind = presence?.state === 'left' ? 'returned' : 'arrived';
    await writePresenceEvent(act, input, { kind, desk: input.desk });
    act.record({
      event: 'deputy-checked-in',
      subjects: { meeting: input.meetingId, sitting: input.sittingId, deputy: input.deputyId },
      detail: { name, desk: input.desk, late: late ? '迟到。' : '' },
    });
    return ok({ deputyId: input.deputyId });
  });
}

/** Writes the arrival; answers with the row that another desk wrote first, if one did. */
async function writeArrival(
  act: Act,
  input: DoorInput & { readonly desk: string },
  known: boolean,
  late: boolean,
) {
  const arrival = {
    state: 'present' as const,
    arrived_at: act.happenedAt,
    left_at: null,
    desk: input.desk,
    late,
    act_id: act.id,
  };
  const key = {
    congress_id: act.congressId,
    sitting_id: input.sittingId,
    deputy_id: input.deputyId,
  };
  const present = act.transaction
    .selectFrom('roll.presence')
    .select(['arrived_at', 'desk'])
    .where('congress_id', '=', key.congress_id)
    .where('sitting_id', '=', key.sitting_id)
    .where('deputy_id', '=', key.deputy_id);
  if (!known) {
    const inserted = await act.transaction
      .insertInto('roll.presence')
      .values({ ...key, ...arrival })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows === 1n) return null;
    return await present.executeTakeFirstOrThrow();
  }
  await act.transaction
    .updateTable('roll.presence')
    .set(arrival)
    .where('congress_id', '=', key.congress_id)
    .where('sitting_id', '=', key.sitting_id)
    .where('deputy_id', '=', key.deputy_id)
    .execute();
  return null;
}
