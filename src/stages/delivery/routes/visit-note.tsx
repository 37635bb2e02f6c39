import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { VisitNotePage } from '../../../../views/delivery/visit-note-page.tsx';
import { largestPhoto, readPhoto } from '../../../documents/photo.ts';
import { dayInWords } from '../../../rules/days.ts';
import { type Result, refuse } from '../../../rules/refusals.ts';
import { visitVerdictNames } from '../../../rules/supervision.ts';
import type { ActRequest } from '../../../trail/perform-act.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { measuredPlace } from '../../../web/degrees.ts';
import { actFields, dayField, idField, optionalText, requiredText } from '../../../web/forms.ts';
import { isFromPhone, sendOfflineWorker, tellPhone } from '../../../web/from-phone.ts';
import { placeAlone } from '../../../web/headers.ts';
import { declareRoutes } from '../../../web/route.ts';
import { type Attempt, formOf, submit } from '../../../web/submit.ts';
import { readUpload } from '../../../web/upload.ts';
import type { Visit } from '../../../web/visit.ts';
import { listProjects } from '../project-store.ts';
import { noteVisit, type VisitPlace } from '../supervision/note-visit.ts';
import { listGroups, listVisitPlans } from '../supervision/supervision-store.ts';
import { clerksAndDeputies, idList } from './access.ts';

const path = '/c/:congress/visit-note';
const kind = 'note-visit';

const wrongPlace =
  '位置不对：纬度应在 −90 到 90 之间，经度应在 −180 到 180 之间。请重新定位，或改为手填地点。';

const noteForm = z.looseObject({
  ...actFields,
  project_id: z.uuid('请选择项目。'),
  plan_id: z.union([z.literal('').transform(() => null), idField]).default(null),
  visited_on: dayField('视察日期'),
  verdict: z.enum(['good', 'minor', 'serious'], '请选择结论。'),
  note: requiredText('请写明看到什么。', 2000).pipe(z.string().min(2, '请写明看到什么。')),
  ask: optionalText(1000),
  place_text: optionalText(200),
  ...measuredPlace(wrongPlace),
  companion: idList,
  written_offline: z.literal('yes').optional(),
});

function placeOf(value: z.output<typeof noteForm>): VisitPlace {
  const { latitude, longitude, place_text } = value;
  if (latitude !== '' && longitude !== '') return { source: 'device', latitude, longitude };
  return place_text === null ? { source: 'none' } : { source: 'typed', text: place_text };
}

/** The photo of a form; a file that is no picture is refused at its field. */
async function photoOf(visit: Visit) {
  const file = await readUpload(await visit.fields(), 'photo');
  if (file === null) return null;
  return (await readPhoto(file.bytes)) ?? 'unreadable';
}

async function enterNote(
  visit: Visit,
  request: ActRequest,
  value: z.output<typeof noteForm>,
): Promise<Result<{ visitId: string }>> {
  const photo = await photoOf(visit);
  if (photo === 'unreadable') {
    const message = '这张照片读不出来。请换一张照片，或者不带照片先发出。';
    return refuse({ code: 'no-photo', message, field: 'photo' });
  }
  return await noteVisit(visit.database, request, {
    ...{ projectId: value.project_id, planId: value.plan_id, visitedOn: value.visited_on },
    ...{ note: value.note, verdict: value.verdict, ask: value.ask, place: placeOf(value) },
    ...{ companionIds: value.companion, writtenOffline: value.written_offline === 'yes' },
    ...{ photo, enteredByClerk: visit.holds('clerk') },
  });
}

async function show(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const { database, congressHere, signedIn } = visit;
  const clerk = visit.holds('clerk');
  const [projects, groups] = await Promise.all([
    listProjects(database, congressHere.id),
    listGroups(database, congressHere.id, clerk ? {} : { memberId: signedIn.personId }),
  ]);
  const mine = new Map(groups.map((group) => [group.projectId, group]));
  const shown = projects.filter((project) => mine.has(project.id));
  const today = chinaDate(visit.now);
  const plans = (
    await listVisitPlans(
      database,
      congressHere.id,
      shown.map((one) => one.id),
    )
  ).filter((plan) => plan.visitedOn === null && plan.cancelledReason === null);
  const people = new Map(
    groups.flatMap((group) => group.members.map((one) => [one.personId, one.name])),
  );
  if (!clerk) people.delete(signedIn.personId);
  const titles = new Map(shown.map((one) => [one.id, one.voted.title]));
  visit.context.header('permissions-policy', placeAlone);
  const rendered = (
    <VisitNotePage
      frame={visit.frame()}
      place={congressHere.name}
      base={`/c/${congressHere.id}`}
      writer={signedIn.personId}
      clerk={clerk}
      fresh={attempt === null}
      form={formOf(attempt, kind, { project_id: visit.query('project'), visited_on: today })}
      projects={shown.map((one) => ({ value: one.id, text: `${one.year} 年 ${one.voted.title}` }))}
      plans={plans.map((plan) => ({
        value: plan.id,
        text: `${dayInWords(plan.plannedOn)} ${titles.get(plan.projectId) ?? ''}：${plan.topic}`,
      }))}
      people={[...people].map(([value, text]) => ({ value, text }))}
      verdicts={Object.entries(visitVerdictNames).map(([value, text]) => ({ value, text }))}
      actId={randomUUID()}
    />
  );
  return await visit.page(rendered, attempt?.status ?? 200);
}

function receive(visit: Visit): Promise<Response> {
  const phone = isFromPhone(visit);
  return submit(visit, kind, noteForm, {
    run: (request, value) => enterNote(visit, request, value),
    done: (_, { project_id }) =>
      phone
        ? tellPhone(visit, null)
        : visit.redirect(
            `/c/${visit.congressHere.id}/projects/${project_id}/supervision`,
            '视察记录已收到。',
          ),
    again: (attempt) => (phone ? Promise.resolve(tellPhone(visit, attempt)) : show(visit, attempt)),
  });
}

/** The note of a visit, written on a phone, with or without network, or without JavaScript. */
export const visitNoteRoutes = declareRoutes([
  {
    method: 'GET',
    path,
    site: 'staff',
    access: clerksAndDeputies,
    handle: (visit) => show(visit, null),
  },
  {
    method: 'POST',
    path,
    site: 'staff',
    access: clerksAndDeputies,
    bodyLimit: largestPhoto + 256 * 1024,
    handle: receive,
  },
  {
    method: 'GET',
    path: `${path}/worker`,
    site: 'staff',
    access: clerksAndDeputies,
    handle: (visit) => sendOfflineWorker(visit, `/c/${visit.congressHere.id}/visit-note`),
  },
]);
