import { z } from 'zod';
import { wholeNumber } from '../../../web/forms.ts';
import type { DecisionFigures } from '../decisions/record-decision.ts';

/** The fields of a decision's numbers. */
export const decisionFields = {
  method: z.enum(['show_of_hands', 'ballot', 'electronic', 'acclamation'], '请选择表决方式。'),
  votes_for: wholeNumber('赞成票', 0, 9999),
  votes_against: wholeNumber('反对票', 0, 9999),
  votes_abstain: wholeNumber('弃权票', 0, 9999),
} as const;

/** Those fields as the act takes them. */
export function figuresOf(value: {
  readonly method: DecisionFigures['method'];
  readonly votes_for: number;
  readonly votes_against: number;
  readonly votes_abstain: number;
}): DecisionFigures {
  return {
    method: value.method,
    votesFor: value.votes_for,
    votesAgainst: value.votes_against,
    votesAbstain: value.votes_abstain,
  };
}
