import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { soundRuleSheet } from '../../../rules/rule-sheet/contradictions.ts';
import { stateAfter } from '../../../rules/rule-sheet/life.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { type DecisionFigures, recordDecision } from '../decisions/record-decision.ts';
import { staleMeeting } from '../refusals.ts';
import { loadMeetingRuleSheet, type MeetingRuleSheet } from './rule-sheet-store.ts';
import { chooseSheet } from './write-sheet.ts';

const noSheet: Refusal = {
  code: 'no-rule-sheet',
  message: '本次会议还没有票决办法。请先拟定，再提交表决。',
};

const adoptedBefore: Refusal = {
  code: 'already-done',
  message: '票决办法已经会议通过，不用再登记。',
};

/**
 * Records the vote on the rule sheet. Carried: it is in force at once, and a standing sheet is
 * confirmed by this meeting. Not carried: it is a draft again.
 *
 * Refuses, in order, with `no-rule-sheet`, `stale-form`, `already-done`, with every contradiction of
 * the sheet, then as `recordDecision`.
 */
export function adoptRuleSheet(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { meetingId: string; version: number; figures: DecisionFigures },
): Promise<Result<{ sheetId: string; carried: boolean }>> {
  return performAct(database, request, async (act) => {
    const { meetingId, version, figures } = input;
    const sheet = await loadMeetingRuleSheet(act.transaction, act.congressId, meetingId);
    if (sheet === null) return refuse(noSheet);
    if (sheet.version !== version) return refuse(staleMeeting);
    const confirming = sheet.scope === 'standing' && sheet.state === 'in_force';
    const settled = confirming ? sheet.confirmedDecisionId !== null : sheet.state === 'in_force';
    if (settled || sheet.state === 'replaced') return refuse(adoptedBefore);
    const sound = soundRuleSheet(sheet.document);
    if (!sound.ok) return sound;
    const decision = await recordDecision(
      act,
      {
        meetingId,
        subject: 'rule_sheet',
        subjectId: sheet.sheetId,
        subjectHash: sheet.contentHash,
        title: confirming ? `确认常设的${sheet.name}` : sheet.name,
      },
      figures,
    );
    if (!decision.ok) return decision;
    const { decisionId, carried } = decision.value;
    if (carried) await chooseSheet(act, meetingId, sheet.sheetId, decisionId);
    const moved = confirming ? ok(true) : await moveSheet(act, sheet, carried, decisionId);
    if (!moved.ok) return moved;
    act.record({
      event: 'rule-sheet-adopted',
      subjects: { meeting: meetingId, sheet: sheet.sheetId, hash: sheet.contentHash },
      detail: {
        name: sheet.name,
        result: carried ? '通过' : '未获通过',
        votes_for: figures.votesFor,
        votes_against: figures.votesAgainst,
        votes_abstain: figures.votesAbstain,
      },
    });
    return ok({ sheetId: sheet.sheetId, carried });
  });
}

async function moveSheet(
  act: Act,
  sheet: MeetingRuleSheet,
  carried: boolean,
  decisionId: string,
): Promise<Result<true>> {
  const voted = stateAfter(sheet.state, carried ? 'adopt' : 'reject');
  if (!voted.ok) return voted;
  const next = carried ? stateAfter(voted.value, 'take-effect') : voted;
  if (!next.ok) return next;
  if (carried && sheet.scope === 'standing') await replaceStanding(act);
  const updated = await act.transaction
    .updateTable('record.rule_sheet')
    .set({
      state: next.value,
      adopted_decision_id: carried ? decisionId : null,
      version: sheet.version + 1,
    })
    .where('congress_id', '=', act.congressId)
    .where('id', '=', sheet.sheetId)
    .where('version', '=', sheet.version)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n ? ok(true) : refuse(staleMeeting);
}

/** A new standing sheet replaces the one that was in force. */
async function replaceStanding(act: Act): Promise<void> {
  await act.transaction
    .updateTable('record.rule_sheet')
    .set((column) => ({ state: 'replaced', version: column('version', '+', 1) }))
    .where('congress_id', '=', act.congressId)
    .where('scope', '=', 'standing')
    .where('state', '=', 'in_force')
    .execute();
}
