import { decideDecision } from './decision.ts';
import { decideOutcome, type VoteOutcome } from './outcome.ts';
import type { OutcomeInput } from './parse-outcome-input.ts';
import { decideSatisfaction } from './satisfaction.ts';

/** What a round of any kind comes to, by the rules of its kind. */
export function decideInput(
  input: OutcomeInput,
): VoteOutcome | ReturnType<typeof decideSatisfaction> {
  switch (input.kind) {
    case 'vote':
      return decideOutcome(input);
    case 'satisfaction':
      return decideSatisfaction(input);
    case 'decision':
      return decideDecision(input);
  }
}
