import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import {
  type AdjustmentKind,
  adjustmentKindNames,
  adjustmentMachine,
  changedFields,
  mayAdjust,
} from '../../../rules/adjustment.ts';
import type { VotedText } from '../../../rules/project-text.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import { step } from '../../../rules/state-machine.ts';
import { type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { storeAttachment } from '../../../trail/store-attachment.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { moveAdjustment, type Scan } from '../../result/index.ts';
import { loadProject } from '../project-store.ts';
import { noSuchProject, notYourProject } from '../refusals.ts';
import { lockAdjustment, noSuchAdjustment, roundInTheWay } from './lock-adjustment.ts';

/** What the government asks for. */
export interface AdjustmentRequest {
  readonly projectId: string;
  readonly kind: AdjustmentKind;
  /** The department that asks, or whose request on paper the clerk enters. */
  readonly requestedBy: string;
  readonly reason: string;
  /** The whole voted text as it would read; looked at only for a change. */
  readonly proposed: VotedText | null;
  readonly paper: Scan | null;
  /** The departments that the viewer acts for; null for the clerk. */
  readonly organisationIds: readonly string[] | null;
  /** This congress and those above it, whose departments may serve it. */
  readonly congressIds: readonly string[];
}

/**
 * Asks for a change of the voted fields, or to suspend, end or resume a project. Nothing changes before
 * the decision.
 *
 * Refuses, in order, with `no-such-project`, `not-your-project`, `no-such-department`, `wrong-state` (of
 * the project), `nothing-changed`, `request-open` (another one waits for its decision).
 */
export function requestAdjustment(
  database: Kysely<Tables>,
  request: ActRequest,
  input: AdjustmentRequest,
): Promise<Result<{ adjustmentId: string }>> {
  return performAct(database, request, async (act) => {
    const project = await loadProject(act.transaction, act.congressId, input.projectId);
    if (project === null) return refuse(noSuchProject);
    const { organisationIds } = input;
    if (organisationIds !== null && !organisationIds.includes(project.departmentId ?? '')) {
      return refuse(notYourProject);
    }
    const asker = await act.transaction
      .selectFrom('record.organisation')
      .select('name')
      .where('id', '=', input.requestedBy)
      .where('congress_id', 'in', [...input.congressIds])
      .executeTakeFirst();
    if (asker === undefined) {
      const message = '没有这个申请单位。请从列表中选择。';
      return refuse({ code: 'no-such-department', message, field: 'requested_by' });
    }
    const fits = mayAdjust(input.kind, project.state);
    if (!fits.ok) return fits;
    const proposed = input.kind === 'change' ? input.proposed : null;
    const unchanged = proposed === null || changedFields(project.voted, proposed).length === 0;
    if (input.kind === 'change' && unchanged) {
      const message = '没有改动任何表决过的内容。请改正要调整的项。';
      return refuse({ code: 'nothing-changed', message, field: 'content' });
    }
    const adjustmentId = randomUUID();
    const paperId = input.paper === null ? null : await storeAttachment(act, input.paper);
    const inserted = await act.transaction
      .insertInto('record.adjustment')
      .values({
        ...{ congress_id: act.congressId, id: adjustmentId, project_id: project.id },
        ...{ kind: input.kind, requested_by: input.requestedBy, reason: input.reason },
        proposed: proposed === null ? null : JSON.stringify(proposed),
        ...{ requested_on: chinaDate(act.happenedAt), paper_id: paperId, state: 'requested' },
        act_id: act.id,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows !== 1n) {
      const message = '这个项目还有一项申请没有决定。请先决定或撤回那一项。';
      return refuse({ code: 'request-open', message });
    }
    act.record({
      event: 'adjustment-requested',
      subjects: { project: project.id, adjustment: adjustmentId },
      detail: {
        ...{ by: asker.name, number: project.number, reason: input.reason },
        kind: adjustmentKindNames[input.kind],
      },
    });
    return ok({ adjustmentId });
  });
}

/**
 * Takes a request back before it is decided.
 *
 * Refuses, in order, with `no-such-adjustment`, `not-your-project`, `already-done` or `wrong-state`, `in-round`
 * (a round votes on it).
 */
export function withdrawAdjustment(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly projectId: string;
    readonly adjustmentId: string;
    readonly organisationIds: readonly string[] | null;
  },
): Promise<Result<{ adjustmentId: string }>> {
  return performAct(database, request, async (act) => {
    const found = await lockAdjustment(act, input);
    if (found === null) return refuse(noSuchAdjustment);
    const { organisationIds } = input;
    if (organisationIds !== null && !organisationIds.includes(found.requested_by)) {
      return refuse(notYourProject);
    }
    const next = step(adjustmentMachine, found.state, 'withdraw');
    if (!next.ok) return next;
    const held = await roundInTheWay(act, found);
    if (held !== null) return refuse(held);
    await moveAdjustment(act, found.id, { state: next.value });
    act.record({
      event: 'adjustment-withdrawn',
      subjects: { project: input.projectId, adjustment: found.id },
      detail: { number: found.project_number, kind: adjustmentKindNames[found.kind] },
    });
    return ok({ adjustmentId: found.id });
  });
}
