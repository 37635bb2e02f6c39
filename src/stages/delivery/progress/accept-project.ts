import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { loadPlan } from '../plan/plan-store.ts';
import type { Project, ProjectState } from '../project-store.ts';
import { type ProjectWorker, projectForWork } from '../worker.ts';
import { loadAcceptances } from './progress-store.ts';

function dayAhead(field: string): Refusal {
  return { code: 'day-ahead', message: '日期晚于今天，请核对。', field };
}

const completedOnMissing: Refusal = {
  code: 'completed-on-missing',
  message: '这个往年项目还没有登记完工日期。请按原来的台账填写完工日期。',
  field: 'completed_on',
};

/**
 * Notes that the work is completed. Refuses with what `projectForWork` refuses, `already-done`,
 * `day-ahead`, `milestones-open` (steps of the plan are not reached yet).
 */
export function completeProject(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly projectId: string;
    readonly worker: ProjectWorker;
    readonly completedOn: string;
  },
): Promise<Result<{ projectId: string }>> {
  return performAct(database, request, async (act) => {
    const found = await projectForWork(act, input.projectId, input.worker);
    if (!found.ok) return found;
    const project = found.value;
    if (!['adopted', 'underway'].includes(project.state)) {
      return refuse({ code: 'already-done', message: '这个项目已经登记完工，或者正在暂停。' });
    }
    if (input.completedOn > chinaDate(act.recordedAt)) return refuse(dayAhead('completed_on'));
    const plan = await loadPlan(act.transaction, act.congressId, project.id);
    const open = (plan?.milestones ?? []).filter((one) => one.reachedOn === null);
    if (open.length > 0) {
      const names = open.map((one) => `“${one.title}”`).join('、');
      const message = `还有节点没有登记完成：${names}。请先登记，再报完工。`;
      return refuse({ code: 'milestones-open', message });
    }
    await act.transaction
      .insertInto('record.acceptance')
      .values({
        ...{ congress_id: act.congressId, id: randomUUID(), project_id: project.id },
        ...{ completed_on: input.completedOn, act_id: act.id },
      })
      .execute();
    await moveTo(act, project, 'completed');
    act.record({
      event: 'project-completed',
      subjects: { project: project.id },
      detail: { number: project.number, title: project.voted.title, day: input.completedOn },
    });
    return ok({ projectId: project.id });
  });
}

/**
 * Notes that a completed project was accepted (验收), by whom, and who maintains it from then on. Refuses
 * with what `projectForWork` refuses, `wrong-state` (not completed, or accepted already), `day-ahead`,
 * `completed-on-missing` (an older project, whose completion is noted nowhere yet), `accepted-too-early`.
 *
 * A project that was entered as completed or accepted elsewhere has neither day here: both are added.
 */
export function acceptProject(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly projectId: string;
    readonly worker: ProjectWorker;
    readonly acceptedOn: string;
    /** Only for a project whose completion is noted nowhere yet. */
    readonly completedOn?: string | null;
    readonly acceptedBy: string;
    readonly maintainedBy: string;
    readonly note: string | null;
  },
): Promise<Result<{ projectId: string }>> {
  return performAct(database, request, async (act) => {
    const found = await projectForWork(act, input.projectId, input.worker);
    if (!found.ok) return found;
    const project = found.value;
    const standing = await loadAcceptances(act.transaction, act.congressId, [project.id]);
    const noted = standing.get(project.id);
    const addsOlder = project.state === 'accepted' && noted === undefined;
    if (project.state !== 'completed' && !addsOlder) {
      const message = '只有已完工、尚未验收的项目可以登记验收。请先登记完工。';
      return refuse({ code: 'wrong-state', message });
    }
    if (input.acceptedOn > chinaDate(act.recordedAt)) return refuse(dayAhead('accepted_on'));
    const completedOn = noted?.completedOn ?? input.completedOn ?? null;
    if (completedOn === null) return refuse(completedOnMissing);
    if (completedOn > input.acceptedOn) {
      const message = '验收日期早于完工日期，请核对。';
      return refuse({ code: 'accepted-too-early', message, field: 'accepted_on' });
    }
    await writeAcceptance(act, project.id, noted !== undefined, {
      ...{ completed_on: completedOn, accepted_on: input.acceptedOn },
      ...{ accepted_by: input.acceptedBy, maintained_by: input.maintainedBy, note: input.note },
    });
    await moveTo(act, project, 'accepted');
    act.record({
      event: 'project-accepted',
      subjects: { project: project.id },
      detail: {
        ...{ number: project.number, title: project.voted.title, day: input.acceptedOn },
        ...{ by: input.acceptedBy, maintainer: input.maintainedBy },
      },
    });
    return ok({ projectId: project.id });
  });
}

async function writeAcceptance(
  act: Act,
  projectId: string,
  there: boolean,
  row: {
    readonly completed_on: string;
    readonly accepted_on: string;
    readonly accepted_by: string;
    readonly maintained_by: string;
    readonly note: string | null;
  },
): Promise<void> {
  if (there) {
    await act.transaction
      .updateTable('record.acceptance')
      .set(row)
      .where('congress_id', '=', act.congressId)
      .where('project_id', '=', projectId)
      .where('withdrawn_at', 'is', null)
      .execute();
    return;
  }
  await act.transaction
    .insertInto('record.acceptance')
    .values({
      ...{ congress_id: act.congressId, id: randomUUID(), project_id: projectId },
      ...{ ...row, act_id: act.id },
    })
    .execute();
}

/** Moves a project to another state inside an act. */
export async function moveTo(act: Act, project: Project, state: ProjectState): Promise<void> {
  await act.transaction
    .updateTable('record.project')
    .set((column) => ({ state, version: column('version', '+', 1) }))
    .where('congress_id', '=', act.congressId)
    .where('id', '=', project.id)
    .execute();
}
