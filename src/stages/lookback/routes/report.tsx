import { z } from 'zod';
import { dayInWords } from '../../../rules/days.ts';
import { actFields, requiredText, versionField } from '../../../web/forms.ts';
import { clerks, declareRoutes, readers } from '../../../web/route.ts';
import { documentType, type Visit } from '../../../web/visit.ts';
import { loadLookback } from '../lookback-store.ts';
import { closeLookback, loadReport, makeReport } from '../report/make-report.ts';
import { reportDocument } from '../report/report-document.ts';
import { lookbackAct } from './lookback-act.ts';
import { showProgramme } from './show-programme.tsx';

const reportForm = z.object({
  ...actFields,
  version: versionField,
  conclusion: requiredText('请写明结论和建议。', 5000),
});
const closeForm = z.object({ ...actFields, version: versionField });

async function sendDocument(visit: Visit): Promise<Response> {
  const { database, congressHere } = visit;
  const lookback = await loadLookback(database, congressHere.id, visit.param('lookback'));
  const report = await loadReport(database, congressHere.id, visit.param('lookback'));
  const { reportedOn = null, reportHash = null } = lookback ?? {};
  if (report === null || reportedOn === null || reportHash === null) {
    return await visit.context.notFound();
  }
  const document = await reportDocument(report, dayInWords(reportedOn), reportHash);
  return visit.file(document, documentType, '回头看报告.docx', 'attachment');
}

/** The report, and the end of a look-back. */
export const reportRoutes = declareRoutes([
  lookbackAct('make-report', clerks, reportForm, {
    path: 'report',
    run: (visit, request, value) =>
      makeReport(visit.database, request, {
        ...{ lookbackId: visit.param('lookback'), version: value.version },
        ...{ congress: visit.congressHere.name, conclusion: value.conclusion },
      }),
    said: ({ hash }) => `报告已形成并公开，短码 ${hash.slice(0, 16)}。`,
    again: showProgramme,
  }),
  lookbackAct('close-lookback', clerks, closeForm, {
    path: 'close',
    run: (visit, request, value) =>
      closeLookback(visit.database, request, {
        ...{ lookbackId: visit.param('lookback'), version: value.version },
      }),
    said: ({ carriedOver }) =>
      carriedOver === 0
        ? '问题全部销号，回头看结束。'
        : `已结束，${carriedOver} 个问题转到接续的回头看。`,
    again: showProgramme,
  }),
  {
    method: 'GET',
    path: '/c/:congress/lookbacks/:lookback/document',
    site: 'staff',
    access: readers,
    handle: sendDocument,
  },
  {
    method: 'GET',
    path: '/p/:congress/lookbacks/:lookback/document',
    site: 'public',
    access: { kind: 'anyone' },
    handle: sendDocument,
  },
]);
