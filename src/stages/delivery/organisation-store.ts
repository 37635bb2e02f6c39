import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';

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
