import { z } from 'zod';
import { AboutJudgements, AboutResults } from '../../../../views/satisfaction/import-fields.tsx';
import {
  judgementsTemplate,
  readJudgementsFile,
  readResultsFile,
  resultsTemplate,
} from '../../../documents/index.ts';
import { gradeCodes, gradeNames } from '../../../rules/grades.ts';
import { ok, refuse } from '../../../rules/refusals.ts';
import { actFields, dayField, requiredText, wholeNumber } from '../../../web/forms.ts';
import { declareRoutes } from '../../../web/route.ts';
import { importPage } from '../../../web/sheet-import.tsx';
import { previewFields } from '../../../web/upload.ts';
import type { Visit } from '../../../web/visit.ts';
import { newestYear, projectsOfYear, rowsOfYear, titlesOfYear } from '../../delivery/index.ts';
import { enterResults } from '../enter-results.ts';
import { committeeName, importJudgements } from '../import-judgements.ts';
import { judgedProjects } from '../three-columns.ts';

const from = { text: '满意度', path: '/satisfaction' };
const source = (example: string) => requiredText(`请写明来源，如“${example}”。`, 150);
const number = z.number().int().min(1).max(999);
const count = z.number().int().min(0).max(9999);

const test = {
  year: wholeNumber('年度', 2000, 2199),
  tested_on: dayField('测评日期'),
  base: z.enum(['members', 'present', 'valid'], '请选择计算基数。'),
  base_count: wholeNumber('基数', 1, 9999),
  source: source('2024年测评结果报告'),
};
const resultRow = z.strictObject({
  number,
  counts: z.strictObject({ satisfied: count, fairly_satisfied: count, dissatisfied: count }),
});

/** The projects of the rows, in their order; a row without one was refused when the file was read. */
async function idsOf(visit: Visit, year: number): Promise<ReadonlyMap<number, string>> {
  const projects = await projectsOfYear(visit, year);
  return new Map(projects.map((one) => [one.number, one.id]));
}

const back = (visit: Visit, said: string) =>
  visit.redirect(`/c/${visit.congressHere.id}/satisfaction`, said);
const sourceOf = (value: { readonly source: string; readonly file_name: string }) =>
  `${value.source}（${value.file_name}）`.slice(0, 300);

const template =
  (write: (projects: Awaited<ReturnType<typeof rowsOfYear>>) => Promise<Uint8Array>) =>
  async (visit: Visit) =>
    write(await rowsOfYear(visit, await newestYear(visit)));
const fresh = async (visit: Visit) => ({ year: String(await newestYear(visit)) });

const resultsImport = importPage({
  kind: 'import-results',
  path: '/c/:congress/imports/results',
  ask: z.looseObject(test),
  accept: z.object({ ...actFields, ...test, ...previewFields(resultRow, 999) }),
  words: {
    ...{ title: '从 Excel 导入以往的测评结果', label: '测评结果文件', unit: '个' },
    template: '下载填好编号的表',
  },
  said: '只录入票数和来源；结论由程序按规则算出。没有测评的项目不要写在表里。',
  from,
  fields: (form) => <AboutResults form={form} />,
  fresh,
  template: template(resultsTemplate),
  templateName: '测评结果表.xlsx',
  read: async (visit, bytes, { year }) => readResultsFile(bytes, await titlesOfYear(visit, year)),
  compare: async (visit, rows, { year }) => {
    const titles = await titlesOfYear(visit, year);
    return ok({
      added: rows.map(({ number: one, counts }) => {
        const said = gradeCodes.map((code) => `${gradeNames[code]} ${counts[code]}`).join('，');
        return `${one} ${titles.get(one) ?? ''}：${said}`;
      }),
      ...{ changed: [], missing: [], unchanged: 0, fingerprint: '' },
    });
  },
  run: async (visit, request, value) => {
    const ids = await idsOf(visit, value.year);
    return await enterResults(visit.database, request, {
      ...{ testedOn: value.tested_on, base: value.base, baseCount: value.base_count },
      source: sourceOf(value),
      lines: value.rows.map((row) => ({
        ...{ projectId: ids.get(row.number) ?? '', counts: row.counts },
      })),
    });
  },
  done: (visit, { entered }) => back(visit, `已导入 ${entered} 个项目的测评结果，并注明来源。`),
});

const judged = {
  year: wholeNumber('年度', 2000, 2199),
  committee: requiredText('请填写评价的党委名称。', 80),
  source: source('2024年党委会议纪要'),
};
const judgementRow = z.strictObject({
  number,
  grade: z.enum(gradeCodes),
  reason: z.string().min(2).max(1000),
  judgedOn: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
});

const judgementsImport = importPage({
  kind: 'import-judgements',
  path: '/c/:congress/imports/judgements',
  ask: z.looseObject(judged),
  accept: z.object({ ...actFields, ...judged, ...previewFields(judgementRow, 999) }),
  words: {
    ...{ title: '从 Excel 导入以往的党委评价', label: '党委评价文件', unit: '个' },
    template: '下载填好编号的表',
  },
  said: '一个项目一个等次和理由，注明来源。已经有党委评价的项目不能用导入的替换。',
  from,
  fields: (form) => <AboutJudgements form={form} />,
  fresh: async (visit) => ({
    ...(await fresh(visit)),
    committee: (await committeeName(visit.database, visit.congressHere.id)) ?? '',
  }),
  template: template(judgementsTemplate),
  templateName: '党委评价表.xlsx',
  read: async (visit, bytes, { year }) =>
    readJudgementsFile(bytes, await titlesOfYear(visit, year)),
  compare: async (visit, rows, { year }) => {
    const [titles, ids] = await Promise.all([titlesOfYear(visit, year), idsOf(visit, year)]);
    const there = await judgedProjects(visit.database, visit.congressHere.id, [...ids.values()]);
    const again = rows.filter((row) => there.has(ids.get(row.number) ?? ''));
    if (again.length > 0) {
      const numbers = again.map((row) => row.number).join('、');
      const message = `编号为 ${numbers} 的项目已经有党委评价，没有导入任何内容。请删去这些行。`;
      return refuse({ code: 'already-done', message });
    }
    return ok({
      added: rows.map(
        (row) => `${row.number} ${titles.get(row.number) ?? ''}：${gradeNames[row.grade]}`,
      ),
      ...{ changed: [], missing: [], unchanged: 0, fingerprint: '' },
    });
  },
  run: async (visit, request, value) => {
    const ids = await idsOf(visit, value.year);
    return await importJudgements(visit.database, request, {
      ...{ committee: value.committee, source: sourceOf(value), fileName: value.file_name },
      rows: value.rows.map((row) => ({ ...row, projectId: ids.get(row.number) ?? '' })),
    });
  },
  done: (visit, { projects }) => back(visit, `已导入 ${projects} 个项目的党委评价，并注明来源。`),
});

/** Older results and older judgements from spreadsheets. */
export const satisfactionImportRoutes = declareRoutes([...resultsImport, ...judgementsImport]);
