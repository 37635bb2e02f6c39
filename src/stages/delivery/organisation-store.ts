import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import type { Act } from '../../trail/perform-act.ts';

/** A department, village or other unit that may serve a congress. */
export interface ServingOrganisation {
  readonly id: string;
  readonly congressId: string;
  readonly kind: string;
  readonly name: string;
}

/** The organisations of a congress and of those above it, its own first, by name. */
export async function listServingOrganisations(
  database: Kysely<Tables>,
  congress: { readonly id: string; readonly ancestorIds: readonly string[] },
): Promise<readonly ServingOrganisation[]> {
  const rows = await database
    .selectFrom('record.organisation')
    .select(['id', 'congress_id', 'kind', 'name'])
    .where('congress_id', 'in', [congress.id, ...congress.ancestorIds])
    .orderBy('name')
    .execute();
  const own = (row: (typeof rows)[number]) => (row.congress_id === congress.id ? 0 : 1);
  return rows
    .toSorted((one, other) => own(one) - own(other))
    .map((row) => ({ id: row.id, congressId: row.congress_id, kind: row.kind, name: row.name }));
}

/** The departments, units and villages that may carry a project out: of a congress and of those above it. */
export async function listDepartments(
  database: Kysely<Tables>,
  congress: { readonly id: string; readonly ancestorIds: readonly string[] },
): Promise<readonly ServingOrganisation[]> {
  const serving = await listServingOrganisations(database, congress);
  return serving.filter((one) => ['department', 'unit', 'village'].includes(one.kind));
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
