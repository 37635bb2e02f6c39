import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';

/** A deputy of a congress, by the roll of its terms. */
export interface Deputy {
  readonly personId: string;
  readonly name: string;
  /** Null for somebody who holds the role without a seat, and where the roll does not say. */
  readonly constituency: string | null;
}

/**
 * The deputies of a congress in the order of the roll. `now`: those in office, and whoever holds the role
 * `deputy` there; `ever`: those of all its terms.
 */
export async function listDeputies(
  database: Kysely<Tables>,
  congressId: string,
  when: 'now' | 'ever',
): Promise<readonly Deputy[]> {
  const seats = await database
    .selectFrom('people.seat as seat')
    .innerJoin('people.person as person', 'person.id', 'seat.person_id')
    .select(['person.id', 'person.name', 'seat.constituency'])
    .where('seat.congress_id', '=', congressId)
    .$if(when === 'now', (query) => query.where('seat.state', '=', 'in_office'))
    .orderBy('seat.roll_order')
    .orderBy('person.name')
    .execute();
  const roles = when === 'now' ? await roleHolders(database, congressId) : [];
  const found = new Map<string, Deputy>();
  for (const { id, name, constituency } of [...seats, ...roles]) {
    if (!found.has(id)) found.set(id, { personId: id, name, constituency });
  }
  return [...found.values()];
}

async function roleHolders(database: Kysely<Tables>, congressId: string) {
  const rows = await database
    .selectFrom('people.assignment as assignment')
    .innerJoin('people.person as person', 'person.id', 'assignment.person_id')
    .select(['person.id', 'person.name'])
    .where('assignment.congress_id', '=', congressId)
    .where('assignment.role', '=', 'deputy')
    .where('assignment.ends_at', 'is', null)
    .orderBy('person.name')
    .execute();
  return rows.map((row) => ({ ...row, constituency: null }));
}
