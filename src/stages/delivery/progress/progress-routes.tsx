import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { ProgressPage } from '../../../../views/delivery/progress-page.tsx';
import { largestPhoto, readPhoto } from '../../../documents/index.ts';
import { dayInWords } from '../../../rules/days.ts';
import { percentOfMilestones } from '../../../rules/progress-colours.ts';
import { refuse } from '../../../rules/refusals.ts';
import type { ActRequest } from '../../../trail/perform-act.ts';
import { actRoute, type RunAct } from '../../../web/act-route.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { placeAlone } from '../../../web/headers.ts';
import { declareRoutes, type RouteDeclaration } from '../../../web/route.ts';
import { type Attempt, submit } from '../../../web/submit.ts';
import { readUpload } from '../../../web/upload.ts';
import type { Visit } from '../../../web/visit.ts';
import { addPhoto, notAPhoto } from '../photos/add-photo.ts';
import { describePhoto } from '../photos/describe-photo.ts';
import { listPhotos } from '../photos/photo-store.ts';
import { putBackPhoto, takeDownPhoto } from '../photos/take-down-photo.ts';
import { loadPlan } from '../plan/plan-store.ts';
import {
  loadProjectPage,
  projectPath,
  projectWorkers,
  workerOf,
  worksOnProject,
} from '../project-page.ts';
import { notYourProject } from '../refusals.ts';
import { acceptProject, completeProject } from './accept-project.ts';
import { openMonth } from './open-month.ts';
import {
  acceptForm,
  completeForm,
  photoForm,
  photoReasonForm,
  reachForm,
  reportForm,
  undoForm,
  withdrawForm,
} from './progress-forms.ts';
import { loadAcceptances, loadReports, standingNames } from './progress-store.ts';
import { reachMilestone, undoMilestone } from './reach-milestone.ts';
import { reportProgress } from './report-progress.ts';
import { withdrawAcceptance, withdrawCompletion } from './withdraw-acceptance.ts';

async function show(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const loaded = await loadProjectPage(visit);
  if (loaded === null) return visit.context.notFound();
  const { project, page } = loaded;
  const mayWork = worksOnProject(visit, project);
  if (!mayWork && attempt === null) visit.noteRefusals([notYourProject]);
  const { database, congressHere } = visit;
  const [plan, reports, acceptances, photos] = await Promise.all([
    loadPlan(database, congressHere.id, project.id),
    loadReports(database, congressHere.id, [project.id]),
    loadAcceptances(database, congressHere.id, [project.id]),
    listPhotos(database, congressHere.id, project.id),
  ]);
  const acceptance = acceptances.get(project.id);
  visit.context.header('permissions-policy', placeAlone);
  const today = chinaDate(visit.now);
  const milestones = plan?.milestones ?? [];
  const rendered = (
    <ProgressPage
      frame={visit.frame()}
      page={page}
      mayWork={mayWork}
      sent={{ kind: attempt?.kind ?? null, form: attempt?.form ?? { typed: {}, refusals: [] } }}
      month={openMonth(today, reports).slice(0, 7)}
      today={today}
      computed={plan === null ? null : percentOfMilestones(milestones)}
      milestones={milestones.map((one) => ({
        ...{ id: one.id, title: one.title, weight: one.weight, due: dayInWords(one.dueOn) },
        reached: one.reachedOn === null ? null : dayInWords(one.reachedOn),
        actId: randomUUID(),
      }))}
      reports={reports.map((one) => ({
        month: one.month.slice(0, 7),
        text: `${standingNames[one.standing]}，${one.percent}%`,
      }))}
      state={project.state}
      completedOn={acceptance?.completedOn ?? null}
      acceptedOn={acceptance?.acceptedOn ?? null}
      photos={photos
        .filter((one) => one.publishedAt !== null || one.takenDown !== null)
        .filter((one) => one.occasion !== 'visit')
        .map((one) => ({ ...describePhoto(one), actId: randomUUID() }))}
      older={project.source !== 'kept here'}
      actIds={[randomUUID(), randomUUID(), randomUUID(), randomUUID()]}
    />
  );
  return await visit.page(rendered, attempt?.status ?? (mayWork ? 200 : 403));
}

const path = '/c/:congress/projects/:project/progress';

/** One act of the page: all of them show the same page again when refused. */
function progressAct<Schema extends z.ZodType<{ act_id: string }>, Answer>(
  kind: string,
  schema: Schema,
  run: RunAct<Schema, Answer>,
  said: string,
  bodyLimit?: number,
): RouteDeclaration {
  return actRoute(kind, schema, {
    ...{ path: `${path}/${kind}`, access: projectWorkers, bodyLimit, run, again: show },
    done: (visit) => visit.redirect(`${projectPath(visit)}/progress`, said),
  });
}

function ids(visit: Visit) {
  return { projectId: visit.param('project'), worker: workerOf(visit) };
}

async function uploadPhoto(visit: Visit, request: ActRequest, value: z.output<typeof photoForm>) {
  const file = await readUpload(await visit.fields(), 'photo');
  const photo = file === null ? null : await readPhoto(file.bytes);
  if (photo === null) return refuse(notAPhoto);
  return await addPhoto(visit.database, request, {
    ...ids(visit),
    ...{ photo, occasion: value.occasion, milestoneId: value.milestone_id ?? null },
    ...{ caption: value.caption, placeText: value.place_text },
    devicePlace:
      value.latitude === '' || value.longitude === ''
        ? null
        : { latitude: Number(value.latitude), longitude: Number(value.longitude) },
  });
}

/** Monthly report, milestones, photos, completion and acceptance of one project. */
export const progressRoutes = declareRoutes([
  {
    method: 'GET',
    path,
    site: 'staff',
    access: projectWorkers,
    handle: (visit) => show(visit, null),
  },
  {
    method: 'POST',
    path,
    site: 'staff',
    access: projectWorkers,
    handle: (visit) =>
      submit(visit, 'report-progress', reportForm, {
        run: (request, value) =>
          reportProgress(visit.database, request, { ...ids(visit), content: value }),
        done: ({ percent }, { month, back, standing }) =>
          visit.redirect(
            back === 'list' ? '/my/projects' : `${projectPath(visit)}/progress`,
            `已报${dayInWords(month.slice(0, 7))}：${standingNames[standing]}，完成 ${percent}%。`,
          ),
        again: (attempt) => show(visit, attempt),
      }),
  },
  progressAct(
    'reach-milestone',
    reachForm,
    (visit, request, value) =>
      reachMilestone(visit.database, request, {
        ...ids(visit),
        ...{ milestoneId: value.milestone_id, reachedOn: value.reached_on },
      }),
    '已登记节点完成。',
  ),
  progressAct(
    'undo-milestone',
    undoForm,
    (visit, request, value) =>
      undoMilestone(visit.database, request, {
        ...ids(visit),
        ...{ milestoneId: value.milestone_id, reason: value.reason },
      }),
    '已撤回，原来的登记和原因都保留。',
  ),
  progressAct(
    'add-photo',
    photoForm,
    uploadPhoto,
    '已增加照片，群众可见；照片自带的信息已去除。',
    largestPhoto + 256 * 1024,
  ),
  progressAct(
    'complete-project',
    completeForm,
    (visit, request, value) =>
      completeProject(visit.database, request, { ...ids(visit), completedOn: value.completed_on }),
    '已登记完工。验收后请再登记验收。',
  ),
  progressAct(
    'accept-project',
    acceptForm,
    (visit, request, value) =>
      acceptProject(visit.database, request, {
        ...ids(visit),
        ...{ acceptedOn: value.accepted_on, acceptedBy: value.accepted_by },
        completedOn: value.completed_on,
        ...{ maintainedBy: value.maintained_by, note: value.note },
      }),
    '已登记验收和管护单位。',
  ),
  progressAct(
    'withdraw-acceptance',
    withdrawForm,
    (visit, request, { reason }) =>
      withdrawAcceptance(visit.database, request, { ...ids(visit), reason }),
    '已撤回验收，项目回到“已完工”。原来的登记和原因都保留。',
  ),
  progressAct(
    'withdraw-completion',
    withdrawForm,
    (visit, request, { reason }) =>
      withdrawCompletion(visit.database, request, { ...ids(visit), reason }),
    '已撤回完工，项目回到“实施中”，月报、视察和提醒照常。原来的登记和原因都保留。',
  ),
  progressAct(
    'take-down-photo',
    photoReasonForm,
    (visit, request, { photo_id: photoId, reason }) =>
      takeDownPhoto(visit.database, request, { ...ids(visit), photoId, reason }),
    '照片已撤下，群众看不到了。',
  ),
  progressAct(
    'put-back-photo',
    photoReasonForm,
    (visit, request, { photo_id: photoId, reason }) =>
      putBackPhoto(visit.database, request, { ...ids(visit), photoId, reason }),
    '照片已恢复公开。',
  ),
]);
