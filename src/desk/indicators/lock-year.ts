import type { Act } from '../../trail/perform-act.ts';
import { chinaDate } from '../../web/china-time.ts';
import { type LoadedYear, loadYears } from './load-years.ts';

/**
 * The year of the act's congress, held until the act ends: two people who answer or publish at once follow each
 * other. Null when there is none of this id.
 */
export async function lockYear(act: Act, yearId: string): Promise<LoadedYear | null> {
  const row = await act.transaction
    .selectFrom('record.year')
    .select('year')
    .where('congress_id', '=', act.congressId)
    .where('id', '=', yearId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (row === undefined) return null;
  const scope = { congressIds: [act.congressId], fromYear: row.year, toYear: row.year };
  const [loaded] = await loadYears(act.transaction, scope, chinaDate(act.recordedAt));
  return loaded ?? null;
}
