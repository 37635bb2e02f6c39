import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../../database/tables.ts';
import { tieAwaitsDecision } from '../../rules/outcome/resolve-tie.ts';
import { ok, type Refusal, type Result, refuse } from '../../rules/refusals.ts';
import { hashJson } from '../../trail/canonical.ts';
import { type Act, type ActRequest, performAct } from '../../trail/perform-act.ts';
import { loadRound, moveRound } from '../voting/index.ts';
import { publishAdjustmentPapers } from './adjustments/adjustment-rows.ts';
import { createProjects, endProjectsNoLongerAdopted } from './create-projects.ts';
import { noReport, noSuchRound } from './refusals.ts';
import { currentReport, listReports, type Report } from './report-store.ts';
import { type ChainedResult, loadResultChain } from './result-chain.ts';

/** The words of an announcement, as they were published. */
export const announcementContent = z.object({
  format: z.literal(1),
  issuer: z.string(),
  paragraphs: z.array(z.string()),
  projects: z.array(z.string()),
});

export type AnnouncementContent = z.output<typeof announcementContent>;

/** What the presidium publishes: number, date, title and text. */
export interface NewAnnouncement {
  readonly meetingId: string;
  readonly roundId: string;
  readonly number: string;
  readonly dated: string;
  readonly title: string;
  readonly content: AnnouncementContent;
}

const numberTaken: Refusal = {
  code: 'number-taken',
  message: '这个公告编号已经用过，请填写新的编号。',
  field: 'number',
};

const announcedBefore: Refusal = {
  code: 'announced-before',
  message: '本轮以前公告过，不能再发布公告。请发布更正公告，用新的编号。',
};

const tieNotDecided: Refusal = {
  code: 'tie-open',
  message: '同票项目还没有确定。请先登记主席团的决定或者抽签结果，再发布公告。',
};

/**
 * Publishes the announcement of a declared result; the round, its report, its list and the rounds that
 * it completes become public, and each adopted candidate becomes a project (正式项目).
 *
 * Refuses with `no-such-round`, `no-report`, `announced-before` (after a recount only a correction
 * follows), `tie-open`, `number-taken` and what the state machine refuses.
 */
export function announceResult(
  database: Kysely<Tables>,
  request: ActRequest,
  input: NewAnnouncement,
): Promise<Result<{ announcementId: string }>> {
  return performAct(database, request, async (act) => {
    const { meetingId, roundId } = input;
    const round = await loadRound(act.transaction, act.congressId, meetingId, roundId);
    if (round === null) return refuse(noSuchRound);
    const report = currentReport(await listReports(act.transaction, act.congressId, roundId));
    if (report === null) return refuse(noReport);
    const earlier = await listAnnouncements(act.transaction, act.congressId, roundId);
    if (earlier.length > 0) return refuse(announcedBefore);
    const chain = await loadResultChain(act.transaction, act.congressId, round);
    if (chain.some(tieOpen)) return refuse(tieNotDecided);
    const moved = await moveRound(act, round, 'announce');
    if (!moved.ok) return moved;
    const announcementId = await writeAnnouncement(act, input, report, null);
    if (announcementId === null) return refuse(numberTaken);
    await publish(act, chain, input);
    const rounds = chain.map((one) => one.roundId);
    const created = await createProjects(act, meetingId, rounds, input.dated);
    if (!created.ok) return created;
    const { number, dated, title } = input;
    act.record({
      event: 'result-announced',
      subjects: { round: roundId, announcement: announcementId, report: report.id },
      detail: { number, dated, title },
    });
    return ok({ announcementId });
  });
}

/**
 * Corrects an announced result by an announcement with a number of its own; the first one stays.
 *
 * Refuses with `no-such-round`, `no-report`, `nothing-announced`, `tie-open`, `number-taken` and what
 * the state machine refuses.
 */
export function correctAnnouncement(
  database: Kysely<Tables>,
  request: ActRequest,
  input: NewAnnouncement & { reason: string },
): Promise<Result<{ announcementId: string }>> {
  return performAct(database, request, async (act) => {
    const { meetingId, roundId } = input;
    const round = await loadRound(act.transaction, act.congressId, meetingId, roundId);
    if (round === null) return refuse(noSuchRound);
    const report = currentReport(await listReports(act.transaction, act.congressId, roundId));
    if (report === null) return refuse(noReport);
    const announced = await listAnnouncements(act.transaction, act.congressId, roundId);
    const last = announced.at(-1);
    if (last === undefined) {
      return refuse({ code: 'nothing-announced', message: '这一轮还没有公告，不需要更正公告。' });
    }
    const chain = await loadResultChain(act.transaction, act.congressId, round);
    if (chain.some(tieOpen)) return refuse(tieNotDecided);
    const moved = await moveRound(act, round, 'correct', input.reason);
    if (!moved.ok) return moved;
    const announcementId = await writeAnnouncement(act, input, report, last.id);
    if (announcementId === null) return refuse(numberTaken);
    await publish(act, chain, input);
    const rounds = chain.map((one) => one.roundId);
    await endProjectsNoLongerAdopted(act, rounds);
    const created = await createProjects(act, meetingId, rounds, input.dated);
    if (!created.ok) return created;
    const { number, dated, reason } = input;
    act.record({
      event: 'announcement-corrected',
      subjects: { round: roundId, announcement: announcementId, corrects: last.id },
      detail: { number, dated, corrects: last.number, reason },
    });
    return ok({ announcementId });
  });
}

async function writeAnnouncement(
  act: Act,
  input: NewAnnouncement,
  report: Report,
  correctsId: string | null,
): Promise<string | null> {
  const id = randomUUID();
  const inserted = await act.transaction
    .insertInto('record.announcement')
    .values({
      congress_id: act.congressId,
      id,
      round_id: input.roundId,
      report_id: report.id,
      kind: correctsId === null ? 'announcement' : 'correction',
      number: input.number,
      dated: input.dated,
      title: input.title,
      content: JSON.stringify(input.content),
      content_hash: hashJson(input.content),
      corrects_id: correctsId,
      published_at: act.recordedAt,
      act_id: act.id,
    })
    .onConflict((conflict) => conflict.columns(['congress_id', 'number']).doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n ? id : null;
}

/** Makes public whatever of the rounds and their reports is not yet. */
async function publish(
  act: Act,
  chain: readonly ChainedResult[],
  { title, number }: NewAnnouncement,
): Promise<void> {
  const published_at = act.recordedAt;
  const rounds = chain.map((one) => one.roundId);
  const reports = chain.map((one) => one.reportId);
  for (const [table, column, ids] of [
    ['record.round', 'id', rounds],
    ['record.count_report', 'id', reports],
    ['record.tie_decision', 'report_id', reports],
    ['record.satisfaction_result', 'round_id', rounds],
  ] as const) {
    await act.transaction
      .updateTable(table)
      .set({ published_at })
      .where('congress_id', '=', act.congressId)
      .where(column, 'in', ids)
      .where('published_at', 'is', null)
      .execute();
  }
  await publishAdjustments(act, rounds, `${title}（${number}）`);
}

/** An announced decision on an adjustment is told to the public by that. */
async function publishAdjustments(act: Act, rounds: readonly string[], where: string) {
  const told = await act.transaction
    .updateTable('record.adjustment')
    .set({ published_at: act.recordedAt, published_where: where })
    .where('congress_id', '=', act.congressId)
    .where('round_id', 'in', [...rounds])
    .where('state', 'in', ['approved', 'refused'])
    .where('published_at', 'is', null)
    .returning('paper_id')
    .execute();
  await publishAdjustmentPapers(
    act,
    told.map((one) => one.paper_id),
  );
}

function tieOpen({ content, tie }: ChainedResult): boolean {
  return tie === null && tieAwaitsDecision({ rule: content.tieRule, tied: content.tied });
}

/** An announcement as it was published. */
export interface Announcement {
  readonly id: string;
  /** The report whose figures it announced. */
  readonly reportId: string;
  readonly kind: 'announcement' | 'correction';
  readonly number: string;
  readonly dated: string;
  readonly title: string;
  readonly content: AnnouncementContent;
  readonly publishedAt: Date | null;
  readonly publishedWhere: string | null;
}

/** The announcements of a round, corrections after what they correct. */
export async function listAnnouncements(
  database: Kysely<Tables>,
  congressId: string,
  roundId: string,
): Promise<readonly Announcement[]> {
  const rows = await database
    .selectFrom('record.announcement')
    .selectAll()
    .where('congress_id', '=', congressId)
    .where('round_id', '=', roundId)
    .orderBy('published_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    reportId: row.report_id,
    kind: row.kind,
    number: row.number,
    dated: row.dated,
    title: row.title,
    content: announcementContent.parse(row.content),
    publishedAt: row.published_at,
    publishedWhere: row.published_where,
  }));
}

/**
 * Records where the announcement was published outside the program: the government's site or public
 * account, with its address. Refuses with `nothing-announced`.
 */
export function recordPublication(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { roundId: string; announcementId: string; where: string },
): Promise<Result<{ announcementId: string }>> {
  return performAct(database, request, async (act) => {
    const updated = await act.transaction
      .updateTable('record.announcement')
      .set({ published_where: input.where })
      .where('congress_id', '=', act.congressId)
      .where('round_id', '=', input.roundId)
      .where('id', '=', input.announcementId)
      .executeTakeFirst();
    if (updated.numUpdatedRows !== 1n) {
      return refuse({ code: 'nothing-announced', message: '没有这份公告，请刷新页面。' });
    }
    act.record({
      event: 'publication-recorded',
      subjects: { round: input.roundId, announcement: input.announcementId },
      detail: { where: input.where },
    });
    return ok({ announcementId: input.announcementId });
  });
}
