import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { loadProject } from '../project-store.ts';
import { noSuchProject } from '../refusals.ts';

const votedHere: Refusal = {
  code: 'voted-here',
  message: '这个项目是在本系统票决的，不能删除。只有录入错的往年项目可以删除。',
};
const inUse: Refusal = {
  code: 'project-in-use',
  message: '这个项目已经有计划、月报、照片、意见等记录，不能删除，以免记录丢失。',
};

/**
 * Removes a project that was entered as an older one by mistake, with the reason in the trail. Its number is
 * free again. Refuses with `no-such-project`, `voted-here`, `project-in-use`.
 */
export function removeOlderProject(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { readonly projectId: string; readonly reason: string },
): Promise<Result<{ projectId: string }>> {
  return performAct(database, request, async (act) => {
    const project = await loadProject(act.transaction, act.congressId, input.projectId);
    if (project === null) return refuse(noSuchProject);
    if (project.candidateId !== null || project.source === 'kept here') return refuse(votedHere);
    if (!(await removed(act, project.id))) return refuse(inUse);
    act.record({
      event: 'older-project-removed',
      subjects: { year: project.yearId },
      detail: {
        ...{ year: project.year, number: project.number, title: project.voted.title },
        reason: input.reason,
      },
    });
    return ok({ projectId: project.id });
  });
}

/** False when any row anywhere points to the project: the foreign keys know them all. */
async function removed(act: Act, projectId: string): Promise<boolean> {
  const { transaction, congressId } = act;
  await sql`savepoint removal`.execute(transaction);
  try {
    await transaction
      .deleteFrom('record.project_text')
      .where('congress_id', '=', congressId)
      .where('project_id', '=', projectId)
      .where('number', '=', 1)
      .execute();
    await transaction
      .deleteFrom('record.project')
      .where('congress_id', '=', congressId)
      .where('id', '=', projectId)
      .execute();
    await sql`set constraints all immediate`.execute(transaction);
    await sql`set constraints all deferred`.execute(transaction);
    return true;
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== '23503') throw error;
    await sql`rollback to savepoint removal`.execute(transaction);
    return false;
  }
}
