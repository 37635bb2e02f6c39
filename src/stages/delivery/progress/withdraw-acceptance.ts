import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { dayInWords } from '../../../rules/days.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { withdrawEntry } from '../../../trail/withdraw-entry.ts';
import type { Project } from '../project-store.ts';
import { type ProjectWorker, projectForWork } from '../worker.ts';
import { moveTo } from './accept-project.ts';

interface Withdrawal {
  readonly projectId: string;
  readonly worker: ProjectWorker;
  readonly reason: string;
}

const notAccepted: Refusal = {
  code: 'wrong-state',
  message: '这个项目没有登记验收，不需要撤回。请刷新页面查看。',
};
const notCompleted: Refusal = {
  code: 'wrong-state',
  message: '这个项目没有登记完工，不需要撤回。请刷新页面查看。',
};
const acceptedStill: Refusal = {
  code: 'accepted-still',
  message: '这个项目的验收还没有撤回。请先撤回验收，再撤回完工。',
};

/**
 * Takes back an acceptance that was noted wrongly: the project is completed and waits for its acceptance again.
 * What was noted stays readable with the reason.
 *
 * Refuses with what `projectForWork` refuses, `wrong-state` (no acceptance is noted), `tested-since`.
 */
export function withdrawAcceptance(
  database: Kysely<Tables>,
  request: ActRequest,
  input: Withdrawal,
): Promise<Result<{ projectId: string }>> {
  return performAct(database, request, async (act) => {
    const found = await projectForWork(act, input.projectId, input.worker);
    if (!found.ok) return found;
    const project = found.value;
    const row = await standingRow(act, project.id);
    if (row?.accepted_on == null) return refuse(notAccepted);
    const tested = await testedSince(act, project.id, row.accepted_on);
    if (tested !== null) return refuse(tested);
    await withdrawEntry(act, 'record.acceptance', row.id, input.reason);
    // The completion stands as it was noted.
    await act.transaction
      .insertInto('record.acceptance')
      .values({
        ...{ congress_id: act.congressId, id: randomUUID(), project_id: project.id },
        ...{ completed_on: row.completed_on, act_id: row.act_id },
      })
      .execute();
    await moveTo(act, project, 'completed');
    record(act, 'acceptance-withdrawn', project, row.accepted_on, input.reason);
    return ok({ projectId: project.id });
  });
}

/**
 * Takes back a completion that was noted wrongly: the project is under way again, with its reports, reminders
 * and visits due.
 *
 * Refuses with what `projectForWork` refuses, `wrong-state` (no completion is noted), `accepted-still`,
 * `tested-since`.
 */
export function withdrawCompletion(
  database: Kysely<Tables>,
  request: ActRequest,
  input: Withdrawal,
): Promise<Result<{ projectId: string }>> {
  return performAct(database, request, async (act) => {
    const found = await projectForWork(act, input.projectId, input.worker);
    if (!found.ok) return found;
    const project = found.value;
    const row = await standingRow(act, project.id);
    if (row === undefined) return refuse(notCompleted);
    if (row.accepted_on !== null) return refuse(acceptedStill);
    const tested = await testedSince(act, project.id, row.completed_on);
    if (tested !== null) return refuse(tested);
    await withdrawEntry(act, 'record.acceptance', row.id, input.reason);
    await moveTo(act, project, 'underway');
    record(act, 'completion-withdrawn', project, row.completed_on, input.reason);
    return ok({ projectId: project.id });
  });
}

function standingRow(act: Act, projectId: string) {
  return act.transaction
    .selectFrom('record.acceptance')
    .select(['id', 'completed_on', 'accepted_on', 'act_id'])
    .where('congress_id', '=', act.congressId)
    .where('project_id', '=', projectId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
}

/** Deputies judged the project as it was noted: what they judged is not taken away from under their test. */
async function testedSince(act: Act, projectId: string, day: string): Promise<Refusal | null> {
  const test = await act.transaction
    .selectFrom('record.satisfaction_result')
    .select('tested_on')
    .where('congress_id', '=', act.congressId)
    .where('project_id', '=', projectId)
    .where('tested_on', '>=', day)
    .orderBy('tested_on', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (test === undefined) return null;
  const message = `这个项目登记以后，代表已经在 ${dayInWords(test.tested_on)} 作了满意度测评，登记不能撤回。情况有变的，请在月报的说明里写明，或者交办意见。`;
  return { code: 'tested-since', message };
}

function record(
  act: Act,
  event: 'acceptance-withdrawn' | 'completion-withdrawn',
  project: Project,
  day: string,
  reason: string,
): void {
  act.record({
    event,
    subjects: { project: project.id },
    detail: { number: project.number, title: project.voted.title, day, reason },
  });
}
