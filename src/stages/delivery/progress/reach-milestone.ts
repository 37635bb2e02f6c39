import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { withdrawEntry } from '../../../trail/withdraw-entry.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { loadPlan, type Milestone } from '../plan/plan-store.ts';
import type { Project } from '../project-store.ts';
import { type ProjectWorker, projectForWork } from '../worker.ts';

/** The plan that stands has no such milestone. */
export const noSuchMilestone: Refusal = {
  code: 'no-such-milestone',
  message: '现行的实施计划里没有这个节点，计划可能刚刚改过。请刷新页面后再试。',
};

interface MilestoneInput {
  readonly projectId: string;
  readonly worker: ProjectWorker;
  readonly milestoneId: string;
}

/**
 * Notes that a milestone was reached on a day. Refuses with what `projectForWork` refuses,
 * `no-such-milestone`, `already-done`, `day-ahead`.
 */
export function reachMilestone(
  database: Kysely<Tables>,
  request: ActRequest,
  input: MilestoneInput & { readonly reachedOn: string },
): Promise<Result<{ milestoneId: string }>> {
  return performAct(database, request, async (act) => {
    const found = await findMilestone(act, input);
    if (!found.ok) return found;
    const { project, milestone } = found.value;
    if (milestone.reachedOn !== null) {
      const message = `节点“${milestone.title}”已经登记为完成。`;
      return refuse({ code: 'already-done', message });
    }
    if (input.reachedOn > chinaDate(act.recordedAt)) {
      const message = '完成日期晚于今天，请核对。';
      return refuse({ code: 'day-ahead', message, field: 'reached_on' });
    }
    await act.transaction
      .insertInto('record.milestone_reached')
      .values({
        ...{ congress_id: act.congressId, id: randomUUID(), milestone_id: milestone.id },
        ...{ reached_on: input.reachedOn, act_id: act.id },
      })
      .execute();
    act.record({
      event: 'milestone-reached',
      subjects: { project: project.id, milestone: milestone.id },
      detail: {
        ...{ number: project.number, title: project.voted.title },
        ...{ milestone: milestone.title, day: input.reachedOn },
      },
    });
    return ok({ milestoneId: milestone.id });
  });
}

/**
 * Takes back that a milestone was reached, with the reason; both stay readable. Refuses with what
 * `projectForWork` refuses, `no-such-milestone`, `already-done` (it is not reached).
 */
export function undoMilestone(
  database: Kysely<Tables>,
  request: ActRequest,
  input: MilestoneInput & { readonly reason: string },
): Promise<Result<{ milestoneId: string }>> {
  return performAct(database, request, async (act) => {
    const found = await findMilestone(act, input);
    if (!found.ok) return found;
    const { project, milestone } = found.value;
    const reached = await act.transaction
      .selectFrom('record.milestone_reached')
      .select('id')
      .where('congress_id', '=', act.congressId)
      .where('milestone_id', '=', milestone.id)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirst();
    if (
      reached === undefined ||
      !(await withdrawEntry(act, 'record.milestone_reached', reached.id, input.reason))
    ) {
      return refuse({ code: 'already-done', message: '这个节点没有登记为完成，不需要撤回。' });
    }
    act.record({
      event: 'milestone-undone',
      subjects: { project: project.id, milestone: milestone.id },
      detail: {
        ...{ number: project.number, title: project.voted.title },
        ...{ milestone: milestone.title, reason: input.reason },
      },
    });
    return ok({ milestoneId: milestone.id });
  });
}

async function findMilestone(
  act: Act,
  input: MilestoneInput,
): Promise<Result<{ project: Project; milestone: Milestone }>> {
  const found = await projectForWork(act, input.projectId, input.worker);
  if (!found.ok) return found;
  const plan = await loadPlan(act.transaction, act.congressId, input.projectId);
  const milestone = plan?.milestones.find((one) => one.id === input.milestoneId);
  return milestone === undefined
    ? refuse(noSuchMilestone)
    : ok({ project: found.value, milestone });
}
