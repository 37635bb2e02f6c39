import type { z } from 'zod';
import { largestPhoto } from '../../../documents/photo.ts';
import type { ActRequest } from '../../../trail/perform-act.ts';
import { actRoute } from '../../../web/act-route.ts';
import { isFromPhone, sendOfflineWorker, tellPhone } from '../../../web/from-phone.ts';
import { declareRoutes } from '../../../web/route.ts';
import { readUpload } from '../../../web/upload.ts';
import type { Visit } from '../../../web/visit.ts';
import { recordSiteCheck } from '../site/record-site-check.ts';
import { siteCheckers } from './access.ts';
import { siteCheckForm } from './forms.ts';
import { showSiteForm } from './show-project.tsx';

const path = '/c/:congress/lookbacks/:lookback/projects/:project/site';

function projectOf(visit: Visit): string {
  const { id } = visit.congressHere;
  return `/c/${id}/lookbacks/${visit.param('lookback')}/projects/${visit.param('project')}`;
}

async function record(visit: Visit, request: ActRequest, value: z.output<typeof siteCheckForm>) {
  const file = await readUpload(await visit.fields(), 'photo');
  const { latitude, longitude } = value;
  return await recordSiteCheck(visit.database, request, {
    ...{ lookbackId: visit.param('lookback'), projectId: visit.param('project') },
    ...{ works: value.works, maintained: value.maintained, maintainer: value.maintainer },
    ...{ note: value.note, placeText: value.place_text, photo: file?.bytes ?? null },
    ...{ keepPhotoPlace: value.keep_photo_place, writtenOffline: value.written_offline === 'yes' },
    findingId: value.finding_id ?? null,
    measured: latitude === '' || longitude === '' ? null : { latitude, longitude },
  });
}

/** The site check on a phone, with or without network, or without JavaScript. */
export const siteCheckRoutes = declareRoutes([
  {
    method: 'GET',
    path,
    site: 'staff',
    access: siteCheckers,
    handle: (visit) => showSiteForm(visit, null),
  },
  actRoute('record-site-check', siteCheckForm, {
    ...{ path, access: siteCheckers, bodyLimit: largestPhoto + 100_000, run: record },
    done: (visit) =>
      isFromPhone(visit)
        ? tellPhone(visit, null)
        : visit.redirect(projectOf(visit), '现场核查已保存。'),
    again: (visit, attempt) =>
      isFromPhone(visit)
        ? Promise.resolve(tellPhone(visit, attempt))
        : showSiteForm(visit, attempt),
  }),
  {
    method: 'GET',
    path: `${path}/worker`,
    site: 'staff',
    access: siteCheckers,
    handle: (visit) => sendOfflineWorker(visit, `${projectOf(visit)}/site`),
  },
]);
