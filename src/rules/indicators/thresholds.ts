import { defaultRuleSheet } from '../rule-sheet/default-sheet.ts';
import type {
  FollowUpChapter,
  Level,
  ReviewChapter,
  RuleSheetDocument,
  VoteChapter,
} from '../rule-sheet/document.ts';

/** Every number that an indicator measures against, from the chapters of a rule sheet. */
export type Thresholds = ReviewChapter &
  Pick<FollowUpChapter, 'solicitationDays' | 'inspectionMonths'> &
  Pick<VoteChapter, 'leastSurplus' | 'announcementDays'>;

/** Days to the announcement where no sheet regulates it: 及时 is at the latest a week. */
const unregulatedAnnouncementDays = 7;

/**
 * The thresholds of a year by the sheet under which it voted. A chapter that the sheet lacks, or no sheet
 * at all, leaves the program's own defaults: `regulates` tells a page which of the two it is.
 */
export function thresholdsOf(document: RuleSheetDocument | null, level: Level): Thresholds {
  const { vote, followUp, review } = defaultRuleSheet({ level });
  if (vote === undefined || followUp === undefined || review === undefined) {
    throw new Error('the default sheet lacks a chapter');
  }
  const { solicitationDays, inspectionMonths } = document?.followUp ?? followUp;
  return {
    ...(document?.review ?? review),
    solicitationDays,
    inspectionMonths,
    leastSurplus: document?.vote?.leastSurplus ?? vote.leastSurplus,
    announcementDays: document?.vote?.announcementDays ?? unregulatedAnnouncementDays,
  };
}

/** Whether a sheet itself settles a setting such as `review.planDays`. */
export function regulates(document: RuleSheetDocument | null, setting: string): boolean {
  const [chapter = ''] = setting.split('.');
  return document !== null && Object.hasOwn(document, chapter);
}
