import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { IssueRectificationPage } from '../../../../views/delivery/issue-rectification-page.tsx';
import { RectificationPage } from '../../../../views/delivery/rectification-page.tsx';
import { RectificationsPage } from '../../../../views/delivery/rectifications-page.tsx';
import { addDays, daysLate } from '../../../rules/days.ts';
import { usualBasis } from '../../../rules/rectification.ts';
import { refuse } from '../../../rules/refusals.ts';
import { performAct } from '../../../trail/perform-act.ts';
import { actRoute } from '../../../web/act-route.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { actFields, asReadField, dayField, idField, requiredText } from '../../../web/forms.ts';
import { homeOf } from '../../../web/home.ts';
import { clerks, declareRoutes } from '../../../web/route.ts';
import { type Attempt, formOf, submit } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import { loadYearSettings } from '../../meeting/index.ts';
import { listServingOrganisations } from '../organisation-store.ts';
import { toPaperProps } from '../papers/paper-props.ts';
import { listPapers } from '../papers/paper-store.ts';
import { papersBodyLimit, readPapers } from '../papers/read-papers.ts';
import { mayReadMatter } from '../project-page.ts';
import { listProjects, loadProject } from '../project-store.ts';
import { answerRectification } from '../rectification/answer-rectification.ts';
import { issueRectification } from '../rectification/issue-rectification.ts';
import { loadWordings } from '../rectification/public-entries.ts';
import { publishWording, withdrawWording } from '../rectification/publish-wording.ts';
import { type Checker, recheckRectification } from '../rectification/recheck-rectification.ts';
import { loadRectificationProps } from '../rectification/rectification-props.ts';
import {
  listIssuedRectifications,
  listReceivedRectifications,
  loadRectification,
  type Rectification,
} from '../rectification/rectification-store.ts';
import { listGroups } from '../supervision/supervision-store.ts';
import {
  answerers,
  answersFor,
  departmentsOf,
  isUnitOf,
  readersAndDepartments,
  recheckers,
} from './access.ts';
import { sentOf } from './sent.ts';

const path = '/c/:congress/rectifications';
const one = `${path}/:rectification`;

const issueForm = z.object({
  ...actFields,
  project_id: idField,
  unit_id: z.uuid('请选择责任单位。'),
  person_in_charge: requiredText('请填写责任人。', 60),
  content: requiredText('请写明要整改什么。', 2000),
  power: z.enum(['request', 'order'], '请选择性质。'),
  legal_basis: requiredText('请写明依据；责令整改须写明所依据的决议。', 200),
  due_on: dayField('整改期限'),
});
const answerForm = z.object({ ...actFields, content: requiredText('请填写整改情况。', 2000) });
const recheckForm = z.object({
  ...actFields,
  result: z.enum(['closed', 'reopened'], '请选择复查结论。'),
  finding: requiredText('请写明复查情况。', 1000),
  new_due_on: z.union([z.literal('').transform(() => null), dayField('新的期限')]).default(null),
});

const wordingForm = z.object({
  ...actFields,
  as_read: asReadField,
  entry_id: idField,
  wording: requiredText('请填写公开的文字。', 2000),
});
const withdrawForm = z.object({
  ...actFields,
  entry_id: idField,
  reason: requiredText('请写明撤下的理由。', 500),
});

const baseOf = (visit: Visit) => `/c/${visit.congressHere.id}`;

async function showList(visit: Visit): Promise<Response> {
  const { database, congressHere } = visit;
  const departments = departmentsOf(visit);
  const today = chinaDate(visit.now);
  const [issued, received] = await Promise.all([
    departments === null ? listIssuedRectifications(database, congressHere.id) : [],
    listReceivedRectifications(database, congressHere.id, departments),
  ]);
  return await visit.page(
    <RectificationsPage
      frame={visit.frame()}
      place={congressHere.name}
      base={baseOf(visit)}
      home={homeOf(visit)}
      showIssued={departments === null}
      mayIssue={visit.holds('clerk')}
      issued={await loadRectificationProps(database, issued, today)}
      received={await loadRectificationProps(database, received, today)}
    />,
  );
}

async function showNew(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const { database, congressHere } = visit;
  const projects = await listProjects(database, congressHere.id);
  const chosen = projects.find((each) => each.id === visit.query('project')) ?? projects[0];
  const settings =
    chosen === undefined ? null : await loadYearSettings(database, congressHere.id, chosen.yearId);
  const organisations = await listServingOrganisations(database, congressHere);
  const fresh = {
    project_id: chosen?.id ?? '',
    unit_id: chosen?.departmentId ?? '',
    power: 'request',
    legal_basis: usualBasis['own-level'],
    due_on: addDays(chinaDate(visit.now), settings?.rectificationDays ?? 90),
  };
  return await visit.page(
    <IssueRectificationPage
      frame={visit.frame()}
      place={congressHere.name}
      base={baseOf(visit)}
      form={formOf(attempt, 'issue-rectification', fresh)}
      projects={projects.map((each) => ({
        value: each.id,
        text: `${each.year} 年第 ${each.number} 号 ${each.voted.title}`,
      }))}
      units={organisations.map((each) => ({ value: each.id, text: each.name }))}
      actId={randomUUID()}
    />,
    attempt?.status ?? 200,
  );
}

async function showOne(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const { database, congressHere } = visit;
  const loaded = await loadRectification(database, congressHere.id, visit.param('rectification'));
  if (loaded === null) return visit.context.notFound();
  const { rectification } = loaded;
  const unit = isUnitOf(visit, rectification.unitId);
  if (!unit && !(await mayReadMatter(visit, rectification.projectId))) {
    return visit.context.notFound();
  }
  const answerIds = loaded.answers.map((each) => each.id);
  const papers = await listPapers(database, rectification.unitCongressId, answerIds);
  const isUnit = rectification.unitCongressId === congressHere.id;
  const isIssuer = rectification.issuerId === congressHere.id;
  const clerk = visit.holds('clerk');
  const wordings = await loadWordings(database, rectification.id);
  const [one] = await loadRectificationProps(database, [rectification], chinaDate(visit.now));
  if (one === undefined) throw new Error('one rectification has one set of props');
  const checks = isIssuer && (clerk || (isUnit && (await mayCheckHere(visit, rectification))));
  return await visit.page(
    <RectificationPage
      frame={visit.frame()}
      home={homeOf(visit)}
      place={congressHere.name}
      base={baseOf(visit)}
      one={one}
      answers={loaded.answers.map((each) => ({
        ...each,
        wording: wordings.get(each.id) ?? null,
        rechecks: each.rechecks.map((check) => ({
          ...check,
          wording: wordings.get(check.id) ?? null,
        })),
        daysLate: daysLate(each.dueOn, each.answeredOn),
        papers: toPaperProps(
          papers.get(each.id) ?? [],
          `${baseOf(visit)}/rectification-answers/${each.id}/papers`,
        ),
      }))}
      mayAnswer={isUnit && (clerk || unit)}
      mayRecheck={checks}
      answerForm={formOf(attempt, 'answer-rectification')}
      recheckForm={formOf(attempt, 'recheck-rectification')}
      actIds={[randomUUID(), randomUUID()]}
      publishes={{
        answers: rectification.published && isUnit && clerk,
        rechecks: rectification.published && isIssuer && clerk,
      }}
      sent={sentOf(attempt)}
      newActId={randomUUID}
    />,
    attempt?.status ?? 200,
  );
}

/** Whether one who is no clerk re-checks at this level: the presidium, or the leader of the project's group. */
async function mayCheckHere(visit: Visit, { projectId }: Rectification): Promise<boolean> {
  if (visit.holds('presidium')) return true;
  if (!visit.holds('deputy') || projectId === null) return false;
  const { database, congressHere, signedIn } = visit;
  const groups = await listGroups(database, congressHere.id, { memberId: signedIn.personId });
  return groups.some(
    (group) =>
      group.projectId === projectId &&
      group.members.some((each) => each.leader && each.personId === signedIn.personId),
  );
}

function checkerOf(visit: Visit): Checker {
  if (visit.holds('clerk')) return 'clerk';
  return visit.holds('presidium') ? 'presidium' : 'deputy';
}

function issue(visit: Visit): Promise<Response> {
  return submit(visit, 'issue-rectification', issueForm, {
    run: (request, value) =>
      performAct(visit.database, request, async (act) => {
        const project = await loadProject(act.transaction, act.congressId, value.project_id);
        const units = await listServingOrganisations(act.transaction, visit.congressHere);
        const unit = units.find((each) => each.id === value.unit_id);
        if (project === null || unit === undefined) {
          const message = '没有这个项目或单位。请从列表中选择。';
          return refuse({ code: 'no-such-unit', message, field: 'unit_id' });
        }
        return await issueRectification(act, {
          ...{ origin: 'supervision', originId: project.id, projectId: project.id },
          ...{ power: value.power, legalBasis: value.legal_basis, dueOn: value.due_on },
          ...{ unitCongressId: act.congressId, unitId: unit.id, unitName: unit.name },
          ...{ personInCharge: value.person_in_charge, content: value.content, published: true },
        });
      }),
    done: ({ rectificationId, number }) =>
      visit.redirect(
        `${baseOf(visit)}/rectifications/${rectificationId}`,
        `已发出第 ${number} 号整改。`,
      ),
    again: (attempt) => showNew(visit, attempt),
  });
}

function backTo(said: string) {
  return (visit: Visit) =>
    visit.redirect(`${baseOf(visit)}/rectifications/${visit.param('rectification')}`, said);
}

/** Rectifications of both sides: what was asked for, and what has to be answered. */
export const rectificationRoutes = declareRoutes([
  { method: 'GET', path, site: 'staff', access: readersAndDepartments, handle: showList },
  {
    method: 'GET',
    path: `${path}/new`,
    site: 'staff',
    access: clerks,
    handle: (visit) => showNew(visit, null),
  },
  { method: 'POST', path, site: 'staff', access: clerks, handle: issue },
  {
    method: 'GET',
    path: one,
    site: 'staff',
    access: readersAndDepartments,
    handle: (visit) => showOne(visit, null),
  },
  {
    method: 'POST',
    path: `${one}/answer`,
    site: 'staff',
    access: answerers,
    bodyLimit: papersBodyLimit,
    handle: (visit) =>
      submit(visit, 'answer-rectification', answerForm, {
        run: async (request, { content }) => {
          const papers = await readPapers(visit);
          if (!papers.ok) return papers;
          return await answerRectification(visit.database, request, {
            ...{ rectificationId: visit.param('rectification'), content },
            ...{ organisationIds: answersFor(visit), papers: papers.value },
          });
        },
        done: ({ rectificationId }) =>
          visit.redirect(
            `${baseOf(visit)}/rectifications/${rectificationId}`,
            '答复已送出，等待复查。',
          ),
        again: (attempt) => showOne(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${one}/recheck`,
    site: 'staff',
    access: recheckers,
    handle: (visit) =>
      submit(visit, 'recheck-rectification', recheckForm, {
        run: (request, { result, finding, new_due_on }) =>
          recheckRectification(visit.database, request, {
            rectificationId: visit.param('rectification'),
            ...{ result, finding, newDueOn: new_due_on, checker: checkerOf(visit) },
          }),
        done: ({ rectificationId, result }) =>
          visit.redirect(
            `${baseOf(visit)}/rectifications/${rectificationId}`,
            result === 'closed' ? '已销号。' : '已重新交办。',
          ),
        again: (attempt) => showOne(visit, attempt),
      }),
  },
  actRoute('publish-wording', wordingForm, {
    ...{ path: `${one}/wordings`, access: clerks, again: showOne, done: backTo('已公开。') },
    run: (visit, request, { entry_id, wording, as_read }) =>
      publishWording(visit.database, request, {
        ...{ rectificationId: visit.param('rectification'), entryId: entry_id, wording },
        asRead: as_read,
      }),
  }),
  actRoute('withdraw-wording', withdrawForm, {
    ...{ path: `${one}/wordings/withdraw`, access: clerks, again: showOne },
    done: backTo('已撤下，理由已登记。'),
    run: (visit, request, { entry_id, reason }) =>
      withdrawWording(visit.database, request, {
        ...{ rectificationId: visit.param('rectification'), entryId: entry_id, reason },
      }),
  }),
]);
