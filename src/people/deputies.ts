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
 * The term whose deputies are in office: the newest one with a roll. A term that was only entered has no
 * deputies yet; until its roll is imported those of the last term remain in office.
 */
export async function standingTerm(
  database: Kysely<Tables>,
  congressId: string,
): Promise<string | null> {
  const term = await database
    .selectFrom('record.term as term')
    .select('term.id')
    .where('term.congress_id', '=', congressId)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('people.seat as seat')
          .select('seat.id')
          .whereRef('seat.congress_id', '=', 'term.congress_id')
          .whereRef('seat.term_id', '=', 'term.id'),
      ),
    )
    .orderBy('term.number', 'desc')
    .executeTakeFirst();
  return term?.id ?? null;
}

/**
 * The deputies of a congress in the order of the roll. `now`: those in office in the standing term, and
 * whoever holds the role `deputy` without ever having had a seat here; `ever`: those of all its terms.
 */
export async function listDeputies(
  database: Kysely<Tables>,
  congressId: string,
  when: 'now' | 'ever',
): Promise<readonly Deputy[]> {
  const termId = when === 'now' ? await standingTerm(database, congressId) : null;
  const seats = await database
    .selectFrom('people.seat as seat')
    .innerJoin('people.person as person', 'person.id', 'seat.person_id')
    .select(['person.id', 'person.name', 'seat.constituency'])
    .where('seat.congress_id', '=', congressId)
    .$if(when === 'now', (query) =>
      query.where('seat.term_id', '=', termId).where('seat.state', '=', 'in_office'),
    )
    .orderBy('seat.roll_order')
    .orderBy('person.name')
    .execute();
  const roles = when === 'now' ? await holdersWithoutSeat(database, congressId) : [];
  const found = new Map<string, Deputy>();
  for (const { id, name, constituency } of [...seats, ...roles]) {
    if (!found.has(id)) found.set(id, { personId: id, name, constituency });
  }
  return [...found.values()];
}

/** Who holds the role of a deputy here and never had a seat: a former deputy's role is not enough. */
async function holdersWithoutSeat(database: Kysely<Tables>, congressId: string) {
  const rows = await database
    .selectFrom('people.assignment as assignment')
    .innerJoin('people.person as person', 'person.id', 'assignment.person_id')
    .select(['person.id', 'person.name'])
    .where('assignment.congress_id', '=', congressId)
    .where('assignment.role', '=', 'deputy')
    .where('assignment.ends_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('people.seat as seat')
            .select('seat.id')
            .whereRef('seat.congress_id', '=', 'assignment.congress_id')
            .whereRef('seat.person_id', '=', 'assignment.person_id'),
        ),
      ),
    )
    .orderBy('person.name')
    .execute();
  return rows.map((row) => ({ ...row, constituency: null }));
}
