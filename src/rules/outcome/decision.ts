import { type MeetingBody, memberNames } from '../quorum.ts';
import { smallestCount } from '../rule-sheet/fraction.ts';
import { findFaults } from './check-figures.ts';
import type { DecisionInput, ProjectVotes, Statement, VoteInput } from './input.ts';
import type { ProjectOutcome, VoteOutcome } from './outcome.ts';
import { judgeValidity } from './validity.ts';

/** The articles that a body's majority rests on. */
const sources: Readonly<Record<MeetingBody, string>> = {
  congress: '地方组织法第二十五条',
  'standing-committee': '地方组织法第五十一条',
};

/** The majority that carries a decision, in words: of the congress, or of its standing committee. */
export function majorityInWords(body: MeetingBody): string {
  return `全体${memberNames[body]}过半数`;
}

/** The same figures as a ballot without places to fill, so that they are checked by the same rules. */
export function asVote(input: DecisionInput): VoteInput {
  const { body: _, ...figures } = input;
  return {
    ...{ ...figures, kind: 'vote', form: 'each', places: input.projects.length, most: null },
    ...{ passing: { base: 'due', comparison: 'more-than', fraction: '1/2' } },
    ...{ tie: 'neither', shortfall: 'fewer' },
  };
}

/**
 * Decides adjustments put to one secret ballot: each is carried with more than half of all deputies
 * (地方组织法 Art. 25), in a standing committee of all its members (Art. 51), and by nothing else; none has
 * a rank, none takes a place from another, and nothing follows of itself. In the shape of a vote's outcome;
 * `adopted` says whether the adjustment is agreed to. A void round decides nothing.
 *
 * Throws a RangeError for figures that contradict each other: check them with `findFaults` where a person
 * entered them.
 */
export function decideDecision(input: DecisionInput): VoteOutcome {
  const [fault] = findFaults(asVote(input));
  if (fault !== undefined) throw new RangeError(`${fault.field}: ${fault.message}`);
  const { valid, reasons } = judgeValidity(input);
  const threshold =
    input.due === null ? null : Math.max(1, smallestCount('more-than', '1/2', input.due));
  return {
    valid,
    reasons,
    threshold,
    projects: input.projects.map((one) => decideMatter(one, input, { valid, reasons, threshold })),
    tied: [],
    next: 'none',
    warnings: [],
  };
}

interface Held {
  readonly valid: boolean | null;
  readonly reasons: readonly Statement[];
  readonly threshold: number | null;
}

function decideMatter(matter: ProjectVotes, input: DecisionInput, held: Held): ProjectOutcome {
  const { number, title, for: votes, against, abstain } = matter;
  const passes = votes === null || held.threshold === null ? null : votes >= held.threshold;
  return {
    ...{ number, title, for: votes, against, abstain, rank: null, passes },
    // What falls short is not carried, whatever is unknown besides; a void round carries nothing.
    adopted: held.valid === false || passes === false ? false : held.valid === null ? null : passes,
    why: explain(matter, passes, input, held),
  };
}

function explain(
  { for: votes }: ProjectVotes,
  passes: boolean | null,
  { body, due }: DecisionInput,
  { valid, reasons, threshold }: Held,
): string {
  if (valid === false) {
    return `本轮投票无效，这一事项没有作出决定。${reasons.map((one) => one.text).join('')}`;
  }
  if (votes === null) return '赞成票数未公布，无法判断是否通过。';
  if (passes === null) {
    return `赞成${votes}票；应到人数未公布，无法判断是否达到${majorityInWords(body)}。`;
  }
  const rule = `通过所需${threshold}票（全体${memberNames[body]}${due}人的过半数）`;
  const source = `（${sources[body]}）`;
  if (!passes) return `赞成${votes}票，未达到${rule}，未通过。${source}`;
  if (valid === true) return `赞成${votes}票，达到${rule}，通过。${source}`;
  return `赞成${votes}票，达到${rule}；有数字未公布，无法判断本轮是否有效。${source}`;
}
