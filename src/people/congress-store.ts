import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database/tables.ts';
import type { VisitedCongress } from '../web/viewer.ts';

/** Finds a congress with the ids above it, from its parent to the root. */
export async function findCongress(
  database: Kysely<Tables>,
  congressId: string,
): Promise<VisitedCongress | null> {
  const { rows } = await sql<{
    congress_id: string;
    name: string;
    short_name: string;
    kind: VisitedCongress['kind'];
  }>`
    with recursive up as (
      select congress_id, parent_id, name, short_name, kind, 0 as height
        from record.congress where congress_id = ${congressId}
      union all
      select above.congress_id, above.parent_id, above.name, above.short_name, above.kind, height + 1
        from record.congress above join up on above.congress_id = up.parent_id
    ) select congress_id, name, short_name, kind from up order by height`.execute(database);
  const [here, ...above] = rows;
  if (here === undefined) return null;
  return {
    id: here.congress_id,
    name: here.name,
    shortName: here.short_name,
    kind: here.kind,
    ancestorIds: above.map((row) => row.congress_id),
  };
}

/** The root of the tree: this installation with the trail of its own. Null before the first start. */
export async function findInstallation(database: Kysely<Tables>): Promise<VisitedCongress | null> {
  const root = await database
    .selectFrom('record.congress')
    .select('congress_id')
    .where('kind', '=', 'installation')
    .executeTakeFirst();
  return root === undefined ? null : await findCongress(database, root.congress_id);
}
