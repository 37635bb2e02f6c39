import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { SupervisionPage } from '../../../../views/delivery/supervision-page.tsx';
import { listDeputies } from '../../../people/index.ts';
import type { Access } from '../../../rules/access.ts';
import { actRoute, type RunAct } from '../../../web/act-route.ts';
import { chinaDate } from '../../../web/china-time.ts';
import {
  actFields,
  asReadField,
  dayField,
  idField,
  optionalText,
  reasonField,
  requiredText,
  ticked,
} from '../../../web/forms.ts';
import { homeOf } from '../../../web/home.ts';
import { clerks, declareRoutes, type RouteDeclaration, readers } from '../../../web/route.ts';
import type { Attempt } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import { listMeetings } from '../../meeting/index.ts';
import { raiseOpinion } from '../opinions/raise-opinion.ts';
import { papersBodyLimit, readPapers } from '../papers/read-papers.ts';
import { mayReadProject } from '../project-page.ts';
import { loadProject, projectStateNames } from '../project-store.ts';
import { extendHandling, liftHandling, listHandling } from '../supervision/handling.ts';
import { loadSupervision } from '../supervision/load-supervision.ts';
import { cancelVisitPlan, planVisit } from '../supervision/plan-visit.ts';
import { publishVisit, unpublishVisit } from '../supervision/publish-visit.ts';
import { recordSupervision, withdrawSupervision } from '../supervision/record-supervision.ts';
import { setGroup } from '../supervision/set-group.ts';
import { toSupervisionProps } from '../supervision/supervision-props.ts';
import { clerksAndDeputies, idList, readersAndDepartments } from './access.ts';
import { sentOf } from './sent.ts';

const path = '/c/:congress/projects/:project/supervision';

const group = z.object({
  ...actFields,
  as_read: asReadField,
  name: requiredText('请填写小组名称。', 60),
  leader: z.uuid('请选择组长。'),
  member: idList,
});
const plan = z.object({
  ...actFields,
  planned_on: dayField('视察日期'),
  topic: requiredText('请写明看什么。', 200),
});
const cancel = z.object({
  ...actFields,
  plan_id: idField,
  reason: requiredText('请写明取消的原因。', 500),
});
const opinion = z.object({
  ...actFields,
  content: requiredText('请填写意见内容。', 2000),
  origin: z.enum(['deputy', 'meeting', 'inquiry'], '请选择来源。'),
  raiser: idList,
});
const extend = z.object({
  ...actFields,
  due_on: dayField('新的期限'),
  reason: requiredText('请写明延长的理由。', 500),
});
const handling = z.object({
  ...actFields,
  reason: requiredText('请写明为什么挂牌。', 500),
  led_by: requiredText('请填写牵头督办的人。', 80),
  due_on: dayField('期限'),
  papers_public: ticked,
});
const publish = z.object({ ...actFields, visit_id: idField, photo: idList });
const unpublish = z.object({
  ...actFields,
  visit_id: idField,
  reason: reasonField('请写明撤回的理由。'),
});
const withdrawRecord = z.object({
  ...actFields,
  record_id: idField,
  reason: reasonField('请写明撤回的原因。'),
});
const lift = z.object({ ...actFields, reason: requiredText('请写明解除的理由。', 500) });
const record = z.object({
  ...actFields,
  kind: z.enum(['half_year_report', 'special_report', 'inquiry', 'audit', 'other'], '请选择类别。'),
  title: requiredText('请填写标题。', 200),
  held_on: dayField('日期'),
  meeting_id: z.union([z.literal('').transform(() => null), idField]).default(null),
  content: requiredText('请填写主要内容。', 5000),
  outcome: optionalText(2000),
  papers_public: ticked,
});

async function show(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const { database, congressHere } = visit;
  const project = await loadProject(database, congressHere.id, visit.param('project'));
  if (project === null || !(await mayReadProject(visit, project.id))) {
    return visit.context.notFound();
  }
  const today = chinaDate(visit.now);
  const [supervision, deputies, meetings] = await Promise.all([
    loadSupervision(database, project, today),
    listDeputies(database, congressHere.id, 'now'),
    listMeetings(database, congressHere.id),
  ]);
  const { personId } = visit.signedIn;
  const rendered = (
    <SupervisionPage
      frame={visit.frame()}
      home={homeOf(visit)}
      place={congressHere.name}
      base={`/c/${congressHere.id}`}
      project={{
        ...{ id: project.id, title: project.voted.title },
        heading: `${project.year} 年第 ${project.number} 号，${projectStateNames[project.state]}`,
      }}
      supervision={toSupervisionProps(supervision, project, { today, publicOnly: false })}
      clerk={visit.holds('clerk')}
      overview={visit.admits(readers)}
      member={supervision.group?.members.some((one) => one.personId === personId) === true}
      leader={
        supervision.group?.members.some((one) => one.leader && one.personId === personId) === true
      }
      deputies={deputies.map((one) => ({ value: one.personId, text: one.name }))}
      meetings={meetings.map((one) => ({ value: one.id, text: one.name }))}
      sent={sentOf(attempt)}
      actId={randomUUID}
    />
  );
  return await visit.page(rendered, attempt?.status ?? 200);
}

/** One act of this page: all of them show the same page again when refused. */
function supervisionAct<Schema extends z.ZodType<{ act_id: string }>, Answer>(
  kind: string,
  place: string,
  access: Access,
  schema: Schema,
  run: RunAct<Schema, Answer>,
  said: string,
  bodyLimit?: number,
): RouteDeclaration {
  return actRoute(kind, schema, {
    ...{ path: `${path}/${place}`, access, run, again: show, bodyLimit },
    done: (visit) =>
      visit.redirect(
        `/c/${visit.congressHere.id}/projects/${visit.param('project')}/supervision`,
        said,
      ),
  });
}

/** Supervision of a project: group, planned visits, opinions, supervised handling, reports. */
export const supervisionRoutes = declareRoutes([
  {
    method: 'GET',
    path,
    site: 'staff',
    access: readersAndDepartments,
    handle: (visit) => show(visit, null),
  },
  supervisionAct(
    'set-supervision-group',
    'group',
    clerks,
    group,
    (visit, request, { name, leader, member, as_read }) =>
      setGroup(visit.database, request, {
        ...{ projectId: visit.param('project'), name, memberIds: member, leaderId: leader },
        asRead: as_read,
      }),
    '监督小组已保存。请到“人员与角色”页给成员发登录链接。',
  ),
  supervisionAct(
    'plan-visit',
    'visit-plans',
    clerksAndDeputies,
    plan,
    (visit, request, { planned_on, topic }) =>
      planVisit(visit.database, request, {
        ...{ projectId: visit.param('project'), plannedOn: planned_on, topic },
        byMember: !visit.holds('clerk'),
      }),
    '已安排视察。',
  ),
  supervisionAct(
    'cancel-visit-plan',
    'visit-plans/cancel',
    clerksAndDeputies,
    cancel,
    (visit, request, { plan_id, reason }) =>
      cancelVisitPlan(visit.database, request, {
        ...{ projectId: visit.param('project'), planId: plan_id, reason },
        byMember: !visit.holds('clerk'),
      }),
    '已取消这次视察。',
  ),
  supervisionAct(
    'raise-opinion',
    'opinions',
    clerksAndDeputies,
    opinion,
    (visit, request, { content, origin, raiser }) =>
      raiseOpinion(visit.database, request, {
        ...{ projectId: visit.param('project'), content },
        ...(visit.holds('clerk')
          ? { origin, raiserIds: raiser }
          : { origin: 'deputy' as const, raiserIds: [visit.signedIn.personId] }),
      }),
    '意见已提出，等待交办。',
  ),
  supervisionAct(
    'list-handling',
    'handling',
    clerks,
    handling,
    async (visit, request, { reason, led_by, due_on, papers_public }) => {
      const papers = await readPapers(visit);
      if (!papers.ok) return papers;
      return await listHandling(visit.database, request, {
        ...{ projectId: visit.param('project'), reason, ledBy: led_by, dueOn: due_on },
        ...{ papers: papers.value, papersPublic: papers_public },
      });
    },
    '已挂牌督办。',
    papersBodyLimit,
  ),
  supervisionAct(
    'extend-handling',
    'handling/extend',
    clerks,
    extend,
    (visit, request, { due_on, reason }) =>
      extendHandling(visit.database, request, {
        ...{ projectId: visit.param('project'), dueOn: due_on, reason },
      }),
    '已延长督办期限，原来的期限和理由都保留。',
  ),
  supervisionAct(
    'lift-handling',
    'handling/lift',
    clerks,
    lift,
    (visit, request, { reason }) =>
      liftHandling(visit.database, request, { projectId: visit.param('project'), reason }),
    '已解除挂牌督办。',
  ),
  supervisionAct(
    'record-supervision',
    'records',
    clerks,
    record,
    async (visit, request, { kind, title, held_on, meeting_id, content, outcome, ...value }) => {
      const papers = await readPapers(visit);
      if (!papers.ok) return papers;
      return await recordSupervision(visit.database, request, {
        ...{ kind, title, content, outcome, heldOn: held_on, meetingId: meeting_id },
        ...{ papers: papers.value, papersPublic: value.papers_public },
        projectIds: [visit.param('project')],
      });
    },
    '已登记。',
    papersBodyLimit,
  ),
  supervisionAct(
    'withdraw-supervision',
    'records/withdraw',
    clerks,
    withdrawRecord,
    (visit, request, { record_id: recordId, reason }) =>
      withdrawSupervision(visit.database, request, {
        ...{ projectId: visit.param('project'), recordId, reason },
      }),
    '已撤回，原来的登记和原因都保留。',
  ),
  supervisionAct(
    'publish-visit',
    'visits/publish',
    clerksAndDeputies,
    publish,
    (visit, request, { visit_id, photo }) =>
      publishVisit(visit.database, request, {
        ...{ projectId: visit.param('project'), visitId: visit_id, photoIds: photo },
        byClerk: visit.holds('clerk'),
      }),
    '已公开，群众在项目页面可以看到。',
  ),
  supervisionAct(
    'unpublish-visit',
    'visits/unpublish',
    clerksAndDeputies,
    unpublish,
    (visit, request, { visit_id, reason }) =>
      unpublishVisit(visit.database, request, {
        ...{ projectId: visit.param('project'), visitId: visit_id, reason },
        byClerk: visit.holds('clerk'),
      }),
    '已撤回，理由写在项目页面上。',
  ),
]);
