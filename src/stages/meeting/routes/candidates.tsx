import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { CandidatesPage } from '../../../../views/candidates/candidates-page.tsx';
import type { ImportPreview } from '../../../../views/parts/import-file.tsx';
import type { ShownSheet } from '../../../../views/parts/sheet-table.tsx';
import type { BadCell } from '../../../../views/parts/tables.tsx';
import { candidateTemplate, readCandidateFile } from '../../../documents/index.ts';
import type { Refusal } from '../../../rules/refusals.ts';
import { actFields } from '../../../web/forms.ts';
import { clerks, declareRoutes, readers } from '../../../web/route.ts';
import { type Attempt, formOf, submit } from '../../../web/submit.ts';
import {
  atFile,
  noSpreadsheet,
  previewFields,
  readUpload,
  uploadBodyLimit,
} from '../../../web/upload.ts';
import { spreadsheetType, type Visit } from '../../../web/visit.ts';
import {
  type Candidate,
  candidateFields,
  candidateRow,
  candidatesFingerprint,
  compareCandidates,
  importCandidates,
  listCandidates,
  loadSealedList,
  sealCandidateList,
} from '../../candidates/index.ts';
import { loadMeetingPage, meetingPath } from '../meeting-page.ts';

const accept = z.object({
  ...actFields,
  ...previewFields(candidateRow, 999),
  withdraw_missing: z.literal('yes').optional(),
});
const seal = z.object(actFields);

interface Shown {
  readonly attempt?: Attempt;
  readonly upload?: readonly Refusal[];
  readonly badCells?: readonly BadCell[];
  readonly sheet?: ShownSheet | null;
  readonly preview?: ImportPreview;
}

const stateNames = {
  candidate: '',
  withdrawn: '已撤下',
  adopted: '已入选',
  reserve: '储备库',
} as const;

async function show(visit: Visit, shown: Shown = {}): Promise<Response> {
  if (shown.upload !== undefined) visit.noteRefusals(shown.upload);
  const { database, congressHere } = visit;
  const { page, meeting } = await loadMeetingPage(visit);
  const candidates = (await listCandidates(database, congressHere.id, meeting.yearId)).filter(
    (one) => one.state !== 'withdrawn',
  );
  const sealed = await loadSealedList(database, congressHere.id, meeting.id);
  const attempt = shown.attempt ?? null;
  const rendered = (
    <CandidatesPage
      frame={visit.frame()}
      page={page}
      candidates={candidates.map((one) => ({
        id: one.id,
        number: one.number,
        title: one.content.title,
        content: one.content.content,
        facts: candidateFields
          .slice(2)
          .map(([key, label]) => [label, one.content[key] ?? ''] as const)
          .filter(([, value]) => value !== ''),
        state: stateNames[one.state],
      }))}
      sealed={
        sealed === null
          ? null
          : {
              count: sealed.items.length,
              hash: sealed.listHash,
              same: sameAs(sealed.items, candidates),
            }
      }
      uploadForm={{ typed: {}, refusals: shown.upload ?? [] }}
      acceptForm={formOf(attempt, 'import-candidates')}
      sealForm={formOf(attempt, 'seal-candidate-list')}
      badCells={shown.badCells ?? []}
      sheet={shown.sheet ?? null}
      preview={shown.preview ?? null}
      actIds={[randomUUID(), randomUUID()]}
    />
  );
  const status = attempt?.status ?? (shown.upload === undefined ? 200 : 422);
  return await visit.page(rendered, status);
}

/** Whether the sealed list is still the list as it stands; fates after the vote do not change it. */
function sameAs(
  sealed: readonly { readonly versionId: string }[],
  candidates: readonly Candidate[],
): boolean {
  const standing = candidates.map((one) => one.versionId);
  return (
    sealed.length === standing.length && sealed.every((one) => standing.includes(one.versionId))
  );
}

async function preview(visit: Visit): Promise<Response> {
  const file = await readUpload(await visit.fields(), 'file');
  if (file === null) return await show(visit, { upload: [noSpreadsheet] });
  const reading = await readCandidateFile(file.bytes);
  if (!reading.ok) {
    const upload = atFile(reading.refusals);
    return await show(visit, { upload, badCells: reading.cells, sheet: reading.preview });
  }
  const { meeting } = await loadMeetingPage(visit);
  const standing = await listCandidates(visit.database, visit.congressHere.id, meeting.yearId);
  const comparison = compareCandidates(standing, reading.rows);
  return await show(visit, {
    preview: {
      fileName: file.name,
      total: reading.rows.length,
      added: comparison.added.map((row) => `${row.number} ${row.content.title}`),
      changed: comparison.changed.map(({ row, changes }) => ({
        title: `${row.number} ${row.content.title}`,
        changes: changes.map((one) => `${one.field}由“${one.from}”改为“${one.to}”`).join('；'),
      })),
      missing: comparison.missing.map((one) => `${one.number} ${one.content.title}`),
      unchanged: comparison.unchanged,
      ignored: reading.ignored,
      leftOut: reading.leftOut,
      sheet: reading.preview,
      rows: JSON.stringify(reading.rows),
      fingerprint: candidatesFingerprint(standing),
    },
  });
}

const path = '/c/:congress/m/:meeting/candidates';

/** The candidates that a meeting votes on: import, list, sealing. */
export const candidateRoutes = declareRoutes([
  { method: 'GET', path, site: 'staff', access: readers, handle: (visit) => show(visit) },
  {
    method: 'GET',
    path: `${path}/template`,
    site: 'staff',
    access: clerks,
    handle: async (visit) =>
      visit.file(await candidateTemplate(), spreadsheetType, '候选项目模板.xlsx', 'attachment'),
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
    handle: async (visit) => {
      const { meeting } = await loadMeetingPage(visit);
      return await submit(visit, 'import-candidates', accept, {
        run: (request, value) =>
          importCandidates(visit.database, request, {
            ...{ yearId: meeting.yearId, rows: value.rows, fingerprint: value.fingerprint },
            ...{ fileName: value.file_name, withdrawMissing: value.withdraw_missing === 'yes' },
          }),
        done: ({ added, changed, withdrawn }) =>
          visit.redirect(
            `${meetingPath(visit)}/candidates`,
            `已导入：新增 ${added} 个，修改 ${changed} 个，撤下 ${withdrawn} 个。`,
          ),
        again: (attempt) => show(visit, { attempt, upload: attempt.form.refusals }),
      });
    },
  },
  {
    method: 'POST',
    path: `${path}/seal`,
    site: 'staff',
    access: clerks,
    handle: async (visit) => {
      const { meeting } = await loadMeetingPage(visit);
      return await submit(visit, 'seal-candidate-list', seal, {
        run: (request) =>
          sealCandidateList(visit.database, request, {
            meetingId: meeting.id,
            yearId: meeting.yearId,
          }),
        done: () => visit.redirect(`${meetingPath(visit)}/candidates`, '已封存候选项目名单。'),
        again: (attempt) => show(visit, { attempt }),
      });
    },
  },
]);
