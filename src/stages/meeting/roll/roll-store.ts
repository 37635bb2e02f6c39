import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { hashJson } from '../../../trail/canonical.ts';
import type { RollRow } from './roll-row.ts';

/** A seat of the term with the person who holds it. */
export interface Seat {
  readonly id: string;
  readonly personId: string;
  readonly delegationId: string | null;
  readonly state: 'in_office' | 'suspended' | 'ended';
  readonly seatVersion: number;
  readonly row: RollRow;
}

/** The seats of a term in roll order; ended ones are left out. */
export async function listSeats(
  database: Kysely<Tables>,
  congressId: string,
  termId: string,
): Promise<readonly Seat[]> {
  const rows = await database
    .selectFrom('people.seat as seat')
    .innerJoin('people.person as person', 'person.id', 'seat.person_id')
    .leftJoin('record.body as delegation', (join) =>
      join
        .onRef('delegation.congress_id', '=', 'seat.congress_id')
        .onRef('delegation.id', '=', 'seat.delegation_id'),
    )
    .selectAll('seat')
    .select(['person.name', 'person.sex', 'person.phone', 'delegation.name as delegation'])
    .where('seat.congress_id', '=', congressId)
    .where('seat.term_id', '=', termId)
    .where('seat.state', '<>', 'ended')
    .orderBy('seat.roll_order')
    .orderBy('person.name')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    delegationId: row.delegation_id,
    state: row.state,
    seatVersion: row.version,
    row: {
      order: row.roll_order,
      delegation: row.delegation,
      name: row.name,
      sex: row.sex,
      unitAndPosition: row.unit_and_position,
      constituency: row.constituency,
      deputyNumber: row.deputy_number,
      phone: row.phone,
      note: row.note,
    },
  }));
}

/** What a preview was made against: when it differs at acceptance, the roll has changed meanwhile. */
export function rollFingerprint(seats: readonly Seat[]): string {
  return hashJson(seats.map(({ id, state, row }) => ({ id, state, row: { ...row } })));
}
