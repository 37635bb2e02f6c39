import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { withdrawEntry } from '../../../trail/withdraw-entry.ts';
import type { Project } from '../project-store.ts';
import { type ProjectWorker, projectOfWorker } from '../worker.ts';

interface OnePhoto {
  readonly projectId: string;
  readonly worker: ProjectWorker;
  readonly photoId: string;
  readonly reason: string;
}

const noSuchPhoto: Refusal = {
  code: 'no-such-photo',
  message: '这个项目没有这张现场照片。视察的照片，请在监督页面撤回那次视察的公开。',
};
const downAlready: Refusal = {
  code: 'already-done',
  message: '这张照片已经撤下，群众看不到。请刷新页面查看。',
};
const shownAlready: Refusal = {
  code: 'already-done',
  message: '这张照片没有撤下，不用恢复。请刷新页面查看。',
};

/**
 * Takes a photo of the site down: nobody outside sees it or gets its file any more. The file, its hash and the
 * reason stay for those who work on the project. It can be done on an ended project too.
 *
 * Refuses with what `projectOfWorker` refuses, `no-such-photo`, `already-done`.
 */
export function takeDownPhoto(
  database: Kysely<Tables>,
  request: ActRequest,
  input: OnePhoto,
): Promise<Result<{ photoId: string }>> {
  return performAct(database, request, async (act) => {
    const found = await findPhoto(act, input);
    if (!found.ok) return found;
    const { project, attachmentId } = found.value;
    await setPublished(act, { photoId: input.photoId, attachmentId, at: null });
    if (!(await withdrawEntry(act, 'record.project_photo', input.photoId, input.reason))) {
      return refuse(downAlready);
    }
    record(act, 'photo-taken-down', project, input);
    return ok({ photoId: input.photoId });
  });
}

/**
 * Puts a photo back that was taken down, with the reason. Refuses with what `projectOfWorker` refuses,
 * `no-such-photo`, `already-done`.
 */
export function putBackPhoto(
  database: Kysely<Tables>,
  request: ActRequest,
  input: OnePhoto,
): Promise<Result<{ photoId: string }>> {
  return performAct(database, request, async (act) => {
    const found = await findPhoto(act, input);
    if (!found.ok) return found;
    const { project, attachmentId } = found.value;
    const back = await act.transaction
      .updateTable('record.project_photo')
      .set({ withdrawn_at: null, withdrawn_reason: null })
      .where('congress_id', '=', act.congressId)
      .where('id', '=', input.photoId)
      .where('withdrawn_at', 'is not', null)
      .executeTakeFirst();
    if (back.numUpdatedRows !== 1n) return refuse(shownAlready);
    await setPublished(act, { photoId: input.photoId, attachmentId, at: act.recordedAt });
    record(act, 'photo-put-back', project, input);
    return ok({ photoId: input.photoId });
  });
}

/** Only what a project's workers publish themselves; a visit's photos follow the visit. */
async function findPhoto(
  act: Act,
  input: OnePhoto,
): Promise<Result<{ project: Project; attachmentId: string }>> {
  const found = await projectOfWorker(act, input.projectId, input.worker);
  if (!found.ok) return found;
  const photo = await act.transaction
    .selectFrom('record.project_photo')
    .select('attachment_id')
    .where('congress_id', '=', act.congressId)
    .where('project_id', '=', input.projectId)
    .where('id', '=', input.photoId)
    .where('occasion', 'in', ['before', 'progress', 'milestone', 'acceptance'])
    .executeTakeFirst();
  return photo === undefined
    ? refuse(noSuchPhoto)
    : ok({ project: found.value, attachmentId: photo.attachment_id });
}

async function setPublished(
  act: Act,
  of: { readonly photoId: string; readonly attachmentId: string; readonly at: Date | null },
): Promise<void> {
  await act.transaction
    .updateTable('record.project_photo')
    .set({ published_at: of.at })
    .where('congress_id', '=', act.congressId)
    .where('id', '=', of.photoId)
    .execute();
  await act.transaction
    .updateTable('record.attachment')
    .set({ published_at: of.at })
    .where('congress_id', '=', act.congressId)
    .where('id', '=', of.attachmentId)
    .execute();
}

function record(
  act: Act,
  event: 'photo-taken-down' | 'photo-put-back',
  { id, number, voted }: Project,
  { photoId, reason }: OnePhoto,
): void {
  act.record({
    event,
    subjects: { project: id, photo: photoId },
    detail: { number, title: voted.title, reason },
  });
  act.touch(`project:${id}`);
}
