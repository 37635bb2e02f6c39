import { z } from 'zod';
import { YearField } from '../../../../views/delivery/import-fields.tsx';
import { planTemplate, readPlanFile } from '../../../documents/index.ts';
import { sumTenThousandYuan } from '../../../rules/money.ts';
import { ok } from '../../../rules/refusals.ts';
import { actFields, wholeNumber } from '../../../web/forms.ts';
import { declareRoutes } from '../../../web/route.ts';
import { importPage } from '../../../web/sheet-import.tsx';
import { previewFields } from '../../../web/upload.ts';
import type { Visit } from '../../../web/visit.ts';
import { listDepartments } from '../organisation-store.ts';
import { loadPlans } from '../plan/plan-store.ts';
import { importPlans, type PlanRow, planRow, plansFingerprint } from './import-plans.ts';
import { newestYear, projectsOfYear, rowsOfYear, titlesOfYear } from './projects-of-year.ts';

const chosen = { year: wholeNumber('年度', 2000, 2199) };

function inWords(row: PlanRow, isNew: boolean): string {
  const money = sumTenThousandYuan(row.funding.map((one) => one.amount));
  const department = `${row.department}${isNew ? '（新登记）' : ''}`;
  const funding = row.funding.length === 0 ? '' : `，资金 ${money ?? ''} 万元`;
  return `${department}，${row.personInCharge}，${row.milestones.length} 个节点${funding}`;
}

/** What a file would change: new plans, and further versions of those that are there. */
async function compare(visit: Visit, rows: readonly PlanRow[], year: number) {
  const { database, congressHere } = visit;
  const projects = await projectsOfYear(visit, year);
  const ids = projects.map((one) => one.id);
  const [plans, departments] = await Promise.all([
    loadPlans(database, congressHere.id, ids),
    listDepartments(database, congressHere),
  ]);
  const lines = rows.map((row) => {
    const project = projects.find((one) => one.number === row.number);
    const isNew = departments.every((one) => one.name !== row.department);
    return {
      title: `${row.number} ${project?.voted.title ?? ''}`,
      plan: project === undefined ? undefined : plans.get(project.id),
      said: inWords(row, isNew),
    };
  });
  const named = new Set(rows.map((row) => row.number));
  return {
    added: lines.flatMap((one) => (one.plan === undefined ? [`${one.title}：${one.said}`] : [])),
    changed: lines.flatMap(({ title, plan, said }) =>
      plan === undefined ? [] : [{ title, changes: `换成第 ${plan.number + 1} 版：${said}` }],
    ),
    missing: projects
      .filter((one) => !named.has(one.number))
      .map((one) => `${one.number} ${one.voted.title}`),
    ...{ unchanged: 0, fingerprint: plansFingerprint(projects) },
  };
}

/** Implementation plans of a year from a spreadsheet: preview, then all rows or none. */
export const planImportRoutes = declareRoutes(
  importPage({
    kind: 'import-plans',
    path: '/c/:congress/imports/plans',
    ask: z.looseObject(chosen),
    accept: z.object({ ...actFields, ...chosen, ...previewFields(planRow, 999) }),
    words: {
      ...{ title: '从 Excel 导入实施计划', label: '计划文件', unit: '个' },
      ...{ missingLabel: '文件中没有（不受影响）', template: '下载填好编号的表' },
    },
    said: '一个项目可以写几行：每个节点、每个资金来源、每个年度目标各占一行。导入后还没有公布，核对后逐个公布。',
    from: { text: '民生实事项目', path: '/projects' },
    fields: (form) => <YearField form={form} />,
    fresh: async (visit) => ({ year: String(await newestYear(visit)) }),
    template: async (visit) => planTemplate(await rowsOfYear(visit, await newestYear(visit))),
    templateName: '实施计划表.xlsx',
    read: async (visit, bytes, { year }) => readPlanFile(bytes, await titlesOfYear(visit, year)),
    compare: async (visit, rows, { year }) =>
      ok(await compare(visit, z.array(planRow).parse(rows), year)),
    run: (visit, request, value) =>
      importPlans(visit.database, request, {
        ...{ year: value.year, rows: value.rows, fingerprint: value.fingerprint },
        ...{ fileName: value.file_name, ancestorIds: visit.congressHere.ancestorIds },
      }),
    done: (visit, { projects }) =>
      visit.redirect(
        `/c/${visit.congressHere.id}/projects`,
        `已导入 ${projects} 个项目的实施计划，还没有公布。`,
      ),
  }),
);
