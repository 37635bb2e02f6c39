import type { DeadlinesChapter } from '../document.ts';
import { type Check, refused, warned } from './finding.ts';

const climbsBackwards: Check<DeadlinesChapter> = ({ clerkAfter, chairAfter, aboveAfter }) => {
  if (chairAfter <= clerkAfter) {
    return refused(
      'deadlines.chairAfter',
      'chair-before-clerk',
      `逾期${chairAfter}日报主席团，逾期${clerkAfter}日才提醒工作人员：提醒应当逐级上报，请改正其中一个。`,
    );
  }
  return aboveAfter <= chairAfter
    ? refused(
        'deadlines.aboveAfter',
        'above-before-chair',
        `逾期${aboveAfter}日报上一级人大，逾期${chairAfter}日才报主席团：提醒应当逐级上报，请改正其中一个。`,
      )
    : null;
};

const staysBelow: Check<DeadlinesChapter> = ({ aboveAfter }) =>
  aboveAfter > 90
    ? warned(
        'deadlines.aboveAfter',
        'late-above',
        `逾期${aboveAfter}日才报上一级人大，催办可能落空，请确认。`,
      )
    : null;

/** Checks of the page 办理时限与催办. */
export const deadlinesChecks: readonly Check<DeadlinesChapter>[] = [climbsBackwards, staysBelow];
