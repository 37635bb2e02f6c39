import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { OpinionPage } from '../../../../views/delivery/opinion-page.tsx';
import { OpinionsPage } from '../../../../views/delivery/opinions-page.tsx';
import type { Access } from '../../../rules/access.ts';
import { addDays, daysLate } from '../../../rules/days.ts';
import { gradeNames } from '../../../rules/grades.ts';
import { answerResultNames } from '../../../rules/opinion.ts';
import { actRoute, type RunAct } from '../../../web/act-route.ts';
import { chinaDate } from '../../../web/china-time.ts';
import {
  actFields,
  asReadField,
  dayField,
  optionalText,
  requiredText,
} from '../../../web/forms.ts';
import { homeOf } from '../../../web/home.ts';
import { clerks, declareRoutes, type RouteDeclaration, readers } from '../../../web/route.ts';
import type { Attempt } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import { loadYearSettings } from '../../meeting/index.ts';
import { answerOpinion } from '../opinions/answer-opinion.ts';
import { declineOpinion, handOverOpinion } from '../opinions/hand-over-opinion.ts';
import { listOpinions, loadOpinion } from '../opinions/opinion-store.ts';
import { publishOpinion, withdrawOpinion } from '../opinions/publish-opinion.ts';
import { rateAnswer } from '../opinions/rate-answer.ts';
import { listServingOrganisations } from '../organisation-store.ts';
import { toPaperProps } from '../papers/paper-props.ts';
import { listPapers } from '../papers/paper-store.ts';
import { papersBodyLimit, readPapers } from '../papers/read-papers.ts';
import { mayReadMatter } from '../project-page.ts';
import { toOpinionProps } from '../supervision/supervision-props.ts';
import {
  answerers,
  answersFor,
  clerksAndDeputies,
  departmentsOf,
  isUnitOf,
  readersAndDepartments,
} from './access.ts';
import { sentOf } from './sent.ts';

const path = '/c/:congress/opinions';
const one = `${path}/:opinion`;

const handOver = z.object({
  ...actFields,
  department_id: z.uuid('请选择承办单位。'),
  due_on: z.union([z.literal('').transform(() => null), dayField('反馈期限')]).default(null),
});
const decline = z.object({ ...actFields, reason: requiredText('请写明不交办的理由。', 500) });
const answer = z.object({
  ...actFields,
  result: z.enum(['done', 'in_plan', 'explained'], '请选择办理结果。'),
  content: requiredText('请写明做了什么。', 2000),
});
const rate = z.object({
  ...actFields,
  grade: z.enum(['satisfied', 'fairly_satisfied', 'dissatisfied'], '请选择评价。'),
  reason: optionalText(500),
});
const publish = z.object({
  ...actFields,
  as_read: asReadField,
  wording: requiredText('请写明公布的文字。', 2000),
});
const withdraw = z.object({ ...actFields, reason: requiredText('请写明撤下的原因。', 500) });

async function showList(visit: Visit): Promise<Response> {
  const { database, congressHere } = visit;
  const departmentIds = departmentsOf(visit);
  const today = chinaDate(visit.now);
  const opinions = await listOpinions(database, congressHere.id, { departmentIds });
  return await visit.page(
    <OpinionsPage
      frame={visit.frame()}
      place={congressHere.name}
      base={`/c/${congressHere.id}`}
      home={
        visit.admits(readers)
          ? { text: '监督', href: `/c/${congressHere.id}/supervision` }
          : homeOf(visit)
      }
      all={departmentIds === null}
      opinions={opinions.map((each) => toOpinionProps(each, today))}
    />,
  );
}

/** Where somebody comes from: the clerk's overview, a deputy's tasks, or the department's own list. */
function backOf(visit: Visit) {
  const base = `/c/${visit.congressHere.id}`;
  const deputy = !visit.holds('clerk') && visit.holds('deputy');
  return deputy
    ? { text: '我的任务', href: `${base}/tasks` }
    : { text: '意见', href: `${base}/opinions` };
}

async function showOne(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const { database, congressHere, signedIn } = visit;
  const loaded = await loadOpinion(database, congressHere.id, visit.param('opinion'));
  if (loaded === null) return visit.context.notFound();
  const { opinion, raisers, answers } = loaded;
  const unit = isUnitOf(visit, opinion.departmentId);
  if (!unit && !(await mayReadMatter(visit, opinion.projectId))) return visit.context.notFound();
  const clerk = visit.holds('clerk');
  const raiser = raisers.some((each) => each.personId === signedIn.personId);
  const today = chinaDate(visit.now);
  const answerIds = answers.map((each) => each.id);
  const [organisations, settings, papers] = await Promise.all([
    listServingOrganisations(database, congressHere),
    loadYearSettings(database, congressHere.id, opinion.yearId),
    listPapers(database, congressHere.id, answerIds),
  ]);
  const rendered = (
    <OpinionPage
      frame={visit.frame()}
      home={homeOf(visit)}
      place={congressHere.name}
      base={`/c/${congressHere.id}`}
      one={toOpinionProps(opinion, today)}
      back={backOf(visit)}
      raisers={raisers.map((each) => each.name)}
      handedOverOn={opinion.handedOverOn}
      dueOn={opinion.dueOn}
      declinedReason={opinion.declinedReason}
      answers={answers.map((each) => ({
        ...each,
        daysLate: daysLate(each.dueOn, each.answeredOn),
        papers: toPaperProps(papers.get(each.id) ?? [], `/c/${congressHere.id}/papers`),
        resultName: answerResultNames[each.result],
        gradeName: each.grade === null ? null : gradeNames[each.grade],
      }))}
      publication={
        clerk && opinion.handedOverOn !== null
          ? {
              published: opinion.published,
              wording: opinion.publicContent ?? opinion.content,
              standing: opinion.publicContent,
              withdrawnReason: opinion.withdrawnReason,
            }
          : null
      }
      mayHandOver={clerk}
      mayAnswer={clerk || unit}
      mayRate={clerk || raiser}
      rateOnPaper={clerk && !raiser}
      departments={organisations
        .filter((each) => each.kind !== 'party_committee')
        .map((each) => ({ value: each.id, text: each.name }))}
      proposedDue={addDays(today, settings.opinionDays)}
      sent={sentOf(attempt)}
      actId={randomUUID}
    />
  );
  return await visit.page(rendered, attempt?.status ?? 200);
}

/** One act of an opinion's page: all of them show the same page again when refused. */
function opinionAct<Schema extends z.ZodType<{ act_id: string }>, Answer>(
  kind: string,
  place: string,
  access: Access,
  schema: Schema,
  run: RunAct<Schema, Answer>,
  said: string,
  bodyLimit?: number,
): RouteDeclaration {
  return actRoute(kind, schema, {
    ...{ path: `${one}/${place}`, access, run, again: showOne, bodyLimit },
    done: (visit) =>
      visit.redirect(`/c/${visit.congressHere.id}/opinions/${visit.param('opinion')}`, said),
  });
}

/** Opinions: handed over, answered by the department, rated by those who raised them, published. */
export const opinionRoutes = declareRoutes([
  { method: 'GET', path, site: 'staff', access: readersAndDepartments, handle: showList },
  {
    method: 'GET',
    path: one,
    site: 'staff',
    access: readersAndDepartments,
    handle: (visit) => showOne(visit, null),
  },
  opinionAct(
    'hand-over-opinion',
    'hand-over',
    clerks,
    handOver,
    (visit, request, { department_id, due_on }) =>
      handOverOpinion(visit.database, request, {
        ...{ opinionId: visit.param('opinion'), departmentId: department_id, dueOn: due_on },
        congressIds: [visit.congressHere.id, ...visit.congressHere.ancestorIds],
      }),
    '已交办。',
  ),
  opinionAct(
    'decline-opinion',
    'decline',
    clerks,
    decline,
    (visit, request, { reason }) =>
      declineOpinion(visit.database, request, { opinionId: visit.param('opinion'), reason }),
    '已答复不交办。',
  ),
  opinionAct(
    'answer-opinion',
    'answer',
    answerers,
    answer,
    async (visit, request, { result, content }) => {
      const papers = await readPapers(visit);
      if (!papers.ok) return papers;
      return await answerOpinion(visit.database, request, {
        ...{ opinionId: visit.param('opinion'), result, content },
        ...{ organisationIds: answersFor(visit), papers: papers.value },
      });
    },
    '反馈已送出，等待提出人评价。',
    papersBodyLimit,
  ),
  opinionAct(
    'rate-answer',
    'rate',
    clerksAndDeputies,
    rate,
    (visit, request, { grade, reason }) =>
      rateAnswer(visit.database, request, {
        ...{ opinionId: visit.param('opinion'), grade, reason },
        enteredByClerk: visit.holds('clerk'),
      }),
    '评价已登记。',
  ),
  opinionAct(
    'publish-opinion',
    'publish',
    clerks,
    publish,
    (visit, request, { wording, as_read }) =>
      publishOpinion(visit.database, request, {
        ...{ opinionId: visit.param('opinion'), wording, asRead: as_read },
      }),
    '已公布，群众可以在项目页上看到。',
  ),
  opinionAct(
    'withdraw-opinion',
    'withdraw',
    clerks,
    withdraw,
    (visit, request, { reason }) =>
      withdrawOpinion(visit.database, request, { opinionId: visit.param('opinion'), reason }),
    '已撤下，原因已登记。',
  ),
]);
