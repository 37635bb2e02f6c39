import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import type { MeetingBody } from '../../rules/quorum.ts';

type BodyKind = Tables['record.body']['kind'];

/** Whose quorum and majority hold in a meeting of this kind of body. */
export function meetingBody(kind: BodyKind): MeetingBody {
  return kind === 'standing_committee' ? 'standing-committee' : 'congress';
}

/** A meeting of a body of the congress. */
export interface Meeting {
  readonly id: string;
  readonly congressId: string;
  readonly bodyId: string;
  /** Whose meeting it is: the plenary's, or the standing committee's (常委会). */
  readonly bodyKind: BodyKind;
  readonly termId: string;
  readonly yearId: string;
  readonly year: number;
  readonly number: number;
  readonly name: string;
  readonly place: string | null;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly state: 'preparing' | 'roll_frozen' | 'ended';
  readonly rollFrozenAt: Date | null;
  readonly rollHash: string | null;
  readonly version: number;
}

/** A sitting (全体会议) of a meeting. */
export interface Sitting {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly place: string | null;
  readonly plannedAt: Date;
  readonly state: 'planned' | 'check_in' | 'open' | 'closed';
  readonly version: number;
}

/** The meetings of a congress, the newest first. */
export async function listMeetings(
  database: Kysely<Tables>,
  congressId: string,
): Promise<readonly Meeting[]> {
  const rows = await database
    .selectFrom('record.meeting as meeting')
    .innerJoin('record.year as year', (join) =>
      join
        .onRef('year.congress_id', '=', 'meeting.congress_id')
        .onRef('year.id', '=', 'meeting.year_id'),
    )
    .innerJoin('record.body as body', (join) =>
      join
        .onRef('body.congress_id', '=', 'meeting.congress_id')
        .onRef('body.id', '=', 'meeting.body_id'),
    )
    .selectAll('meeting')
    .select(['year.year', 'body.kind as body_kind'])
    .where('meeting.congress_id', '=', congressId)
    .orderBy('meeting.starts_on', 'desc')
    .orderBy('meeting.number', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    congressId: row.congress_id,
    bodyId: row.body_id,
    bodyKind: row.body_kind,
    termId: row.term_id,
    yearId: row.year_id,
    year: row.year,
    number: row.number,
    name: row.name,
    place: row.place,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    state: row.state,
    rollFrozenAt: row.roll_frozen_at,
    rollHash: row.roll_hash,
    version: row.version,
  }));
}

/** One meeting of a congress, or null when it has none with this id. */
export async function loadMeeting(
  database: Kysely<Tables>,
  congressId: string,
  meetingId: string,
): Promise<Meeting | null> {
  const meetings = await listMeetings(database, congressId);
  return meetings.find((meeting) => meeting.id === meetingId) ?? null;
}

/** The sittings of a meeting in order. */
export async function listSittings(
  database: Kysely<Tables>,
  congressId: string,
  meetingId: string,
): Promise<readonly Sitting[]> {
  const rows = await database
    .selectFrom('record.sitting')
    .selectAll()
    .where('congress_id', '=', congressId)
    .where('meeting_id', '=', meetingId)
    .orderBy('number')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    name: row.name,
    place: row.place,
    plannedAt: row.planned_at,
    state: row.state,
    version: row.version,
  }));
}

/** The sitting that pages speak of: the one that is going on, else the next, else the last. */
export function currentSitting(sittings: readonly Sitting[]): Sitting | null {
  return (
    sittings.find((sitting) => sitting.state === 'open') ??
    sittings.find((sitting) => sitting.state === 'check_in') ??
    sittings.find((sitting) => sitting.state === 'planned') ??
    sittings.at(-1) ??
    null
  );
}
