import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import type { Result } from '../../../rules/refusals.ts';
import type { RuleSheetDocument } from '../../../rules/rule-sheet/document.ts';
import { bindsMeeting, type PapersOut } from '../../../rules/rule-sheet/life.ts';
import { parseRuleSheet } from '../../../rules/rule-sheet/parse-rule-sheet.ts';

/** The rule sheet that a meeting works under, in the version that stands now. */
export interface MeetingRuleSheet {
  readonly sheetId: string;
  readonly versionId: string;
  readonly versionNumber: number;
  readonly name: string;
  readonly state: 'draft' | 'printed' | 'adopted' | 'in_force' | 'replaced';
  readonly scope: 'meeting' | 'standing';
  readonly document: RuleSheetDocument;
  readonly contentHash: string;
  readonly adoptedDecisionId: string | null;
  /** The decision by which this meeting confirmed a standing sheet; null while it has not. */
  readonly confirmedDecisionId: string | null;
  readonly version: number;
}

/** Whether papers may be issued under the sheet at this meeting (rules.md, "The rule sheet"). */
export function sheetBinds(sheet: MeetingRuleSheet): Result<true> {
  const stand = sheet.confirmedDecisionId === null ? 'not-yet' : 'confirmed';
  return bindsMeeting(sheet.scope, sheet.state, stand);
}

/** Reads a stored document; one that this program wrote and cannot read is a programming error. */
export function readDocument(stored: unknown): RuleSheetDocument {
  const parsed = parseRuleSheet(stored);
  if (!parsed.ok) throw new Error(`stored rule sheet: ${parsed.refusals[0].message}`);
  return parsed.value;
}

function sheets(database: Kysely<Tables>) {
  return database
    .selectFrom('record.rule_sheet as sheet')
    .innerJoin('record.rule_sheet_version as version', (join) =>
      join
        .onRef('version.congress_id', '=', 'sheet.congress_id')
        .onRef('version.id', '=', 'sheet.current_version_id'),
    )
    .select(['sheet.id as sheet_id', 'sheet.name', 'sheet.state', 'sheet.scope'])
    .select(['sheet.version', 'sheet.adopted_decision_id', 'version.id as version_id'])
    .select(['version.number', 'version.document', 'version.content_hash']);
}

type SheetRow = Awaited<ReturnType<ReturnType<typeof sheets>['executeTakeFirstOrThrow']>>;

function toSheet(row: SheetRow, confirmedDecisionId: string | null): MeetingRuleSheet {
  return {
    sheetId: row.sheet_id,
    versionId: row.version_id,
    versionNumber: row.number,
    name: row.name,
    state: row.state,
    scope: row.scope,
    document: readDocument(row.document),
    contentHash: row.content_hash,
    adoptedDecisionId: row.adopted_decision_id,
    confirmedDecisionId,
    version: row.version,
  };
}

/** The sheet of a meeting: its own, or the standing one that it works under. Null while none. */
export async function loadMeetingRuleSheet(
  database: Kysely<Tables>,
  congressId: string,
  meetingId: string,
): Promise<MeetingRuleSheet | null> {
  const row = await sheets(database)
    .innerJoin('record.meeting_rule_sheet as chosen', (join) =>
      join
        .onRef('chosen.congress_id', '=', 'sheet.congress_id')
        .onRef('chosen.rule_sheet_id', '=', 'sheet.id'),
    )
    .select('chosen.confirmed_decision_id')
    .where('chosen.congress_id', '=', congressId)
    .where('chosen.meeting_id', '=', meetingId)
    .executeTakeFirst();
  return row === undefined ? null : toSheet(row, row.confirmed_decision_id);
}

/** The standing sheet in force of a congress, which a meeting confirms or deviates from. */
export async function loadStandingRuleSheet(
  database: Kysely<Tables>,
  congressId: string,
): Promise<MeetingRuleSheet | null> {
  const row = await sheets(database)
    .where('sheet.congress_id', '=', congressId)
    .where('sheet.scope', '=', 'standing')
    .where('sheet.state', '=', 'in_force')
    .executeTakeFirst();
  return row === undefined ? null : toSheet(row, null);
}

/** Papers that carry some version of a sheet: printed and not voided, and issued. */
export async function countPapersOut(
  database: Kysely<Tables>,
  congressId: string,
  sheetId: string,
): Promise<PapersOut> {
  const rows = await database
    .selectFrom('record.round_channel as channel')
    .innerJoin('record.round as round', (join) =>
      join
        .onRef('round.congress_id', '=', 'channel.congress_id')
        .onRef('round.id', '=', 'channel.round_id'),
    )
    .innerJoin('record.rule_sheet_version as version', (join) =>
      join
        .onRef('version.congress_id', '=', 'round.congress_id')
        .onRef('version.id', '=', 'round.rule_sheet_version_id'),
    )
    .select(['channel.printed', 'channel.state'])
    .where('channel.congress_id', '=', congressId)
    .where('version.rule_sheet_id', '=', sheetId)
    .where('channel.state', '<>', 'void')
    .where('round.state', 'not in', ['cancelled', 'void'])
    .execute();
  const issuedStates = ['issuing', 'issued', 'returned', 'casting', 'closed', 'counted'];
  const sum = (matches: (state: string) => boolean) =>
    rows.filter((row) => matches(row.state)).reduce((total, row) => total + (row.printed ?? 0), 0);
  return {
    papersPrinted: sum(() => true),
    papersIssued: sum((state) => issuedStates.includes(state)),
  };
}
