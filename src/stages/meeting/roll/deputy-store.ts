import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';

/** A deputy on the frozen roll of a meeting. */
export interface MeetingDeputy {
  readonly id: string;
  readonly seatId: string;
  readonly personId: string;
  readonly position: number;
  readonly name: string;
  /** Pinyin readings to search by. */
  readonly nameIndex: readonly string[];
  readonly sex: string | null;
  readonly delegation: string | null;
  readonly unitAndPosition: string | null;
  readonly constituency: string | null;
  readonly deputyNumber: string | null;
  readonly state: 'in_office' | 'suspended' | 'ended';
}

/** The frozen roll of a meeting in roll order, supplements applied; ended deputies included. */
export async function listDeputies(
  database: Kysely<Tables>,
  congressId: string,
  meetingId: string,
): Promise<readonly MeetingDeputy[]> {
  const rows = await database
    .selectFrom('roll.meeting_deputy')
    .selectAll()
    .where('congress_id', '=', congressId)
    .where('meeting_id', '=', meetingId)
    .orderBy('position')
    .orderBy('name')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    seatId: row.seat_id,
    personId: row.person_id,
    position: row.position,
    name: row.name,
    nameIndex: row.name_index,
    sex: row.sex,
    delegation: row.delegation,
    unitAndPosition: row.unit_and_position,
    constituency: row.constituency,
    deputyNumber: row.deputy_number,
    state: row.state,
  }));
}

/** One change of the frozen roll. */
export interface Supplement {
  readonly id: string;
  readonly deputyId: string;
  readonly name: string;
  readonly kind: 'by_election' | 'ended' | 'suspended' | 'reinstated' | 'correction';
  readonly reason: string;
  readonly at: Date;
}

/** The supplements of a frozen roll, the newest first. */
export async function listSupplements(
  database: Kysely<Tables>,
  congressId: string,
  meetingId: string,
): Promise<readonly Supplement[]> {
  const rows = await database
    .selectFrom('roll.supplement as supplement')
    .innerJoin('roll.meeting_deputy as deputy', (join) =>
      join
        .onRef('deputy.congress_id', '=', 'supplement.congress_id')
        .onRef('deputy.id', '=', 'supplement.deputy_id'),
    )
    .innerJoin('record.act as act', (join) =>
      join
        .onRef('act.congress_id', '=', 'supplement.congress_id')
        .onRef('act.id', '=', 'supplement.act_id'),
    )
    .select(['supplement.id', 'supplement.deputy_id', 'deputy.name', 'supplement.kind'])
    .select(['supplement.reason', 'act.recorded_at'])
    .where('supplement.congress_id', '=', congressId)
    .where('supplement.meeting_id', '=', meetingId)
    .orderBy('act.recorded_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    deputyId: row.deputy_id,
    name: row.name,
    kind: row.kind,
    reason: row.reason,
    at: row.recorded_at,
  }));
}
