import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { regulates, type Thresholds, thresholdsOf } from '../../../rules/indicators/thresholds.ts';
import { type ReviewSettings, reviewSettings } from '../../../rules/review-settings.ts';
import type { Level, RuleSheetDocument } from '../../../rules/rule-sheet/document.ts';
import { readDocument } from './rule-sheet-store.ts';

type Kind = Tables['record.congress']['kind'];

const levelOfKind = (kind: Kind): Level => (kind === 'installation' ? 'county' : kind);

async function levelOf(database: Kysely<Tables>, congressId: string): Promise<Level> {
  const { kind } = await database
    .selectFrom('record.congress')
    .select('kind')
    .where('congress_id', '=', congressId)
    .executeTakeFirstOrThrow();
  return levelOfKind(kind);
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
  const level = await levelOf(database, congressId);
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
  const sheet = await loadYearSheet(database, congressId, yearId);
  return reviewSettings(sheet, await levelOf(database, congressId));
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
  if (ids.length === 0) return () => reviewSettings(null, 'county');
  const [congresses, sheets] = await Promise.all([
    database
      .selectFrom('record.congress')
      .select(['congress_id', 'kind'])
      .where('congress_id', 'in', ids)
      .execute(),
    votes(database)
      .distinctOn('round.congress_id')
      .select('round.congress_id')
      .where('round.congress_id', 'in', ids)
      .orderBy('round.congress_id')
      .orderBy('meeting.starts_on', 'desc')
      .orderBy('round.number', 'desc')
      .execute(),
  ]);
  const documents = new Map(sheets.map((row) => [row.congress_id, row.document]));
  const settings = new Map(
    congresses.map(({ congress_id, kind }) => {
      const document = documents.get(congress_id);
      const sheet = document === undefined ? null : readDocument(document);
      return [congress_id, reviewSettings(sheet, levelOfKind(kind))];
    }),
  );
  return (congressId) => {
    const found = settings.get(congressId);
    if (found === undefined) throw new Error('settings of every congress were loaded');
    return found;
  };
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
  const sheet = await loadYearSheet(database, congressId, yearId);
  const names = Object.keys(chapters) as (keyof typeof chapters)[];
  return {
    ...thresholdsOf(sheet, await levelOf(database, congressId)),
    regulated: new Set(names.filter((name) => regulates(sheet, `${chapters[name]}.${name}`))),
  };
}

/** The sheet under which the last round of voting of a year was held; null where there was none. */
async function loadYearSheet(
  database: Kysely<Tables>,
  congressId: string,
  yearId: string,
): Promise<RuleSheetDocument | null> {
  const row = await votes(database)
    .where('round.congress_id', '=', congressId)
    .where('meeting.year_id', '=', yearId)
    .orderBy('meeting.starts_on', 'desc')
    .orderBy('round.number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : readDocument(row.document);
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
