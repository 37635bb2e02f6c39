import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { readPhoto, type StoredPhoto } from '../../../documents/photo.ts';
import { maintainedNames, worksNames } from '../../../rules/lookback/site-names.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { storeAttachment } from '../../../trail/store-attachment.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { nameOfSubject, sampledNow, underCheck } from '../checklist/checklist.ts';
import { loadFinding } from '../findings/finding-store.ts';
import type { SiteCheck } from './site-store.ts';

/** What somebody found at the site of a project. */
export interface NewSiteCheck {
  readonly lookbackId: string;
  readonly projectId: string;
  readonly works: SiteCheck['works'];
  readonly maintained: SiteCheck['maintained'];
  readonly maintainer: string | null;
  readonly note: string;
  /** The place as the phone measured it, in degrees; null when it was not asked. */
  readonly measured: { readonly latitude: string; readonly longitude: string } | null;
  /** The place in words; marked as typed. */
  readonly placeText: string | null;
  /** True when the place that the photo carries is to be kept. */
  readonly keepPhotoPlace: boolean;
  /** The photo as it came from the phone, null when none was taken. */
  readonly photo: Uint8Array | null;
  /** Whether it was written without a network and arrived later; the stated time is that of writing. */
  readonly writtenOffline?: boolean;
  /** The finding whose rectification is checked again on the site. */
  readonly findingId?: string | null;
}

const noPhoto: Refusal = {
  code: 'no-photo',
  message: '这不是能读的照片（JPG、PNG、WebP 或 HEIC），或者太大。请重新选择。',
  field: 'photo',
};
const noRecheck: Refusal = {
  code: 'not-to-recheck',
  message: '这个问题不在这个项目上，或者还没有提出整改，不用再次核查。请从问题页重新打开。',
};
const whoMaintains: Refusal = {
  code: 'maintainer-missing',
  message: '有人管护的，请写明是谁。',
  field: 'maintainer',
};

function placeOf(input: NewSiteCheck, photo: StoredPhoto | null) {
  const place_text = input.placeText;
  if (input.measured !== null)
    return { ...input.measured, place_source: 'device', place_text } as const;
  const place = input.keepPhotoPlace ? (photo?.place ?? null) : null;
  if (place !== null) {
    const [latitude, longitude] = [place.latitude.toFixed(6), place.longitude.toFixed(6)];
    return { latitude, longitude, place_source: 'photo', place_text } as const;
  }
  const place_source = place_text === null ? 'none' : 'typed';
  return { latitude: null, longitude: null, place_source, place_text } as const;
}

/**
 * Records a site check (现场核查) of a sampled project, its photo stored without metadata.
 *
 * Refuses with `no-photo`, `no-such-lookback`, `wrong-state`, `not-in-sample`, `redraw-pending`,
 * `maintainer-missing`, `not-to-recheck` (the finding is another project's, or nothing was asked for).
 */
export async function recordSiteCheck(
  database: Kysely<Tables>,
  request: ActRequest,
  input: NewSiteCheck,
): Promise<Result<{ siteCheckId: string }>> {
  const photo = input.photo === null ? null : await readPhoto(input.photo);
  if (input.photo !== null && photo === null) return refuse(noPhoto);
  return await performAct(database, request, async (act) => {
    const found = await underCheck(act, input.lookbackId);
    if (!found.ok) return found;
    const { lookback, scope, sample } = found.value;
    const drawn = sampledNow(found.value, input.projectId);
    if (!drawn.ok) return drawn;
    const entry = drawn.value;
    if (input.maintained === 'yes' && input.maintainer === null) return refuse(whoMaintains);
    const findingId = input.findingId ?? null;
    if (findingId !== null && !(await mayRecheck(act, input, findingId))) return refuse(noRecheck);
    const siteCheckId = randomUUID();
    await act.transaction
      .insertInto('record.site_check')
      .values({
        ...{ congress_id: act.congressId, id: siteCheckId, lookback_id: lookback.id },
        ...{ reviewed_id: entry.reviewedId, project_id: entry.projectId },
        checked_on: chinaDate(act.happenedAt),
        ...{ works: input.works, maintained: input.maintained, maintainer: input.maintainer },
        ...{ note: input.note, ...placeOf(input, photo) },
        photo_id: photo === null ? null : await storeSitePhoto(act, photo),
        ...{ photo_taken_at: photo?.takenAt ?? null, act_id: act.id },
        ...{ written_offline: input.writtenOffline ?? false, finding_id: findingId },
      })
      .execute();
    act.record({
      event: 'site-checked',
      subjects: { lookback: lookback.id, project: entry.projectId, check: siteCheckId },
      detail: {
        ...{ title: lookback.title, subject: nameOfSubject(entry, scope, sample) ?? entry.title },
        ...{ works: worksNames[input.works], maintained: maintainedNames[input.maintained] },
      },
    });
    return ok({ siteCheckId });
  });
}

/** Whether a finding is about this project in this look-back, with a rectification that is looked at again. */
async function mayRecheck(
  act: Act,
  { lookbackId, projectId }: NewSiteCheck,
  findingId: string,
): Promise<boolean> {
  const of = { congressId: act.congressId, lookbackId, findingId };
  const finding = await loadFinding(act.transaction, of);
  return finding !== null && finding.projectId === projectId && finding.rectification !== null;
}

function storeSitePhoto(act: Act, { bytes, mediaType }: StoredPhoto): Promise<string> {
  return storeAttachment(act, { bytes, mediaType, fileName: '现场核查.jpg' });
}

/** Talks with residents about a project: sums, and what was said without a name. */
export interface NewTalk {
  readonly lookbackId: string;
  readonly projectId: string;
  readonly talkedOn: string;
  readonly residents: number;
  readonly satisfied: number;
  readonly fairly: number;
  readonly dissatisfied: number;
  readonly summary: string;
}

const tooMany: Refusal = {
  code: 'more-than-asked',
  message: '满意、基本满意、不满意合计多于走访人数，请核对。',
  field: 'residents',
};
const talkInFuture: Refusal = {
  code: 'in-the-future',
  message: '走访日期还没有到，请核对。',
  field: 'talked_on',
};

/**
 * Records talks with residents (走访群众) about a sampled project, as sums.
 *
 * Refuses with `no-such-lookback`, `wrong-state`, `not-in-sample`, `redraw-pending`,
 * `more-than-asked`, `in-the-future`.
 */
export function recordTalk(
  database: Kysely<Tables>,
  request: ActRequest,
  input: NewTalk,
): Promise<Result<{ talkId: string }>> {
  return performAct(database, request, async (act) => {
    const found = await underCheck(act, input.lookbackId);
    if (!found.ok) return found;
    const { lookback, scope, sample } = found.value;
    const drawn = sampledNow(found.value, input.projectId);
    if (!drawn.ok) return drawn;
    const entry = drawn.value;
    const { residents, satisfied, fairly, dissatisfied } = input;
    if (satisfied + fairly + dissatisfied > residents) return refuse(tooMany);
    const today = chinaDate(act.recordedAt);
    if (input.talkedOn > today) return refuse(talkInFuture);
    const talkId = randomUUID();
    await act.transaction
      .insertInto('record.resident_talk')
      .values({
        ...{ congress_id: act.congressId, id: talkId, lookback_id: lookback.id },
        ...{ reviewed_id: entry.reviewedId, project_id: entry.projectId },
        ...{ talked_on: input.talkedOn, residents, satisfied, fairly_satisfied: fairly },
        ...{ dissatisfied, summary: input.summary, act_id: act.id },
      })
      .execute();
    act.record({
      event: 'residents-asked',
      subjects: { lookback: lookback.id, project: entry.projectId, talk: talkId },
      detail: {
        ...{ title: lookback.title, residents },
        subject: nameOfSubject(entry, scope, sample) ?? entry.title,
      },
    });
    return ok({ talkId });
  });
}
