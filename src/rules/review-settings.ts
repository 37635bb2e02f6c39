import { addDays } from './days.ts';
import type { ReminderDays } from './reminders.ts';
import { defaultChapter } from './rule-sheet/default-sheet.ts';
import type {
  DeadlinesChapter,
  FollowUpChapter,
  RuleSheetDocument,
} from './rule-sheet/document.ts';

/**
 * What a rule sheet says about everything after the vote, as the later stages ask for it. Where the sheet
 * does not regulate it, the program's own default holds and `regulated` is false: pages say so.
 */
export interface ReviewSettings {
  readonly regulated: boolean;
  /** Days after the announcement by which the implementation plan is due. */
  readonly planDays: number;
  /** How far a reported figure may differ from the voted one, in percent, before it is drift (走样). */
  readonly driftTolerance: number;
  readonly progressMarks: 'five' | 'three';
  /** Percent of the plan at mid-year under which a project is red, orange, yellow. */
  readonly redBelow: number;
  readonly orangeBelow: number;
  readonly yellowBelow: number;
  readonly inspectionMonths: number;
  readonly reportMonths: number;
  readonly testMonths: number;
  readonly opinionDays: number;
  readonly publicationWorkingDays: number;
  readonly adjustmentDecidedBy: 'congress' | 'standing-committee';
  /** Whether residents rate projects beside the deputies' test. */
  readonly residentsAsked: boolean;
  readonly smallestGroup: number;
  readonly rectificationDays: number;
  readonly verdictBase: 'members' | 'present' | 'valid';
  /** Days after the answer to a rectification by which it is re-checked. */
  readonly recheckDays: number;
  /** Days until an opinion is handed over, until its answer is rated, until a resident is answered. */
  readonly handOverDays: number;
  readonly ratingDays: number;
  readonly problemDays: number;
  /** Days for what the end of a year asks. */
  readonly yearEndDays: number;
  /** From which day on who is reminded of what is due. */
  readonly reminderDays: ReminderDays;
}

/**
 * Reads the settings from a rule sheet; null stands for a meeting or year without one. What a sheet does not regulate
 * is as the wizard proposes it for the level.
 */
export function reviewSettings(
  document: RuleSheetDocument | null,
  level: RuleSheetDocument['level'],
): ReviewSettings {
  const context = { level, scope: 'meeting', channels: 'paper' } as const;
  const {
    followUp = defaultChapter('followUp', context),
    satisfaction = defaultChapter('satisfaction', context),
    review = defaultChapter('review', context),
    deadlines = defaultChapter('deadlines', context),
  } = document ?? {};
  const { residentsAsked, smallestGroup, rectificationDays, verdictBase } = satisfaction;
  const { planDays, driftTolerance, recheckDays } = review;
  return {
    regulated: document?.followUp !== undefined,
    ...pickFollowUp(followUp),
    ...{ residentsAsked, smallestGroup, rectificationDays, verdictBase },
    ...{ planDays, driftTolerance, recheckDays },
    ...pickDeadlines(deadlines),
  };
}

function pickDeadlines(chapter: DeadlinesChapter) {
  const { handOverDays, ratingDays, problemDays, yearEndDays } = chapter;
  const { remindBefore, clerkAfter, chairAfter, aboveAfter } = chapter;
  return {
    ...{ handOverDays, ratingDays, problemDays, yearEndDays },
    reminderDays: {
      ...{ department: 0 - remindBefore, clerk: clerkAfter },
      ...{ chair: chairAfter, county: aboveAfter },
    },
  };
}

function pickFollowUp(chapter: FollowUpChapter) {
  const { progressMarks, redBelow, orangeBelow, yellowBelow, opinionDays } = chapter;
  const { inspectionMonths, reportMonths, testMonths, publicationWorkingDays } = chapter;
  return {
    ...{ progressMarks, redBelow, orangeBelow, yellowBelow, opinionDays },
    ...{ inspectionMonths, reportMonths, testMonths, publicationWorkingDays },
    adjustmentDecidedBy: chapter.adjustmentDecidedBy,
  };
}

/** The day by which the implementation plan of a project is due. */
export function planDueOn(decidedOn: string, settings: ReviewSettings): string {
  return addDays(decidedOn, settings.planDays);
}
