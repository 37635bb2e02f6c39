import { randomUUID } from 'node:crypto';
import { canonicalRuleSheet } from '../../../rules/rule-sheet/canonical.ts';
import type { RuleSheetDocument } from '../../../rules/rule-sheet/document.ts';
import { sha256 } from '../../../trail/canonical.ts';
import type { Act } from '../../../trail/perform-act.ts';

/** Writes an immutable version of a sheet; returns its id. */
export async function insertVersion(
  act: Act,
  sheetId: string,
  number: number,
  document: RuleSheetDocument,
): Promise<string> {
  const versionId = randomUUID();
  const text = canonicalRuleSheet(document);
  await act.transaction
    .insertInto('record.rule_sheet_version')
    .values({
      congress_id: act.congressId,
      id: versionId,
      rule_sheet_id: sheetId,
      number,
      document: text,
      content_hash: sha256(text),
      act_id: act.id,
    })
    .execute();
  return versionId;
}

/** Makes a meeting work under a sheet; a confirmation of an earlier one does not carry over. */
export async function chooseSheet(
  act: Act,
  meetingId: string,
  sheetId: string,
  confirmedDecisionId: string | null,
): Promise<void> {
  await act.transaction
    .insertInto('record.meeting_rule_sheet')
    .values({
      congress_id: act.congressId,
      meeting_id: meetingId,
      rule_sheet_id: sheetId,
      confirmed_decision_id: confirmedDecisionId,
      act_id: act.id,
    })
    .onConflict((conflict) =>
      conflict.columns(['congress_id', 'meeting_id']).doUpdateSet({
        rule_sheet_id: sheetId,
        confirmed_decision_id: confirmedDecisionId,
        act_id: act.id,
      }),
    )
    .execute();
}
