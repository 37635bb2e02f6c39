import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { listDeputies, type MeetingDeputy } from '../roll/deputy-store.ts';

/** How a deputy stands at a sitting; null while neither present nor on leave. */
export interface Presence {
  readonly state: 'on_leave' | 'present' | 'left';
  readonly arrivedAt: Date | null;
  readonly leftAt: Date | null;
  readonly desk: string | null;
  readonly late: boolean;
  /** Shown to the clerk alone. */
  readonly leaveReason: string | null;
}

/** A deputy with the presence at one sitting. */
export interface Attendee extends MeetingDeputy {
  readonly presence: Presence | null;
}

/** Everybody on the frozen roll with the presence at a sitting; ended deputies are left out. */
export async function listAttendees(
  database: Kysely<Tables>,
  congressId: string,
  meetingId: string,
  sittingId: string,
): Promise<readonly Attendee[]> {
  const deputies = await listDeputies(database, congressId, meetingId);
  const rows = await database
    .selectFrom('roll.presence')
    .selectAll()
    .where('congress_id', '=', congressId)
    .where('sitting_id', '=', sittingId)
    .execute();
  const reasons = await database
    .selectFrom('roll.presence_event')
    .select(['deputy_id', 'reason'])
    .where('congress_id', '=', congressId)
    .where('sitting_id', '=', sittingId)
    .where('kind', '=', 'leave_granted')
    .execute();
  const reasonOf = new Map(reasons.map((row) => [row.deputy_id, row.reason]));
  const presences = new Map(rows.map((row) => [row.deputy_id, row]));
  return deputies
    .filter((deputy) => deputy.state !== 'ended')
    .map((deputy) => {
      const row = presences.get(deputy.id);
      if (row === undefined) return { ...deputy, presence: null };
      const leaveReason = row.state === 'on_leave' ? (reasonOf.get(deputy.id) ?? null) : null;
      const { state, arrived_at: arrivedAt, left_at: leftAt, desk, late } = row;
      return { ...deputy, presence: { state, arrivedAt, leftAt, desk, late, leaveReason } };
    });
}

/** One line of the history of a deputy at a sitting. */
export interface PresenceEvent {
  readonly deputyId: string;
  readonly name: string;
  readonly kind:
    | 'leave_granted'
    | 'leave_withdrawn'
    | 'arrived'
    | 'left_early'
    | 'returned'
    | 'undone';
  readonly desk: string | null;
  readonly reason: string | null;
  readonly happenedAt: Date;
  readonly recordedAt: Date;
}

/** What happened at the door of a sitting, the newest first; nothing is ever taken out of it. */
export async function listPresenceEvents(
  database: Kysely<Tables>,
  congressId: string,
  sittingId: string,
): Promise<readonly PresenceEvent[]> {
  const rows = await database
    .selectFrom('roll.presence_event as event')
    .innerJoin('roll.meeting_deputy as deputy', (join) =>
      join
        .onRef('deputy.congress_id', '=', 'event.congress_id')
        .onRef('deputy.id', '=', 'event.deputy_id'),
    )
    .innerJoin('record.act as act', (join) =>
      join.onRef('act.congress_id', '=', 'event.congress_id').onRef('act.id', '=', 'event.act_id'),
    )
    .select(['event.deputy_id', 'deputy.name', 'event.kind', 'event.desk', 'event.reason'])
    .select(['act.happened_at', 'act.recorded_at'])
    .where('event.congress_id', '=', congressId)
    .where('event.sitting_id', '=', sittingId)
    .orderBy('act.recorded_at', 'desc')
    .execute();
  return rows.map((row) => ({
    deputyId: row.deputy_id,
    name: row.name,
    kind: row.kind,
    desk: row.desk,
    reason: row.reason,
    happenedAt: row.happened_at,
    recordedAt: row.recorded_at,
  }));
}
