import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { membersOf, notInGroup } from './group-members.ts';

/**
 * Plans a visit of a project's group.
 *
 * Refuses, in order, with `no-group` (form one first), `not-in-group`, `in-the-past`.
 */
export function planVisit(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly projectId: string;
    readonly plannedOn: string;
    readonly topic: string;
    /** A deputy plans for groups of their own, the clerk for all. */
    readonly byMember: boolean;
  },
): Promise<Result<{ planId: string }>> {
  return performAct(database, request, async (act) => {
    const group = await act.transaction
      .selectFrom('record.supervision_group')
      .select(['id', 'name'])
      .where('congress_id', '=', act.congressId)
      .where('project_id', '=', input.projectId)
      .where('ends_on', 'is', null)
      .executeTakeFirst();
    if (group === undefined) {
      return refuse({ code: 'no-group', message: '这个项目还没有监督小组。请先成立小组。' });
    }
    if (input.byMember && !(await membersOf(act, input.projectId)).has(act.personId ?? '')) {
      return refuse(notInGroup);
    }
    if (input.plannedOn < chinaDate(act.happenedAt)) {
      const message = '计划的日期已经过去。已经去过的，请直接写视察记录。';
      return refuse({ code: 'in-the-past', message, field: 'planned_on' });
    }
    const planId = randomUUID();
    await act.transaction
      .insertInto('record.visit_plan')
      .values({
        ...{ congress_id: act.congressId, id: planId, group_id: group.id },
        ...{ planned_on: input.plannedOn, topic: input.topic, act_id: act.id },
      })
      .execute();
    act.record({
      event: 'visit-planned',
      subjects: { project: input.projectId, plan: planId },
      detail: { name: group.name, day: input.plannedOn, topic: input.topic },
    });
    return ok({ planId });
  });
}

/**
 * Takes a planned visit back with its reason.
 *
 * Refuses, in order, with `no-such-plan`, `not-in-group`, `already-done` (cancelled before), `already-visited`.
 */
export function cancelVisitPlan(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly projectId: string;
    readonly planId: string;
    readonly reason: string;
    readonly byMember: boolean;
  },
): Promise<Result<{ planId: string }>> {
  return performAct(database, request, async (act) => {
    const plan = await act.transaction
      .selectFrom('record.visit_plan as plan')
      .innerJoin('record.supervision_group as group', (join) =>
        join
          .onRef('group.congress_id', '=', 'plan.congress_id')
          .onRef('group.id', '=', 'plan.group_id'),
      )
      .select(['plan.id', 'plan.planned_on', 'plan.cancelled_reason'])
      .where('plan.congress_id', '=', act.congressId)
      .where('plan.id', '=', input.planId)
      .where('group.project_id', '=', input.projectId)
      .forNoKeyUpdate('plan')
      .executeTakeFirst();
    if (plan === undefined) {
      return refuse({ code: 'no-such-plan', message: '没有这次视察安排。请刷新页面。' });
    }
    if (input.byMember && !(await membersOf(act, input.projectId)).has(act.personId ?? '')) {
      return refuse(notInGroup);
    }
    if (plan.cancelled_reason !== null) {
      return refuse({ code: 'already-done', message: '这次视察已经取消，不用再取消。' });
    }
    const visited = await act.transaction
      .selectFrom('record.visit')
      .select('id')
      .where('congress_id', '=', act.congressId)
      .where('plan_id', '=', plan.id)
      .executeTakeFirst();
    if (visited !== undefined) {
      return refuse({ code: 'already-visited', message: '这次视察已有记录，不能取消。' });
    }
    await act.transaction
      .updateTable('record.visit_plan')
      .set({ cancelled_reason: input.reason })
      .where('congress_id', '=', act.congressId)
      .where('id', '=', plan.id)
      .execute();
    act.record({
      event: 'visit-plan-cancelled',
      subjects: { project: input.projectId, plan: plan.id },
      detail: { day: plan.planned_on, reason: input.reason },
    });
    return ok({ planId: plan.id });
  });
}
