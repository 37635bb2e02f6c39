import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { EnterResultsPage } from '../../../../views/satisfaction/enter-results-page.tsx';
import { SatisfactionYearPage } from '../../../../views/satisfaction/year-page.tsx';
import { type GradeCounts, gradeCodes } from '../../../rules/grades.ts';
import { chinaDate } from '../../../web/china-time.ts';
import {
  actFields,
  dayField,
  halfWidthDigits,
  requiredText,
  wholeNumber,
} from '../../../web/forms.ts';
import { homeOf } from '../../../web/home.ts';
import { clerks, declareRoutes } from '../../../web/route.ts';
import { type Attempt, formOf, submit } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import {
  departmentsOf,
  listOwnMatters,
  listProjects,
  readersAndDepartments,
} from '../../delivery/index.ts';
import { enterResults } from '../enter-results.ts';
import { publicTestPath } from '../satisfaction-section.ts';
import { loadThreeColumns } from '../three-columns.ts';

const countField = /^(satisfied|fairly_satisfied|dissatisfied)-[0-9a-f-]{36}$/;

/** Every figure is a whole number or empty: what cannot be read is never taken for nought. */
const enter = z
  .looseObject({
    ...actFields,
    tested_on: dayField('测评日期'),
    base: z.enum(['members', 'present', 'valid'], '请选择计算基数。'),
    base_count: wholeNumber('基数', 1, 9999),
    source: requiredText('请写明来源。', 300),
  })
  .superRefine((value, context) => {
    for (const [name, typed] of Object.entries(value)) {
      if (!countField.test(name) || readCount(typed) !== undefined) continue;
      const message = '票数应填 0 到 9999 之间的整数。';
      context.addIssue({ code: 'custom', path: [name], message });
    }
  });

/** The number of a field, null for an empty one, undefined for what is no number. */
function readCount(typed: unknown): number | null | undefined {
  if (typeof typed !== 'string') return undefined;
  const text = halfWidthDigits(typed).trim();
  if (text === '') return null;
  return /^\d{1,4}$/.test(text) ? Number(text) : undefined;
}

/** The lines of which at least one figure was typed; the others of such a line are nought. */
function linesOf(value: Readonly<Record<string, unknown>>, projectIds: readonly string[]) {
  return projectIds.flatMap((projectId) => {
    const typed = gradeCodes.map((code) => readCount(value[`${code}-${projectId}`]) ?? null);
    if (typed.every((one) => one === null)) return [];
    const [satisfied, fairly, dissatisfied] = typed.map((one) => one ?? 0);
    const counts: GradeCounts = {
      satisfied: satisfied ?? 0,
      fairly_satisfied: fairly ?? 0,
      dissatisfied: dissatisfied ?? 0,
    };
    return [{ projectId, counts }];
  });
}

const path = '/c/:congress/satisfaction';
const pathOf = (visit: Visit) => `/c/${visit.congressHere.id}/satisfaction`;

async function yearOf(visit: Visit) {
  const { database, congressHere } = visit;
  const departments = departmentsOf(visit);
  const listed = await listProjects(database, congressHere.id);
  const own =
    departments === null ? null : await listOwnMatters(database, congressHere.id, departments);
  const all = listed.filter((one) => own === null || own.has(one.id));
  const years = [...new Set(all.map((one) => one.year))];
  const asked = Number(visit.query('year'));
  const year = years.includes(asked) ? asked : (years[0] ?? null);
  return { years, year, projects: all.filter((one) => one.year === year) };
}

async function showYear(visit: Visit): Promise<Response> {
  const { congressHere } = visit;
  const base = `/c/${congressHere.id}`;
  const { years, year, projects } = await yearOf(visit);
  const looking = { today: chinaDate(visit.now), publicOnly: false };
  const columns = await loadThreeColumns(visit.database, projects, looking);
  return await visit.page(
    <SatisfactionYearPage
      frame={visit.frame()}
      congress={{ name: congressHere.name, href: base }}
      home={homeOf(visit)}
      path={pathOf(visit)}
      year={year}
      years={years}
      projects={projects.flatMap((one) => {
        const own = columns.get(one.id);
        if (own === undefined) return [];
        const href = `${base}/projects/${one.id}`;
        return [{ href, number: one.number, title: one.voted.title, columns: own }];
      })}
      testPath={publicTestPath(congressHere.id)}
      work={
        visit.holds('clerk') && year !== null
          ? [
              { href: `${pathOf(visit)}/enter?year=${year}`, text: '录入另外办的测评结果' },
              { href: `${base}/imports/results`, text: '从 Excel 导入以往的测评结果' },
              { href: `${base}/imports/judgements`, text: '从 Excel 导入以往的党委评价' },
              { href: `/c/${congressHere.id}/residents`, text: '群众评价与反映的问题' },
            ]
          : []
      }
    />,
  );
}

async function showEnter(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const { congressHere } = visit;
  const { year, projects } = await yearOf(visit);
  if (year === null) return visit.redirect(pathOf(visit));
  return await visit.page(
    <EnterResultsPage
      frame={visit.frame()}
      congress={{ name: congressHere.name, href: `/c/${congressHere.id}` }}
      back={pathOf(visit)}
      year={year}
      projects={projects.map(({ id, number, voted }) => ({ id, number, title: voted.title }))}
      form={formOf(attempt, 'enter-results')}
      actId={randomUUID()}
    />,
    attempt?.status ?? 200,
  );
}

/** The three columns of a year, and older results entered with their source. */
export const satisfactionYearRoutes = declareRoutes([
  { method: 'GET', path, site: 'staff', access: readersAndDepartments, handle: showYear },
  {
    method: 'GET',
    path: `${path}/enter`,
    site: 'staff',
    access: clerks,
    handle: (visit) => showEnter(visit, null),
  },
  {
    method: 'POST',
    path: `${path}/enter`,
    site: 'staff',
    access: clerks,
    handle: async (visit) => {
      const { year, projects } = await yearOf(visit);
      const ids = projects.map((one) => one.id);
      return await submit(visit, 'enter-results', enter, {
        run: (request, value) =>
          enterResults(visit.database, request, {
            ...{ testedOn: value.tested_on, base: value.base, baseCount: value.base_count },
            ...{ source: value.source, lines: linesOf(value, ids) },
          }),
        done: ({ entered }) =>
          visit.redirect(`${pathOf(visit)}?year=${year ?? ''}`, `已录入 ${entered} 个项目的结果。`),
        again: (attempt) => showEnter(visit, attempt),
      });
    },
  },
]);
