import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import {
  proposeSamePersons,
  type RollPerson,
  type SamePerson,
} from '../../../rules/same-person.ts';
import { hashJson } from '../../../trail/canonical.ts';
import type { RollRow } from './roll-row.ts';
import { rollFingerprint, type Seat } from './roll-store.ts';

/** A deputy of the term before who has no seat in the new one. */
export interface FormerDeputy extends RollPerson {
  readonly personId: string;
  readonly unitAndPosition: string | null;
}

/**
 * The deputies of the term before a term, each person once; those who have a seat in the term already are left out.
 * Ended seats count: the former term may have been ended before the new roll came.
 */
export async function listFormerDeputies(
  database: Kysely<Tables>,
  congressId: string,
  termId: string,
): Promise<readonly FormerDeputy[]> {
  const before = await database
    .selectFrom('record.term as term')
    .innerJoin('record.term as former', (join) =>
      join
        .onRef('former.congress_id', '=', 'term.congress_id')
        .onRef('former.number', '<', 'term.number'),
    )
    .select('former.id')
    .where('term.congress_id', '=', congressId)
    .where('term.id', '=', termId)
    .orderBy('former.number', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (before === undefined) return [];
  const rows = await database
    .selectFrom('people.seat as seat')
    .innerJoin('people.person as person', 'person.id', 'seat.person_id')
    .leftJoin('record.body as delegation', (join) =>
      join
        .onRef('delegation.congress_id', '=', 'seat.congress_id')
        .onRef('delegation.id', '=', 'seat.delegation_id'),
    )
    .select(['person.id', 'person.name', 'person.sex', 'person.phone'])
    .select(['seat.deputy_number', 'seat.unit_and_position', 'delegation.name as delegation'])
    .where('seat.congress_id', '=', congressId)
    .where('seat.term_id', '=', before.id)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('people.seat as kept')
            .select('kept.id')
            .whereRef('kept.congress_id', '=', 'seat.congress_id')
            .whereRef('kept.person_id', '=', 'seat.person_id')
            .where('kept.term_id', '=', termId),
        ),
      ),
    )
    .orderBy('seat.roll_order')
    .orderBy('person.id')
    .execute();
  const each = new Map(rows.map((row) => [row.id, row]));
  return [...each.values()].map((row) => ({
    ...{ personId: row.id, name: row.name, sex: row.sex, phone: row.phone },
    ...{ deputyNumber: row.deputy_number, delegation: row.delegation },
    unitAndPosition: row.unit_and_position,
  }));
}

/** The rows that would be added, each beside the deputy of the term before that it may be. */
export interface ReElected {
  readonly proposed: readonly SamePerson<FormerDeputy>[];
  readonly unsure: readonly RollRow[];
}

/** Proposes who of the rows to be added was a deputy of the term before. */
export function proposeReElected(
  formers: readonly FormerDeputy[],
  added: readonly RollRow[],
): ReElected {
  const { proposed, unsure } = proposeSamePersons(formers, added);
  return { proposed, unsure: unsure.flatMap((index) => added[index] ?? []) };
}

/** What an import was previewed against: the roll, and the deputies of the term before. */
export function importFingerprint(
  seats: readonly Seat[],
  formers: readonly FormerDeputy[],
): string {
  if (formers.length === 0) return rollFingerprint(seats);
  return hashJson({ roll: rollFingerprint(seats), formers: formers.map((one) => ({ ...one })) });
}
