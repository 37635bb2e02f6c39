import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { planForHash } from '../../../rules/plan-content.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { hashJson } from '../../../trail/canonical.ts';
import { type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { projectForWork } from '../worker.ts';
import { loadPlan } from './plan-store.ts';

const noPlan: Refusal = {
  code: 'no-plan',
  message: '还没有实施计划。请先由承办单位或工作人员填写。',
};
const alreadyPublished: Refusal = {
  code: 'already-done',
  message: '这份实施计划已经公布过。计划有变的，请先填写新的一版，再公布。',
};

/**
 * Publishes the plan that stands: from then on the public page shows it, and the project is under way.
 * Refuses with what `projectForWork` refuses, `no-plan`, `already-done`.
 */
export function publishPlan(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { readonly projectId: string; readonly where: string },
): Promise<Result<{ planId: string }>> {
  return performAct(database, request, async (act) => {
    const found = await projectForWork(act, input.projectId, { clerk: true, departmentIds: [] });
    if (!found.ok) return found;
    const project = found.value;
    const plan = await loadPlan(act.transaction, act.congressId, project.id);
    if (plan === null) return refuse(noPlan);
    const published = await act.transaction
      .updateTable('record.project_plan')
      .set({ published_at: act.happenedAt, published_where: input.where })
      .where('congress_id', '=', act.congressId)
      .where('id', '=', plan.id)
      .where('published_at', 'is', null)
      .executeTakeFirst();
    if (published.numUpdatedRows !== 1n) return refuse(alreadyPublished);
    await act.transaction
      .updateTable('record.project')
      .set((column) => ({ state: 'underway', version: column('version', '+', 1) }))
      .where('congress_id', '=', act.congressId)
      .where('id', '=', project.id)
      .where('state', '=', 'adopted')
      .execute();
    act.record({
      event: 'plan-published',
      subjects: { project: project.id, plan: plan.id, hash: hashJson(planForHash(plan)) },
      detail: { number: project.number, title: project.voted.title, where: input.where },
    });
    return ok({ planId: plan.id });
  });
}
