import { ok, type Result, refuse } from '../../rules/refusals.ts';
import type { Act } from '../../trail/perform-act.ts';
import { loadProject, type Project } from './project-store.ts';
import { noSuchProject, notYourProject, projectEnded } from './refusals.ts';

/**
 * Who enters something about a project: a clerk of its congress, or people who act for departments.
 * Every act checks that a department's project is its own.
 */
export interface ProjectWorker {
  readonly clerk: boolean;
  readonly departmentIds: readonly string[];
}

/**
 * Holds a project until the act ends; false when the congress has none of this id. Two people who do the same thing at
 * once follow each other: the second finds what the first did, and is told so.
 */
export async function lockProject(act: Act, projectId: string): Promise<boolean> {
  const held = await act.transaction
    .selectFrom('record.project')
    .select('id')
    .where('congress_id', '=', act.congressId)
    .where('id', '=', projectId)
    .forUpdate()
    .executeTakeFirst();
  return held !== undefined;
}

/**
 * Loads a project to be worked on inside an act. Refuses with `no-such-project`, `not-your-project`,
 * `project-ended`.
 */
export async function projectForWork(
  act: Act,
  projectId: string,
  worker: ProjectWorker,
): Promise<Result<Project>> {
  const found = await projectOfWorker(act, projectId, worker);
  return found.ok && found.value.state === 'ended' ? refuse(projectEnded) : found;
}

/**
 * Loads a project of the worker inside an act, an ended one too. Refuses with `no-such-project`,
 * `not-your-project`.
 */
export async function projectOfWorker(
  act: Act,
  projectId: string,
  worker: ProjectWorker,
): Promise<Result<Project>> {
  await lockProject(act, projectId);
  const project = await loadProject(act.transaction, act.congressId, projectId);
  if (project === null) return refuse(noSuchProject);
  const { departmentId } = project;
  const own = departmentId !== null && worker.departmentIds.includes(departmentId);
  return worker.clerk || own ? ok(project) : refuse(notYourProject);
}
