import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { sameDepartment } from '../../../rules/drift.ts';
import { judgePlan } from '../../../rules/plan.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { sameMilestones } from '../../../rules/same-milestones.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { departmentNamed } from '../../result/index.ts';
import { listDepartments } from '../organisation-store.ts';
import type { Project } from '../project-store.ts';
import { projectChanged } from '../refusals.ts';
import { type ProjectWorker, projectForWork } from '../worker.ts';
import { loadPlan, type Plan } from './plan-store.ts';

/** What a plan says, as it is entered. */
export interface PlanContent {
  readonly personInCharge: string;
  readonly goal: string;
  readonly safeguards: string;
  readonly startsOn: string;
  readonly finishesOn: string;
  readonly goals: readonly {
    readonly line: number;
    readonly year: number;
    readonly goal: string;
    readonly quantity: string | null;
    readonly unit: string | null;
  }[];
  readonly funding: readonly { readonly origin: string; readonly amount: string }[];
  readonly milestones: readonly {
    readonly line: number;
    readonly title: string;
    readonly dueOn: string;
    readonly weight: number;
    /** The milestone over whose line it was written, where a form knows that. */
    readonly rootId?: string | null;
  }[];
}

/**
 * How the department in charge is named: one that is known, or by name: the one of this name here, else the
 * nearest above, else a new one of the congress (decision 0230).
 */
export type DepartmentChoice =
  | { readonly id: string; readonly name: null }
  | { readonly id: null; readonly name: string };

const noSuchDepartment: Refusal = {
  code: 'no-such-department',
  message: '没有选中承办单位。请从名单中选择；名单里没有的，由人大工作人员填写名称。',
  field: 'department',
};
const departmentWasVoted: Refusal = {
  code: 'department-was-voted',
  message:
    '承办单位是票决确定的内容，不能在计划里更换。确需更换，请办理“项目调整”，经会议决定后自动更换。',
  field: 'department',
};
const departmentIsSet: Refusal = {
  code: 'department-is-set',
  message: '承办单位由人大工作人员更换，请联系他们。',
  field: 'department',
};

/**
 * Enters the plan of a project, or a further one that replaces it; the former stays. Milestones that keep
 * their name or their line (`sameMilestones`) stay reached and keep their photos.
 *
 * Refuses with what `projectForWork` refuses, `stale-form`, `no-such-department`, `department-is-set` (only a
 * clerk changes it), `department-was-voted` (the vote named one, and another is in charge only by a decision), and
 * what `judgePlan` finds.
 */
export function enterPlan(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly projectId: string;
    readonly version: number;
    readonly worker: ProjectWorker;
    /** The congress and those above it, whose departments may be in charge. */
    readonly congressIds: readonly string[];
    readonly department: DepartmentChoice;
    readonly content: PlanContent;
  },
): Promise<Result<{ planId: string }>> {
  return performAct(database, request, async (act) => {
    const found = await projectForWork(act, input.projectId, input.worker);
    if (!found.ok) return found;
    const project = found.value;
    if (project.version !== input.version) return refuse(projectChanged);
    const [wrong, ...more] = judgePlan(input.content);
    if (wrong !== undefined) return refuse(wrong, ...more);
    const department = await chooseDepartment(act, project, input);
    if (!department.ok) return department;
    const planId = await writePlan(act, project, {
      ...{ departmentId: department.value, content: input.content, source: 'kept here' },
    });
    return planId === null ? refuse(projectChanged) : ok({ planId });
  });
}

async function chooseDepartment(
  act: Act,
  project: Project,
  input: {
    readonly worker: ProjectWorker;
    readonly congressIds: readonly string[];
    readonly department: DepartmentChoice;
  },
): Promise<Result<string>> {
  const { worker, congressIds, department } = input;
  if (!worker.clerk) {
    const { departmentId } = project;
    if (departmentId === null || department.id !== departmentId) return refuse(departmentIsSet);
    return ok(departmentId);
  }
  const known = await listDepartments(act.transaction, {
    ...{ id: act.congressId, ancestorIds: congressIds },
  });
  const chosen = known.find((one) =>
    department.name === null ? one.id === department.id : one.name === department.name,
  );
  const name = department.name ?? chosen?.name;
  if (name === undefined) return refuse(noSuchDepartment);
  const wrong = judgeDepartment(project, { id: chosen?.id ?? null, name });
  if (wrong !== null) return refuse(wrong);
  return ok(chosen?.id ?? (await departmentNamed(act, name)));
}

/**
 * The first plan says which department the voted text means; from then on only a decision names another, and
 * whatever writes a plan refuses it. Null when the department may be in charge.
 */
export function judgeDepartment(
  { departmentId, voted }: Project,
  chosen: { readonly id: string | null; readonly name: string },
): Refusal | null {
  const free = departmentId === null || chosen.id === departmentId || voted.department === null;
  return free || sameDepartment(voted.department, chosen.name) ? null : departmentWasVoted;
}

/** Writes a plan inside an act and makes it the one that stands. Null when the project changed meanwhile. */
export async function writePlan(
  act: Act,
  project: Project,
  input: { readonly departmentId: string; readonly content: PlanContent; readonly source: string },
): Promise<string | null> {
  const { departmentId, content, source } = input;
  const before = await loadPlan(act.transaction, act.congressId, project.id);
  const planId = randomUUID();
  const number = (before?.number ?? 0) + 1;
  await act.transaction
    .insertInto('record.project_plan')
    .values({
      ...{ congress_id: act.congressId, id: planId, project_id: project.id, number },
      ...{ department_id: departmentId, person_in_charge: content.personInCharge },
      ...{ goal: content.goal, safeguards: content.safeguards, source, act_id: act.id },
      ...{ starts_on: content.startsOn, finishes_on: content.finishesOn },
    })
    .execute();
  const updated = await act.transaction
    .updateTable('record.project')
    .set({
      ...{ current_plan_id: planId, department_id: departmentId },
      version: project.version + 1,
    })
    .where('congress_id', '=', act.congressId)
    .where('id', '=', project.id)
    .where('version', '=', project.version)
    .executeTakeFirst();
  if (updated.numUpdatedRows !== 1n) return null;
  await writeParts(act, planId, content, before);
  act.record({
    event: 'plan-entered',
    subjects: { project: project.id, plan: planId, number },
    detail: {
      ...{ number: project.number, title: project.voted.title, version: number },
      milestones: content.milestones.length,
    },
  });
  return planId;
}

async function writeParts(act: Act, planId: string, content: PlanContent, before: Plan | null) {
  const here = { congress_id: act.congressId, plan_id: planId };
  if (content.goals.length > 0) {
    await act.transaction
      .insertInto('record.plan_goal')
      .values(
        content.goals.map(({ year, goal, quantity, unit }) => ({
          ...here,
          ...{ year, goal, quantity, unit },
        })),
      )
      .execute();
  }
  if (content.funding.length > 0) {
    await act.transaction
      .insertInto('record.plan_funding')
      .values(content.funding.map((one, position) => ({ ...here, ...one, position })))
      .execute();
  }
  const roots = sameMilestones(before?.milestones ?? [], content.milestones);
  const milestones = content.milestones.map((one, index) => ({
    ...{ id: randomUUID(), position: index + 1, title: one.title },
    ...{ due_on: one.dueOn, weight: one.weight, root_id: roots[index] ?? null },
  }));
  await act.transaction
    .insertInto('record.milestone')
    .values(milestones.map((one) => ({ ...here, ...one, act_id: act.id })))
    .execute();
  const reached = milestones.flatMap(({ id, root_id }) => {
    const day = before?.milestones.find((one) => one.rootId === root_id)?.reachedOn ?? null;
    return day === null ? [] : [{ milestone_id: id, reached_on: day }];
  });
  if (reached.length === 0) return;
  await act.transaction
    .insertInto('record.milestone_reached')
    .values(
      reached.map((one) => ({
        ...{ congress_id: act.congressId, id: randomUUID(), act_id: act.id },
        ...one,
      })),
    )
    .execute();
}
