import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { loadRound, type Round } from '../voting/index.ts';
import type { ReportContent, ReportProject } from './report-content.ts';
import { currentReport, listReports } from './report-store.ts';
import { loadTieDecision, type TieDecision } from './tie-store.ts';

/** One round of a vote with the report that stands and how its tie was decided. */
export interface ChainedResult {
  readonly roundId: string;
  readonly reportId: string;
  readonly content: ReportContent;
  readonly tie: TieDecision | null;
}

/** The projects that a round adopted, those out of a decided tie included, in rank order. */
export function adoptedIn({
  content,
  tie,
}: Pick<ChainedResult, 'content' | 'tie'>): readonly ReportProject[] {
  return content.projects
    .filter((project) => project.adopted === true || tie?.chosen.includes(project.number) === true)
    .toSorted((one, other) => (one.rank ?? 0) - (other.rank ?? 0) || one.number - other.number);
}

/**
 * The rounds that lead to a round, first to last: a re-vote among the tied or a second round completes
 * what the earlier rounds adopted. A round voted all over again after a void one stands alone. Rounds
 * without a report are left out.
 */
export async function loadResultChain(
  database: Kysely<Tables>,
  congressId: string,
  round: Round,
): Promise<readonly ChainedResult[]> {
  const completes = round.parentReason === 'revote' || round.parentReason === 'second_round';
  const parent =
    completes && round.parentId !== null
      ? await loadRound(database, congressId, round.meetingId, round.parentId)
      : null;
  const earlier = parent === null ? [] : await loadResultChain(database, congressId, parent);
  const report = currentReport(await listReports(database, congressId, round.id));
  if (report === null) return earlier;
  const tie = await loadTieDecision(database, congressId, report.id);
  return [...earlier, { roundId: round.id, reportId: report.id, content: report.content, tie }];
}
