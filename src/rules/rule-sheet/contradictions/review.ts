import type { ReviewChapter } from '../document.ts';
import { type Check, refused, warned } from './finding.ts';

const papersBeforeNotice: Check<ReviewChapter> = ({ noticeDays, paperDays }) =>
  paperDays > noticeDays
    ? refused(
        'review.paperDays',
        'papers-before-notice',
        `材料提前${paperDays}日、通知只提前${noticeDays}日：材料不能早于通知，请改正其中一个。`,
      )
    : null;

const latePlan: Check<ReviewChapter> = ({ planDays }) =>
  planDays > 90
    ? warned(
        'review.planDays',
        'late-plan',
        `公告后${planDays}日才公布实施计划，一年已过去近三分之一，请确认。`,
      )
    : null;

const toleratesAnything: Check<ReviewChapter> = ({ driftTolerance }) =>
  driftTolerance > 30
    ? warned(
        'review.driftTolerance',
        'wide-tolerance',
        `与票决内容相差${driftTolerance}%以内都不算走样，票决的内容可能落空，请确认。`,
      )
    : null;

const asksNothing: Check<ReviewChapter> = ({ leastTraced }) =>
  leastTraced < 30
    ? warned(
        'review.leastTraced',
        'few-traced',
        `来自群众和代表的候选项目只要求${leastTraced}%，多数项目可以没有来源，请确认。`,
      )
    : null;

/** Checks of the page 回头看与风险提示. */
export const reviewChecks: readonly Check<ReviewChapter>[] = [
  latePlan,
  toleratesAnything,
  papersBeforeNotice,
  asksNothing,
];
