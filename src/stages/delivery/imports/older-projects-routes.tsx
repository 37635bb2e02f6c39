import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { OlderProjectsPage } from '../../../../views/delivery/older-projects-page.tsx';
import type { ImportPreview } from '../../../../views/parts/import-file.tsx';
import type { ShownSheet } from '../../../../views/parts/sheet-table.tsx';
import type { BadCell } from '../../../../views/parts/tables.tsx';
import { candidateTemplate, readCandidateFile } from '../../../documents/index.ts';
import type { Refusal } from '../../../rules/refusals.ts';
import {
  actFields,
  dayField,
  idField,
  optionalText,
  requiredText,
  wholeNumber,
} from '../../../web/forms.ts';
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
import { candidateRow } from '../../candidates/index.ts';
import { amountField } from '../progress/progress-forms.ts';
import { listProjects } from '../project-store.ts';
import { sentOf } from '../routes/sent.ts';
import { enterOlderProjects, judgeOlderYear, takenNumbers } from './older-projects.ts';
import { removeOlderProject } from './remove-older-project.ts';

const about = {
  year: wholeNumber('年度', 2000, 2199),
  decided_on: dayField('确定日期'),
  state: z.enum(['underway', 'completed', 'accepted'], '请选择这些项目现在的状态。'),
  source: requiredText('请写明来源，如“2023年公告和台账”。', 200),
};
const ask = z.looseObject(about);
const accept = z.object({ ...actFields, ...about, ...previewFields(candidateRow, 999) });
const remove = z.object({
  ...actFields,
  project_id: idField,
  reason: requiredText('请写明删除的原因。', 500),
});
const one = z.object({
  ...actFields,
  ...about,
  number: wholeNumber('编号', 1, 999),
  title: requiredText('请填写项目名称。', 200),
  content: requiredText('请填写主要内容。', 4000),
  place: optionalText(200),
  total: amountField,
  department: optionalText(200),
  finish: optionalText(100),
});

interface Shown {
  readonly attempt?: Attempt;
  readonly typed?: Readonly<Record<string, string>>;
  readonly refusals?: readonly Refusal[];
  readonly badCells?: readonly BadCell[];
  readonly sheet?: ShownSheet | null;
  readonly preview?: ImportPreview;
}

async function show(visit: Visit, shown: Shown = {}): Promise<Response> {
  const { congressHere } = visit;
  const { attempt = null } = shown;
  const all = await listProjects(visit.database, congressHere.id);
  const older = all.filter((project) => project.candidateId === null);
  const imported = attempt?.kind === 'import-older-projects' ? attempt.form.refusals : [];
  const refusals = shown.refusals ?? imported;
  visit.noteRefusals(attempt?.form.refusals ?? refusals);
  const typed = shown.typed ?? {};
  const rendered = (
    <OlderProjectsPage
      frame={visit.frame()}
      congress={{ name: congressHere.name, href: `/c/${congressHere.id}` }}
      path={`/c/${congressHere.id}/imports/projects`}
      uploadForm={{ typed, refusals, scope: 'file' }}
      oneForm={{ ...formOf(attempt, 'enter-older-project'), scope: 'one' }}
      sent={sentOf(attempt)}
      older={older.map((project) => ({
        ...{ id: project.id, year: project.year, number: project.number },
        ...{ title: project.voted.title, source: project.source, actId: randomUUID() },
      }))}
      badCells={shown.badCells ?? []}
      sheet={shown.sheet ?? null}
      preview={shown.preview ?? null}
      actIds={[randomUUID(), randomUUID()]}
    />
  );
  const status = attempt?.status ?? (refusals.length === 0 ? 200 : 422);
  return await visit.page(rendered, status);
}

async function preview(visit: Visit): Promise<Response> {
  const parsed = await visit.form(ask);
  const { typed } = parsed;
  if (!parsed.ok) return await show(visit, { typed, refusals: parsed.refusals });
  const { database, congressHere } = visit;
  const kept = await judgeOlderYear(database, congressHere.id, parsed.value.year);
  if (kept !== null) return await show(visit, { typed, refusals: [kept] });
  const file = await readUpload(await visit.fields(), 'file');
  if (file === null) return await show(visit, { typed, refusals: [noSpreadsheet] });
  const reading = await readCandidateFile(file.bytes);
  if (!reading.ok) {
    const refusals = atFile(reading.refusals);
    return await show(visit, {
      ...{ typed, refusals, badCells: reading.cells, sheet: reading.preview },
    });
  }
  const all = await listProjects(visit.database, visit.congressHere.id);
  const own = all.filter((project) => project.year === parsed.value.year);
  const taken = takenNumbers(reading.rows, new Set(own.map((project) => project.number)));
  if (taken !== null) return await show(visit, { typed, refusals: atFile([taken]) });
  return await show(visit, {
    typed,
    preview: {
      ...{ fileName: file.name, total: reading.rows.length, unchanged: 0 },
      added: reading.rows.map((row) => `${row.number} ${row.content.title}`),
      ...{ changed: [], missing: [], ignored: reading.ignored, leftOut: reading.leftOut },
      ...{ sheet: reading.preview, rows: JSON.stringify(reading.rows), fingerprint: '' },
    },
  });
}

function done(visit: Visit, projects: number): Response {
  const list = `/c/${visit.congressHere.id}/projects`;
  return visit.redirect(list, `已录入 ${projects} 个往年项目，并注明来源。`);
}

const path = '/c/:congress/imports/projects';

/** Projects of older years and other systems: from a spreadsheet, or one by hand. */
export const olderProjectsRoutes = declareRoutes([
  { method: 'GET', path, site: 'staff', access: clerks, handle: (visit) => show(visit) },
  {
    method: 'GET',
    path: `${path}/template`,
    site: 'staff',
    access: clerks,
    handle: async (visit) =>
      visit.file(await candidateTemplate(), spreadsheetType, '往年项目模板.xlsx', 'attachment'),
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
      submit(visit, 'import-older-projects', accept, {
        run: (request, value) =>
          enterOlderProjects(visit.database, request, {
            ...{ year: value.year, decidedOn: value.decided_on, state: value.state },
            source: `${value.source}（${value.file_name}）`.slice(0, 200),
            rows: value.rows,
          }),
        done: ({ projects }) => done(visit, projects),
        again: (attempt) => show(visit, { attempt, typed: attempt.form.typed }),
      }),
  },
  {
    method: 'POST',
    path: `${path}/one`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'enter-older-project', one, {
        run: (request, value) =>
          enterOlderProjects(visit.database, request, {
            ...{ year: value.year, decidedOn: value.decided_on, state: value.state },
            source: value.source,
            rows: [{ number: value.number, content: contentOf(value) }],
          }),
        done: ({ projects }) => done(visit, projects),
        again: (attempt) => show(visit, { attempt }),
      }),
  },
  {
    method: 'POST',
    path: `${path}/remove`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'remove-older-project', remove, {
        run: (request, value) =>
          removeOlderProject(visit.database, request, {
            ...{ projectId: value.project_id, reason: value.reason },
          }),
        done: () =>
          visit.redirect(`/c/${visit.congressHere.id}/imports/projects`, '已删除，原因已登记。'),
        again: (attempt) => show(visit, { attempt }),
      }),
  },
]);

function contentOf(value: z.output<typeof one>) {
  const { title, content, place, department, finish } = value;
  return {
    ...{ title, content, place, department, finish, totalTenThousandYuan: value.total },
    ...{ beneficiaries: null, funding: null, category: null },
  };
}
