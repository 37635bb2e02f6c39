import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import {
  adjustmentDetail,
  adjustmentMachine,
  adjustmentTitle,
  changedFields,
  mayAdjust,
  mayDecide,
} from '../../../rules/adjustment.ts';
import { type VotedText, votedFields } from '../../../rules/project-text.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { step } from '../../../rules/state-machine.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { loadYearSettings, type Meeting, meetingBody } from '../../meeting/index.ts';
import { lockAdjustmentRow, moveAdjustment, votedText } from '../../result/index.ts';
import { loadRoundFrame, type RoundItem, titleOfNext, writeRound } from '../../voting/index.ts';
import { loadProject } from '../project-store.ts';
import { noSuchAdjustment, roundInTheWay } from './lock-adjustment.ts';

/** A round about adjustments as the clerk asks for it: one question each, in this order. */
export interface NewDecisionRound {
  readonly meetingId: string;
  readonly sittingId: string;
  readonly adjustmentIds: readonly string[];
}

const noSheet: Refusal = {
  code: 'no-rule-sheet',
  message: '本次会议还没有票决办法，不能建立表决。请先拟定票决办法。',
};

const keypadApart: Refusal = {
  code: 'keypad-apart',
  message:
    '票决办法规定用会场表决器，由会场系统表决。请在项目的“调整”页登记决定和票数，或者修改票决办法。',
};

/** The most matters on one paper, as in a vote or a test. */
const mostMatters = 60;

/**
 * Puts requests for adjustments to a secret ballot of the meeting, for, against or abstain on each. The
 * congress may always decide; its standing committee where the level's law or the rule sheet says so. Until
 * the round is declared, cancelled or void, none of them can be decided by hand, taken back or put to
 * another round. Colours, channels, symbols, counting and signing come from the meeting's rule sheet; what
 * carries an adjustment does not: the law says it.
 *
 * Refuses, in order, with `meeting-ended`, `no-rule-sheet`, `keypad-apart`, `no-adjustments`,
 * `too-many-lines`, and for each request `no-such-adjustment`, `already-done` or `wrong-state`, `in-round`,
 * `wrong-body`, `wrong-state` (of the project by now).
 */
export function createDecisionRound(
  database: Kysely<Tables>,
  request: ActRequest,
  input: NewDecisionRound,
): Promise<Result<{ roundId: string }>> {
  return performAct(database, request, async (act) => {
    const frame = await loadRoundFrame(act, input.meetingId, noSheet);
    if (!frame.ok) return frame;
    const { meeting, vote } = frame.value;
    if (vote.channels === 'keypad') return refuse(keypadApart);
    const items = await itemsOf(act, meeting, [...new Set(input.adjustmentIds)]);
    if (!items.ok) return items;
    const title = titleOfNext('民生实事项目调整事项表决', 'decision', frame.value);
    const matters = items.value.length;
    const roundId = await writeRound(act, {
      ...{ frame: frame.value, sittingId: input.sittingId, kind: 'decision', form: 'each', title },
      ...{ candidateListId: null, parent: null, places: matters, most: matters, least: 0 },
      ...{ category: null, items: items.value },
    });
    for (const { adjustmentId } of items.value) {
      await moveAdjustment(act, adjustmentId ?? '', { round_id: roundId });
    }
    act.record({
      event: 'decision-round-created',
      subjects: { meeting: meeting.id, round: roundId, matters },
      detail: { title, matters, which: items.value.map((item) => item.title).join('、') },
    });
    return ok({ roundId });
  });
}

async function itemsOf(
  act: Act,
  meeting: Meeting,
  adjustmentIds: readonly string[],
): Promise<Result<readonly RoundItem[]>> {
  if (adjustmentIds.length === 0) {
    const message = '请至少选择一项要表决的调整申请。';
    return refuse({ code: 'no-adjustments', message, field: 'adjustments' });
  }
  if (adjustmentIds.length > mostMatters) {
    const message = `一张票最多 ${mostMatters} 项，现在有 ${adjustmentIds.length} 项。请分两次表决。`;
    return refuse({ code: 'too-many-lines', message, field: 'adjustments' });
  }
  const items: RoundItem[] = [];
  for (const adjustmentId of adjustmentIds) {
    const item = await itemOf(act, meeting, adjustmentId);
    if (!item.ok) return item;
    items.push({ ...item.value, number: items.length + 1 });
  }
  return ok(items);
}

async function itemOf(
  act: Act,
  meeting: Meeting,
  adjustmentId: string,
): Promise<Result<Omit<RoundItem, 'number'>>> {
  const row = await lockAdjustmentRow(act, adjustmentId);
  if (row === null) return refuse({ ...noSuchAdjustment, field: 'adjustments' });
  const open = step(adjustmentMachine, row.state, 'approve');
  if (!open.ok) return open;
  const held = await roundInTheWay(act, row);
  if (held !== null) return refuse({ ...held, field: 'adjustments' });
  const project = await loadProject(act.transaction, act.congressId, row.project_id);
  if (project === null) throw new Error('a request has a project');
  const settings = await loadYearSettings(act.transaction, act.congressId, project.yearId);
  const may = mayDecide(meetingBody(meeting.bodyKind), settings.adjustmentDecidedBy);
  if (!may.ok) return refuse(wrongMeeting);
  const fits = mayAdjust(row.kind, project.state);
  if (!fits.ok) return fits;
  const { title } = project.voted;
  const proposed = row.proposed === null ? null : votedText.parse(row.proposed);
  const changes = proposed === null ? [] : changesOf(project.voted, proposed);
  return ok({
    title: adjustmentTitle(project.number, title, row.kind),
    detail: adjustmentDetail(changes, row.reason).slice(0, 4000),
    ...{ candidateVersionId: null, projectId: project.id, part: null, adjustmentId },
  });
}

const wrongMeeting: Refusal = {
  code: 'wrong-body',
  message:
    '本级的调整由人民代表大会决定（票决办法、地方组织法），常委会会议不能表决。请在人民代表大会会议中建立。',
  field: 'adjustments',
};

/** What of the voted text would change, by the names that pages use. */
export function changesOf(before: VotedText, proposed: VotedText) {
  const changed = changedFields(before, proposed);
  return votedFields
    .filter(([field]) => changed.includes(field))
    .map(([field, label]) => ({ label, before: before[field], after: proposed[field] }));
}
