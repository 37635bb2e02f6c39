import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { listProjects, projectStateNames } from '../../stages/delivery/index.ts';

/** Rounds of which something was announced, the newest first, by the title of their last announcement. */
export async function listAnnounced(
  database: Kysely<Tables>,
  congressId: string,
): Promise<
  readonly { readonly roundId: string; readonly title: string; readonly dated: string }[]
> {
  const rows = await database
    .selectFrom('record.announcement')
    .select(['round_id', 'title', 'dated'])
    .where('congress_id', '=', congressId)
    .where('published_at', 'is not', null)
    .orderBy('dated', 'desc')
    .orderBy('published_at', 'desc')
    .execute();
  const first = new Map(rows.toReversed().map((row) => [row.round_id, row]));
  return rows
    .filter((row) => first.get(row.round_id) === row)
    .map((row) => ({ roundId: row.round_id, title: row.title, dated: row.dated }));
}

/** The published projects of a congress, the newest year first. */
export async function listPublicProjects(database: Kysely<Tables>, congressId: string) {
  const published = await database
    .selectFrom('record.project')
    .select('id')
    .where('congress_id', '=', congressId)
    .where('published_at', 'is not', null)
    .execute();
  const ids = new Set(published.map(({ id }) => id));
  return (await listProjects(database, congressId))
    .filter(({ id }) => ids.has(id))
    .map((one) => ({
      ...{ id: one.id, year: one.year, number: one.number, title: one.voted.title },
      ...{ plateCode: one.plateCode, stateName: projectStateNames[one.state] },
    }));
}

/** The years whose report was published, the newest first. */
export async function listPublishedReports(
  database: Kysely<Tables>,
  congressId: string,
): Promise<readonly { readonly yearId: string; readonly year: number }[]> {
  const rows = await database
    .selectFrom('record.year_report as report')
    .innerJoin('record.year as year', (join) =>
      join
        .onRef('year.congress_id', '=', 'report.congress_id')
        .onRef('year.id', '=', 'report.year_id'),
    )
    .select(['year.id', 'year.year'])
    .distinct()
    .where('report.congress_id', '=', congressId)
    .where('report.published_at', 'is not', null)
    .execute();
  return rows.map((row) => ({ yearId: row.id, year: row.year }));
}
