import { randomUUID } from 'node:crypto';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import type { Act } from '../../../trail/perform-act.ts';
import { noSuchDeputy, noSuchSitting } from '../refusals.ts';

/** Which deputy at which sitting an act of the door is about. */
export interface DoorInput {
  readonly meetingId: string;
  readonly sittingId: string;
  readonly deputyId: string;
}

const checkInClosed: Refusal = {
  code: 'check-in-closed',
  message: '这场全体会议还没有开始签到，或者已经散会。请先在会议页面开始签到。',
};

/** A deputy at a sitting whose check-in is open, with the presence row locked where there is one. */
export interface Door {
  readonly name: string;
  readonly sittingName: string;
  /** When the sitting was opened, null before. */
  readonly openedAt: Date | null;
  readonly presence: {
    readonly state: 'on_leave' | 'present' | 'left';
    readonly arrived_at: Date | null;
    readonly desk: string | null;
  } | null;
}

/**
 * Finds and locks what an act of the door needs. `before` admits a sitting that is only planned:
 * leave is asked for in advance.
 *
 * Refuses, in order, with `no-such-sitting`, `check-in-closed`, `no-such-deputy`.
 */
export async function standAtDoor(
  act: Act,
  input: DoorInput,
  before = false,
): Promise<Result<Door>> {
  const sitting = await act.transaction
    .selectFrom('record.sitting')
    .select(['name', 'state', 'opened_at'])
    .where('congress_id', '=', act.congressId)
    .where('meeting_id', '=', input.meetingId)
    .where('id', '=', input.sittingId)
    .executeTakeFirst();
  if (sitting === undefined) return refuse(noSuchSitting);
  const open = sitting.state === 'check_in' || sitting.state === 'open';
  if (!open && !(before && sitting.state === 'planned')) return refuse(checkInClosed);
  const deputy = await act.transaction
    .selectFrom('roll.meeting_deputy')
    .select('name')
    .where('congress_id', '=', act.congressId)
    .where('meeting_id', '=', input.meetingId)
    .where('id', '=', input.deputyId)
    .where('state', '<>', 'ended')
    .executeTakeFirst();
  if (deputy === undefined) return refuse(noSuchDeputy);
  const presence = await act.transaction
    .selectFrom('roll.presence')
    .select(['state', 'arrived_at', 'desk'])
    .where('congress_id', '=', act.congressId)
    .where('sitting_id', '=', input.sittingId)
    .where('deputy_id', '=', input.deputyId)
    .forUpdate()
    .executeTakeFirst();
  return ok({
    name: deputy.name,
    sittingName: sitting.name,
    openedAt: sitting.opened_at,
    presence: presence ?? null,
  });
}

/** Adds a line to the history of the door. */
export async function writePresenceEvent(
  act: Act,
  input: DoorInput,
  event: {
    kind: 'leave_granted' | 'leave_withdrawn' | 'arrived' | 'left_early' | 'returned' | 'undone';
    desk?: string | null;
    reason?: string | null;
  },
): Promise<void> {
  await act.transaction
    .insertInto('roll.presence_event')
    .values({
      congress_id: act.congressId,
      id: randomUUID(),
      sitting_id: input.sittingId,
      deputy_id: input.deputyId,
      kind: event.kind,
      desk: event.desk ?? null,
      reason: event.reason ?? null,
      act_id: act.id,
    })
    .execute();
  act.touch(`sitting:${input.sittingId}`);
}
