import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { contradictions } from '../../../rules/rule-sheet/contradictions.ts';
import { differences } from '../../../rules/rule-sheet/differences.ts';
import type { RuleSheetDocument } from '../../../rules/rule-sheet/document.ts';
import { changeAllowed, stateAfter } from '../../../rules/rule-sheet/life.ts';
import { readSettings, type SettingsForm } from '../../../rules/rule-sheet/read-settings.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { staleMeeting } from '../refusals.ts';
import { countPapersOut, loadMeetingRuleSheet, type MeetingRuleSheet } from './rule-sheet-store.ts';
import { insertVersion } from './write-sheet.ts';

const noSheet: Refusal = {
  code: 'no-rule-sheet',
  message: '本次会议还没有票决办法。请先拟定，再填写各项。',
};

/**
 * Changes settings of a meeting's sheet before its adoption; every change is a new version. Papers
 * printed under an earlier version become void. Saving what changes nothing makes no version.
 *
 * Refuses, in order, with `no-rule-sheet`, `stale-form`, as `changeAllowed`, with one `bad-value` for
 * each faulty field, and with the contradictions at the fields of this form.
 */
export function changeRuleSheet(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { meetingId: string; version: number; form: SettingsForm },
): Promise<Result<{ sheetId: string; changed: number; papersVoided: number }>> {
  return performAct(database, request, async (act) => {
    const { meetingId, version, form } = input;
    const sheet = await loadMeetingRuleSheet(act.transaction, act.congressId, meetingId);
    if (sheet === null) return refuse(noSheet);
    if (sheet.version !== version) return refuse(staleMeeting);
    const papers = await countPapersOut(act.transaction, act.congressId, sheet.sheetId);
    const allowed = changeAllowed(sheet.state, papers);
    if (!allowed.ok) return allowed;
    const read = readSettings(form, sheet.document);
    if (!read.ok) return read;
    const [fault, ...faults] = contradictions(read.value).refusals.filter(
      (one) => one.field !== undefined && form[one.field] !== undefined,
    );
    if (fault !== undefined) return refuse(fault, ...faults);
    const changes = differences(sheet.document, read.value);
    const { sheetId } = sheet;
    if (changes.length === 0) return ok({ sheetId, changed: 0, papersVoided: 0 });
    const written = await writeChange(act, meetingId, sheet, read.value);
    if (!written.ok) return written;
    act.record({
      event: 'rule-sheet-changed',
      subjects: { meeting: meetingId, sheet: sheetId, voided: papers.papersPrinted },
      detail: {
        name: sheet.name,
        number: sheet.versionNumber + 1,
        changes: changes.map((one) => `${one.label}由“${one.before}”改为“${one.after}”`).join('；'),
      },
    });
    act.touch(`meeting:${meetingId}`);
    return ok({ sheetId, changed: changes.length, papersVoided: papers.papersPrinted });
  });
}

async function writeChange(
  act: Act,
  meetingId: string,
  sheet: MeetingRuleSheet,
  document: RuleSheetDocument,
): Promise<Result<true>> {
  const next = stateAfter(sheet.state, 'change');
  if (!next.ok) return next;
  const versionId = await insertVersion(act, sheet.sheetId, sheet.versionNumber + 1, document);
  const updated = await act.transaction
    .updateTable('record.rule_sheet')
    .set({
      state: next.value,
      scope: document.scope,
      meeting_id: document.scope === 'meeting' ? meetingId : null,
      current_version_id: versionId,
      version: sheet.version + 1,
    })
    .where('congress_id', '=', act.congressId)
    .where('id', '=', sheet.sheetId)
    .where('version', '=', sheet.version)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n ? ok(true) : refuse(staleMeeting);
}
