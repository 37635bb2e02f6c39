import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { gradeCodes, gradeNames } from '../../rules/grades.ts';
import { ok, type Result, refuse } from '../../rules/refusals.ts';
import { reasonsTogether } from '../../rules/round-words.ts';
import { type ActRequest, performAct } from '../../trail/perform-act.ts';
import { loadRound, moveRound } from '../voting/index.ts';
import { writeAdjustments } from './adjustments/write-adjustments.ts';
import { noReport, noSuchRound, reportFallen } from './refusals.ts';
import type { ReportContent } from './report-content.ts';
import { currentReport, listReports } from './report-store.ts';
import { writeFates } from './write-fates.ts';
import { writeSatisfaction } from './write-satisfaction.ts';

/**
 * The chair declares the signed result, or the clerk records when the chair did.
 *
 * Refuses with `no-such-round`, `no-report`, `stale-form`, `not-signed`, what the state machine refuses, and
 * for decisions on adjustments as `writeAdjustments`.
 */
export function declareResult(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    meetingId: string;
    roundId: string;
    reportId: string;
    declaredBy: 'chair' | 'clerk_recorded';
  },
): Promise<Result<{ roundId: string }>> {
  return performAct(database, request, async (act) => {
    const { meetingId, roundId, reportId, declaredBy } = input;
    const round = await loadRound(act.transaction, act.congressId, meetingId, roundId);
    if (round === null) return refuse(noSuchRound);
    const report = currentReport(await listReports(act.transaction, act.congressId, roundId));
    if (report === null) return refuse(noReport);
    if (report.id !== reportId) return refuse(reportFallen);
    if (report.state !== 'signed') {
      return refuse({
        code: 'not-signed',
        message: '报告单还没有签字齐全，不能宣布。请先完成签字。',
      });
    }
    const moved = await moveRound(act, round, 'declare');
    if (!moved.ok) return moved;
    await act.transaction
      .insertInto('record.declaration')
      .values({
        congress_id: act.congressId,
        id: randomUUID(),
        round_id: roundId,
        report_id: reportId,
        declared_by: declaredBy,
        act_id: act.id,
      })
      .execute();
    await writeFates(act, round, report.content);
    await writeSatisfaction(act, round, report.content);
    const decided = await writeAdjustments(act, round, report);
    if (!decided.ok) return decided;
    act.record({
      event: 'result-declared',
      subjects: { meeting: meetingId, round: roundId, report: reportId, hash: report.hash },
      detail: { title: round.title, result: resultInWords(report.content) },
    });
    return ok({ roundId });
  });
}

/** A result as a heading and what it says of each matter; null where the heading says all. */
export interface ResultWords {
  readonly headline: string;
  readonly named: string | null;
}

/** The result with its names apart, for a page where the heading must not hide them or run on for lines. */
export function resultWords(content: ReportContent): ResultWords {
  if (content.validity === false) {
    return { headline: '投票无效', named: reasonsTogether(content.validityReasons) };
  }
  if (content.satisfaction !== undefined) {
    return { headline: verdictsInWords(content.satisfaction.lines), named: null };
  }
  if (content.decision !== undefined) return decisionWords(content.projects);
  const adopted = content.projects.filter((project) => project.adopted === true);
  if (adopted.length === 0) return { headline: '没有项目入选', named: null };
  const named = adopted.map((project) => `“${project.title}”`).join('、');
  return { headline: `${adopted.length} 个项目入选`, named };
}

/** The result in one sentence, as the chair says it. */
export function resultInWords(content: ReportContent): string {
  const { headline, named } = resultWords(content);
  return named === null ? headline : `${headline}：${named}`;
}

/** Which adjustments are agreed to and which are not, each by its name. */
function decisionWords(matters: ReportContent['projects']): ResultWords {
  const groups = [
    { words: '通过', those: matters.filter((one) => one.adopted === true) },
    { words: '未通过', those: matters.filter((one) => one.adopted !== true) },
  ].filter(({ those }) => those.length > 0);
  return {
    headline: groups.map(({ words, those }) => `${those.length} 项调整${words}`).join('，'),
    named: groups
      .map(({ words, those }) => `${words}的是${those.map((one) => one.title).join('、')}`)
      .join('；'),
  };
}

/** How many projects stand in each grade; what is 不满意 is named. */
function verdictsInWords(lines: NonNullable<ReportContent['satisfaction']>['lines']): string {
  const parts = gradeCodes.flatMap((code) => {
    const those = lines.filter((line) => line.verdict === code);
    if (those.length === 0) return [];
    const names = code === 'dissatisfied' ? `（${those.map((one) => one.title).join('、')}）` : '';
    return [`${gradeNames[code]} ${those.length} 项${names}`];
  });
  return `测评结果：${parts.join('，')}`;
}
