import { allSatisfied, lateOpinions, uncheckedRectification } from './afterwards.ts';
import { drift, noPlan, quietReports, quietVisits, spendingApart } from './delivery.ts';
import type { Indicator, Judged } from './indication.ts';
import {
  attendanceNearQuorum,
  lateAnnouncement,
  latePapers,
  noDeliberation,
  noRuleSheet,
  noSurplus,
  unanimousVote,
} from './meeting.ts';
import {
  fewSuggestions,
  oneChannel,
  readyWhenVoted,
  repeatedProjects,
  shortSolicitation,
  trivialProjects,
  untracedCandidates,
} from './preparation.ts';
import type { Thresholds } from './thresholds.ts';
import type { YearRecord } from './year-record.ts';

/** The closed catalogue of indicators (rules.md, "What the record itself can tell"), in stage order. */
export const indicators = {
  'short-solicitation': shortSolicitation,
  'few-suggestions': fewSuggestions,
  'one-channel': oneChannel,
  'ready-when-voted': readyWhenVoted,
  'trivial-projects': trivialProjects,
  'repeated-projects': repeatedProjects,
  'untraced-candidates': untracedCandidates,
  'late-papers': latePapers,
  'no-deliberation': noDeliberation,
  'no-rule-sheet': noRuleSheet,
  'no-surplus': noSurplus,
  'unanimous-vote': unanimousVote,
  'attendance-near-quorum': attendanceNearQuorum,
  'late-announcement': lateAnnouncement,
  'no-plan': noPlan,
  'quiet-reports': quietReports,
  'spending-apart': spendingApart,
  'quiet-visits': quietVisits,
  drift,
  'late-opinions': lateOpinions,
  'all-satisfied': allSatisfied,
  'unchecked-rectification': uncheckedRectification,
} as const satisfies Readonly<Record<string, Indicator>>;

/** The stable code of an indicator. */
export type IndicatorCode = keyof typeof indicators;

/** The codes in the order in which pages list them. */
export const indicatorCodes = Object.keys(indicators) as readonly IndicatorCode[];

/** Whether a text is the code of an indicator. */
export function isIndicatorCode(text: string): text is IndicatorCode {
  return Object.hasOwn(indicators, text);
}

/** One indicator's finding with its name, its threshold and where that stands. */
export interface Indication extends Judged {
  readonly code: IndicatorCode;
  readonly title: string;
  readonly stage: number;
  readonly threshold: string;
  readonly setting: string | null;
}

/** Asks every indicator of the catalogue about one year. Questions only: it never judges a unit. */
export function judgeYear(record: YearRecord, thresholds: Thresholds): readonly Indication[] {
  return indicatorCodes.map((code) => {
    const indicator: Indicator = indicators[code];
    return {
      code,
      title: indicator.title,
      stage: indicator.stage,
      setting: indicator.setting,
      threshold: indicator.threshold(thresholds),
      ...indicator.judge(record, thresholds),
    };
  });
}
