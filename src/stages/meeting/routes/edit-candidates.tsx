import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { CandidateForm } from '../../../../views/candidates/candidate-form.tsx';
import { besideStanding } from '../../../../views/parts/beside.tsx';
import { longestTexts, quantityShape, totalShape } from '../../../rules/project-text.ts';
import {
  actFields,
  optionalDecimal,
  optionalText,
  requiredText,
  versionField,
  wholeNumber,
} from '../../../web/forms.ts';
import { clerks, declareRoutes } from '../../../web/route.ts';
import { type Attempt, formOf, submit } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import {
  addCandidate,
  type Candidate,
  candidateFields,
  changeCandidate,
  listCandidates,
  withdrawCandidate,
} from '../../candidates/index.ts';
import { loadMeetingPage, meetingPath } from '../meeting-page.ts';

const quantityMessage = '数量请填一个大于 0 的数，如 12 或 3.5；没有总数的请留空。';

const content = {
  title: requiredText('请填写项目名称。', longestTexts.title),
  content: requiredText('请填写主要内容。', longestTexts.content),
  quantity: optionalDecimal(quantityShape, quantityMessage).refine(
    (text) => text === null || Number(text) > 0,
    quantityMessage,
  ),
  unit: optionalText(longestTexts.unit),
  place: optionalText(longestTexts.place),
  beneficiaries: optionalText(longestTexts.beneficiaries),
  totalTenThousandYuan: optionalDecimal(totalShape, '总投资请填写万元数，如 320 或 85.5。'),
  funding: optionalText(longestTexts.funding),
  department: optionalText(longestTexts.department),
  finish: optionalText(longestTexts.finish),
  category: optionalText(longestTexts.category),
};
/** A number says of what: quantity and unit stand together. */
function bothOrNeither(value: { quantity: string | null; unit: string | null }): boolean {
  return (value.quantity === null) === (value.unit === null);
}
const together = {
  message: '数量和计量单位要一起填写，如 12、公里；没有总数的都留空。',
  path: ['unit'],
};
const add = z
  .object({ ...actFields, number: wholeNumber('编号', 1, 999), ...content })
  .refine(bothOrNeither, together);
const reason = requiredText('请写明修改的原因。', 500);
const change = z
  .object({ ...actFields, version: versionField, ...content, reason })
  .refine(bothOrNeither, together);
const withdraw = z.object({ ...actFields, version: versionField, reason });

function contentOf(value: z.output<typeof add> | z.output<typeof change>) {
  const { title, place, beneficiaries, totalTenThousandYuan } = value;
  const { funding, department, finish, category, quantity, unit } = value;
  return {
    ...{ title, content: value.content, place, beneficiaries, totalTenThousandYuan },
    ...(quantity === null || unit === null ? {} : { quantity, unit }),
    ...{ funding, department, finish, category },
  };
}

async function find(visit: Visit): Promise<Candidate | null> {
  const { meeting } = await loadMeetingPage(visit);
  const listed = await listCandidates(visit.database, visit.congressHere.id, meeting.yearId);
  return listed.find((one) => one.id === visit.param('candidate')) ?? null;
}

function typedOf(candidate: Candidate): Record<string, string> {
  return Object.fromEntries(
    candidateFields.map(([key]) => [key, candidate.content[key] ?? ''] as const),
  );
}

async function show(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const { page } = await loadMeetingPage(visit);
  const candidate = await find(visit);
  if (candidate === null) return visit.context.notFound();
  const rendered = (
    <CandidateForm
      frame={visit.frame()}
      page={page}
      path={`${page.base}/candidates/${candidate.id}`}
      candidate={{ number: candidate.number, version: candidate.version }}
      form={besideStanding(
        formOf(attempt, 'change-candidate', typedOf(candidate)),
        typedOf(candidate),
        candidateFields,
      )}
      withdrawForm={formOf(attempt, 'withdraw-candidate')}
      actIds={[randomUUID(), randomUUID()]}
    />
  );
  return await visit.page(rendered, attempt?.status ?? 200);
}

async function showNew(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const { page } = await loadMeetingPage(visit);
  const rendered = (
    <CandidateForm
      frame={visit.frame()}
      page={page}
      path={`${page.base}/candidates/add`}
      candidate={null}
      form={formOf(attempt, 'add-candidate')}
      withdrawForm={formOf(null, '')}
      actIds={[randomUUID(), randomUUID()]}
    />
  );
  return await visit.page(rendered, attempt?.status ?? 200);
}

const path = '/c/:congress/m/:meeting/candidates';

function back(visit: Visit, done: string): Response {
  return visit.redirect(`${meetingPath(visit)}/candidates`, done);
}

async function yearOf(visit: Visit): Promise<string> {
  return (await loadMeetingPage(visit)).meeting.yearId;
}

/** One candidate at a time: added by hand, changed with a reason, withdrawn. */
export const editCandidateRoutes = declareRoutes([
  {
    method: 'GET',
    path: `${path}/add`,
    site: 'staff',
    access: clerks,
    handle: (visit) => showNew(visit, null),
  },
  {
    method: 'POST',
    path: `${path}/add`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'add-candidate', add, {
        run: async (request, value) =>
          addCandidate(visit.database, request, {
            ...{ yearId: await yearOf(visit), number: value.number },
            content: contentOf(value),
          }),
        done: (_, { title }) => back(visit, `已增加候选项目“${title}”。`),
        again: (attempt) => showNew(visit, attempt),
      }),
  },
  {
    method: 'GET',
    path: `${path}/:candidate`,
    site: 'staff',
    access: clerks,
    handle: (visit) => show(visit, null),
  },
  {
    method: 'POST',
    path: `${path}/:candidate`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'change-candidate', change, {
        run: async (request, value) =>
          changeCandidate(visit.database, request, {
            ...{ yearId: await yearOf(visit), candidateId: visit.param('candidate') },
            ...{ version: value.version, content: contentOf(value), reason: value.reason },
          }),
        done: (_, { title }) => back(visit, `已修改“${title}”，原来的文字保留为上一稿。`),
        again: (attempt) => show(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${path}/:candidate/withdraw`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'withdraw-candidate', withdraw, {
        run: async (request, value) =>
          withdrawCandidate(visit.database, request, {
            ...{ yearId: await yearOf(visit), candidateId: visit.param('candidate') },
            ...{ version: value.version, reason: value.reason },
          }),
        done: () => back(visit, '已撤下候选项目，原因已记明。'),
        again: (attempt) => show(visit, attempt),
      }),
  },
]);
