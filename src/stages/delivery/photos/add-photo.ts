import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import type { StoredPhoto } from '../../../documents/index.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { loadPlan } from '../plan/plan-store.ts';
import { noSuchMilestone } from '../progress/reach-milestone.ts';
import { type ProjectWorker, projectForWork } from '../worker.ts';
import { storePhoto } from './photo-store.ts';

/** The file is no photo that can be read. */
export const notAPhoto: Refusal = {
  code: 'not-a-photo',
  message: '这个文件不是能读的照片。请选择手机拍的照片（JPEG、PNG、WebP），20 MB 以内。',
  field: 'photo',
};

/**
 * Adds a photo of the site to a project; everybody sees it at once, without its metadata. Refuses with what
 * `projectForWork` refuses, `no-such-milestone` (the plan that stands has none of this id).
 */
export function addPhoto(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly projectId: string;
    readonly worker: ProjectWorker;
    readonly photo: StoredPhoto;
    readonly occasion: 'before' | 'progress' | 'milestone' | 'acceptance';
    readonly milestoneId: string | null;
    readonly caption: string | null;
    readonly placeText: string | null;
    /** The place as the device measured it when it was asked; null when it was not. */
    readonly devicePlace: { readonly latitude: number; readonly longitude: number } | null;
  },
): Promise<Result<{ photoId: string }>> {
  return performAct(database, request, async (act) => {
    const found = await projectForWork(act, input.projectId, input.worker);
    if (!found.ok) return found;
    const { projectId, photo, occasion, caption, placeText, milestoneId } = input;
    if (milestoneId !== null) {
      const plan = await loadPlan(act.transaction, act.congressId, projectId);
      const there = plan?.milestones.some((one) => one.id === milestoneId) === true;
      if (!there) return refuse({ ...noSuchMilestone, field: 'milestone_id' });
    }
    const photoId = await storePhoto(act, photo, {
      ...{ projectId, occasion, caption, placeText },
      ...{ subjectId: milestoneId, published: true },
      devicePlace: input.devicePlace,
    });
    act.record({
      event: 'photo-added',
      subjects: { project: projectId, photo: photoId },
      detail: { number: found.value.number, title: found.value.voted.title },
    });
    return ok({ photoId });
  });
}
