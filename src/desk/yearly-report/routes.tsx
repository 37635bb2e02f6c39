import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { besideStanding } from '../../../views/parts/beside.tsx';
import { PublicYearReport } from '../../../views/yearly-report/public-year-report.tsx';
import { YearReportPage } from '../../../views/yearly-report/year-report-page.tsx';
import { YearReportsPage } from '../../../views/yearly-report/year-reports-page.tsx';
import { announcementDocument } from '../../documents/index.ts';
import { chinaDate, chinaDateTime } from '../../web/china-time.ts';
import { actFields } from '../../web/forms.ts';
import { clerks, declareRoutes, readers } from '../../web/route.ts';
import { type Attempt, formOf, submit } from '../../web/submit.ts';
import { documentType, type Visit } from '../../web/visit.ts';
import { listServiceYears } from '../service/service-store.ts';
import {
  listYearReports,
  publishYearReport,
  type ReportSections,
  saveYearReport,
  type YearReport,
} from './report-store.ts';
import { type ReportPrint, reportDocument, reportPrint } from './report-words.ts';
import { loadYearFacts } from './year-facts.ts';

const root = '/c/:congress/year-report';
const publicRoot = '/p/:congress/year-report/:year';
const unwritten: ReportSections = { opening: '', review: '', outlook: '' };

const sectionFields = [
  ['opening', '概述'],
  ['review', '评价和问题'],
  ['outlook', '下一步打算'],
] as const;

async function list(visit: Visit): Promise<Response> {
  const { congressHere } = visit;
  const years = await listServiceYears(visit.database, congressHere.id);
  const base = `/c/${congressHere.id}`;
  return await visit.page(
    <YearReportsPage
      frame={visit.frame()}
      congress={{ name: congressHere.name, href: base }}
      years={years.map((one) => ({ year: one.year, href: `${base}/year-report/${one.id}` }))}
    />,
  );
}

/** The year of the path with the versions of its report; null when the congress has no such year. */
async function loadHere(visit: Visit) {
  const { database, congressHere } = visit;
  const years = await listServiceYears(database, congressHere.id);
  const year = years.find((one) => one.id === visit.param('year'));
  if (year === undefined) return null;
  const versions = await listYearReports(database, congressHere.id, year.id);
  return { year, versions };
}

/** The report as it would be published now. */
async function draftNow(visit: Visit, yearId: string, last: YearReport | null) {
  const facts = await loadYearFacts(visit.database, {
    ...{ congressId: visit.congressHere.id, yearId, day: chinaDate(visit.now) },
  });
  return reportPrint(facts, last?.sections ?? unwritten);
}

async function show(visit: Visit, attempt: Attempt | null = null): Promise<Response> {
  const found = await loadHere(visit);
  if (found === null) return visit.context.notFound();
  const { year, versions } = found;
  const { congressHere } = visit;
  const last = versions[0] ?? null;
  const base = `/c/${congressHere.id}/year-report`;
  const published = versions.find((one) => one.publishedAt !== null) ?? null;
  const sections = last?.sections ?? unwritten;
  const rendered = (
    <YearReportPage
      frame={visit.frame()}
      congress={{ name: congressHere.name, href: `/c/${congressHere.id}` }}
      base={base}
      path={`${base}/${year.id}`}
      year={year.year}
      print={await draftNow(visit, year.id, last)}
      number={last?.number ?? 0}
      form={besideStanding(
        formOf(attempt, 'save-year-report', { ...sections }),
        { ...sections },
        sectionFields,
      )}
      publishForm={formOf(attempt, 'publish-year-report')}
      actIds={[randomUUID(), randomUUID()]}
      edits={visit.holds('clerk')}
      publishable={last !== null && last.publishedAt === null}
      published={
        published?.publishedAt == null
          ? null
          : {
              number: published.number,
              at: chinaDateTime(published.publishedAt),
              href: `/p/${congressHere.id}/year-report/${year.id}`,
            }
      }
    />
  );
  return await visit.page(rendered, attempt?.status ?? 200);
}

async function sendDocument(visit: Visit, print: ReportPrint): Promise<Response> {
  const bytes = await announcementDocument(reportDocument(print));
  return visit.file(bytes, documentType, `${print.title}.docx`, 'attachment');
}

async function draftDocument(visit: Visit): Promise<Response> {
  const found = await loadHere(visit);
  if (found === null) return visit.context.notFound();
  return await sendDocument(visit, await draftNow(visit, found.year.id, found.versions[0] ?? null));
}

/** The version that was published last, as it was frozen then. */
async function withPublished(
  visit: Visit,
  answer: (print: ReportPrint, hash: string) => Promise<Response>,
): Promise<Response> {
  const found = await loadHere(visit);
  const last = found?.versions.find((one) => one.publishedAt !== null);
  if (last === undefined || last.facts === null || last.hash === null) {
    return visit.context.notFound();
  }
  return await answer(reportPrint(last.facts, last.sections), last.hash);
}

const words = z
  .string({ error: '表单不完整，请刷新页面后再试。' })
  .transform((text) => text.normalize('NFC').replaceAll('\r\n', '\n').trim())
  .pipe(z.string().max(5000, '最多 5000 个字，请缩短。'));

const saveForm = z.object({
  ...actFields,
  version: z.coerce.number().int().min(0, '表单不完整，请刷新页面后再试。'),
  opening: words,
  review: words,
  outlook: words,
});

/** The yearly report (年度报告) of a congress: generated, edited in versions, published, printed. */
export const yearReportRoutes = declareRoutes([
  { method: 'GET', path: root, site: 'staff', access: readers, handle: list },
  {
    method: 'GET',
    path: `${root}/:year`,
    site: 'staff',
    access: readers,
    handle: (visit) => show(visit),
  },
  {
    method: 'GET',
    path: `${root}/:year/document`,
    site: 'staff',
    access: readers,
    handle: draftDocument,
  },
  {
    method: 'POST',
    path: `${root}/:year`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'save-year-report', saveForm, {
        run: (request, { version, opening, review, outlook }) =>
          saveYearReport(visit.database, request, {
            ...{ yearId: visit.param('year'), from: version },
            sections: { opening, review, outlook },
          }),
        done: ({ number }) =>
          visit.redirect(
            `/c/${visit.congressHere.id}/year-report/${visit.param('year')}`,
            `已保存第${number}稿。`,
          ),
        again: (attempt) => show(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${root}/:year/publish`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'publish-year-report', z.object(actFields), {
        run: (request) =>
          publishYearReport(visit.database, request, { yearId: visit.param('year') }),
        done: ({ number }) =>
          visit.redirect(
            `/c/${visit.congressHere.id}/year-report/${visit.param('year')}`,
            `第${number}稿已公布。`,
          ),
        again: (attempt) => show(visit, attempt),
      }),
  },
  {
    method: 'GET',
    path: publicRoot,
    site: 'public',
    access: { kind: 'anyone' },
    handle: (visit) =>
      withPublished(visit, async (print, hash) =>
        visit.page(
          <PublicYearReport
            frame={visit.frame()}
            print={print}
            hash={hash}
            home={`/p/${visit.congressHere.id}`}
            documentHref={`/p/${visit.congressHere.id}/year-report/${visit.param('year')}/document`}
          />,
        ),
      ),
  },
  {
    method: 'GET',
    path: `${publicRoot}/document`,
    site: 'public',
    access: { kind: 'anyone' },
    handle: (visit) => withPublished(visit, (print) => sendDocument(visit, print)),
  },
]);
