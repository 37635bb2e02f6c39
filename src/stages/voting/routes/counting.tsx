import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { CountPage } from '../../../../views/voting/count-page.tsx';
import {
  actFields,
  idField,
  optionalNumber,
  requiredText,
  ticked,
  wholeNumber,
} from '../../../web/forms.ts';
import { declareRoutes, readers } from '../../../web/route.ts';
import { type Attempt, formOf, submit } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import { loadMeetingPage, loadMeetingRuleSheet } from '../../meeting/index.ts';
import { addBatch } from '../add-batch.ts';
import { beginCount } from '../begin-count.ts';
import { claimEntry } from '../claim-entry.ts';
import { correctPapers } from '../correct-papers.ts';
import { type Batch, loadCounting } from '../counting-store.ts';
import { voidReasons } from '../enter-paper.ts';
import { finishCounting } from '../finish-counting.ts';
import { returnPapers } from '../return-papers.ts';
import type { Round } from '../round-store.ts';
import { settleDifference } from '../settle-difference.ts';
import { deskMarks, placeInWords, valueInWords } from '../value-in-words.ts';
import { withdrawBatch } from '../withdraw-batch.ts';
import { counters, tellers, thirdLookers } from './access.ts';
import { roundOf, roundPath, showRound } from './rounds.tsx';

const returned = z.object({
  ...actFields,
  returned: wholeNumber('收回张数', 0, 9999),
  counted: ticked,
});
const begin = z.object({ ...actFields, method: z.enum(['papers', 'tally'], '请选择计票方法。') });
const batch = z.object({ ...actFields, papers: wholeNumber('本捆张数', 1, 100) });
const claim = z.object({ ...actFields, batch_id: idField });
const settle = z.object({
  ...actFields,
  difference_id: idField,
  value: requiredText('请选择原票上实际的划法。', 200),
  reason: requiredText('请写明核对情况，如“原票为○，第二次录入看错行”。', 200),
});
const withdraw = z.object({
  ...actFields,
  batch_id: idField,
  reason: requiredText('请写明退回重捆的原因，如“两张粘连，实为 24 张”。', 200),
});
const correct = z.object({
  ...actFields,
  issued: wholeNumber('发出张数', 0, 9999),
  spoiled: wholeNumber('更换收回张数', 0, 9999),
  returned: optionalNumber('收回张数', 0, 9999),
  reason: requiredText('请写明更正的原因。', 300),
});
const plain = z.object(actFields);

async function show(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const round = await roundOf(visit);
  if (round === null) return visit.context.notFound();
  const { page } = await loadMeetingPage(visit);
  const counting = await loadCounting(visit.database, visit.congressHere.id, round.id);
  if (counting === null) return visit.redirect(roundPath(visit));
  const sheet = await loadMeetingRuleSheet(visit.database, visit.congressHere.id, round.meetingId);
  const bound = counting.batches.reduce((sum, one) => sum + one.papers, 0);
  const left = (round.paper?.returned ?? 0) - bound;
  const most = sheet?.document.vote?.batchSize ?? 25;
  const rendered = (
    <CountPage
      frame={visit.frame()}
      page={page}
      base={roundPath(visit)}
      title={round.title}
      counting={{
        number: counting.number,
        method: counting.method === 'papers' ? '逐张双录' : '正字双录',
        open: counting.state === 'open',
        reason: counting.reason,
        returned: round.paper?.returned ?? 0,
        bound,
      }}
      batches={counting.batches.map((one) => batchFor(visit, round, one))}
      teller={visit.holds('teller')}
      counter={visit.holds('clerk', 'chief_scrutineer', 'scrutineer', 'teller')}
      batchForm={formOf(attempt, 'add-batch', { papers: String(Math.min(left, most)) })}
      sent={{ kind: attempt?.kind ?? null, form: attempt?.form ?? formOf(null, '') }}
      withdrawn={counting.withdrawn}
      actIds={[randomUUID(), randomUUID()]}
    />
  );
  return await visit.page(rendered, attempt?.status ?? 200);
}

function batchFor(visit: Visit, round: Round, one: Batch) {
  const own = one.entries.find((entry) => entry.tellerId === visit.signedIn.personId);
  const involved = own !== undefined;
  return {
    id: one.id,
    number: one.number,
    papers: one.papers,
    state: one.state,
    entries: one.entries.map((entry) => ({
      ordinal: entry.ordinal,
      teller: entry.tellerName,
      finished: entry.state === 'finished',
      entered: entry.papersEntered,
    })),
    ownEntry: own?.state === 'open' ? own.id : null,
    mayClaim: !involved && one.entries.length < 2,
    actIds: [randomUUID(), randomUUID()] as const,
    differences: one.differences.map((difference) => ({
      id: difference.id,
      place: placeInWords(difference),
      first: valueInWords(difference.firstValue),
      second: valueInWords(difference.secondValue),
      settled: difference.settledValue === null ? null : valueInWords(difference.settledValue),
      reason: difference.settledReason,
      by: difference.settledByName,
      maySettle:
        difference.settledValue === null &&
        !involved &&
        visit.holds('chief_scrutineer', 'scrutineer', 'teller'),
      choices: choicesFor(round, difference),
      actId: randomUUID(),
    })),
  };
}

function choicesFor(round: Round, difference: Batch['differences'][number]) {
  if (difference.optionCode !== null) return null;
  if (difference.itemNumber !== null) {
    return deskMarks(round).map(({ code, text }) => ({ value: code, text }));
  }
  const entered = [difference.firstValue, difference.secondValue].filter(
    (value) => value !== 'missing',
  );
  const voids = Object.keys(voidReasons).map((reason) => `void:${reason}`);
  return [...new Set([...entered, ...voids])].map((value) => ({
    value,
    text: valueInWords(value),
  }));
}

function ids(visit: Visit) {
  return { meetingId: visit.param('meeting'), roundId: visit.param('round') };
}

const path = '/c/:congress/m/:meeting/r/:round';

/** The count desk: papers returned, batches, claims, differences, the end of the count. */
export const countingRoutes = declareRoutes([
  {
    method: 'POST',
    path: `${path}/return-papers`,
    site: 'staff',
    access: counters,
    handle: (visit) =>
      submit(visit, 'return-papers', returned, {
        run: (request, value) =>
          returnPapers(visit.database, request, {
            ...ids(visit),
            ...{ returned: value.returned, counted: value.counted },
          }),
        done: ({ valid, whole }, value) =>
          visit.redirect(
            roundPath(visit),
            valid
              ? `收回 ${value.returned} 张，不多于发出张数，可以计票。`
              : `收回 ${value.returned} 张，多于发出张数，${whole ? '本轮无效' : '纸质票作废，只计电子票'}。`,
          ),
        again: (attempt) => showRound(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${path}/begin-count`,
    site: 'staff',
    access: counters,
    handle: (visit) =>
      submit(visit, 'begin-count', begin, {
        run: (request, value) =>
          beginCount(visit.database, request, { ...ids(visit), method: value.method }),
        done: () => visit.redirect(`${roundPath(visit)}/count`, '计票开始。请混票、分捆、编号。'),
        again: (attempt) => showRound(visit, attempt),
      }),
  },
  {
    method: 'GET',
    path: `${path}/count`,
    site: 'staff',
    access: readers,
    handle: (visit) => show(visit, null),
  },
  {
    method: 'POST',
    path: `${path}/count/batches`,
    site: 'staff',
    access: counters,
    handle: (visit) =>
      submit(visit, 'add-batch', batch, {
        run: (request, value) =>
          addBatch(visit.database, request, { ...ids(visit), papers: value.papers }),
        done: (_, value) =>
          visit.redirect(`${roundPath(visit)}/count`, `已登记一捆 ${value.papers} 张。`),
        again: (attempt) => show(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${path}/correct-papers`,
    site: 'staff',
    access: counters,
    handle: (visit) =>
      submit(visit, 'correct-papers', correct, {
        run: (request, { issued, spoiled, returned: back, reason }) =>
          correctPapers(visit.database, request, {
            ...ids(visit),
            ...{ issued, spoiled, returned: back, reason },
          }),
        done: () => visit.redirect(roundPath(visit), '已更正张数，原来的数字和原因已记入记录。'),
        again: (attempt) => showRound(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${path}/count/withdraw`,
    site: 'staff',
    access: counters,
    handle: (visit) =>
      submit(visit, 'withdraw-batch', withdraw, {
        run: (request, value) =>
          withdrawBatch(visit.database, request, {
            ...ids(visit),
            ...{ batchId: value.batch_id, reason: value.reason },
          }),
        done: () => visit.redirect(`${roundPath(visit)}/count`, '已退回，请重新成捆、编号、录入。'),
        again: (attempt) => show(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${path}/count/claim`,
    site: 'staff',
    access: tellers,
    handle: (visit) =>
      submit(visit, 'claim-entry', claim, {
        run: (request, value) =>
          claimEntry(visit.database, request, {
            ...ids(visit),
            ...{ batchId: value.batch_id, tellerName: visit.signedIn.name },
          }),
        done: ({ entryId }) => visit.redirect(`${roundPath(visit)}/entry/${entryId}`),
        again: (attempt) => show(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${path}/count/settle`,
    site: 'staff',
    access: thirdLookers,
    handle: (visit) =>
      submit(visit, 'settle-difference', settle, {
        run: (request, value) =>
          settleDifference(visit.database, request, {
            ...ids(visit),
            ...{ differenceId: value.difference_id, value: value.value, reason: value.reason },
          }),
        done: ({ open }) =>
          visit.redirect(
            `${roundPath(visit)}/count`,
            open === 0 ? '本捆不一致已全部核对。' : `已核对，本捆还有 ${open} 处。`,
          ),
        again: (attempt) => show(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${path}/count/finish`,
    site: 'staff',
    access: counters,
    handle: (visit) =>
      submit(visit, 'finish-counting', plain, {
        run: (request) => finishCounting(visit.database, request, ids(visit)),
        done: () =>
          visit.redirect(`${roundPath(visit)}/result`, '计票完成。请核对结果，生成报告单。'),
        again: (attempt) => show(visit, attempt),
      }),
  },
]);
