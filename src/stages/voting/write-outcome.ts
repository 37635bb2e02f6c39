import type { CountTotals } from '../../rules/count-totals.ts';
import type { RuleSheetDocument } from '../../rules/rule-sheet/document.ts';
import type { Act } from '../../trail/perform-act.ts';
import { decideRound } from './decide-round.ts';
import { decideTest } from './decide-test.ts';
import type { Round } from './round-store.ts';

/** Writes the outcome of a round whose channels are all counted: of a vote, or of a satisfaction test. */
export async function writeOutcome(
  act: Act,
  round: Round,
  document: RuleSheetDocument,
  paper: CountTotals | null,
): Promise<void> {
  const outcome =
    round.kind === 'satisfaction'
      ? decideTest(round, document, paper)
      : decideRound(round, document, paper).outcome;
  await act.transaction
    .updateTable('record.round')
    .set({ outcome: JSON.stringify(outcome) })
    .where('congress_id', '=', act.congressId)
    .where('id', '=', round.id)
    .execute();
}
