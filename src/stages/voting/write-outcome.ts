import type { CountTotals } from '../../rules/count-totals.ts';
import type { RuleSheetDocument } from '../../rules/rule-sheet/document.ts';
import type { Act } from '../../trail/perform-act.ts';
import { decideMatters } from './decide-matters.ts';
import { decideRound } from './decide-round.ts';
import { decideTest } from './decide-test.ts';
import type { Round } from './round-store.ts';

/** Writes the outcome of a round whose channels are all counted: by the rules of its kind. */
export async function writeOutcome(
  act: Act,
  round: Round,
  document: RuleSheetDocument,
  paper: CountTotals | null,
): Promise<void> {
  const outcome = outcomeOf(round, document, paper);
  await act.transaction
    .updateTable('record.round')
    .set({ outcome: JSON.stringify(outcome) })
    .where('congress_id', '=', act.congressId)
    .where('id', '=', round.id)
    .execute();
}

function outcomeOf(round: Round, document: RuleSheetDocument, paper: CountTotals | null) {
  switch (round.kind) {
    case 'vote':
      return decideRound(round, document, paper).outcome;
    case 'satisfaction':
      return decideTest(round, document, paper);
    case 'decision':
      return decideMatters(round, document, paper).outcome;
  }
}
