import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import type { OpenItem } from '../../../rules/reminders.ts';
import type { ReviewSettings } from '../../../rules/review-settings.ts';
import { loadSettingsOfYears } from '../../meeting/index.ts';

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
  const settings = await loadSettingsOfYears(
    database,
    rows.map((row) => ({ congressId: row.congress_id, yearId: row.year_id })),
  );
  return ({ year_id }) => settings(year_id);
}
