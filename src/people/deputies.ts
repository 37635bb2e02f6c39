import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';

/** A deputy in office of the term that stands. */
export interface Deputy {
  readonly personId: string;
  readonly name: string;
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
 * The deputies in office of the standing term, in roll order, and whoever holds the role `deputy` without
 * ever having had a seat here. Deputies of former terms are not among them.
 */
export async function listDeputies(
  database: Kysely<Tables>,
  congressId: string,
): Promise<readonly Deputy[]> {
  const termId = await standingTerm(database, congressId);
  const seats =
    termId === null
      ? []
      : await database
          .selectFrom('people.seat as seat')
          .innerJoin('people.person as person', 'person.id', 'seat.person_id')
          .select(['seat.person_id', 'person.name'])
          .where('seat.congress_id', '=', congressId)
          .where('seat.term_id', '=', termId)
          .where('seat.state', '=', 'in_office')
          .orderBy('seat.roll_order')
          .execute();
  const roles = await database
    .selectFrom('people.assignment as assignment')
    .innerJoin('people.person as person', 'person.id', 'assignment.person_id')
    .select(['assignment.person_id', 'person.name'])
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
  const found = new Map([...seats, ...roles].map((row) => [row.person_id, row.name]));
  return [...found].map(([personId, name]) => ({ personId, name }));
}
