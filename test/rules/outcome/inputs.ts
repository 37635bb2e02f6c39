import type { ProjectVotes, VoteInput } from '../../../src/rules/outcome/input.ts';

/** A round in order: 47 due, 40 present, 40 papers issued, returned and valid; one channel. */
const round: VoteInput = {
  kind: 'vote',
  form: 'upto',
  places: 2,
  most: null,
  due: 47,
  present: 40,
  channels: [{ name: null, issued: 40, returned: 40, void: 0 }],
  quorum: '2/3',
  passing: { base: 'due', comparison: 'more-than', fraction: '1/2' },
  tie: 'revote',
  shortfall: 'second-round',
  projects: [],
};

/** Projects numbered from 1, with these for-votes. */
export function projectsWith(...votes: readonly (number | null)[]): ProjectVotes[] {
  return votes.map((one, index) => ({
    number: index + 1,
    title: `项目${index + 1}`,
    for: one,
    against: null,
    abstain: null,
  }));
}

/** A round in order with these for-votes, and whatever differs. */
export function roundWith(
  votes: readonly (number | null)[],
  changes: Partial<VoteInput> = {},
): VoteInput {
  return { ...round, projects: projectsWith(...votes), ...changes };
}

/** The same round as a file of the format states it. */
export function voteFile(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    format: 1,
    kind: 'vote',
    form: 'each',
    places: 1,
    due: 47,
    present: 40,
    issued: 40,
    returned: 40,
    void: 0,
    quorum: { atLeast: '2/3' },
    passing: { base: 'due', moreThan: '1/2' },
    tie: 'revote',
    shortfall: 'fewer',
    projects: [
      { number: 1, title: '甲', for: 30, against: 5, abstain: 5 },
      { number: 2, title: '乙', for: 20, against: 15, abstain: 5 },
    ],
    ...changes,
  };
}
