import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { regulates, type Thresholds, thresholdsOf } from '../../../rules/indicators/thresholds.ts';
import { type ReviewSettings, reviewSettings } from '../../../rules/review-settings.ts';
import type { Level, RuleSheetDocument } from '../../../rules/rule-sheet/document.ts';
import { readDocument } from './rule-sheet-store.ts';

/** A year of a congress. */
interface YearOfCongress {
  readonly congressId: string;
  readonly yearId: string;
}

/** The levels of congresses by their ids; who asks for one that was not loaded has made a mistake. */
async function levelsOf(
  database: Kysely<Tables>,
  congressIds: readonly string[],
): Promise<(congressId: string) => Level> {
  const rows = await database
    .selectFrom('record.congress')
    .select(['congress_id', 'kind'])
    .where('congress_id', 'in', congressIds)
    .execute();
  const kinds = new Map(rows.map((row) => [row.congress_id, row.kind]));
  return (congressId) => {
    const kind = kinds.get(congressId) ?? notAsked();
    return kind === 'installation' ? 'county' : kind;
  };
}

function notAsked(): never {
  throw new Error('the settings of this congress or year were not asked for');
}

/** What the sheet of a meeting says about everything after its vote; defaults where it has none. */
export async function loadReviewSettings(
  database: Kysely<Tables>,
  congressId: string,
  meetingId: string,
): Promise<ReviewSettings> {
  const row = await database
    .selectFrom('record.meeting_rule_sheet as chosen')
    .innerJoin('record.rule_sheet as sheet', (join) =>
      join
        .onRef('sheet.congress_id', '=', 'chosen.congress_id')
        .onRef('sheet.id', '=', 'chosen.rule_sheet_id'),
    )
    .innerJoin('record.rule_sheet_version as version', (join) =>
      join
        .onRef('version.congress_id', '=', 'sheet.congress_id')
        .onRef('version.id', '=', 'sheet.current_version_id'),
    )
    .select('version.document')
    .where('chosen.congress_id', '=', congressId)
    .where('chosen.meeting_id', '=', meetingId)
    .executeTakeFirst();
  const level = (await levelsOf(database, [congressId]))(congressId);
  return reviewSettings(row === undefined ? null : readDocument(row.document), level);
}

/**
 * The settings that hold for the projects of a year: those of the sheet under which its last round of
 * voting was held; defaults for a year without a vote in the program.
 */
export async function loadYearSettings(
  database: Kysely<Tables>,
  congressId: string,
  yearId: string,
): Promise<ReviewSettings> {
  const settings = await loadSettingsOfYears(database, [{ congressId, yearId }]);
  return settings(yearId);
}

/** The same settings of years of any congresses, by the id of the year, which must be one of them: two queries. */
export async function loadSettingsOfYears(
  database: Kysely<Tables>,
  years: readonly YearOfCongress[],
): Promise<(yearId: string) => ReviewSettings> {
  if (years.length === 0) return notAsked;
  const ids = years.map(({ congressId }) => congressId);
  const [sheets, levelOf] = await Promise.all([
    loadYearSheets(database, years),
    levelsOf(database, ids),
  ]);
  const settings = new Map(
    years.map(({ congressId, yearId }) => [
      yearId,
      reviewSettings(sheets.get(yearId) ?? null, levelOf(congressId)),
    ]),
  );
  return (yearId) => settings.get(yearId) ?? notAsked();
}

/**
 * The settings of congresses for what belongs to no year (opinions, rectifications, reminders): those of the
 * sheet under which each held its newest vote; defaults where it held none.
 */
export async function loadCongressSettings(
  database: Kysely<Tables>,
  congressIds: readonly string[],
): Promise<(congressId: string) => ReviewSettings> {
  const ids = [...new Set(congressIds)];
  if (ids.length === 0) return notAsked;
  const [levelOf, rows] = await Promise.all([
    levelsOf(database, ids),
    votes(database)
      .distinctOn('round.congress_id')
      .select('round.congress_id')
      .where('round.congress_id', 'in', ids)
      .orderBy('round.congress_id')
      .orderBy('meeting.starts_on', 'desc')
      .orderBy('round.number', 'desc')
      .execute(),
  ]);
  const sheets = new Map(rows.map((row) => [row.congress_id, readDocument(row.document)]));
  const settings = new Map(
    ids.map((id) => [id, reviewSettings(sheets.get(id) ?? null, levelOf(id))]),
  );
  return (congressId) => settings.get(congressId) ?? notAsked();
}

/** The settings of the chapters whose thresholds a look-back asks with. */
const chapters = {
  solicitationDays: 'followUp',
  leastSurplus: 'vote',
  announcementDays: 'vote',
} as const;

/** What a year's procedure is held against: the thresholds of the indicators, and which of them its sheet settles. */
export async function loadYearThresholds(
  database: Kysely<Tables>,
  congressId: string,
  yearId: string,
): Promise<Thresholds & { readonly regulated: ReadonlySet<keyof typeof chapters> }> {
  const [sheets, levelOf] = await Promise.all([
    loadYearSheets(database, [{ congressId, yearId }]),
    levelsOf(database, [congressId]),
  ]);
  const sheet = sheets.get(yearId) ?? null;
  const names = Object.keys(chapters) as (keyof typeof chapters)[];
  return {
    ...thresholdsOf(sheet, levelOf(congressId)),
    regulated: new Set(names.filter((name) => regulates(sheet, `${chapters[name]}.${name}`))),
  };
}

/** The sheets under which the last round of voting of each year was held; a year without one has none. */
async function loadYearSheets(
  database: Kysely<Tables>,
  years: readonly YearOfCongress[],
): Promise<ReadonlyMap<string, RuleSheetDocument>> {
  const congressIds = years.map(({ congressId }) => congressId);
  const yearIds = years.map(({ yearId }) => yearId);
  const rows = await votes(database)
    .distinctOn('meeting.year_id')
    .select('meeting.year_id')
    .where('round.congress_id', 'in', congressIds)
    .where('meeting.year_id', 'in', yearIds)
    .orderBy('meeting.year_id')
    .orderBy('meeting.starts_on', 'desc')
    .orderBy('round.number', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.year_id, readDocument(row.document)]));
}

/** Rounds of voting that were held, with the sheet of each. */
function votes(database: Kysely<Tables>) {
  return database
    .selectFrom('record.round as round')
    .innerJoin('record.meeting as meeting', (join) =>
      join
        .onRef('meeting.congress_id', '=', 'round.congress_id')
        .onRef('meeting.id', '=', 'round.meeting_id'),
    )
    .innerJoin('record.rule_sheet_version as version', (join) =>
      join
        .onRef('version.congress_id', '=', 'round.congress_id')
        .onRef('version.id', '=', 'round.rule_sheet_version_id'),
    )
    .select('version.document')
    .where('round.kind', '=', 'vote')
    .where('round.state', 'not in', ['cancelled', 'void', 'draft']);
}
