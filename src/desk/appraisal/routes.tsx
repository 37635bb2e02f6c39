import { AppraisalPage } from '../../../views/appraisal/appraisal-page.tsx';
import { writeSpreadsheet } from '../../documents/index.ts';
import { chinaDate } from '../../web/china-time.ts';
import { declareRoutes } from '../../web/route.ts';
import { spreadsheetType, type Visit } from '../../web/visit.ts';
import { listServiceYears } from '../service/service-store.ts';
import { loadAppraisal } from './appraisal-store.ts';
import { type Appraisal, appraisalColumns, appraise } from './appraise.ts';

/** The sheet is for the standing committee and those who prepare it. */
export const appraisalReaders = {
  kind: 'roles',
  roles: { clerk: 'below', presidium: 'below', county_viewer: 'below', city_viewer: 'below' },
} as const;

const path = '/c/:congress/appraisal';

interface Appraised {
  readonly year: number | null;
  readonly years: readonly { readonly id: string; readonly year: number }[];
  readonly lines: readonly Appraisal[];
  readonly today: string;
}

/** The year that was asked for, or the newest one. */
async function load(visit: Visit): Promise<Appraised> {
  const { database, congressHere } = visit;
  const years = await listServiceYears(database, congressHere.id);
  const chosen = years.find(({ year }) => String(year) === visit.query('year')) ?? years[0];
  const today = chinaDate(visit.now);
  if (chosen === undefined) return { year: null, years, lines: [], today };
  const record = await loadAppraisal(database, {
    congressId: congressHere.id,
    yearId: chosen.id,
  });
  return { year: chosen.year, years, lines: appraise(record, today), today };
}

async function show(visit: Visit): Promise<Response> {
  const { congressHere } = visit;
  const { year, years, lines, today } = await load(visit);
  const base = `/c/${congressHere.id}`;
  return await visit.page(
    <AppraisalPage
      frame={visit.frame()}
      congress={{ name: congressHere.name, href: base }}
      year={year}
      today={today}
      years={years.map((one) => ({
        year: one.year,
        href: `${base}/appraisal?year=${one.year}`,
      }))}
      columns={appraisalColumns.map(({ title, source }) => ({ title, source }))}
      lines={lines.map((one) => ({
        name: one.name,
        values: appraisalColumns.map(({ value }) => value(one)),
      }))}
      fileHref={`${base}/appraisal/file?year=${year}`}
    />,
  );
}

async function file(visit: Visit): Promise<Response> {
  const { year, lines, today } = await load(visit);
  if (year === null) return visit.context.notFound();
  const name = visit.congressHere.shortName;
  const sheet = await writeSpreadsheet([
    {
      name: `${year}年部门工作评议`,
      headings: ['部门', ...appraisalColumns.map(({ title }) => title), '常委会评议意见'],
      rows: lines.map((one) => [one.name, ...appraisalColumns.map(({ value }) => value(one)), '']),
      widths: [24, 18, 24, 24, 24, 32, 32, 24, 32],
    },
    {
      name: '来源和说明',
      headings: ['列', '来源'],
      rows: [
        ...appraisalColumns.map(({ title, source }) => [title, source]),
        ['统计日期', today],
        ['没有数据', '记录里没有，既不算好，也不算差。'],
      ],
      widths: [16, 48],
    },
  ]);
  return visit.file(sheet, spreadsheetType, `${name}${year}年部门工作评议表.xlsx`, 'attachment');
}

/** The appraisal of departments (部门工作评议), as a page and as a sheet. */
export const appraisalRoutes = declareRoutes([
  { method: 'GET', path, site: 'staff', access: appraisalReaders, handle: show },
  { method: 'GET', path: `${path}/file`, site: 'staff', access: appraisalReaders, handle: file },
]);
