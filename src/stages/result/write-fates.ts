import { tieAwaitsDecision } from '../../rules/outcome/resolve-tie.ts';
import type { Act } from '../../trail/perform-act.ts';
import type { Round } from '../voting/index.ts';
import type { ReportContent } from './report-content.ts';

/**
 * Writes what became of each candidate: adopted; back to the reserve pool (项目储备库) with its
 * votes; or still open because another round or a decision on its tie follows. A later declaration of
 * the same round (after a recount), or the decision on its tie, replaces what the earlier one wrote.
 */
export async function writeFates(
  act: Act,
  round: Round,
  content: ReportContent,
  outOfTie: readonly number[] = [],
): Promise<void> {
  for (const project of content.projects) {
    const item = round.items.find((one) => one.number === project.number);
    if (item?.candidateVersionId == null) continue;
    const version = await act.transaction
      .selectFrom('record.candidate_version')
      .select('candidate_id')
      .where('congress_id', '=', act.congressId)
      .where('id', '=', item.candidateVersionId)
      .executeTakeFirstOrThrow();
    const adopted = project.adopted === true || outOfTie.includes(project.number);
    const open = outOfTie.length === 0 && staysOpen(content, project.number);
    const fate = adopted ? 'adopted' : open ? 'next_round' : 'reserve';
    const row = {
      votes_for: project.for,
      rank: project.rank,
      fate,
      why: project.why,
      act_id: act.id,
    } as const;
    await act.transaction
      .insertInto('record.candidate_fate')
      .values({
        congress_id: act.congressId,
        round_id: round.id,
        candidate_id: version.candidate_id,
        ...row,
      })
      .onConflict((conflict) =>
        conflict.columns(['congress_id', 'round_id', 'candidate_id']).doUpdateSet(row),
      )
      .execute();
    await act.transaction
      .updateTable('record.candidate')
      .set((column) => ({
        state: fate === 'next_round' ? ('candidate' as const) : fate,
        version: column('version', '+', 1),
      }))
      .where('congress_id', '=', act.congressId)
      .where('id', '=', version.candidate_id)
      .execute();
  }
}

/** Whether a project that is not adopted still waits: for another round, or for who decides the tie. */
function staysOpen(content: ReportContent, number: number): boolean {
  const tied = content.tied.includes(number);
  if (tieAwaitsDecision({ rule: content.tieRule, tied: content.tied })) return tied;
  if (content.next === 'revote') return tied;
  return content.next === 'second-round' || content.next === 'revote-all';
}
