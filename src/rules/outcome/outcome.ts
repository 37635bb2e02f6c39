import { decideAdoption, type NextStep, rankProjects } from './adoption.ts';
import { findFaults } from './check-figures.ts';
import type { Figure, Statement, VoteInput } from './input.ts';
import { findThreshold } from './threshold.ts';
import { judgeValidity } from './validity.ts';
import { findWarnings } from './warnings.ts';
import { explainProject } from './why.ts';

/** One project's result. */
export interface ProjectOutcome {
  readonly number: number;
  readonly title: string;
  readonly for: Figure;
  readonly against: Figure;
  readonly abstain: Figure;
  /** 1, 2, 2, 4; null while any project's votes are unknown. */
  readonly rank: number | null;
  /** Whether its for-votes reach the threshold; says nothing about the round's validity. */
  readonly passes: boolean | null;
  readonly adopted: boolean | null;
  /** One Chinese sentence with the article or rule that it follows from. */
  readonly why: string;
}

/** The result of one round, as printed by `npm run -s outcome` and stored with the round. */
export interface VoteOutcome {
  readonly valid: boolean | null;
  readonly reasons: readonly Statement[];
  readonly threshold: number | null;
  /** In rank order, then by number. */
  readonly projects: readonly ProjectOutcome[];
  /** Numbers of the projects that share the last place. */
  readonly tied: readonly number[];
  readonly next: NextStep;
  readonly warnings: readonly Statement[];
}

/**
 * Decides a round of voting from its figures alone: validity with reasons, threshold, ranks, who is
 * adopted and why, ties and the next step (rules.md, "Outcome").
 *
 * A figure that is null makes null whatever needs it, with a reason; `tied` and `next` then claim
 * nothing (`[]`, `none`). Throws a RangeError for figures that contradict each other: check them with
 * `findFaults` where a person entered them.
 */
export function decideOutcome(input: VoteInput): VoteOutcome {
  const [fault] = findFaults(input);
  if (fault !== undefined) throw new RangeError(`${fault.field}: ${fault.message}`);
  const threshold = findThreshold(input);
  const { valid, reasons } = judgeValidity(input);
  const ranked = rankProjects(input.projects, threshold.votes);
  const adoption = decideAdoption(input, ranked, valid);
  const explained = { input, threshold, reasons, ...adoption };
  return {
    valid,
    reasons: [...reasons, ...reasonsForUnknown(input, threshold.unpublished)],
    threshold: threshold.votes,
    projects: adoption.projects.map((project) => ({
      number: project.number,
      title: project.title,
      for: project.for,
      against: project.against,
      abstain: project.abstain,
      rank: project.rank,
      passes: project.passes,
      adopted: project.adopted,
      why: explainProject(project, explained),
    })),
    tied: adoption.tied,
    next: adoption.next,
    warnings: findWarnings(input, adoption),
  };
}

/** Says which unpublished figures leave the threshold or the ranks open. */
function reasonsForUnknown(input: VoteInput, unpublished: string | null): Statement[] {
  const reasons: Statement[] = [];
  if (unpublished !== null) {
    const text = `${unpublished}未公布，无法计算通过所需票数。`;
    reasons.push({ code: 'threshold-unknown', text });
  }
  const unknown = input.projects.filter((project) => project.for === null);
  if (unknown.length > 0) {
    const numbers = unknown.map((project) => `${project.number}号`).join('、');
    reasons.push({ code: 'votes-unknown', text: `${numbers}的赞成票数未公布，无法排出名次。` });
  }
  return reasons;
}
