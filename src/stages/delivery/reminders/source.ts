import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import type { OpenItem } from '../../../rules/reminders.ts';
import type { ReviewSettings } from '../../../rules/review-settings.ts';
import { loadYearSettings } from '../../meeting/index.ts';

/** Finds what is due and not done, in all congresses. Each stage has such sources of its own. */
export type ReminderSource = (
  database: Kysely<Tables>,
  today: string,
) => Promise<readonly OpenItem[]>;

interface OfYear {
  readonly congress_id: string;
  readonly year_id: string;
}

/** The settings of the years of some rows, each year asked for once. */
export async function settingsOfYears(
  database: Kysely<Tables>,
  rows: readonly OfYear[],
): Promise<(row: OfYear) => ReviewSettings> {
  const years = new Map(rows.map((row) => [row.year_id, row.congress_id]));
  const settings = new Map<string, ReviewSettings>();
  for (const [yearId, congressId] of years) {
    settings.set(yearId, await loadYearSettings(database, congressId, yearId));
  }
  return ({ year_id }) => {
    const found = settings.get(year_id);
    if (found === undefined) throw new Error('settings of every year were loaded');
    return found;
  };
}
