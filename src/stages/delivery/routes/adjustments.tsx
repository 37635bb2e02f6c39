import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AdjustmentsPage } from '../../../../views/delivery/adjustments-page.tsx';
import type { Access } from '../../../rules/access.ts';
import { mayDecide } from '../../../rules/adjustment.ts';
import {
  longestTexts,
  quantityShape,
  totalShape,
  votedFields,
} from '../../../rules/project-text.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import type { ActRequest } from '../../../trail/perform-act.ts';
import { actRoute, type RunAct } from '../../../web/act-route.ts';
import {
  actFields,
  optionalDecimal,
  optionalNumber,
  optionalText,
  requiredText,
} from '../../../web/forms.ts';
import { clerks, declareRoutes, type RouteDeclaration } from '../../../web/route.ts';
import type { Attempt } from '../../../web/submit.ts';
import { readUpload } from '../../../web/upload.ts';
import type { Visit } from '../../../web/visit.ts';
import {
  decisionFields,
  figuresOf,
  listMeetings,
  loadYearSettings,
  meetingBody,
} from '../../meeting/index.ts';
import { largestScan, mediaTypeOf } from '../../result/index.ts';
import { loadAdjustmentPaper } from '../adjustment/adjustment-store.ts';
import { decideAdjustment } from '../adjustment/decide-adjustment.ts';
import { loadAdjustments } from '../adjustment/load-adjustments.ts';
import { loadDrift } from '../adjustment/load-drift.ts';
import { requestAdjustment, withdrawAdjustment } from '../adjustment/request-adjustment.ts';
import { publishAdjustment, reportAdjustment } from '../adjustment/tell-adjustment.ts';
import { listServingOrganisations } from '../organisation-store.ts';
import { loadProjectPage, mayReadProject, projectPath } from '../project-page.ts';
import { loadProjectByPlate } from '../project-store.ts';
import { answerers, answersFor, readersAndDepartments } from './access.ts';
import { sentOf } from './sent.ts';

const path = '/c/:congress/projects/:project/adjustments';
const one = `${path}/:adjustment`;

const requestForm = z.looseObject({
  ...actFields,
  kind: z.enum(['change', 'suspend', 'end', 'resume'], '请选择申请什么。'),
  requested_by: z.uuid('请选择申请单位。'),
  reason: requiredText('请写明理由。', 2000),
  title: requiredText('请填写项目名称。', longestTexts.title),
  content: requiredText('请填写主要内容。', longestTexts.content),
  quantity: optionalDecimal(quantityShape, '数量应填数字，如 85.5。'),
  unit: optionalText(longestTexts.unit),
  place: optionalText(longestTexts.place),
  totalTenThousandYuan: optionalDecimal(totalShape, '总投资应填数字，如 85.5。'),
  finish: optionalText(longestTexts.finish),
  department: optionalText(longestTexts.department),
  category: optionalText(longestTexts.category),
});
const plain = z.object(actFields);
const decideForm = z.object({
  ...actFields,
  ...decisionFields,
  meeting_id: z.uuid('请选择会议。'),
  body: z.enum(['congress', 'standing-committee'], '请选择由谁决定。'),
  body_members: optionalNumber('人数', 1, 999),
  body_present: optionalNumber('人数', 1, 999),
});
const publishForm = z.object({ ...actFields, where: requiredText('请填写公布在哪里。', 300) });
const reportForm = z.object({ ...actFields, meeting_id: z.uuid('请选择会议。') });

async function show(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const { database, congressHere } = visit;
  const loaded = await loadProjectPage(visit);
  if (loaded === null) return visit.context.notFound();
  const { project, page } = loaded;
  const [rows, drift, settings, organisations, meetings] = await Promise.all([
    loadAdjustments(database, project),
    loadDrift(database, project),
    loadYearSettings(database, congressHere.id, project.yearId),
    listServingOrganisations(database, congressHere),
    listMeetings(database, congressHere.id),
  ]);
  const askers = organisations
    .filter((each) => each.kind !== 'party_committee')
    .filter((each) => page.clerk || each.id === project.departmentId)
    // The department in charge stands first: it usually asks.
    .toSorted(
      (a, b) => Number(b.id === project.departmentId) - Number(a.id === project.departmentId),
    );
  return await visit.page(
    <AdjustmentsPage
      frame={visit.frame()}
      page={page}
      rows={rows}
      tolerance={drift.tolerance}
      drift={drift.findings}
      decidedBy={settings.adjustmentDecidedBy}
      clerk={page.clerk}
      mayRequest={page.clerk || page.department}
      askers={askers.map((each) => ({ value: each.id, text: each.name }))}
      meetings={meetings.map((each) => ({ value: each.id, text: each.name }))}
      rounds={meetings
        .filter(({ state }) => state !== 'ended')
        .filter((each) => mayDecide(meetingBody(each.bodyKind), settings.adjustmentDecidedBy).ok)
        .map((each) => ({
          href: `/c/${congressHere.id}/m/${each.id}/adjustments?project=${project.id}`,
          text: each.name,
        }))}
      voted={Object.fromEntries(votedFields.map(([field]) => [field, project.voted[field] ?? '']))}
      fields={votedFields}
      sent={sentOf(attempt)}
      actId={randomUUID}
    />,
    attempt?.status ?? 200,
  );
}

async function request(
  visit: Visit,
  asked: ActRequest,
  value: z.output<typeof requestForm>,
): Promise<Result<{ adjustmentId: string }>> {
  const file = await readUpload(await visit.fields(), 'paper');
  const mediaType = file === null ? null : mediaTypeOf(file.bytes);
  if (file !== null && mediaType === null) {
    const message = '这个文件不是 PDF、JPG 或 PNG，请换一个。';
    return refuse({ code: 'no-paper', message, field: 'paper' });
  }
  const paper =
    file === null || mediaType === null
      ? null
      : { bytes: file.bytes, mediaType, fileName: file.name };
  const { title, content, quantity, unit, place, finish, department, category } = value;
  const { totalTenThousandYuan } = value;
  return await requestAdjustment(visit.database, asked, {
    ...{ projectId: visit.param('project'), kind: value.kind, requestedBy: value.requested_by },
    ...{ reason: value.reason, paper, organisationIds: answersFor(visit) },
    proposed: {
      ...{ title, content, quantity, unit, place, totalTenThousandYuan },
      ...{ finish, department, category },
    },
    congressIds: [visit.congressHere.id, ...visit.congressHere.ancestorIds],
  });
}

function committeeOf(value: z.output<typeof decideForm>) {
  const { body, body_members: members, body_present: present } = value;
  if (body === 'congress') return ok(null);
  if (members === null || present === null) {
    const field = members === null ? 'body_members' : 'body_present';
    const message = '请填写常委会组成人员数和实到人数。';
    return refuse({ code: 'field-invalid', message, field });
  }
  return ok({ members, present });
}

function ids(visit: Visit) {
  return { projectId: visit.param('project'), adjustmentId: visit.param('adjustment') };
}

/** One act of this page: all of them show the same page again when refused. */
function adjustmentAct<Schema extends z.ZodType<{ act_id: string }>, Answer>(
  kind: string,
  place: string,
  access: Access,
  schema: Schema,
  run: RunAct<Schema, Answer>,
  said: string,
): RouteDeclaration {
  return actRoute(kind, schema, {
    ...{ path: place, access, run, again: show },
    done: (visit) => visit.redirect(`${projectPath(visit)}/adjustments`, said),
  });
}

async function showPaper(visit: Visit): Promise<Response> {
  const { projectId, adjustmentId } = ids(visit);
  const { database, congressHere } = visit;
  const may = await mayReadProject(visit, projectId);
  const paper = may
    ? await loadAdjustmentPaper(database, congressHere.id, projectId, adjustmentId, false)
    : null;
  if (paper === null) return visit.context.notFound();
  return visit.file(paper.bytes, paper.mediaType, paper.fileName, 'attachment');
}

/** The paper of an adjustment whose notice was published, from the project's public page. */
async function showPublicPaper(visit: Visit): Promise<Response> {
  const project = await loadProjectByPlate(visit.database, visit.param('plateText'));
  if (project === null) return visit.context.notFound();
  const { congressId, id } = project;
  const adjustmentId = visit.param('adjustment');
  const paper = await loadAdjustmentPaper(visit.database, congressId, id, adjustmentId, true);
  if (paper === null) return visit.context.notFound();
  return visit.file(paper.bytes, paper.mediaType, paper.fileName, 'attachment');
}

/** Adjustments of a project: request, decision, notice, report to the next meeting. */
export const adjustmentRoutes = declareRoutes([
  {
    method: 'GET',
    path,
    site: 'staff',
    access: readersAndDepartments,
    handle: (visit) => show(visit, null),
  },
  {
    method: 'GET',
    path: `${one}/file`,
    site: 'staff',
    access: readersAndDepartments,
    handle: showPaper,
  },
  {
    method: 'GET',
    path: '/plate/:plateText/adjustments/:adjustment/file',
    site: 'public',
    access: { kind: 'anyone' },
    handle: showPublicPaper,
  },
  {
    ...adjustmentAct(
      'request-adjustment',
      path,
      answerers,
      requestForm,
      request,
      '申请已提出，等待决定。决定以前内容不变。',
    ),
    bodyLimit: largestScan + 256 * 1024,
  },
  adjustmentAct(
    'withdraw-adjustment',
    `${one}/withdraw`,
    answerers,
    plain,
    (visit, asked) =>
      withdrawAdjustment(visit.database, asked, {
        ...ids(visit),
        organisationIds: answersFor(visit),
      }),
    '申请已撤回。',
  ),
  adjustmentAct(
    'decide-adjustment',
    `${one}/decide`,
    clerks,
    decideForm,
    async (visit, asked, value) => {
      const committee = committeeOf(value);
      if (!committee.ok) return committee;
      return await decideAdjustment(visit.database, asked, {
        ...{ ...ids(visit), meetingId: value.meeting_id, figures: figuresOf(value) },
        standingCommittee: committee.value,
      });
    },
    '决定已登记。请公布。',
  ),
  adjustmentAct(
    'publish-adjustment',
    `${one}/publish`,
    clerks,
    publishForm,
    (visit, asked, { where }) => publishAdjustment(visit.database, asked, { ...ids(visit), where }),
    '已登记公布的地方。',
  ),
  adjustmentAct(
    'report-adjustment',
    `${one}/report`,
    clerks,
    reportForm,
    (visit, asked, { meeting_id }) =>
      reportAdjustment(visit.database, asked, { ...ids(visit), meetingId: meeting_id }),
    '已登记向大会报告。',
  ),
]);
