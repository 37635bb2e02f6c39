import { type CountTotals, sumTotals } from '../../rules/count-totals.ts';
import { decideDecision, majorityInWords } from '../../rules/outcome/decision.ts';
import type { DecisionInput } from '../../rules/outcome/input.ts';
import type { VoteOutcome } from '../../rules/outcome/outcome.ts';
import type { RuleSheetDocument } from '../../rules/rule-sheet/document.ts';
import { countedParts } from './decide-round.ts';
import type { Round } from './round-store.ts';

/** Decisions on adjustments, with the majority in words, as reports print it. */
export interface DecidedMatters {
  readonly input: DecisionInput;
  readonly outcome: VoteOutcome;
  readonly passing: string;
}

/**
 * Decides a counted round about adjustments, all channels together, by the law of the body that voted. A
 * channel that is not counted is a programming error.
 */
export function decideMatters(
  round: Round,
  document: RuleSheetDocument,
  paper: CountTotals | null,
): DecidedMatters {
  if (document.vote === undefined) throw new Error('a round under a sheet without a vote');
  const parts = countedParts(round, paper);
  const [first, ...others] = parts.map((part) => part.figures);
  if (first === undefined) throw new Error('a round without a counted channel is not decided');
  const totals = sumTotals(
    round.items.map((item) => item.number),
    parts.map((part) => part.totals),
  );
  const input: DecisionInput = {
    ...{ kind: 'decision', body: round.body, due: round.due, present: round.present },
    channels: [first, ...others],
    quorum: round.body === 'congress' ? document.vote.quorum : '1/2',
    projects: round.items.map(({ number, title }, index) => {
      const votes = totals.items[index];
      const { for: agreed = 0, against = 0, abstain = 0 } = votes ?? {};
      return { number, title, for: agreed, against, abstain };
    }),
  };
  return { input, outcome: decideDecision(input), passing: majorityInWords(round.body) };
}
