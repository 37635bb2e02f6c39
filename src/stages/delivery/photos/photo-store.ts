import { randomUUID } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import type { ProjectPhotoTable } from '../../../database/tables/delivery.ts';
import type { Tables } from '../../../database/tables.ts';
import type { StoredPhoto } from '../../../documents/index.ts';
import type { Act } from '../../../trail/perform-act.ts';
import { storeAttachment } from '../../../trail/store-attachment.ts';
import { type Withdrawn, withdrawnOf } from '../../../trail/withdraw-entry.ts';

/** What a photo shows: the moment in a project's life. */
export type PhotoOccasion = ProjectPhotoTable['occasion'];

/** A photo of a project, without its bytes. */
export interface ProjectPhoto {
  readonly id: string;
  readonly projectId: string;
  readonly occasion: PhotoOccasion;
  /** What it belongs to: a milestone, a visit, a site check. */
  readonly subjectId: string | null;
  readonly caption: string | null;
  readonly takenAt: Date | null;
  readonly latitude: string | null;
  readonly longitude: string | null;
  /** Who says where it was taken: the photo, the device at the moment, somebody who typed it, nobody. */
  readonly placeSource: ProjectPhotoTable['place_source'];
  readonly placeText: string | null;
  readonly publishedAt: Date | null;
  /** The milestone that it belongs to, in every version of the plan (`Milestone.rootId`). */
  readonly milestone: string | null;
  /** Since when and why nobody outside sees it any more. */
  readonly takenDown: Withdrawn;
}

/** What stands beside the bytes when a photo is stored. */
export interface PhotoFacts {
  readonly projectId: string;
  readonly occasion: PhotoOccasion;
  readonly subjectId: string | null;
  readonly caption: string | null;
  /** Where somebody says that it was taken; the photo's own place goes first. */
  readonly placeText: string | null;
  /** Where the device says it is at the moment, with the permission of its owner; null when not asked. */
  readonly devicePlace?: { readonly latitude: number; readonly longitude: number } | null;
  readonly published: boolean;
}

/** Stores a photo that was read by `readPhoto`: bytes without metadata, place and time beside them. */
export async function storePhoto(act: Act, photo: StoredPhoto, facts: PhotoFacts): Promise<string> {
  const publishedAt = facts.published ? act.recordedAt : null;
  const attachmentId = randomUUID();
  await storeAttachment(act, {
    ...{ id: attachmentId, fileName: `${attachmentId}.jpg`, publishedAt },
    ...{ bytes: photo.bytes, mediaType: photo.mediaType },
  });
  const id = randomUUID();
  const place = photo.place ?? facts.devicePlace ?? null;
  const typed = facts.placeText === null ? 'none' : 'typed';
  const device = facts.devicePlace == null ? typed : 'device';
  await act.transaction
    .insertInto('record.project_photo')
    .values({
      ...{ congress_id: act.congressId, id, project_id: facts.projectId },
      ...{ attachment_id: attachmentId, occasion: facts.occasion, subject_id: facts.subjectId },
      ...{ caption: facts.caption, taken_at: photo.takenAt, place_text: facts.placeText },
      latitude: place === null ? null : place.latitude.toFixed(6),
      longitude: place === null ? null : place.longitude.toFixed(6),
      place_source: photo.place === null ? device : 'photo',
      ...{ published_at: publishedAt, act_id: act.id },
    })
    .execute();
  return id;
}

/** The photos of a project, the oldest first; for everyone only those that are published. */
export async function listPhotos(
  database: Kysely<Tables>,
  congressId: string,
  projectId: string,
  publicOnly = false,
): Promise<readonly ProjectPhoto[]> {
  const rows = await database
    .selectFrom('record.project_photo as photo')
    .innerJoin('record.act as act', (join) =>
      join.onRef('act.congress_id', '=', 'photo.congress_id').onRef('act.id', '=', 'photo.act_id'),
    )
    .leftJoin('record.milestone as milestone', (join) =>
      join
        .onRef('milestone.congress_id', '=', 'photo.congress_id')
        .onRef('milestone.id', '=', 'photo.subject_id'),
    )
    .selectAll('photo')
    .select((column) => column.fn.coalesce('milestone.root_id', 'milestone.id').as('milestone'))
    .where('photo.congress_id', '=', congressId)
    .where('photo.project_id', '=', projectId)
    .$if(publicOnly, (query) => query.where('photo.published_at', 'is not', null))
    .orderBy('act.recorded_at')
    .execute();
  return rows.map(toPhoto);
}

function toPhoto(
  row: Selectable<ProjectPhotoTable> & { readonly milestone: string | null },
): ProjectPhoto {
  return {
    ...{ id: row.id, projectId: row.project_id, occasion: row.occasion },
    ...{ subjectId: row.subject_id, caption: row.caption, takenAt: row.taken_at },
    ...{ latitude: row.latitude, longitude: row.longitude },
    ...{ placeSource: row.place_source, placeText: row.place_text },
    ...{ publishedAt: row.published_at, milestone: row.milestone, takenDown: withdrawnOf(row) },
  };
}

/** What may be seen of a project's photos: what everyone sees, that and unpublished ones, or taken-down ones too. */
export type PhotoReach = 'everyone' | 'staff' | 'workers';

/** The bytes of a photo of a project; null when there is none, or none that may be seen. */
export async function loadPhotoBytes(
  database: Kysely<Tables>,
  congressId: string,
  projectId: string,
  photoId: string,
  reach: PhotoReach,
): Promise<Uint8Array | null> {
  const row = await database
    .selectFrom('record.project_photo as photo')
    .innerJoin('record.attachment as file', (join) =>
      join
        .onRef('file.congress_id', '=', 'photo.congress_id')
        .onRef('file.id', '=', 'photo.attachment_id'),
    )
    .select('file.bytes')
    .where('photo.congress_id', '=', congressId)
    .where('photo.project_id', '=', projectId)
    .where('photo.id', '=', photoId)
    .$if(reach === 'everyone', (query) => query.where('photo.published_at', 'is not', null))
    .$if(reach !== 'workers', (query) => query.where('photo.withdrawn_at', 'is', null))
    .executeTakeFirst();
  return row?.bytes ?? null;
}
