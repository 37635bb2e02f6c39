import { z } from 'zod';
import { YearAndMonth } from '../../../../views/delivery/import-fields.tsx';
import { progressTemplate, readProgressFile } from '../../../documents/index.ts';
import { ok } from '../../../rules/refusals.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { actFields, wholeNumber } from '../../../web/forms.ts';
import { declareRoutes } from '../../../web/route.ts';
import { importPage } from '../../../web/sheet-import.tsx';
import { previewFields } from '../../../web/upload.ts';
import { monthField } from '../progress/progress-forms.ts';
import { type ProgressReport, standingNames } from '../progress/progress-store.ts';
import {
  importProgress,
  loadMonth,
  type MonthOfYear,
  type ProgressRow,
  progressRow,
} from './import-progress.ts';
import { newestYear, rowsOfYear, titlesOfYear } from './projects-of-year.ts';

const chosen = { year: wholeNumber('年度', 2000, 2199), month: monthField };

function inWords(one: Pick<ProgressReport, 'standing' | 'percent' | 'paid'> | ProgressRow): string {
  const percent = one.percent === null ? '按节点计算' : `${one.percent}%`;
  return `${standingNames[one.standing]}，${percent}${one.paid === null ? '' : `，支付 ${one.paid} 万元`}`;
}

/** What a file would change, project by project. */
function compare(rows: readonly ProgressRow[], known: MonthOfYear) {
  const lines = rows.map((row) => {
    const project = known.projects.find((one) => one.number === row.number);
    const before = project === undefined ? undefined : known.reports.get(project.id);
    const title = `${row.number} ${project?.voted.title ?? ''}`;
    return { title, before, now: inWords(row) };
  });
  const named = new Set(rows.map((row) => row.number));
  return {
    added: lines.flatMap((one) => (one.before === undefined ? [`${one.title}：${one.now}`] : [])),
    changed: lines.flatMap((one) =>
      one.before === undefined
        ? []
        : [{ title: one.title, changes: `由“${inWords(one.before)}”改报为“${one.now}”` }],
    ),
    missing: known.projects
      .filter((one) => !named.has(one.number))
      .map((one) => `${one.number} ${one.voted.title}`),
    ...{ unchanged: 0, fingerprint: known.fingerprint },
  };
}

/** Progress of a month from a spreadsheet: preview, then all rows or none. */
export const progressImportRoutes = declareRoutes(
  importPage({
    kind: 'import-progress',
    path: '/c/:congress/imports/progress',
    ask: z.looseObject(chosen),
    accept: z.object({ ...actFields, ...chosen, ...previewFields(progressRow, 999) }),
    words: {
      ...{ title: '从 Excel 导入进度', label: '进度文件', unit: '个' },
      ...{ missingLabel: '文件中没有（不受影响）', template: '下载填好编号的表' },
    },
    from: { text: '民生实事项目', path: '/projects' },
    fields: (form) => <YearAndMonth form={form} />,
    fresh: async (visit) => ({
      year: String(await newestYear(visit)),
      month: chinaDate(visit.now).slice(0, 7),
    }),
    template: async (visit) => progressTemplate(await rowsOfYear(visit, await newestYear(visit))),
    templateName: '进度填报表.xlsx',
    read: async (visit, bytes, { year }) =>
      readProgressFile(bytes, await titlesOfYear(visit, year)),
    compare: async (visit, rows, { year, month }) =>
      ok(compare(rows, await loadMonth(visit.database, visit.congressHere.id, year, month))),
    run: (visit, request, value) =>
      importProgress(visit.database, request, {
        ...{ year: value.year, month: value.month, rows: value.rows },
        ...{ fingerprint: value.fingerprint, fileName: value.file_name },
      }),
    done: (visit, { projects }) =>
      visit.redirect(
        `/c/${visit.congressHere.id}/projects`,
        `已导入 ${projects} 个项目的进度，并注明来源。`,
      ),
  }),
);
