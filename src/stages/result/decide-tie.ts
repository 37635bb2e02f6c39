import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { resolveTie, type Tie } from '../../rules/outcome/resolve-tie.ts';
import { ok, type Result, refuse } from '../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../trail/perform-act.ts';
import { loadRound } from '../voting/index.ts';
import { noReport, noSuchRound, reportFallen } from './refusals.ts';
import type { ReportContent } from './report-content.ts';
import { currentReport, listReports } from './report-store.ts';
import { loadTieDecision, tieMethodNames } from './tie-store.ts';
import { writeFates } from './write-fates.ts';

/** What is minuted of the decision: the projects, the rule or the lot, and who stood by. */
export interface NewTieDecision {
  readonly meetingId: string;
  readonly roundId: string;
  readonly reportId: string;
  readonly chosen: readonly number[];
  readonly reason: string;
  readonly witnesses: string;
}

/** The tie of a report, with the places that it leaves open. */
export function tieOf(content: ReportContent): Tie {
  const adopted = content.projects.filter((project) => project.adopted === true).length;
  return { rule: content.tieRule, tied: content.tied, open: content.places - adopted };
}

/**
 * Minutes how a tie at the cut was decided where the rule sheet leaves it to the presidium's adopted
 * rule or to the lot (rules.md, "The rule sheet": tie). The report stays as it was signed; the decision
 * stands beside it, and the projects get their fate.
 *
 * Refuses, in order, with `no-such-round`, `no-report`, `stale-form`, `not-declared`, `already-done`,
 * `no-tie-to-decide`, `not-tied`, `wrong-number-chosen`.
 */
export function decideTie(
  database: Kysely<Tables>,
  request: ActRequest,
  input: NewTieDecision,
): Promise<Result<{ chosen: readonly number[] }>> {
  return performAct(database, request, async (act) => {
    const { meetingId, roundId, reportId, reason, witnesses } = input;
    const round = await loadRound(act.transaction, act.congressId, meetingId, roundId);
    if (round === null) return refuse(noSuchRound);
    const report = currentReport(await listReports(act.transaction, act.congressId, roundId));
    if (report === null) return refuse(noReport);
    if (report.id !== reportId) return refuse(reportFallen);
    if (round.state !== 'declared') {
      const message = '请先由主持人宣布计票结果，再确定同票项目；已经公告的，须先复核。';
      return refuse({ code: 'not-declared', message });
    }
    if ((await loadTieDecision(act.transaction, act.congressId, reportId)) !== null) {
      return refuse({ code: 'already-done', message: '同票项目已经确定，不用再登记。' });
    }
    const tie = tieOf(report.content);
    const chosen = resolveTie(tie, input.chosen);
    if (!chosen.ok) return chosen;
    const method = tie.rule === 'lot' ? 'lot' : 'presidium';
    await act.transaction
      .insertInto('record.tie_decision')
      .values({
        ...{ congress_id: act.congressId, id: randomUUID(), round_id: roundId },
        ...{ report_id: reportId, method, tied: [...tie.tied], chosen: [...chosen.value] },
        ...{ reason, witnesses, published_at: null, act_id: act.id },
      })
      .execute();
    await writeFates(act, round, report.content, chosen.value);
    const said = { method: tieMethodNames[method], chosen: chosen.value.join('、') };
    act.record({
      event: 'tie-decided',
      subjects: { meeting: meetingId, round: roundId, report: reportId },
      detail: { title: round.title, ...said, reason, witnesses },
    });
    act.touch(`round:${roundId}`);
    return ok({ chosen: chosen.value });
  });
}
