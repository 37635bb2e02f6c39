import { z } from 'zod';
import { refuse } from '../../../rules/refusals.ts';
import type { ActRequest } from '../../../trail/perform-act.ts';
import { actRoute, type RunAct } from '../../../web/act-route.ts';
import { chinaLocalField } from '../../../web/china-time.ts';
import { actFields, dayField, idField, requiredText, wholeNumber } from '../../../web/forms.ts';
import { clerks, declareRoutes, type RouteDeclaration, readers } from '../../../web/route.ts';
import { submit } from '../../../web/submit.ts';
import { readUpload } from '../../../web/upload.ts';
import type { Visit } from '../../../web/visit.ts';
import { createRound, openKeyVault, roundOf, roundPath } from '../../voting/index.ts';
import { announceResult, correctAnnouncement, recordPublication } from '../announce-result.ts';
import { decideTie } from '../decide-tie.ts';
import { declareResult } from '../declare-result.ts';
import { destroyKeys } from '../destroy-keys.ts';
import { makeReport } from '../make-report.ts';
import { noSuchRound } from '../refusals.ts';
import { reopenCount, startRecount } from '../reopen-count.ts';
import { currentReport, listReports } from '../report-store.ts';
import { sealPapers } from '../seal-papers.ts';
import {
  confirmSignature,
  minuteMissingSignature,
  signByCode,
  signByHand,
} from '../sign-report.ts';
import { issueSigningCode } from '../signing-codes.ts';
import { largestScan, mediaTypeOf } from '../store-scan.ts';
import { chairs, counters, signers } from './access.ts';
import { showReport, showResult, showScan, wordsFor } from './result.tsx';

const path = '/c/:congress/m/:meeting/r/:round';

function ids(visit: Visit) {
  return { meetingId: visit.param('meeting'), roundId: visit.param('round') };
}

/** One act of the result page: all of them show the same page again when refused. */
function resultAct<Schema extends z.ZodType<{ act_id: string }>, Answer>(
  kind: string,
  access: RouteDeclaration['access'],
  schema: Schema,
  run: RunAct<Schema, Answer>,
  said: string,
): RouteDeclaration {
  return actRoute(kind, schema, {
    ...{ path: `${path}/${kind}`, access, run },
    done: (visit) => visit.redirect(`${roundPath(visit)}/result`, said),
    again: (visit, attempt) => showResult(visit, { attempt }),
  });
}

const plain = z.object(actFields);
const forReport = z.object({ ...actFields, report_id: idField });
const byCode = z.object({
  ...actFields,
  report_id: idField,
  person_id: idField,
  code: requiredText('请填写签字码。', 20).transform((code) => code.replace(/\s/g, '')),
});
const missing = z.object({
  ...actFields,
  report_id: idField,
  person_id: idField,
  way: z.enum(['refused', 'absent'], '请选择。'),
  reason: requiredText('请写明没有签字的原因。', 300),
});
const confirm = z.object({ ...actFields, signature_id: idField });
const again = z.object({
  ...actFields,
  method: z.enum(['papers', 'tally']),
  reason: requiredText('请写明重新计票的原因。', 300),
});
const recount = again.extend({ decision_id: idField });
const announce = z.object({
  ...actFields,
  number: requiredText('请填写公告编号，如“第1号”。', 40),
  dated: dayField('公告日期'),
  title: requiredText('请填写公告标题。', 120),
  issuer: requiredText('请填写发布机关。', 80),
});
const correct = announce.extend({ reason: requiredText('请写明更正的原因。', 300) });
const tieForm = z.object({
  ...actFields,
  report_id: idField,
  chosen: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((chosen) => (chosen === undefined ? [] : [chosen].flat()))
    .pipe(
      z
        .array(
          z
            .string()
            .regex(/^\d{1,3}$/, '请选择项目。')
            .transform(Number),
        )
        .max(999),
    ),
  reason: requiredText('请写明所依据的规则和确定的经过。', 500),
  witnesses: requiredText('请填写在场人员。', 200),
});
const publication = z.object({
  ...actFields,
  announcement_id: idField,
  where: requiredText('请填写公布的地方或网址。', 300),
});
const destruction = z.object({
  ...actFields,
  witnesses: requiredText('请填写在场人员，应有总监票人。', 200),
});
const seal = z.object({
  ...actFields,
  kind: z.enum(['sealed', 'opened_for_recount', 'resealed', 'destroyed'], '请选择。'),
  packets: wholeNumber('包数', 1, 999),
  seals: requiredText('请填写封签号。', 200),
  place: requiredText('请填写存放地点。', 120),
  witnesses: requiredText('请填写在场人员。', 200),
});
const byHand = z.looseObject({
  ...actFields,
  report_id: idField,
  person_id: idField,
  printed_hash: requiredText('请填写纸面下方的短码。', 80),
});

/** Stores the scan of a report signed by hand; a file that is no scan is refused at its field. */
async function handSignature(visit: Visit, request: ActRequest, value: z.output<typeof byHand>) {
  const file = await readUpload(await visit.fields(), 'scan');
  const mediaType = file === null ? null : mediaTypeOf(file.bytes);
  if (file === null || mediaType === null) {
    const message = '请选择签字报告单的扫描件或照片（JPG、PNG 或 PDF）。';
    return refuse({ code: 'no-scan', message, field: 'scan' });
  }
  return await signByHand(visit.database, request, {
    ...ids(visit),
    ...{ reportId: value.report_id, personId: value.person_id, printedHash: value.printed_hash },
    scan: { bytes: file.bytes, mediaType, fileName: file.name },
  });
}

/** A later round follows from the report: re-vote of the tied, second round, or all again. */
async function createNextRound(visit: Visit, request: ActRequest) {
  const report = currentReport(
    await listReports(visit.database, visit.congressHere.id, visit.param('round')),
  );
  const content = report?.content;
  const round = await roundOf(visit);
  if (round === null) return refuse(noSuchRound);
  const adopted = content?.projects.filter((one) => one.adopted === true).length ?? 0;
  const open = content?.projects.filter((one) => one.adopted !== true).map((one) => one.number);
  const reasons = { revote: 'revote', 'second-round': 'second_round', 'revote-all': 'vote_again' };
  const reason = Object.entries(reasons).find(([next]) => next === content?.next)?.[1];
  if (content === undefined || reason === undefined) {
    const message = '这一轮不需要再投票。';
    return refuse({ code: 'wrong-state', message });
  }
  return await createRound(visit.database, request, {
    meetingId: visit.param('meeting'),
    sittingId: round.sittingId,
    follows: {
      roundId: visit.param('round'),
      reason: reason as 'revote' | 'second_round' | 'vote_again',
      numbers:
        reason === 'revote'
          ? content.tied
          : reason === 'second_round'
            ? (open ?? [])
            : content.projects.map((one) => one.number),
      places: content.places - (reason === 'vote_again' ? 0 : adopted),
    },
  });
}

/** Report, signatures, declaration, announcement, sealing, counting again. */
export const resultActRoutes = declareRoutes([
  {
    method: 'GET',
    path: `${path}/result`,
    site: 'staff',
    access: readers,
    handle: (visit) => showResult(visit),
  },
  {
    method: 'GET',
    path: `${path}/report/:report`,
    site: 'staff',
    access: readers,
    handle: showReport,
  },
  {
    method: 'GET',
    path: `${path}/signature/:signature/scan`,
    site: 'staff',
    access: counters,
    handle: showScan,
  },
  resultAct(
    'make-report',
    counters,
    plain,
    (visit, request) => makeReport(visit.database, request, ids(visit)),
    '已生成报告单，请打印并签字。',
  ),
  {
    method: 'POST',
    path: `${path}/issue-signing-code`,
    site: 'staff',
    access: signers,
    handle: (visit) =>
      submit(visit, 'issue-signing-code', plain, {
        run: (request) => issueSigningCode(visit.database, request, ids(visit)),
        done: ({ code }) => showResult(visit, code === null ? {} : { code }),
        again: (attempt) => showResult(visit, { attempt }),
      }),
  },
  resultAct(
    'sign-by-code',
    counters,
    byCode,
    (visit, request, value) =>
      signByCode(visit.database, request, {
        ...ids(visit),
        ...{ reportId: value.report_id, personId: value.person_id, code: value.code },
      }),
    '已签字。',
  ),
  {
    ...resultAct('sign-by-hand', counters, byHand, handSignature, '已存扫描件，待第二人核对。'),
    bodyLimit: largestScan + 100_000,
  },
  resultAct(
    'confirm-signature',
    counters,
    confirm,
    (visit, request, value) =>
      confirmSignature(visit.database, request, {
        ...ids(visit),
        ...{ signatureId: value.signature_id, confirmerName: visit.signedIn.name },
      }),
    '已核对签字。',
  ),
  resultAct(
    'minute-missing-signature',
    clerks,
    missing,
    (visit, request, value) =>
      minuteMissingSignature(visit.database, request, {
        ...ids(visit),
        ...{ reportId: value.report_id, personId: value.person_id },
        ...{ way: value.way, reason: value.reason },
      }),
    '已记明原因。',
  ),
  resultAct(
    'declare-result',
    chairs,
    forReport,
    (visit, request, value) =>
      declareResult(visit.database, request, {
        ...ids(visit),
        reportId: value.report_id,
        declaredBy: visit.holds('chair') ? 'chair' : 'clerk_recorded',
      }),
    '结果已宣布。',
  ),
  resultAct(
    'decide-tie',
    clerks,
    tieForm,
    (visit, request, { report_id, chosen, reason, witnesses }) =>
      decideTie(visit.database, request, {
        ...{ ...ids(visit), reportId: report_id, chosen, reason, witnesses },
      }),
    '已登记同票项目的确定结果。',
  ),
  resultAct(
    'announce-result',
    clerks,
    announce,
    async (visit, request, { number, dated, title, issuer }) =>
      announceResult(visit.database, request, {
        ...{ ...ids(visit), number, dated, title },
        content: await wordsFor(visit, issuer),
      }),
    '公告已发布，公开页面可以查看。',
  ),
  resultAct(
    'correct-announcement',
    clerks,
    correct,
    async (visit, request, { number, dated, title, issuer, reason }) =>
      correctAnnouncement(visit.database, request, {
        ...{ ...ids(visit), number, dated, title, reason },
        content: await wordsFor(visit, issuer),
      }),
    '更正公告已发布。',
  ),
  resultAct(
    'record-publication',
    clerks,
    publication,
    (visit, request, value) =>
      recordPublication(visit.database, request, {
        ...{ roundId: visit.param('round'), announcementId: value.announcement_id },
        where: value.where,
      }),
    '已登记公布的地方。',
  ),
  resultAct(
    'seal-papers',
    counters,
    seal,
    (visit, request, { kind, packets, seals, place, witnesses }) =>
      sealPapers(visit.database, request, {
        ...ids(visit),
        ...{ kind, packets, seals, place, witnesses },
      }),
    '已登记。',
  ),
  resultAct(
    'reopen-count',
    counters,
    again,
    (visit, request, { method, reason }) =>
      reopenCount(visit.database, request, { ...ids(visit), method, reason }),
    '已重新计票，原报告单签字失效并保留。',
  ),
  resultAct(
    'start-recount',
    clerks,
    recount,
    (visit, request, { method, reason, decision_id }) =>
      startRecount(visit.database, request, {
        ...ids(visit),
        ...{ method, reason, decisionId: decision_id },
      }),
    '复核计票开始。',
  ),
  resultAct(
    'destroy-keys',
    clerks,
    destruction,
    (visit, request, { witnesses }) => {
      const { keyFolder, keyCopyFolder } = visit.dependencies.ballot;
      return destroyKeys(visit.database, request, openKeyVault(keyFolder, keyCopyFolder), {
        meetingId: visit.param('meeting'),
        today: chinaLocalField(visit.now).slice(0, 10),
        witnesses,
      });
    },
    '系统持有的钥匙已经销毁。请监票人在开箱页删除自己设备上的钥匙。',
  ),
  resultAct('next-round', clerks, plain, createNextRound, '已建立下一轮。'),
]);
