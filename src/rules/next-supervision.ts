import { addDays, laterOf } from './days.ts';
import { lastDayOf } from './drift.ts';
import type { GradeCode } from './grades.ts';

/**
 * Stage 9 of the rules: a low verdict is next year's key supervision (重点督办), and what was not finished in time
 * is explained to the congress.
 */

/** What the record holds of a project when its year is over. */
export interface YearEndFacts {
  readonly year: number;
  readonly state: 'adopted' | 'underway' | 'completed' | 'accepted' | 'suspended' | 'ended';
  /** The finish that was voted on, in the words of the text that stands. */
  readonly votedFinish: string | null;
  readonly completedOn: string | null;
  /** The newest verdict of the project and of each of its parts. */
  readonly verdicts: readonly GradeCode[];
  /** The day of the newest verdict `dissatisfied`; null where there was none. */
  readonly lowVerdictOn: string | null;
}

/** Why a project is proposed for key supervision. */
export type ProposalReason = 'dissatisfied' | 'unfinished';

/** The reasons in Chinese. */
export const proposalReasonNames: Readonly<Record<ProposalReason, string>> = {
  dissatisfied: '最近一次测评为“不满意”',
  unfinished: '到期没有完工',
};

/** The last day that the vote allowed: the voted one, which a project of several years has later, else the year's end. */
export function promisedUntil({ year, votedFinish }: YearEndFacts): string {
  const yearEnd = `${year}-12-31`;
  const voted = votedFinish === null ? null : lastDayOf(votedFinish);
  return voted !== null && voted > yearEnd ? voted : yearEnd;
}

/** Whether it was not finished in time, even if it is by now. What a decision suspended or ended is explained by it. */
export function wasUnfinished(facts: YearEndFacts, today: string): boolean {
  const promised = promisedUntil(facts);
  if (today <= promised || facts.state === 'suspended' || facts.state === 'ended') return false;
  return facts.completedOn === null ? isOpen(facts) : facts.completedOn > promised;
}

function isOpen({ state }: YearEndFacts): boolean {
  return state === 'adopted' || state === 'underway';
}

/**
 * Whether a project is proposed for key supervision, for which year and why; null: it is not. An open project
 * is proposed every year anew; a low verdict once, for the year after the project's.
 */
export function proposeSupervision(
  facts: YearEndFacts,
  today: string,
): { readonly forYear: number; readonly reasons: readonly ProposalReason[] } | null {
  if (facts.state === 'ended') return null;
  const low = facts.verdicts.includes('dissatisfied');
  const open = isOpen(facts) && wasUnfinished(facts, today);
  if (!low && !open) return null;
  return {
    forYear: open ? Number(today.slice(0, 4)) : facts.year + 1,
    reasons: [...(low ? ['dissatisfied' as const] : []), ...(open ? ['unfinished' as const] : [])],
  };
}

/**
 * The day by which a proposal is to be decided: the days of the rule sheet after its year began, or after the verdict or the
 * promised finish from which it comes, whichever is later.
 */
export function proposalDueOn(
  facts: YearEndFacts,
  { forYear, reasons }: { readonly forYear: number; readonly reasons: readonly ProposalReason[] },
  yearEndDays: number,
): string {
  const arose = [
    ...(reasons.includes('unfinished') ? [promisedUntil(facts)] : []),
    ...(reasons.includes('dissatisfied') && facts.lowVerdictOn !== null
      ? [facts.lowVerdictOn]
      : []),
  ];
  return addDays(arose.reduce(laterOf, `${forYear - 1}-12-31`), yearEndDays);
}

/** The day by which the congress is told why a project was not finished in time. */
export function explanationDueOn(facts: YearEndFacts, yearEndDays: number): string {
  return addDays(promisedUntil(facts), yearEndDays);
}
