import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { ProgressImportPage } from '../../../../views/delivery/progress-import-page.tsx';
import type { ImportPreview } from '../../../../views/parts/import-file.tsx';
import type { ShownSheet } from '../../../../views/parts/sheet-table.tsx';
import type { BadCell } from '../../../../views/parts/tables.tsx';
import { progressTemplate, readProgressFile } from '../../../documents/index.ts';
import type { Refusal } from '../../../rules/refusals.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { actFields, wholeNumber } from '../../../web/forms.ts';
import { clerks, declareRoutes } from '../../../web/route.ts';
import { type Attempt, formOf, submit } from '../../../web/submit.ts';
import {
  atFile,
  noSpreadsheet,
  previewFields,
  readUpload,
  uploadBodyLimit,
} from '../../../web/upload.ts';
import { spreadsheetType, type Visit } from '../../../web/visit.ts';
import { monthField } from '../progress/progress-forms.ts';
import { type ProgressReport, standingNames } from '../progress/progress-store.ts';
import { listProjects } from '../project-store.ts';
import {
  importProgress,
  loadMonth,
  type MonthOfYear,
  type ProgressRow,
  progressRow,
  unknownNumbers,
} from './import-progress.ts';

const chosen = { year: wholeNumber('年度', 2000, 2199), month: monthField };
const ask = z.looseObject(chosen);
const accept = z.object({ ...actFields, ...chosen, ...previewFields(progressRow, 999) });

interface Shown {
  readonly attempt?: Attempt;
  readonly typed?: Readonly<Record<string, string>>;
  readonly refusals?: readonly Refusal[];
  readonly badCells?: readonly BadCell[];
  readonly sheet?: ShownSheet | null;
  readonly preview?: ImportPreview;
}

function basePath(visit: Visit): string {
  return `/c/${visit.congressHere.id}/imports/progress`;
}

async function show(visit: Visit, shown: Shown = {}): Promise<Response> {
  const { database, congressHere } = visit;
  const refusals = shown.refusals ?? [];
  visit.noteRefusals(shown.attempt?.form.refusals ?? refusals);
  const [newest] = await listProjects(database, congressHere.id);
  const today = chinaDate(visit.now);
  const typed = shown.typed ?? {
    ...{ year: String(newest?.year ?? today.slice(0, 4)), month: today.slice(0, 7) },
  };
  const rendered = (
    <ProgressImportPage
      frame={visit.frame()}
      congress={{ name: congressHere.name, href: `/c/${congressHere.id}` }}
      path={basePath(visit)}
      uploadForm={{ typed, refusals: shown.attempt?.form.refusals ?? refusals }}
      acceptForm={formOf(shown.attempt ?? null, 'import-progress')}
      badCells={shown.badCells ?? []}
      sheet={shown.sheet ?? null}
      preview={shown.preview ?? null}
      actId={randomUUID()}
    />
  );
  const status = shown.attempt?.status ?? (refusals.length === 0 ? 200 : 422);
  return await visit.page(rendered, status);
}

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
  };
}

async function preview(visit: Visit): Promise<Response> {
  const parsed = await visit.form(ask);
  const { typed } = parsed;
  if (!parsed.ok) return await show(visit, { typed, refusals: parsed.refusals });
  const file = await readUpload(await visit.fields(), 'file');
  if (file === null) return await show(visit, { typed, refusals: [noSpreadsheet] });
  const reading = await readProgressFile(file.bytes);
  if (!reading.ok) {
    const refusals = atFile(reading.refusals);
    return await show(visit, {
      ...{ typed, refusals, badCells: reading.cells, sheet: reading.preview },
    });
  }
  const { year, month } = parsed.value;
  const known = await loadMonth(visit.database, visit.congressHere.id, year, month);
  const unknown = unknownNumbers(reading.rows, known.projects);
  if (unknown !== null) return await show(visit, { typed, refusals: [unknown] });
  return await show(visit, {
    typed,
    preview: {
      ...{ fileName: file.name, total: reading.rows.length, unchanged: 0 },
      ...compare(reading.rows, known),
      ...{ ignored: reading.ignored, leftOut: reading.leftOut, sheet: reading.preview },
      ...{ rows: JSON.stringify(reading.rows), fingerprint: known.fingerprint },
    },
  });
}

const path = '/c/:congress/imports/progress';

/** Progress of a month from a spreadsheet: preview, then all rows or none. */
export const progressImportRoutes = declareRoutes([
  { method: 'GET', path, site: 'staff', access: clerks, handle: (visit) => show(visit) },
  {
    method: 'GET',
    path: `${path}/template`,
    site: 'staff',
    access: clerks,
    handle: async (visit) => {
      const all = await listProjects(visit.database, visit.congressHere.id);
      const rows = all
        .filter((one) => one.year === all[0]?.year && one.state !== 'ended')
        .map((one) => ({ number: one.number, title: one.voted.title }));
      const bytes = await progressTemplate(rows);
      return visit.file(bytes, spreadsheetType, '进度填报表.xlsx', 'attachment');
    },
  },
  {
    method: 'POST',
    path: `${path}/preview`,
    site: 'staff',
    access: clerks,
    bodyLimit: uploadBodyLimit,
    handle: preview,
  },
  {
    method: 'POST',
    path: `${path}/accept`,
    site: 'staff',
    access: clerks,
    bodyLimit: uploadBodyLimit,
    handle: (visit) =>
      submit(visit, 'import-progress', accept, {
        run: (request, value) =>
          importProgress(visit.database, request, {
            ...{ year: value.year, month: value.month, rows: value.rows },
            ...{ fingerprint: value.fingerprint, fileName: value.file_name },
          }),
        done: ({ projects }) =>
          visit.redirect(
            `/c/${visit.congressHere.id}/projects`,
            `已导入 ${projects} 个项目的进度，并注明来源。`,
          ),
        again: (attempt) => show(visit, { attempt, typed: attempt.form.typed }),
      }),
  },
]);
