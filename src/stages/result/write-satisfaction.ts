import { randomUUID } from 'node:crypto';
import type { Act } from '../../trail/perform-act.ts';
import { chinaLocalField } from '../../web/china-time.ts';
import type { Round } from '../voting/index.ts';
import type { ReportContent } from './report-content.ts';

/**
 * Writes what a declared satisfaction test says of each project or sub-item. The declaration of a recount
 * replaces the figures of the same test, which are public again only with its correction. A void test
 * leaves nothing. Does nothing for a vote.
 */
export async function writeSatisfaction(
  act: Act,
  round: Round,
  content: ReportContent,
): Promise<void> {
  const { satisfaction } = content;
  if (satisfaction === undefined) return;
  const former = await act.transaction
    .selectFrom('record.satisfaction_result')
    .select(['id', 'project_id', 'part'])
    .where('congress_id', '=', act.congressId)
    .where('round_id', '=', round.id)
    .execute();
  const mine = act.transaction
    .deleteFrom('record.satisfaction_result')
    .where('congress_id', '=', act.congressId)
    .where('round_id', '=', round.id);
  await mine.execute();
  const { base, baseCount, lines } = satisfaction;
  if (content.validity === false || baseCount === 0) return;
  const testedOn = chinaLocalField(act.happenedAt).slice(0, 10);
  for (const { projectId, part, verdict, why, doubtful, ...line } of lines) {
    if (verdict === null) throw new Error('a counted test has a verdict');
    // The id stays through a recount: a rectification points to it.
    const same = former.find((one) => one.project_id === projectId && one.part === part);
    await act.transaction
      .insertInto('record.satisfaction_result')
      .values({
        ...{ congress_id: act.congressId, id: same?.id ?? randomUUID(), act_id: act.id },
        ...{ project_id: projectId, round_id: round.id, part, tested_on: testedOn },
        ...{ base, base_count: baseCount, verdict, why, doubtful },
        satisfied: line.satisfied,
        fairly_satisfied: line.fairly_satisfied,
        dissatisfied: line.dissatisfied,
      })
      .execute();
  }
}
