import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { CandidatesPage } from '../../../../views/candidates/candidates-page.tsx';
import { candidateTemplate, readCandidateFile } from '../../../documents/index.ts';
import { ok } from '../../../rules/refusals.ts';
import { actFields } from '../../../web/forms.ts';
import { clerks, declareRoutes, readers } from '../../../web/route.ts';
import { freshImport, importRoutes, type ShownImport } from '../../../web/sheet-import.tsx';
import { type Attempt, formOf, submit } from '../../../web/submit.ts';
import { previewFields } from '../../../web/upload.ts';
import type { Visit } from '../../../web/visit.ts';
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

const stateNames = {
  candidate: '',
  withdrawn: '已撤下',
  adopted: '已入选',
  reserve: '储备库',
} as const;

async function show(
  visit: Visit,
  attempt: Attempt | null = null,
  importing: ShownImport = freshImport(),
): Promise<Response> {
  const { database, congressHere } = visit;
  const { page, meeting } = await loadMeetingPage(visit);
  const candidates = (await listCandidates(database, congressHere.id, meeting.yearId)).filter(
    (one) => one.state !== 'withdrawn',
  );
  const sealed = await loadSealedList(database, congressHere.id, meeting.id);
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
      importing={importing}
      sealForm={formOf(attempt, 'seal-candidate-list')}
      sealId={randomUUID()}
    />
  );
  return await visit.page(rendered, attempt?.status ?? importing.status);
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

const path = '/c/:congress/m/:meeting/candidates';

/** The candidates that a meeting votes on: import, list, sealing. */
export const candidateRoutes = declareRoutes([
  { method: 'GET', path, site: 'staff', access: readers, handle: (visit) => show(visit) },
  ...importRoutes({
    ...{ kind: 'import-candidates', path, ask: z.looseObject({}), accept },
    ...{ template: candidateTemplate, templateName: '候选项目模板.xlsx' },
    read: (_, bytes) => readCandidateFile(bytes),
    compare: async (visit, rows) => {
      const { meeting } = await loadMeetingPage(visit);
      const standing = await listCandidates(visit.database, visit.congressHere.id, meeting.yearId);
      const { added, changed, missing, unchanged } = compareCandidates(standing, rows);
      return ok({
        added: added.map((row) => `${row.number} ${row.content.title}`),
        changed: changed.map(({ row, changes }) => ({
          title: `${row.number} ${row.content.title}`,
          changes: changes.map((one) => `${one.field}由“${one.from}”改为“${one.to}”`).join('；'),
        })),
        missing: missing.map((one) => `${one.number} ${one.content.title}`),
        ...{ unchanged, fingerprint: candidatesFingerprint(standing) },
      });
    },
    run: async (visit, request, value) => {
      const { meeting } = await loadMeetingPage(visit);
      return await importCandidates(visit.database, request, {
        ...{ yearId: meeting.yearId, rows: value.rows, fingerprint: value.fingerprint },
        ...{ fileName: value.file_name, withdrawMissing: value.withdraw_missing === 'yes' },
      });
    },
    done: (visit, { added, changed, withdrawn }) =>
      visit.redirect(
        `${meetingPath(visit)}/candidates`,
        `已导入：新增 ${added} 个，修改 ${changed} 个，撤下 ${withdrawn} 个。`,
      ),
    show: (visit, importing) => show(visit, null, importing),
  }),
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
        again: (attempt) => show(visit, attempt),
      });
    },
  },
]);
