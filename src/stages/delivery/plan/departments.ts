import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import type { Act } from '../../../trail/perform-act.ts';

/** A department that may be in charge: of the congress itself or of one above it. */
export interface Department {
  readonly id: string;
  readonly name: string;
  readonly congressId: string;
}

/** The departments of some congresses by name, such as of a township and of the county above it. */
export async function listDepartments(
  database: Kysely<Tables>,
  congressIds: readonly string[],
): Promise<readonly Department[]> {
  const rows = await database
    .selectFrom('record.organisation')
    .select(['id', 'name', 'congress_id'])
    .where('congress_id', 'in', [...congressIds])
    .where('kind', 'in', ['department', 'unit', 'village'])
    .orderBy('name')
    .execute();
  return rows.map((row) => ({ id: row.id, name: row.name, congressId: row.congress_id }));
}

/** Enters a department of this congress by its name; the one of this name that is there already stays. */
export async function departmentNamed(act: Act, name: string): Promise<string> {
  const there = await act.transaction
    .selectFrom('record.organisation')
    .select('id')
    .where('congress_id', '=', act.congressId)
    .where('name', '=', name)
    .executeTakeFirst();
  if (there !== undefined) return there.id;
  const id = randomUUID();
  await act.transaction
    .insertInto('record.organisation')
    .values({ congress_id: act.congressId, id, kind: 'department', name, act_id: act.id })
    .execute();
  act.record({ event: 'department-added', subjects: { organisation: id }, detail: { name } });
  return id;
}
