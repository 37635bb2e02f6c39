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

/** The result in one sentence, as the chair says it. */
export function resultInWords(content: ReportContent): string {
  if (content.validity === false) return `投票无效：${reasonsTogether(content.validityReasons)}`;
  if (content.satisfaction !== undefined) return verdictsInWords(content.satisfaction.lines);
  if (content.decision !== undefined) return decisionsInWords(content.projects);
  const adopted = content.projects.filter((project) => project.adopted === true);
  const names = adopted.map((project) => `“${project.title}”`).join('、');
  return adopted.length === 0 ? '没有项目入选' : `${adopted.length} 个项目入选：${names}`;
}

/** Which adjustments are agreed to and which are not, each by its name. */
function decisionsInWords(matters: ReportContent['projects']): string {
  const named = (adopted: boolean, words: string) => {
    const those = matters.filter((one) => (one.adopted === true) === adopted);
    const names = those.map((one) => one.title).join('、');
    return those.length === 0 ? [] : [`${those.length} 项调整${words}：${names}`];
  };
  return [...named(true, '通过'), ...named(false, '未通过')].join('；');
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
