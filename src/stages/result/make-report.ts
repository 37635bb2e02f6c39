import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { listRoles } from '../../people/index.ts';
import { type CountTotals, sumTotals } from '../../rules/count-totals.ts';
import { ok, type Result, refuse } from '../../rules/refusals.ts';
import { hashJson } from '../../trail/canonical.ts';
import { loadHead } from '../../trail/index.ts';
import { type Act, type ActRequest, performAct } from '../../trail/perform-act.ts';
import { loadSealedList } from '../candidates/index.ts';
import { holdMeeting, loadMeeting, loadMeetingRuleSheet } from '../meeting/index.ts';
import {
  type Counting,
  countedParts,
  type DecidedRound,
  type DecidedTest,
  decideMatters,
  decideRound,
  decideTest,
  livesPaper,
  loadCounting,
  loadRound,
  type Round,
} from '../voting/index.ts';
import { adjustmentHash } from './adjustments/adjustment-rows.ts';
import { channelsOf, electronicPartOf, revealingWarnings } from './electronic-part.ts';
import { noSuchRound } from './refusals.ts';
import type { ReportContent } from './report-content.ts';
import { currentReport, listReports, type Report } from './report-store.ts';

/**
 * Makes the count report of a counted round, its channels apart and together, frozen and hashed, with the head of the trail as an
 * anchor. Refuses with `no-such-round`, `counting-open`, `already-done` (an unsigned
 * report stands).
 */
export function makeReport(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { meetingId: string; roundId: string },
): Promise<Result<{ reportId: string }>> {
  return performAct(database, request, async (act) => {
    const { meetingId, roundId } = input;
    await holdMeeting(act, meetingId);
    const round = await loadRound(act.transaction, act.congressId, meetingId, roundId);
    if (round === null) return refuse(noSuchRound);
    const counting = livesPaper(round)
      ? await loadCounting(act.transaction, act.congressId, roundId)
      : null;
    const finished = !livesPaper(round) || counting?.state === 'finished';
    if (!finished || round.state !== 'counted') {
      return refuse({
        code: 'counting-open',
        message:
          '计票还没有完成，不能生成报告单。纸质票请先完成全部捆的录入和核对，电子票请先开箱。',
      });
    }
    const reports = await listReports(act.transaction, act.congressId, roundId);
    const standing = currentReport(reports);
    // A signed report stands while a recount that was declared necessary is reported beside it.
    if (standing?.state === 'unsigned') {
      return refuse({ code: 'already-done', message: '报告单已经生成，请在本页查看和签字。' });
    }
    const number = reports.length + 1;
    const kind = counting?.kind ?? kindOf(reports, standing);
    const content = await contentOf(act, meetingId, round, counting, kind);
    const hash = hashJson(content);
    const reportId = randomUUID();
    await act.transaction
      .insertInto('record.count_report')
      .values({
        congress_id: act.congressId,
        id: reportId,
        round_id: roundId,
        counting_id: counting?.id ?? null,
        number,
        kind,
        content: JSON.stringify(content),
        content_hash: hash,
        state: 'unsigned',
        act_id: act.id,
      })
      .execute();
    act.record({
      event: 'report-made',
      subjects: { round: roundId, report: reportId, number, hash },
      detail: { title: round.title, number, hash: hash.slice(0, 12) },
    });
    act.touch(`round:${roundId}`);
    return ok({ reportId });
  });
}

/** What kind of report follows where no papers are counted: from what stands and what fell. */
function kindOf(reports: readonly Report[], standing: Report | null): ReportContent['kind'] {
  if (reports.length === 0) return 'first';
  return standing === null ? 'reopened' : 'recount';
}

/** What a report says of the meeting around the round. */
async function loadGround(act: Act, meetingId: string, round: Round) {
  const database = act.transaction;
  const [meeting, sheet, list, held, head, place] = await Promise.all([
    loadMeeting(database, act.congressId, meetingId),
    loadMeetingRuleSheet(database, act.congressId, meetingId),
    loadSealedList(database, act.congressId, meetingId),
    listRoles(database, act.congressId, meetingId),
    loadHead(database, act.congressId),
    database
      .selectFrom('record.congress as congress')
      .innerJoin('record.sitting as sitting', 'sitting.congress_id', 'congress.congress_id')
      .select(['congress.name as congress', 'sitting.name as sitting'])
      .where('congress.congress_id', '=', act.congressId)
      .where('sitting.id', '=', round.sittingId)
      .executeTakeFirstOrThrow(),
  ]);
  if (meeting === null || sheet === null) throw new Error('a round has a meeting and a rule sheet');
  return { meeting, sheet, list, held, head, place };
}

async function contentOf(
  act: Act,
  meetingId: string,
  round: Round,
  counting: Counting | null,
  kind: ReportContent['kind'],
): Promise<ReportContent> {
  const { meeting, sheet, list, held, head, place } = await loadGround(act, meetingId, round);
  const paper = counting?.totals ?? null;
  const names = (role: string) => [
    ...new Set(held.filter((one) => one.role === role).map((one) => one.name)),
  ];
  const parts = countedParts(round, paper);
  const totals = sumTotals(
    round.items.map((item) => item.number),
    parts.map((part) => part.totals),
  );
  const { warnings, ...decision } = await outcomePart(act, round, { sheet, list, paper, totals });
  const sum = (figureOf: (figures: (typeof parts)[number]['figures']) => number | null) =>
    parts.reduce((total, part) => total + (figureOf(part.figures) ?? 0), 0);
  return {
    format: 1,
    congress: place.congress,
    meeting: meeting.name,
    sitting: place.sitting,
    round: round.title,
    kind,
    reason: counting === null ? round.stateReason : counting.reason,
    form: round.form,
    places: round.places,
    most: round.most,
    ruleSheetHash: sheet.contentHash,
    candidateListHash: round.kind === 'vote' ? (list?.listHash ?? null) : null,
    due: round.due,
    present: round.present,
    onLeave: round.onLeave,
    printed: round.paper?.printed ?? null,
    issued: sum((figures) => figures.issued),
    spoiled: round.paper?.spoiled ?? null,
    returned: sum((figures) => figures.returned),
    valid: totals.valid,
    void: totals.void,
    ...decision,
    warnings: [...warnings, ...revealingWarnings(round, paper)],
    method: counting?.method ?? null,
    batches: counting?.batches.length ?? 0,
    differencesSettled:
      counting?.batches.reduce((count, batch) => count + batch.differences.length, 0) ?? 0,
    chief: names('chief_scrutineer'),
    scrutineers: names('scrutineer'),
    // Tellers count papers; a round of electronic ballots alone has none.
    tellers: counting === null ? [] : names('teller'),
    ...(round.electronic === null
      ? {}
      : {
          channels: channelsOf(round, paper),
          electronic: await electronicPartOf(act.transaction, round),
        }),
    countedAt: act.happenedAt.toISOString(),
    trailHead: head === null ? null : { sequence: head.sequence, hash: head.hash },
  };
}

type Ground = Awaited<ReturnType<typeof loadGround>>;

/** What the round came to, by the rules of its kind. */
async function outcomePart(
  act: Act,
  round: Round,
  counted: Pick<Ground, 'sheet' | 'list'> & {
    readonly paper: CountTotals | null;
    readonly totals: CountTotals;
  },
) {
  const { sheet, list, paper, totals } = counted;
  switch (round.kind) {
    case 'satisfaction':
      return testPart(decideTest(round, sheet.document, paper));
    case 'decision': {
      const hashes = await adjustmentHashes(act, round);
      const decided = decideMatters(round, sheet.document, paper);
      const part = decisionPart({ ...decided, tie: 'neither' }, round, totals, (number) => {
        return hashes.get(number) ?? null;
      });
      return { ...part, decision: { body: round.body } };
    }
    case 'vote': {
      const decided = decideRound(round, sheet.document, paper);
      return decisionPart({ ...decided, tie: decided.input.tie }, round, totals, (number) => {
        return list?.items.find((item) => item.number === number)?.contentHash ?? null;
      });
    }
  }
}

/** What was decided on, by the number on the paper. */
async function adjustmentHashes(act: Act, round: Round): Promise<ReadonlyMap<number, string>> {
  const rows = await act.transaction
    .selectFrom('record.round_item as item')
    .innerJoin('record.adjustment as adjustment', (join) =>
      join
        .onRef('adjustment.congress_id', '=', 'item.congress_id')
        .onRef('adjustment.id', '=', 'item.adjustment_id'),
    )
    .select(['item.number', 'adjustment.kind', 'adjustment.proposed'])
    .where('item.congress_id', '=', act.congressId)
    .where('item.round_id', '=', round.id)
    .execute();
  return new Map(rows.map((row) => [row.number, adjustmentHash(row)]));
}

function decisionPart(
  decided: Pick<DecidedRound, 'outcome' | 'passing'> & { readonly tie: ReportContent['tieRule'] },
  round: Round,
  totals: CountTotals,
  hashOf: (number: number) => string | null,
) {
  const { outcome, passing, tie } = decided;
  return {
    passing,
    threshold: outcome.threshold,
    validity: outcome.valid,
    validityReasons: outcome.reasons.map((reason) => reason.text),
    projects: outcome.projects.map((project) => {
      const votes = totals.items.find((item) => item.number === project.number);
      return {
        number: project.number,
        title: project.title,
        versionHash: hashOf(project.number),
        for: project.for,
        against: round.form === 'each' ? (votes?.against ?? null) : null,
        abstain: round.form === 'each' ? (votes?.abstain ?? null) : null,
        rank: project.rank,
        passes: project.passes,
        adopted: project.adopted,
        why: project.why,
      };
    }),
    tied: [...outcome.tied],
    tieRule: tie,
    next: outcome.next,
    warnings: outcome.warnings.map((warning) => warning.text),
  };
}

/** What a report of a satisfaction test says instead: grades and verdicts; nothing is adopted or tied. */
function testPart(test: DecidedTest) {
  const { base, baseCount, needed, rule, valid, reasons } = test;
  return {
    passing: rule,
    threshold: needed,
    validity: valid,
    validityReasons: reasons.map((reason) => reason.text),
    projects: [],
    satisfaction: {
      ...{ base, baseCount },
      lines: test.lines.map(({ grades, ...line }) => ({ ...line, ...grades })),
    },
    tied: [],
    tieRule: 'neither' as const,
    next: 'none',
    warnings: test.warnings.map((warning) => warning.text),
  };
}
