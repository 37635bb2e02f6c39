import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import type { maintainedNames, worksNames } from '../../../rules/lookback/site-names.ts';
import { type Withdrawn, withdrawnOf } from '../../../trail/withdraw-entry.ts';

/** A site check as it was recorded. */
export interface SiteCheck {
  readonly id: string;
  readonly projectId: string;
  readonly checkedOn: string;
  readonly works: keyof typeof worksNames;
  readonly maintained: keyof typeof maintainedNames;
  readonly maintainer: string | null;
  readonly note: string;
  readonly place: { readonly latitude: string; readonly longitude: string } | null;
  readonly placeSource: 'photo' | 'device' | 'typed' | 'none';
  readonly placeText: string | null;
  readonly photoId: string | null;
  readonly photoTakenAt: Date | null;
  readonly writtenOffline: boolean;
  readonly withdrawn: Withdrawn;
  /** The finding whose rectification it checks again; null for a check that is none. */
  readonly findingId: string | null;
}

/** Whether entries that were taken back are wanted too: staff see them, nothing counts them. */
export type Reach = 'standing' | 'all';

/** The site checks of a look-back, the newest first. */
export async function listSiteChecks(
  database: Kysely<Tables>,
  congressId: string,
  lookbackId: string,
  reach: Reach = 'standing',
): Promise<readonly SiteCheck[]> {
  const rows = await database
    .selectFrom('record.site_check as check')
    .innerJoin('record.act as act', (join) =>
      join.onRef('act.congress_id', '=', 'check.congress_id').onRef('act.id', '=', 'check.act_id'),
    )
    .selectAll('check')
    .where('check.congress_id', '=', congressId)
    .where('check.lookback_id', '=', lookbackId)
    .$if(reach === 'standing', (query) => query.where('check.withdrawn_at', 'is', null))
    .orderBy('check.checked_on', 'desc')
    .orderBy('act.recorded_at', 'desc')
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, projectId: row.project_id, checkedOn: row.checked_on, works: row.works },
    ...{ maintained: row.maintained, maintainer: row.maintainer, note: row.note },
    place:
      row.latitude === null || row.longitude === null
        ? null
        : { latitude: row.latitude, longitude: row.longitude },
    ...{ placeSource: row.place_source, placeText: row.place_text },
    ...{ photoId: row.photo_id, photoTakenAt: row.photo_taken_at },
    ...{ writtenOffline: row.written_offline, findingId: row.finding_id },
    withdrawn: withdrawnOf(row),
  }));
}

/** Talks with residents as sums. */
export interface Talk {
  readonly id: string;
  readonly projectId: string;
  readonly talkedOn: string;
  readonly residents: number;
  readonly satisfied: number;
  readonly fairly: number;
  readonly dissatisfied: number;
  readonly summary: string;
  readonly withdrawn: Withdrawn;
}

/** The talks of a look-back in order. */
export async function listTalks(
  database: Kysely<Tables>,
  congressId: string,
  lookbackId: string,
  reach: Reach = 'standing',
): Promise<readonly Talk[]> {
  const rows = await database
    .selectFrom('record.resident_talk')
    .selectAll()
    .where('congress_id', '=', congressId)
    .where('lookback_id', '=', lookbackId)
    .$if(reach === 'standing', (query) => query.where('withdrawn_at', 'is', null))
    .orderBy('talked_on')
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, projectId: row.project_id, talkedOn: row.talked_on },
    ...{ residents: row.residents, satisfied: row.satisfied, fairly: row.fairly_satisfied },
    ...{ dissatisfied: row.dissatisfied, summary: row.summary, withdrawn: withdrawnOf(row) },
  }));
}

/** A photo with its type. */
export interface Photo {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

/** The photo of a site check of a look-back; null when there is none, or, for `standing`, none that stands. */
export async function loadSitePhoto(
  database: Kysely<Tables>,
  of: { readonly congressId: string; readonly lookbackId: string; readonly siteCheckId: string },
  reach: Reach,
): Promise<Photo | null> {
  const row = await database
    .selectFrom('record.site_check as check')
    .innerJoin('record.attachment as photo', (join) =>
      join
        .onRef('photo.congress_id', '=', 'check.congress_id')
        .onRef('photo.id', '=', 'check.photo_id'),
    )
    .select(['photo.bytes', 'photo.media_type'])
    .where('check.congress_id', '=', of.congressId)
    .where('check.lookback_id', '=', of.lookbackId)
    .where('check.id', '=', of.siteCheckId)
    .$if(reach === 'standing', (query) => query.where('check.withdrawn_at', 'is', null))
    .executeTakeFirst();
  return row === undefined ? null : { bytes: row.bytes, mediaType: row.media_type };
}

function acceptancePhotos(database: Kysely<Tables>, congressId: string, projectId: string) {
  return (
    database
      .selectFrom('record.project_photo as photo')
      .where('photo.congress_id', '=', congressId)
      .where('photo.project_id', '=', projectId)
      .where('photo.occasion', '=', 'acceptance')
      // One that was taken down is no evidence to be shown side by side.
      .where('photo.published_at', 'is not', null)
      .orderBy('photo.taken_at', (order) => order.desc().nullsLast())
      .orderBy('photo.id')
      .limit(1)
  );
}

/** What is said beside the photo of a project's acceptance; null when there is none. */
export async function findAcceptancePhoto(
  database: Kysely<Tables>,
  congressId: string,
  projectId: string,
): Promise<{ readonly takenAt: Date | null; readonly caption: string | null } | null> {
  const row = await acceptancePhotos(database, congressId, projectId)
    .select(['photo.taken_at', 'photo.caption'])
    .executeTakeFirst();
  return row === undefined ? null : { takenAt: row.taken_at, caption: row.caption };
}

/** The photo of a project's acceptance itself. */
export async function loadAcceptancePhoto(
  database: Kysely<Tables>,
  congressId: string,
  projectId: string,
): Promise<Photo | null> {
  const row = await acceptancePhotos(database, congressId, projectId)
    .innerJoin('record.attachment as file', (join) =>
      join
        .onRef('file.congress_id', '=', 'photo.congress_id')
        .onRef('file.id', '=', 'photo.attachment_id'),
    )
    .select(['file.bytes', 'file.media_type'])
    .executeTakeFirst();
  return row === undefined ? null : { bytes: row.bytes, mediaType: row.media_type };
}
