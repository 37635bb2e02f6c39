import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../database/tables.ts';

/** The unit's own answer to an indicator about one of its years. */
export interface IndicatorAnswer {
  readonly yearId: string;
  readonly indicator: string;
  readonly content: string;
  readonly answeredOn: string;
}

/** The answers that stand, for all years of the congresses at once. */
export async function loadAnswers(
  database: Kysely<Tables>,
  congressIds: readonly string[],
): Promise<readonly IndicatorAnswer[]> {
  const rows = await database
    .selectFrom('record.indicator_answer')
    .select(['year_id', 'indicator', 'content', 'answered_on'])
    .where(sql<boolean>`congress_id = any(${congressIds}::uuid[])`)
    .where('project_id', 'is', null)
    .where('superseded', '=', false)
    .execute();
  return rows.map((row) => ({
    yearId: row.year_id,
    indicator: row.indicator,
    content: row.content,
    answeredOn: row.answered_on,
  }));
}
