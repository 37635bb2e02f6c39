import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { findCongress } from '../../../people/index.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import { defaultRuleSheet } from '../../../rules/rule-sheet/default-sheet.ts';
import type { Level, RuleSheetDocument } from '../../../rules/rule-sheet/document.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { loadSealedList } from '../../candidates/index.ts';
import { loadMeeting } from '../meeting-store.ts';
import { noSuchMeeting } from '../refusals.ts';
import { loadMeetingRuleSheet, loadStandingRuleSheet } from './rule-sheet-store.ts';
import { chooseSheet, insertVersion } from './write-sheet.ts';

/** From what a meeting's sheet begins: the defaults, the standing one as it is, or a copy to deviate. */
export type SheetBasis = 'defaults' | 'standing' | 'deviation';

/**
 * Begins the rule sheet of a meeting: a draft of the defaults, the standing sheet to be confirmed, or a
 * copy of it from which this meeting deviates.
 *
 * Refuses, in order, with `no-such-meeting`, `already-done`, `no-standing-sheet`.
 */
export function draftRuleSheet(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { meetingId: string; basis: SheetBasis },
): Promise<Result<{ sheetId: string }>> {
  return performAct(database, request, async (act) => {
    const { meetingId, basis } = input;
    const meeting = await loadMeeting(act.transaction, act.congressId, meetingId);
    if (meeting === null) return refuse(noSuchMeeting);
    const chosen = await loadMeetingRuleSheet(act.transaction, act.congressId, meetingId);
    const toDeviate = basis === 'deviation' && chosen?.scope === 'standing';
    if (chosen !== null && !(toDeviate && chosen.confirmedDecisionId === null)) {
      return refuse({
        code: 'already-done',
        message: '本次会议已经有票决办法。请打开它继续修改，不用再拟定。',
      });
    }
    const standing = await loadStandingRuleSheet(act.transaction, act.congressId);
    if (basis !== 'defaults' && standing === null) {
      return refuse({
        code: 'no-standing-sheet',
        message: '还没有施行中的常设办法。请从默认值开始拟定本次会议的办法。',
      });
    }
    if (basis === 'standing' && standing !== null) {
      await chooseSheet(act, meetingId, standing.sheetId, null);
      recordDraft(act, meetingId, standing.sheetId, standing.name);
      return ok({ sheetId: standing.sheetId });
    }
    const document: RuleSheetDocument =
      basis === 'deviation' && standing !== null
        ? { ...standing.document, scope: 'meeting' }
        : await defaults(act, meetingId);
    const sheetId = await insertDraft(act, meetingId, document);
    return ok({ sheetId });
  });
}

function recordDraft(act: Act, meetingId: string, sheetId: string, name: string): void {
  act.record({
    event: 'rule-sheet-drafted',
    subjects: { meeting: meetingId, sheet: sheetId },
    detail: { name },
  });
  act.touch(`meeting:${meetingId}`);
}

async function defaults(act: Act, meetingId: string): Promise<RuleSheetDocument> {
  const congress = await findCongress(act.transaction, act.congressId);
  const list = await loadSealedList(act.transaction, act.congressId, meetingId);
  const kind = congress?.kind ?? 'township';
  const level: Level = kind === 'installation' ? 'township' : kind;
  const candidates = list?.items.length;
  return defaultRuleSheet({ level, ...(candidates === undefined ? {} : { candidates }) });
}

async function insertDraft(
  act: Act,
  meetingId: string,
  document: RuleSheetDocument,
): Promise<string> {
  const sheetId = randomUUID();
  const name = '民生实事项目人大代表票决办法';
  const versionId = await insertVersion(act, sheetId, 1, document);
  await act.transaction
    .insertInto('record.rule_sheet')
    .values({
      congress_id: act.congressId,
      id: sheetId,
      scope: 'meeting',
      meeting_id: meetingId,
      name,
      state: 'draft',
      current_version_id: versionId,
      act_id: act.id,
    })
    .execute();
  await chooseSheet(act, meetingId, sheetId, null);
  recordDraft(act, meetingId, sheetId, name);
  return sheetId;
}
