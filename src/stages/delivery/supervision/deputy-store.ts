import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';

/** A deputy who may be in a supervision group. */
export interface GroupDeputy {
  readonly personId: string;
  readonly name: string;
}

/** The deputies in office of a congress, in roll order, and whoever holds the role `deputy` there. */
export async function listDeputies(
  database: Kysely<Tables>,
  congressId: string,
): Promise<readonly GroupDeputy[]> {
  const [seats, roles] = await Promise.all([
    database
      .selectFrom('people.seat as seat')
      .innerJoin('people.person as person', 'person.id', 'seat.person_id')
      .select(['seat.person_id', 'person.name'])
      .where('seat.congress_id', '=', congressId)
      .where('seat.state', '=', 'in_office')
      .orderBy('seat.roll_order')
      .execute(),
    database
      .selectFrom('people.assignment as assignment')
      .innerJoin('people.person as person', 'person.id', 'assignment.person_id')
      .select(['assignment.person_id', 'person.name'])
      .where('assignment.congress_id', '=', congressId)
      .where('assignment.role', '=', 'deputy')
      .where('assignment.ends_at', 'is', null)
      .orderBy('person.name')
      .execute(),
  ]);
  const found = new Map([...seats, ...roles].map((row) => [row.person_id, row.name]));
  return [...found].map(([personId, name]) => ({ personId, name }));
}
