import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { adjustmentKindNames, adjustmentMachine, mayDecide } from '../../../rules/adjustment.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import { step } from '../../../rules/state-machine.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { chinaDate } from '../../../web/china-time.ts';
import {
  type BodyFigures,
  type DecisionFigures,
  loadYearSettings,
  recordBodyDecision,
  recordDecision,
} from '../../meeting/index.ts';
import {
  adjustmentHash,
  adjustProject,
  lockProject,
  moveAdjustment,
  votedText,
} from '../../result/index.ts';
import { loadProject } from '../project-store.ts';
import { noSuchProject } from '../refusals.ts';
import { lockAdjustment, noSuchAdjustment, roundInTheWay } from './lock-adjustment.ts';

/** The decision with its counts, as announced by the body that took it. */
export interface AdjustmentDecision {
  readonly projectId: string;
  readonly adjustmentId: string;
  readonly meetingId: string;
  readonly figures: DecisionFigures;
  /** The standing committee's members and those present; null: the congress in its meeting. */
  readonly standingCommittee: { readonly members: number; readonly present: number } | null;
}

/**
 * Enters the decision on a request with its counts. The level's law names the body: a township's congress
 * decides by itself; a county's standing committee may, and so may its congress. Carried, a change becomes
 * the next version of the text, and a suspension, end or resumption the state of the project.
 *
 * Refuses, in order, with `no-such-adjustment`, `already-done` or `wrong-state`, `in-round` (a round votes on
 * it), `wrong-body`, then as `recordDecision` or `recordBodyDecision`, and for a decision that carries
 * `wrong-state` (of the project by now).
 */
export function decideAdjustment(
  database: Kysely<Tables>,
  request: ActRequest,
  input: AdjustmentDecision,
): Promise<Result<{ adjustmentId: string; carried: boolean }>> {
  return performAct(database, request, async (act) => {
    const found = await lockAdjustment(act, input);
    if (found === null) return refuse(noSuchAdjustment);
    const open = step(adjustmentMachine, found.state, 'approve');
    if (!open.ok) return open;
    const held = await roundInTheWay(act, found);
    if (held !== null) return refuse(held);
    const project = await loadProject(act.transaction, act.congressId, input.projectId);
    if (project === null) return refuse(noSuchProject);
    const settings = await loadYearSettings(act.transaction, act.congressId, project.yearId);
    const body = input.standingCommittee === null ? 'congress' : 'standing-committee';
    const may = mayDecide(body, settings.adjustmentDecidedBy);
    if (!may.ok) return may;
    const kind = adjustmentKindNames[found.kind];
    const decided = await decide(act, input, {
      title: `第${project.number}号“${project.voted.title}”${kind}`,
      hash: adjustmentHash(found),
    });
    if (!decided.ok) return decided;
    const { decisionId, carried } = decided.value;
    await moveAdjustment(act, found.id, {
      ...{ state: carried ? 'approved' : 'refused', decision_id: decisionId, round_id: null },
      ...{ decided_on: chinaDate(act.happenedAt), state_before: project.state },
    });
    if (carried) {
      const adjusted = await adjustProject(act, await lockProject(act, project.id), {
        ...{ id: found.id, projectId: project.id, kind: found.kind, reason: found.reason },
        proposed: found.proposed === null ? null : votedText.parse(found.proposed),
      });
      if (!adjusted.ok) return adjusted;
    }
    act.record({
      event: 'adjustment-decided',
      subjects: { project: project.id, adjustment: found.id, decision: decisionId },
      detail: { number: project.number, kind, result: carried ? '同意' : '不同意' },
    });
    act.touch(`project:${project.id}`);
    return ok({ adjustmentId: found.id, carried });
  });
}

function decide(
  act: Act,
  input: AdjustmentDecision,
  about: { readonly title: string; readonly hash: string },
) {
  const subject = {
    ...{ meetingId: input.meetingId, subject: 'adjustment' as const, title: about.title },
    ...{ subjectId: input.adjustmentId, subjectHash: about.hash },
  };
  const { standingCommittee } = input;
  if (standingCommittee === null) return recordDecision(act, subject, input.figures);
  const body: BodyFigures = { kind: 'standing_committee', ...standingCommittee };
  return recordBodyDecision(act, subject, input.figures, body);
}
