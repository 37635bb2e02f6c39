import { z } from 'zod';
import { YearAndSource } from '../../../../views/delivery/import-fields.tsx';
import {
  figuresTemplate,
  originsTemplate,
  readFiguresFile,
  readOriginsFile,
} from '../../../documents/index.ts';
import { channels, originKinds, statesWhenVoted } from '../../../rules/procedure-figures.ts';
import { ok } from '../../../rules/refusals.ts';
import { actFields, requiredText, wholeNumber } from '../../../web/forms.ts';
import { declareRoutes } from '../../../web/route.ts';
import { importPage } from '../../../web/sheet-import.tsx';
import { previewFields } from '../../../web/upload.ts';
import type { Visit } from '../../../web/visit.ts';
import { figuresFingerprint, importFigures } from '../figures/enter-figures.ts';
import { listFigureYears, loadOrigins } from '../figures/figures-store.ts';
import { candidatesOfYear, importOrigins, originsFingerprint } from './import-origins.ts';
import { newestYear } from './projects-of-year.ts';

const from = { text: '往年程序数字', path: '/figures' };
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .nullable();
const count = z.number().int().min(0).max(999_999);
const codes = <Code extends string>(words: readonly (readonly [Code, string])[]) =>
  z.enum(words.map(([code]) => code) as [Code, ...Code[]]);

const figuresRow = z.strictObject({
  year: z.number().int().min(2000).max(2199),
  ...{ solicitationStartsOn: day, solicitationEndsOn: day, noticeOn: day, papersOn: day },
  ...{ deliberationMinuted: z.boolean().nullable(), planPublishedOn: day },
  channels: z.array(z.strictObject({ channel: codes(channels), suggestions: count })).max(9),
  source: z.string().min(2).max(120),
});

const originRow = z.strictObject({
  ...{ number: z.number().int().min(1).max(999), title: z.string().min(1).max(60) },
  kinds: z.array(codes(originKinds)).min(1).max(5),
  ...{ suggestions: count.nullable(), stateWhenVoted: codes(statesWhenVoted) },
});

function figuresInWords(row: z.output<typeof figuresRow>): string {
  const suggestions = row.channels.reduce((total, one) => total + one.suggestions, 0);
  const received = row.channels.length === 0 ? '没有建议条数' : `建议 ${suggestions} 条`;
  return `${row.year} 年：${received}，来源“${row.source}”`;
}

const figuresImport = importPage({
  kind: 'import-figures',
  path: '/c/:congress/imports/figures',
  ask: z.looseObject({}),
  accept: z.object({ ...actFields, ...previewFields(figuresRow, 200) }),
  words: { title: '从 Excel 导入往年程序数字', label: '数字文件', unit: '年' },
  said: '每年一行，每行写明来源。没有记录的留空：显示“没有数据”，不算合格。已经录入过的年份，整行换成文件里的。',
  from,
  template: figuresTemplate,
  templateName: '往年程序数字模板.xlsx',
  read: (_, bytes) => readFiguresFile(bytes),
  compare: async (visit, rows) => {
    const known = await listFigureYears(visit.database, visit.congressHere.id);
    const before = (year: number) => known.find((one) => one.year === year)?.source ?? null;
    const lines = z.array(figuresRow).parse(rows);
    return ok({
      added: lines.filter((row) => before(row.year) === null).map(figuresInWords),
      changed: lines.flatMap((row) =>
        before(row.year) === null
          ? []
          : [{ title: figuresInWords(row), changes: `原来录入自“${before(row.year) ?? ''}”` }],
      ),
      ...{ missing: [], unchanged: 0, fingerprint: figuresFingerprint(known) },
    });
  },
  run: (visit, request, { rows, fingerprint, file_name }) =>
    importFigures(visit.database, request, { rows, fingerprint, fileName: file_name }),
  done: (visit, { years, newest }) =>
    visit.redirect(
      `/c/${visit.congressHere.id}/figures?year=${newest}`,
      `已导入 ${years} 年的数字，并注明来源。`,
    ),
});

const about = {
  year: wholeNumber('年度', 2000, 2199),
  source: requiredText('请写明来源，如“2024年征集工作台账”。', 120),
};

function originInWords(row: z.output<typeof originRow>): string {
  const named = originKinds.flatMap(([kind, word]) => (row.kinds.includes(kind) ? [word] : []));
  return `${row.number} ${row.title}：${named.join('和')}`;
}

const candidatesHere = (visit: Visit, year: number) =>
  candidatesOfYear(visit.database, visit.congressHere.id, year);

const originsImport = importPage({
  kind: 'import-origins',
  path: '/c/:congress/imports/origins',
  ask: z.looseObject(about),
  accept: z.object({ ...actFields, ...about, ...previewFields(originRow, 999) }),
  words: { title: '从 Excel 导入候选项目来源', label: '来源文件', unit: '个' },
  said: '本程序里没有候选项目名单的年份，按文件登记名单；已有名单的，编号和名称须与名单一致。',
  from,
  fields: (form) => <YearAndSource form={form} />,
  template: async (visit) => {
    const candidates = await candidatesHere(visit, await newestYear(visit));
    return await originsTemplate(
      candidates.map((one) => ({ number: one.number, title: one.content.title })),
    );
  },
  templateName: '候选项目来源模板.xlsx',
  read: async (visit, bytes, { year }) => {
    const known = await candidatesHere(visit, year);
    const titles = new Map(known.map((one) => [one.number, one.content.title]));
    return await readOriginsFile(bytes, known.length === 0 ? null : titles);
  },
  compare: async (visit, rows, { year }) => {
    const known = await candidatesHere(visit, year);
    const lines = z.array(originRow).parse(rows);
    const years = await listFigureYears(visit.database, visit.congressHere.id);
    const yearId = years.find((one) => one.year === year)?.id;
    const entered =
      yearId === undefined
        ? new Map()
        : await loadOrigins(visit.database, visit.congressHere.id, yearId);
    const { database, congressHere } = visit;
    const fingerprint = await originsFingerprint(database, congressHere.id, year, known);
    const isThere = (row: { readonly number: number }) =>
      entered.has(known.find((one) => one.number === row.number)?.id ?? '');
    return ok({
      added: lines.filter((row) => !isThere(row)).map(originInWords),
      changed: lines
        .filter(isThere)
        .map((row) => ({ title: originInWords(row), changes: '换成文件里的' })),
      ...{ missing: [], unchanged: 0, fingerprint },
    });
  },
  run: (visit, request, value) =>
    importOrigins(visit.database, request, {
      ...{ year: value.year, rows: value.rows, fingerprint: value.fingerprint },
      source: `${value.source}（${value.file_name}）`.slice(0, 200),
    }),
  done: (visit, { candidates, year }) =>
    visit.redirect(
      `/c/${visit.congressHere.id}/figures?year=${year}`,
      `已导入 ${candidates} 个候选项目的来源，并注明出处。`,
    ),
});

/** Figures of older years and origins of their candidates from spreadsheets. */
export const figuresImportRoutes = declareRoutes([...figuresImport, ...originsImport]);
