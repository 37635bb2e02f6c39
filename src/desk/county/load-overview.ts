import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { thresholdsOf } from '../../rules/indicators/thresholds.ts';
import { summariseYear, type YearSummary } from '../../rules/indicators/year-summary.ts';
import { loadAnswers } from '../indicators/answer-store.ts';
import { type LoadedYear, loadYears } from '../indicators/load-years.ts';

/** One place under a county or city with its year; the year is null where none is recorded. */
export interface OverviewPlace {
  readonly id: string;
  readonly name: string;
  readonly kind: 'county' | 'township' | 'street' | 'city';
  readonly yearId: string | null;
  readonly summary: YearSummary | null;
  /** How many of its questions the place has answered. */
  readonly answered: number;
  /** What lies under a county in a city's overview; null in a county's own. */
  readonly below: BelowSums | null;
}

/** The sums of the places under a county; what they have not recorded is in none of them. */
export interface BelowSums {
  readonly places: number;
  /** How many of them have no record of the year. */
  readonly unrecorded: number;
  readonly late: number;
  readonly questions: number;
  readonly overdueRectifications: number;
  readonly projects: number;
  readonly completed: number;
  /** Projects by the verdict of their newest test. */
  readonly verdicts: YearSummary['verdicts'];
}

/** All places of one year, and the years that can be chosen, the newest first. */
export interface Overview {
  readonly year: number;
  readonly years: readonly number[];
  readonly places: readonly OverviewPlace[];
}

interface PlaceRow {
  readonly congress_id: string;
  readonly name: string;
  readonly kind: OverviewPlace['kind'];
  /** The place directly under the one whose overview it is. */
  readonly top_id: string;
}

/** The places below, two levels deep, in one query. */
async function placesBelow(
  database: Kysely<Tables>,
  congressId: string,
): Promise<readonly PlaceRow[]> {
  const { rows } = await sql<PlaceRow>`
    with children as (
      select congress_id, name, kind, congress_id as top_id
        from record.congress where parent_id = ${congressId}
    )
    select congress_id, name, kind, top_id from children
    union all
    select below.congress_id, below.name, below.kind, children.top_id
      from children join record.congress below on below.parent_id = children.congress_id
     order by name`.execute(database);
  return rows;
}

async function yearsOf(database: Kysely<Tables>, ids: readonly string[]) {
  const { rows } = await sql<{ year: number }>`
    select distinct year from record.year where congress_id = any(${ids}::uuid[])
     order by year desc`.execute(database);
  return rows.map(({ year }) => year);
}

function belowOf(
  top: PlaceRow,
  rows: readonly PlaceRow[],
  of: (id: string) => YearSummary | null,
): BelowSums | null {
  const under = rows.filter((row) => row.top_id === top.congress_id && row !== top);
  if (under.length === 0) return null;
  const summaries = under.map((row) => of(row.congress_id)).filter((one) => one !== null);
  const sum = (value: (one: YearSummary) => number) =>
    summaries.reduce((total, one) => total + value(one), 0);
  return {
    places: under.length,
    late: sum(({ late }) => late),
    questions: sum(({ questions }) => questions.length),
    unrecorded: under.length - summaries.length,
    overdueRectifications: sum((one) => one.overdueRectifications),
    projects: sum(({ projects }) => projects),
    completed: sum(({ completed }) => completed),
    verdicts: {
      satisfied: sum(({ verdicts }) => verdicts.satisfied),
      fairlySatisfied: sum(({ verdicts }) => verdicts.fairlySatisfied),
      dissatisfied: sum(({ verdicts }) => verdicts.dissatisfied),
      untested: sum(({ verdicts }) => verdicts.untested),
    },
  };
}

/**
 * Every place under a county (its townships) or a city (its counties, with the sums of their townships) in
 * one year: seventeen queries, however many places there are. Nothing in it leads to any person's vote.
 */
export async function loadOverview(
  database: Kysely<Tables>,
  congressId: string,
  wanted: { readonly year: number | null; readonly today: string },
): Promise<Overview> {
  const rows = await placesBelow(database, congressId);
  const ids = rows.map((row) => row.congress_id);
  const years = await yearsOf(database, ids);
  const year = wanted.year ?? years[0] ?? Number(wanted.today.slice(0, 4));
  const scope = { congressIds: ids, fromYear: year, toYear: year };
  const loaded = await loadYears(database, scope, wanted.today);
  const answers = await loadAnswers(database, ids);
  const byCongress = new Map<string, LoadedYear>(loaded.map((one) => [one.record.congressId, one]));
  const summaries = new Map(
    loaded.map(({ record, sheet, level }) => [
      record.congressId,
      summariseYear(record, thresholdsOf(sheet, level)),
    ]),
  );
  const summaryOf = (id: string) => summaries.get(id) ?? null;
  const places = rows
    .filter((row) => row.congress_id === row.top_id)
    .map((row): OverviewPlace => {
      const yearId = byCongress.get(row.congress_id)?.record.yearId ?? null;
      const summary = summaryOf(row.congress_id);
      return {
        ...{ id: row.congress_id, name: row.name, kind: row.kind, yearId, summary },
        answered: answers.filter(
          (one) =>
            one.yearId === yearId &&
            one.projectId === null &&
            (summary?.questions ?? []).includes(one.indicator),
        ).length,
        below: belowOf(row, rows, summaryOf),
      };
    });
  return { year, years, places };
}
