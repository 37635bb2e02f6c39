import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { formAmongMany, freshForm } from '../../../../views/parts/fields.tsx';
import { PapersPrint } from '../../../../views/voting/papers-print.tsx';
import { RoundPage } from '../../../../views/voting/round-page.tsx';
import { RoundsPage } from '../../../../views/voting/rounds-page.tsx';
import { gradeCodes, gradeNames } from '../../../rules/grades.ts';
import { roundStateNames } from '../../../rules/lifecycle.ts';
import { roundWords, sizeInWords } from '../../../rules/round-words.ts';
import { usesElectronic } from '../../../rules/rule-sheet/document.ts';
import { actFields, optionalText, requiredText, wholeNumber } from '../../../web/forms.ts';
import { clerks, declareRoutes, readers } from '../../../web/route.ts';
import { type Attempt, formOf, submit } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import { loadSealedList } from '../../candidates/index.ts';
import { loadMeetingPage, loadMeetingRuleSheet, meetingPath } from '../../meeting/index.ts';
import { closeRound } from '../close-round.ts';
import { loadCounting } from '../counting-store.ts';
import { createRound } from '../create-round.ts';
import { issuePapers } from '../issue-papers.ts';
import { leaveRound } from '../leave-round.ts';
import { nextStepOf } from '../next-step.ts';
import { openRound } from '../open-round.ts';
import { printPapers } from '../print-papers.ts';
import { listRounds, loadRound, type Round } from '../round-store.ts';
import { electronicCard } from '../slips/card.ts';

const closedWords = {
  closed: '投票结束，票箱已封。请开箱清点。',
  'channel-void': '投票结束。电子票多于发出的票码，电子票作废，只计纸质票。',
  'round-void': '电子票多于发出的票码，本轮无效，票箱不开。请另建一轮重新投票。',
} as const;

const create = z.object({ ...actFields, category: optionalText(60) });
const plain = z.object(actFields);
const print = z.object({
  ...actFields,
  printed: wholeNumber('印制张数', 1, 9999),
  colour: requiredText('请填写选票颜色，如“浅黄”。', 10),
});
const issue = z.object({
  ...actFields,
  issued: wholeNumber('发出张数', 0, 9999),
  spoiled: wholeNumber('更换收回张数', 0, 9999),
});
const leave = z.object({
  ...actFields,
  way: z.enum(['interrupt', 'resume', 'cancel', 'void'], '请选择。'),
  reason: requiredText('请写明原因。', 300),
});

async function showList(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const { page } = await loadMeetingPage(visit);
  const { database, congressHere } = visit;
  const rounds = await listRounds(database, congressHere.id, visit.param('meeting'));
  const sheet = await loadMeetingRuleSheet(database, congressHere.id, visit.param('meeting'));
  const vote = sheet?.document.vote;
  const standing = rounds.filter(
    (one) => one.kind === 'vote' && one.state !== 'cancelled' && one.state !== 'void',
  );
  const contests =
    vote?.form === 'categories' ? vote.categories.map((one) => one.name) : ([null] as const);
  const open = contests.filter((name) => standing.every((one) => one.category !== name));
  const rendered = (
    <RoundsPage
      frame={visit.frame()}
      page={page}
      form={formOf(attempt, 'create-round')}
      rounds={rounds.map((round) => ({
        href: `${page.base}/r/${round.id}`,
        title: round.title,
        state: roundStateNames[round.state],
        facts: sizeInWords(round.kind, round.items.length, round.places),
      }))}
      mayCreate={open.length > 0}
      decisionPath={vote === undefined ? null : `${page.base}/adjustments`}
      keys={vote !== undefined && usesElectronic(vote) ? `${page.base}/keys` : null}
      testPath={sheet?.document.satisfaction === undefined ? null : `${page.base}/tests`}
      categories={open.filter((name) => name !== null)}
      actId={randomUUID()}
    />
  );
  return await visit.page(rendered, attempt?.status ?? 200);
}

/** Loads the round of the path, or null: another meeting's round is not there. */
export function roundOf(visit: Visit): Promise<Round | null> {
  const { database, congressHere } = visit;
  return loadRound(database, congressHere.id, visit.param('meeting'), visit.param('round'));
}

/** The path of the round that a visit is in. */
export function roundPath(visit: Visit): string {
  return `${meetingPath(visit)}/r/${visit.param('round')}`;
}

async function showRound(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const round = await roundOf(visit);
  if (round === null) return visit.context.notFound();
  const { page } = await loadMeetingPage(visit);
  const counting = await loadCounting(visit.database, visit.congressHere.id, round.id);
  const next = nextStepOf(round, counting !== null);
  // Who is here for the count alone does not read projects.
  const reads = page.congress.href !== null;
  const suggested: Readonly<Record<string, string>> = {
    printed: String((page.strip?.due ?? 0) + 5),
    colour: round.paper?.colour ?? '',
    issued: String(page.strip?.present ?? ''),
    spoiled: '0',
    returned: '',
    method: 'papers',
  };
  const rendered = (
    <RoundPage
      frame={visit.frame()}
      page={page}
      base={roundPath(visit)}
      round={{
        title: round.title,
        state: roundStateNames[round.state],
        reason: round.stateReason,
        kind: round.kind,
        form: round.form,
        places: round.places,
        most: round.most,
        items: round.items.map(({ number, title, detail, projectId, adjustmentId }) => ({
          ...{ number, title, detail },
          href:
            adjustmentId === null || !reads
              ? null
              : `/c/${round.congressId}/projects/${projectId}/adjustments`,
        })),
        paper: round.paper,
        due: round.due,
        present: round.present,
        onLeave: round.onLeave,
        running: ['ready', 'open', 'interrupted', 'draft', 'closed'].includes(round.state),
        interrupted: round.state === 'interrupted',
        open: round.state === 'open',
      }}
      next={next}
      electronic={await electronicCard(visit, round, roundPath(visit), attempt)}
      nextForm={formOf(attempt, next, suggested)}
      leaveForm={formOf(attempt, 'leave-round')}
      counter={visit.holds('clerk', 'chief_scrutineer', 'scrutineer', 'teller')}
      correctForm={mayCorrect(round) ? correctionForm(round, attempt) : null}
      actIds={[randomUUID(), randomUUID(), randomUUID()]}
    />
  );
  return await visit.page(rendered, attempt?.status ?? 200);
}

function mayCorrect({ state, paper }: Round): boolean {
  const again = state === 'reopened' || state === 'recounted';
  return paper?.state === 'issued' || paper?.state === 'returned' || again;
}

function correctionForm({ paper }: Round, attempt: Attempt | null) {
  const sent = { kind: attempt?.kind ?? null, form: attempt?.form ?? freshForm() };
  return formAmongMany(sent, 'correct-papers', null, {
    issued: String(paper?.issued ?? ''),
    spoiled: String(paper?.spoiled ?? ''),
    returned: String(paper?.returned ?? ''),
  });
}

async function showPapers(visit: Visit): Promise<Response> {
  const round = await roundOf(visit);
  if (round === null) return visit.context.notFound();
  const { meeting, page } = await loadMeetingPage(visit);
  const list = await loadSealedList(visit.database, visit.congressHere.id, meeting.id);
  const detailOf = (number: number) =>
    list?.items.find((item) => item.number === number)?.content.content ?? '';
  const test = round.form === 'grades';
  const vote = round.kind === 'vote';
  const symbol = (code: string) => round.options.find((one) => one.code === code)?.symbol ?? '';
  const columns = [
    { code: 'for', meaning: round.form === 'each' ? '赞成' : '选择' },
    { code: 'against', meaning: '反对' },
    { code: 'abstain', meaning: '弃权' },
  ]
    .filter((one) => round.options.some((option) => option.code === one.code))
    .map((one) => ({ symbol: symbol(one.code), meaning: one.meaning }));
  return await visit.page(
    <PapersPrint
      frame={visit.frame()}
      back={`${page.base}/r/${round.id}`}
      paper={{
        title: test ? round.title : `${round.title}${vote ? '选' : ''}票`,
        subject: roundWords[round.kind].subject,
        meeting: meeting.name,
        colour: round.paper?.colour ?? '',
        rule: ruleOf(round),
        columns,
        items: round.items.map((item) => ({
          number: item.number,
          title: item.title,
          detail: vote
            ? round.items.length > 14
              ? ''
              : detailOf(item.number).slice(0, 60)
            : (item.detail ?? ''),
        })),
        foot: vote
          ? `名单指纹 ${(list?.listHash ?? '').slice(0, 12)}`
          : `共 ${round.items.length} 项`,
        ...(test ? { boxes: gradeCodes.map((code) => gradeNames[code]) } : {}),
      }}
      perPage={round.items.length > (round.kind === 'decision' ? 3 : 10) ? 1 : 2}
    />,
  );
}

function ruleOf(round: Round): string {
  if (round.kind === 'decision') {
    return `共 ${round.items.length} 项调整，每项分别表示赞成、反对或者弃权，一项划两种记号的该项不计。不写姓名。`;
  }
  if (round.form === 'grades') {
    const drawn = round.options.find((one) => one.code === 'satisfied')?.symbol ?? '○';
    return `每项在“满意”“基本满意”“不满意”中选一栏划“${drawn}”，一项划两栏的该项不计。不写姓名。`;
  }
  if (round.form === 'exactly')
    return `从 ${round.items.length} 项中选择 ${round.most} 项，多选、少选无效。`;
  const many =
    round.most < round.items.length
      ? `赞成不得超过 ${round.most} 项，多于 ${round.most} 项的整张无效。`
      : '';
  const few =
    round.least > 1 ? `选择的，至少选 ${round.least} 项，少于 ${round.least} 项的整张无效。` : '';
  return `候选 ${round.items.length} 项，应选 ${round.places} 项。${many}${few}`;
}

const rounds = '/c/:congress/m/:meeting/rounds';
const path = '/c/:congress/m/:meeting/r/:round';

function ids(visit: Visit) {
  return { meetingId: visit.param('meeting'), roundId: visit.param('round') };
}

/** Rounds of papers: list, print, open, issue, close, and the ways out. */
export const roundRoutes = declareRoutes([
  {
    method: 'GET',
    path: rounds,
    site: 'staff',
    access: readers,
    handle: (visit) => showList(visit, null),
  },
  {
    method: 'POST',
    path: rounds,
    site: 'staff',
    access: clerks,
    handle: async (visit) => {
      const { sitting } = await loadMeetingPage(visit);
      return await submit(visit, 'create-round', create, {
        run: (request, { category }) =>
          createRound(visit.database, request, {
            meetingId: visit.param('meeting'),
            sittingId: sitting?.id ?? '',
            category,
          }),
        done: ({ roundId }) =>
          visit.redirect(`${meetingPath(visit)}/r/${roundId}`, '已建立，请校对并印制选票。'),
        again: (attempt) => showList(visit, attempt),
      });
    },
  },
  {
    method: 'GET',
    path,
    site: 'staff',
    access: readers,
    handle: (visit) => showRound(visit, null),
  },
  { method: 'GET', path: `${path}/papers`, site: 'staff', access: readers, handle: showPapers },
  {
    method: 'POST',
    path: `${path}/print-papers`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'print-papers', print, {
        run: (request, value) =>
          printPapers(visit.database, request, {
            ...ids(visit),
            ...{ printed: value.printed, colour: value.colour },
          }),
        done: (_, value) =>
          visit.redirect(roundPath(visit), `已登记印制选票 ${value.printed} 张。`),
        again: (attempt) => showRound(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${path}/open-round`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'open-round', plain, {
        run: (request) => openRound(visit.database, request, ids(visit)),
        done: () => visit.redirect(roundPath(visit), '开始发票。'),
        again: (attempt) => showRound(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${path}/issue-papers`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'issue-papers', issue, {
        run: (request, value) =>
          issuePapers(visit.database, request, {
            ...ids(visit),
            ...{ issued: value.issued, spoiled: value.spoiled },
          }),
        done: (_, value) =>
          visit.redirect(roundPath(visit), `发票完毕：发出 ${value.issued} 张。出席人数已锁定。`),
        again: (attempt) => showRound(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${path}/close-round`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'close-round', plain, {
        run: (request) => closeRound(visit.database, request, ids(visit)),
        done: ({ verdict }) => visit.redirect(roundPath(visit), closedWords[verdict]),
        again: (attempt) => showRound(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${path}/leave`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'leave-round', leave, {
        run: (request, value) =>
          leaveRound(visit.database, request, {
            ...ids(visit),
            ...{ way: value.way, reason: value.reason },
          }),
        done: () => visit.redirect(roundPath(visit), '已办理，原因已记入记录。'),
        again: (attempt) => showRound(visit, attempt),
      }),
  },
]);

export { showRound };
