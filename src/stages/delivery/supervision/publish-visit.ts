import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { loadProject, type Project } from '../project-store.ts';
import { noSuchProject } from '../refusals.ts';
import { leadsGroup } from './group-members.ts';

const noSuchVisit: Refusal = {
  code: 'no-such-visit',
  message: '没有这次视察的记录。请从监督页面进入。',
};
const notLeader: Refusal = {
  code: 'not-leader',
  message: '公开和撤回视察记录，由监督小组的组长或者工作人员办理。',
};

interface OneVisit {
  readonly projectId: string;
  readonly visitId: string;
  /** A clerk may do it for every group; others only as its leader. */
  readonly byClerk: boolean;
}

/**
 * Makes the note of a visit public, with the photos that were chosen. Everybody sees them on the page of the
 * project from now on; no name of a deputy goes with them.
 *
 * Refuses, in order, with `no-such-project`, `no-such-visit`, `not-leader`, `already-done` (public now),
 * `no-such-photo`.
 */
export function publishVisit(
  database: Kysely<Tables>,
  request: ActRequest,
  input: OneVisit & { readonly photoIds: readonly string[] },
): Promise<Result<{ visitId: string }>> {
  return performAct(database, request, async (act) => {
    const found = await findVisit(act, input);
    if (!found.ok) return found;
    const { project, visitedOn, published } = found.value;
    if (published) {
      return refuse({ code: 'already-done', message: '这次视察的记录已经公开。' });
    }
    const photoIds = [...new Set(input.photoIds)];
    if (!(await showPhotos(act, input.visitId, photoIds))) {
      const message = '选中的照片不是这次视察的。请刷新页面后再选。';
      return refuse({ code: 'no-such-photo', message, field: 'photo' });
    }
    await act.transaction
      .insertInto('record.visit_publication')
      .values({
        ...{ congress_id: act.congressId, id: randomUUID(), visit_id: input.visitId },
        ...{ published_on: chinaDate(act.happenedAt), photos: photoIds.length },
        ...{ withdrawn_on: null, withdrawn_reason: null, act_id: act.id },
      })
      .execute();
    await setPublished(act, input.visitId, act.recordedAt);
    act.record({
      event: 'visit-published',
      subjects: { project: project.id, visit: input.visitId },
      detail: { number: project.number, day: visitedOn, photos: photoIds.length },
    });
    act.touch(`project:${project.id}`);
    return ok({ visitId: input.visitId });
  });
}

/**
 * Takes a public note back, its photos with it, and says why: the page keeps the reason.
 *
 * Refuses, in order, with `no-such-project`, `no-such-visit`, `not-leader`, `already-done` (not public).
 */
export function unpublishVisit(
  database: Kysely<Tables>,
  request: ActRequest,
  input: OneVisit & { readonly reason: string },
): Promise<Result<{ visitId: string }>> {
  return performAct(database, request, async (act) => {
    const found = await findVisit(act, input);
    if (!found.ok) return found;
    const { project, visitedOn, published } = found.value;
    if (!published) {
      return refuse({ code: 'already-done', message: '这次视察的记录没有公开，不用撤回。' });
    }
    await act.transaction
      .updateTable('record.visit_publication')
      .set({ withdrawn_on: chinaDate(act.happenedAt), withdrawn_reason: input.reason })
      .where('congress_id', '=', act.congressId)
      .where('visit_id', '=', input.visitId)
      .where('withdrawn_on', 'is', null)
      .execute();
    await setPublished(act, input.visitId, null);
    await act.transaction
      .updateTable('record.project_photo')
      .set({ published_at: null })
      .where('congress_id', '=', act.congressId)
      .where('subject_id', '=', input.visitId)
      .where('occasion', '=', 'visit')
      .execute();
    act.record({
      event: 'visit-unpublished',
      subjects: { project: project.id, visit: input.visitId },
      detail: { number: project.number, day: visitedOn, reason: input.reason },
    });
    act.touch(`project:${project.id}`);
    return ok({ visitId: input.visitId });
  });
}

async function findVisit(
  act: Act,
  input: OneVisit,
): Promise<Result<{ project: Project; visitedOn: string; published: boolean }>> {
  const project = await loadProject(act.transaction, act.congressId, input.projectId);
  if (project === null) return refuse(noSuchProject);
  const visit = await act.transaction
    .selectFrom('record.visit')
    .select(['visited_on', 'published_at'])
    .where('congress_id', '=', act.congressId)
    .where('project_id', '=', project.id)
    .where('id', '=', input.visitId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (visit === undefined) return refuse(noSuchVisit);
  if (!input.byClerk && !(await leadsGroup(act, project.id))) return refuse(notLeader);
  return ok({ project, visitedOn: visit.visited_on, published: visit.published_at !== null });
}

/** Makes photos of the visit public; false when one of them is none. */
async function showPhotos(act: Act, visitId: string, photoIds: readonly string[]) {
  if (photoIds.length === 0) return true;
  const shown = await act.transaction
    .updateTable('record.project_photo')
    .set({ published_at: act.recordedAt })
    .where('congress_id', '=', act.congressId)
    .where('subject_id', '=', visitId)
    .where('occasion', '=', 'visit')
    .where('id', 'in', [...photoIds])
    .executeTakeFirst();
  return Number(shown.numUpdatedRows) === photoIds.length;
}

async function setPublished(act: Act, visitId: string, at: Date | null): Promise<void> {
  await act.transaction
    .updateTable('record.visit')
    .set({ published_at: at })
    .where('congress_id', '=', act.congressId)
    .where('id', '=', visitId)
    .execute();
}
