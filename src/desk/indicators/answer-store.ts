import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../database/tables.ts';

/** The unit's own answer to an indicator about one of its years. */
export interface IndicatorAnswer {
  readonly id: string;
  readonly yearId: string;
  readonly indicator: string;
  /** Null where it answers the indicator as a whole. */
  readonly projectId: string | null;
  readonly content: string;
  readonly answeredOn: string;
  /** Whether it has been published with the indicators of its year. */
  readonly published: boolean;
}

/** The answers that stand, for all years of the congresses at once, those for a whole indicator first. */
export async function loadAnswers(
  database: Kysely<Tables>,
  congressIds: readonly string[],
): Promise<readonly IndicatorAnswer[]> {
  const rows = await database
    .selectFrom('record.indicator_answer')
    .select(['id', 'year_id', 'indicator', 'project_id', 'content', 'answered_on', 'published_at'])
    .where(sql<boolean>`congress_id = any(${congressIds}::uuid[])`)
    .where('superseded', '=', false)
    .orderBy(sql`project_id is not null`)
    .orderBy('answered_on')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, yearId: row.year_id, indicator: row.indicator, projectId: row.project_id },
    ...{ content: row.content, answeredOn: row.answered_on, published: row.published_at !== null },
  }));
}
