import { AppraisalPage } from '../../../views/appraisal/appraisal-page.tsx';
import { announcementDocument, writeSpreadsheet } from '../../documents/index.ts';
import { dayInWords } from '../../rules/days.ts';
import { numberInWords } from '../../rules/rule-sheet/chinese-numerals.ts';
import { chinaDate } from '../../web/china-time.ts';
import { declareRoutes } from '../../web/route.ts';
import { documentType, spreadsheetType, type Visit } from '../../web/visit.ts';
import { listAppraisedYears, loadPlaces } from './appraisal-store.ts';
import {
  type Appraisal,
  appraisalColumns,
  appraise,
  projectCells,
  projectHeadings,
} from './appraise.ts';
import { loadAppraisal } from './load-appraisal.ts';

/** The sheet is for the standing committee and those who prepare it. */
export const appraisalReaders = {
  kind: 'roles',
  roles: { clerk: 'below', presidium: 'below', county_viewer: 'below', city_viewer: 'below' },
} as const;

const path = '/c/:congress/appraisal';

interface Appraised {
  readonly year: number | null;
  readonly years: readonly number[];
  readonly lines: readonly Appraisal[];
  readonly projects: readonly (readonly string[])[];
  readonly today: string;
}

/** The year that was asked for, or the newest one, of the congress and of those below it. */
async function load(visit: Visit): Promise<Appraised> {
  const { database, congressHere } = visit;
  const places = await loadPlaces(database, congressHere);
  const years = await listAppraisedYears(database, places);
  const year = years.find((one) => String(one) === visit.query('year')) ?? years[0] ?? null;
  const today = chinaDate(visit.now);
  if (year === null) return { year, years, lines: [], projects: [], today };
  const scope = { congressId: congressHere.id, places, year };
  const record = await loadAppraisal(database, scope, today);
  return {
    ...{ year, years, lines: appraise(record, today), today },
    projects: record.departments.flatMap(({ id, name }) =>
      record.projects
        .filter(({ departmentId }) => departmentId === id)
        .map((one) => projectCells(name, one)),
    ),
  };
}

async function show(visit: Visit): Promise<Response> {
  const { congressHere } = visit;
  const { year, years, lines, projects, today } = await load(visit);
  const base = `/c/${congressHere.id}`;
  return await visit.page(
    <AppraisalPage
      frame={visit.frame()}
      congress={{ name: congressHere.name, href: base }}
      year={year}
      today={today}
      years={years.map((one) => ({ year: one, href: `${base}/appraisal?year=${one}` }))}
      columns={appraisalColumns.map(({ title, source }) => ({ title, source }))}
      lines={lines.map((one) => ({
        name: one.name,
        values: appraisalColumns.map(({ value }) => value(one)),
      }))}
      projects={{ headings: projectHeadings, rows: projects }}
      fileHref={`${base}/appraisal/file?year=${year}`}
      documentHref={`${base}/appraisal/document?year=${year}`}
    />,
  );
}

const noData = '记录里没有，既不算好，也不算差。';

async function file(visit: Visit): Promise<Response> {
  const { year, lines, projects, today } = await load(visit);
  if (year === null) return visit.context.notFound();
  const name = visit.congressHere.shortName;
  const sheet = await writeSpreadsheet([
    {
      name: `${year}年部门工作评议`,
      headings: ['部门', ...appraisalColumns.map(({ title }) => title), '常委会评议意见'],
      rows: lines.map((one) => [one.name, ...appraisalColumns.map(({ value }) => value(one)), '']),
      widths: [24, ...appraisalColumns.map(() => 26), 32],
    },
    {
      ...{ name: '项目明细', headings: projectHeadings, rows: projects },
      widths: [24, 16, 36, 12, 12, 16, 30, 48],
    },
    {
      name: '来源和说明',
      headings: ['列', '来源'],
      rows: [
        ...appraisalColumns.map(({ title, source }) => [title, source]),
        ['统计日期', today],
        ['没有数据', noData],
      ],
      widths: [16, 48],
    },
  ]);
  return visit.file(sheet, spreadsheetType, `${name}${year}年部门工作评议表.xlsx`, 'attachment');
}

/** The same as a paper for the meeting: each department in one paragraph, its projects in a table. */
async function document(visit: Visit): Promise<Response> {
  const { year, lines, projects, today } = await load(visit);
  if (year === null) return visit.context.notFound();
  const { name, shortName } = visit.congressHere;
  const title = `${year}年部门工作评议材料`;
  const bytes = await announcementDocument({
    ...{ title, number: name },
    paragraphs: lines.map(
      (one, index) =>
        `${numberInWords(index + 1)}、${one.name}。${appraisalColumns.map(({ title: of, value }) => `${of}：${value(one)}`).join('；')}。`,
    ),
    table: { headings: projectHeadings, rows: projects, shares: [3, 2, 4, 2, 2, 2, 3, 4] },
    closing: [`按记录汇总，不打总分。没有数据：${noData}`],
    ...{ signatures: [name], date: dayInWords(today) },
  });
  return visit.file(bytes, documentType, `${shortName}${title}.docx`, 'attachment');
}

/** The appraisal of departments (部门工作评议), as a page, a sheet and a paper. */
export const appraisalRoutes = declareRoutes([
  { method: 'GET', path, site: 'staff', access: appraisalReaders, handle: show },
  { method: 'GET', path: `${path}/file`, site: 'staff', access: appraisalReaders, handle: file },
  {
    ...{ method: 'GET', path: `${path}/document`, site: 'staff', access: appraisalReaders },
    handle: document,
  },
]);
