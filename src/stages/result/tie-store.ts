import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';

/** How a tie was decided, as it was minuted. */
export interface TieDecision {
  readonly method: 'presidium' | 'lot';
  readonly tied: readonly number[];
  readonly chosen: readonly number[];
  readonly reason: string;
  readonly witnesses: string;
}

/** Who decided, in words. */
export const tieMethodNames = { presidium: '主席团', lot: '抽签' } as const;

/** The decision on the tie of a report; null while there is none. */
export async function loadTieDecision(
  database: Kysely<Tables>,
  congressId: string,
  reportId: string,
): Promise<TieDecision | null> {
  const row = await database
    .selectFrom('record.tie_decision')
    .select(['method', 'tied', 'chosen', 'reason', 'witnesses'])
    .where('congress_id', '=', congressId)
    .where('report_id', '=', reportId)
    .executeTakeFirst();
  return row ?? null;
}
