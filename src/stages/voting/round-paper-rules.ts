import { type PaperRules, paperRules } from '../../rules/paper-rules.ts';
import type { RuleSheetDocument } from '../../rules/rule-sheet/document.ts';
import type { Round } from './round-store.ts';

/** The marking rules of a paper round under the sheet that it was printed under. */
export function paperRulesOf(round: Round, document: RuleSheetDocument): PaperRules {
  if (document.vote === undefined) throw new Error('a round under a sheet without a vote');
  const { vote } = document;
  // A decision asks for, against or abstain on each matter, whatever form the sheet gives its own vote: where
  // abstaining is drawn by nothing, a blank paper abstains and is never void.
  const blank =
    round.kind === 'decision' && vote.abstainSymbol === '' ? 'abstain' : vote.blankBallot;
  return paperRules(
    { ...vote, blankBallot: blank },
    {
      form: round.form,
      items: round.items.map((item) => item.number),
      most: round.most,
      ...(round.least > 0 ? { least: round.least } : {}),
    },
  );
}
