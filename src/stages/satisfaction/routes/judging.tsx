import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { besideStanding } from '../../../../views/parts/beside.tsx';
import { JudgePage } from '../../../../views/satisfaction/judge-page.tsx';
import { RectifyPage } from '../../../../views/satisfaction/rectify-page.tsx';
import { addDays, dayInWords } from '../../../rules/days.ts';
import { gradeCodes, gradeNames } from '../../../rules/grades.ts';
import { usualBasis } from '../../../rules/rectification.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { actFields, asReadField, dayField, requiredText } from '../../../web/forms.ts';
import { clerks, declareRoutes } from '../../../web/route.ts';
import { type Attempt, formOf, submit } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import { listServingOrganisations, loadProjectPage, projectPath } from '../../delivery/index.ts';
import { loadYearSettings } from '../../meeting/index.ts';
import { judgeProject } from '../judge-project.ts';
import { rectifyTest } from '../rectify-test.ts';
import { loadThreeColumns } from '../three-columns.ts';

const judge = z.object({
  ...actFields,
  as_read: asReadField,
  grade: z.enum(gradeCodes, '请选择等次。'),
  reason: requiredText('请写明理由。', 1000).refine((text) => text.length >= 2, '请写明理由。'),
});
const rectify = z.object({
  ...actFields,
  content: requiredText('请写明要整改什么。', 2000),
  unit_id: z.uuid('请选择责任单位。'),
  person_in_charge: requiredText('请填写责任人。', 60),
  due_on: dayField('整改期限'),
  legal_basis: requiredText('请写明依据。', 200),
});

/** The party committee that the viewer acts for here; null when they act for none. */
function committeeOf(visit: Visit): string | null {
  const held = visit.signedIn.held.find(
    (one) => one.role === 'party_committee' && one.congressId === visit.congressHere.id,
  );
  return held?.organisationId ?? null;
}

async function columnsOf(visit: Visit) {
  const loaded = await loadProjectPage(visit);
  if (loaded === null) return null;
  const { project } = loaded;
  const looking = { today: chinaDate(visit.now), publicOnly: false };
  const all = await loadThreeColumns(visit.database, [project], looking);
  const columns = all.get(project.id);
  return columns === undefined ? null : { ...loaded, columns };
}

async function showJudge(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const loaded = await columnsOf(visit);
  if (loaded === null) return visit.context.notFound();
  const { party } = loaded.columns;
  return await visit.page(
    <JudgePage
      frame={visit.frame()}
      page={loaded.page}
      form={besideStanding(
        formOf(attempt, 'judge-project'),
        { grade: party?.grade ?? '', reason: party?.reason ?? '' },
        [
          ['grade', '等次', gradeNames],
          ['reason', '理由'],
        ],
      )}
      read={[party?.grade ?? null, party?.reason ?? null]}
      standing={
        party === null ? null : `${gradeNames[party.grade]}（${dayInWords(party.judgedOn)}）`
      }
      actId={randomUUID()}
    />,
    attempt?.status ?? 200,
  );
}

async function showRectify(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const loaded = await columnsOf(visit);
  const result = loaded?.columns.deputies.find((one) => one.id === visit.param('result'));
  if (loaded === null || result === undefined) return visit.context.notFound();
  const { database, congressHere } = visit;
  const units = await listServingOrganisations(database, congressHere);
  const settings = await loadYearSettings(database, congressHere.id, loaded.project.yearId);
  const fresh = {
    unit_id: loaded.project.departmentId ?? '',
    due_on: addDays(chinaDate(visit.now), settings.rectificationDays),
    legal_basis: usualBasis['own-level'],
  };
  return await visit.page(
    <RectifyPage
      frame={visit.frame()}
      page={loaded.page}
      form={formOf(attempt, 'rectify-test', fresh)}
      units={units.map((one) => ({ value: one.id, text: one.name }))}
      result={result.why}
      actId={randomUUID()}
    />,
    attempt?.status ?? 200,
  );
}

const project = '/c/:congress/projects/:project';
const committees = { kind: 'roles', roles: { party_committee: 'own' } } as const;

/** The party committee's judgement, and rectification after a test of 不满意. */
export const judgingRoutes = declareRoutes([
  {
    method: 'GET',
    path: `${project}/party-judgement`,
    site: 'staff',
    access: committees,
    handle: (visit) => showJudge(visit, null),
  },
  {
    method: 'POST',
    path: `${project}/party-judgement`,
    site: 'staff',
    access: committees,
    handle: (visit) =>
      submit(visit, 'judge-project', judge, {
        run: (request, value) =>
          judgeProject(visit.database, request, {
            ...{ projectId: visit.param('project'), grade: value.grade, reason: value.reason },
            asRead: value.as_read,
            organisationId: committeeOf(visit) ?? randomUUID(),
          }),
        done: () => visit.redirect(projectPath(visit), '评价已公开。'),
        again: (attempt) => showJudge(visit, attempt),
      }),
  },
  {
    method: 'GET',
    path: `${project}/rectify/:result`,
    site: 'staff',
    access: clerks,
    handle: (visit) => showRectify(visit, null),
  },
  {
    method: 'POST',
    path: `${project}/rectify/:result`,
    site: 'staff',
    access: clerks,
    handle: async (visit) => {
      const units = await listServingOrganisations(visit.database, visit.congressHere);
      return await submit(visit, 'rectify-test', rectify, {
        run: (request, value) =>
          rectifyTest(visit.database, request, {
            ...{ projectId: visit.param('project'), resultId: visit.param('result') },
            ...{ personInCharge: value.person_in_charge, content: value.content },
            ...{ dueOn: value.due_on, legalBasis: value.legal_basis },
            unit: units.find((one) => one.id === value.unit_id) ?? null,
          }),
        done: ({ number }) =>
          visit.redirect(projectPath(visit), `已发出整改第 ${number} 号。销号以后再次测评。`),
        again: (attempt) => showRectify(visit, attempt),
      });
    },
  },
]);
