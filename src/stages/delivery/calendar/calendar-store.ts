import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../../../database/tables.ts';
import { publishedYears } from '../../../rules/published-holidays.ts';
import { type WorkCalendar, workCalendar, type YearCalendar } from '../../../rules/working-days.ts';

const days = z.array(z.string());

/** A year of the calendar, with who entered it; `version` 0 for what the program brings. */
export interface KnownYear extends YearCalendar {
  readonly version: number;
  readonly enteredBy: { readonly congressId: string; readonly name: string } | null;
}

/**
 * The years that a congress knows, the newest first: its own entries before those of the congresses above it (the nearest
 * first), before what the program brings.
 */
export async function listCalendarYears(
  database: Kysely<Tables>,
  congressId: string,
): Promise<readonly KnownYear[]> {
  const { rows } = await sql<{
    year: number;
    source: string;
    holidays: unknown;
    workdays: unknown;
    version: number;
    congress_id: string;
    name: string;
  }>`
    with recursive above as (
      select congress_id as id, parent_id, name, 0 as steps from record.congress
       where congress_id = ${congressId}
      union all
      select parent.congress_id, parent.parent_id, parent.name, above.steps + 1
        from record.congress parent join above on above.parent_id = parent.congress_id)
    select distinct on (calendar.year) calendar.year, calendar.source, calendar.holidays, calendar.workdays,
           calendar.version, calendar.congress_id, above.name
      from record.work_calendar calendar join above on above.id = calendar.congress_id
     order by calendar.year desc, above.steps`.execute(database);
  const entered = rows.map((row) => ({
    ...{ year: row.year, source: row.source, version: row.version },
    ...{ holidays: days.parse(row.holidays), workdays: days.parse(row.workdays) },
    enteredBy: { congressId: row.congress_id, name: row.name },
  }));
  const brought = publishedYears
    .filter(({ year }) => !entered.some((one) => one.year === year))
    .map((one) => ({ ...one, version: 0, enteredBy: null }));
  return [...entered, ...brought].sort((one, other) => other.year - one.year);
}

/** The calendars of some congresses, each asked for once. */
export async function calendarsOf(
  database: Kysely<Tables>,
  congressIds: readonly string[],
): Promise<(congressId: string) => WorkCalendar> {
  const found = new Map<string, WorkCalendar>();
  for (const id of new Set(congressIds)) {
    found.set(id, workCalendar(await listCalendarYears(database, id)));
  }
  return (congressId) => {
    const calendar = found.get(congressId);
    if (calendar === undefined) throw new Error('calendars of every congress were loaded');
    return calendar;
  };
}
