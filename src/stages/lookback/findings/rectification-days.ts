import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { loadYearSettings } from '../../meeting/index.ts';
import type { Finding } from './finding-store.ts';

/** Days until a rectification is due, by the rule sheet of the year that the finding is about. */
export async function rectificationDays(
  database: Kysely<Tables>,
  { reviewedId, year }: Pick<Finding, 'reviewedId' | 'year'>,
): Promise<number> {
  const found = await database
    .selectFrom('record.year')
    .select('id')
    .where('congress_id', '=', reviewedId)
    .where('year', '=', year ?? 0)
    .executeTakeFirst();
  const settings = await loadYearSettings(database, reviewedId, found?.id ?? reviewedId);
  return settings.rectificationDays;
}
