import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';

/** A department, village or other unit that may serve a congress. */
export interface ServingOrganisation {
  readonly id: string;
  readonly congressId: string;
  readonly kind: string;
  readonly name: string;
  /** The short name of the congress whose organisation it is. */
  readonly place: string;
}

/** The organisations of a congress and of those above it, its own first, then the nearest, by name. */
export async function listServingOrganisations(
  database: Kysely<Tables>,
  congress: { readonly id: string; readonly ancestorIds: readonly string[] },
): Promise<readonly ServingOrganisation[]> {
  const rows = await database
    .selectFrom('record.organisation as one')
    .innerJoin('record.congress as place', 'place.congress_id', 'one.congress_id')
    .select(['one.id', 'one.congress_id', 'one.kind', 'one.name', 'place.short_name'])
    .where('one.congress_id', 'in', [congress.id, ...congress.ancestorIds])
    .orderBy('one.name')
    .execute();
  const distance = (row: (typeof rows)[number]) => congress.ancestorIds.indexOf(row.congress_id);
  return rows
    .toSorted((one, other) => distance(one) - distance(other))
    .map((row) => ({
      ...{ id: row.id, congressId: row.congress_id, kind: row.kind, name: row.name },
      place: row.short_name,
    }));
}

/** The departments, units and villages that may carry a project out: of a congress and of those above it. */
export async function listDepartments(
  database: Kysely<Tables>,
  congress: { readonly id: string; readonly ancestorIds: readonly string[] },
): Promise<readonly ServingOrganisation[]> {
  const serving = await listServingOrganisations(database, congress);
  return serving.filter((one) => ['department', 'unit', 'village'].includes(one.kind));
}
