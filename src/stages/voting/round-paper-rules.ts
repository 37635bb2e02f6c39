import { type PaperRules, paperRules } from '../../rules/paper-rules.ts';
import type { RuleSheetDocument } from '../../rules/rule-sheet/document.ts';
import type { Round } from './round-store.ts';

/** The marking rules of a paper round under the sheet that it was printed under. */
export function paperRulesOf(round: Round, document: RuleSheetDocument): PaperRules {
  if (document.vote === undefined) throw new Error('a round under a sheet without a vote');
  return paperRules(document.vote, {
    form: round.form,
    items: round.items.map((item) => item.number),
    most: round.most,
    ...(round.least > 0 ? { least: round.least } : {}),
  });
}
