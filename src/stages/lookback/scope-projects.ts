import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../../database/tables.ts';
import type { ScopeProject } from '../../rules/lookback/scope.ts';

const baseline = z.object({ title: z.string() });

/** What a programme looks back at. */
export interface ScopeQuestion {
  readonly reviewedIds: readonly string[];
  readonly fromYear: number;
  readonly toYear: number;
}

/**
 * Every project of the reviewed congresses in these years, with the title that was voted on. Projects that a
 * recount no longer adopts are none; those that were ended by a decision stay in.
 */
export async function findScopeProjects(
  database: Kysely<Tables>,
  { reviewedIds, fromYear, toYear }: ScopeQuestion,
): Promise<readonly ScopeProject[]> {
  const rows = await database
    .selectFrom('record.project as project')
    .innerJoin('record.congress as congress', 'congress.congress_id', 'project.congress_id')
    .innerJoin('record.year as year', (join) =>
      join
        .onRef('year.congress_id', '=', 'project.congress_id')
        .onRef('year.id', '=', 'project.year_id'),
    )
    .innerJoin('record.project_text as text', (join) =>
      join
        .onRef('text.congress_id', '=', 'project.congress_id')
        .onRef('text.project_id', '=', 'project.id')
        .on('text.number', '=', 1),
    )
    .select(['project.congress_id', 'project.id', 'project.number', 'year.year', 'text.voted'])
    .select('congress.name')
    .where('project.congress_id', 'in', reviewedIds)
    .where('year.year', '>=', fromYear)
    .where('year.year', '<=', toYear)
    .where(
      sql<boolean>`project.state <> 'ended' or exists (select from record.adjustment
        where adjustment.congress_id = project.congress_id and adjustment.project_id = project.id
          and adjustment.kind = 'end' and adjustment.state = 'approved')`,
    )
    .execute();
  return rows.map((row) => ({
    ...{ congressId: row.congress_id, congressName: row.name, year: row.year },
    ...{ number: row.number, projectId: row.id, title: baseline.parse(row.voted).title },
  }));
}
