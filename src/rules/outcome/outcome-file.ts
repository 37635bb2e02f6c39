import type { DecisionInput, Passing, VoteInput } from './input.ts';

function passingOf(passing: Passing) {
  if (passing.base === 'earlier-round') return { base: passing.base };
  const { base, comparison, fraction } = passing;
  return comparison === 'more-than' ? { base, moreThan: fraction } : { base, atLeast: fraction };
}

/** A single unnamed channel is written as the figures of the vote itself. */
function papersOf(channels: VoteInput['channels']) {
  const [{ name, ...papers }, ...others] = channels;
  return name === null && others.length === 0 ? papers : { channels };
}

/**
 * A vote in the format that `parseOutcomeInput` and the outcome command read: what is published, so
 * that anyone decides the result again. Reading it back gives the same input.
 */
export function outcomeFile(input: VoteInput) {
  const { kind, form, places, most, due, present, channels, tie, shortfall, projects } = input;
  return {
    format: 1,
    ...{ kind, form, places, due, present },
    ...papersOf(channels),
    ...(most === null ? {} : { most }),
    quorum: { atLeast: input.quorum },
    passing: passingOf(input.passing),
    ...{ tie, shortfall },
    projects: projects.map(({ number, title, for: votes, against, abstain }) => ({
      ...{ number, title, for: votes },
      ...(form === 'each' ? { against, abstain } : {}),
    })),
  };
}

/** Decisions on adjustments in the same format, read back to the same input. */
export function decisionFile(input: DecisionInput) {
  const { kind, body, due, present, channels, quorum, projects } = input;
  return {
    format: 1,
    ...{ kind, body, due, present },
    ...papersOf(channels),
    ...(body === 'congress' ? { quorum: { atLeast: quorum } } : {}),
    projects: projects.map(({ number, title, for: votes, against, abstain }) => ({
      ...{ number, title, for: votes, against, abstain },
    })),
  };
}
