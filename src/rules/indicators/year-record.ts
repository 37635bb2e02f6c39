import type { GradeCode } from '../grades.ts';
import type { RoundState } from '../lifecycle.ts';

/**
 * What the record holds of one year of one congress, as plain values: all that an indicator may look at.
 * `null` and an empty list are "no data", never a pass. Days are `YYYY-MM-DD`, months `YYYY-MM`, money whole
 * yuan. Nothing here says how any person voted.
 */
export interface YearRecord {
  readonly congressId: string;
  readonly yearId: string;
  readonly year: number;
  /** The day on which the record was read. */
  readonly today: string;
  readonly solicitation: SolicitationRecord | null;
  readonly candidates: readonly CandidateRecord[];
  /** The meeting at which the year's projects were voted on. */
  readonly meeting: MeetingRecord | null;
  /** The rounds that were declared, first round first. */
  readonly votes: readonly VoteRecord[];
  /** The rounds that are being held or counted now, of whichever kind. */
  readonly running: readonly RunningRound[];
  readonly projects: readonly ProjectRecord[];
  /** Entered for the whole year where the projects hold no plan of their own. */
  readonly planPublishedOn: string | null;
  readonly earlierProjects: readonly EarlierProject[];
  readonly opinions: readonly OpinionRecord[];
  readonly rectifications: readonly RectificationRecord[];
  /** Look-backs whose scope holds a project of this year. */
  readonly lookbacks: readonly {
    readonly id: string;
    readonly issuerId: string;
    readonly closed: boolean;
  }[];
}

/** A round that is going on: a vote of the year's meeting, or one about projects of the year. */
export interface RunningRound {
  readonly kind: 'vote' | 'satisfaction' | 'decision';
  readonly title: string;
  readonly state: RoundState;
}

export interface SolicitationRecord {
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly channels: readonly { readonly channel: Channel; readonly suggestions: number }[];
}

/** Ways by which a suggestion came (征集渠道). */
export type Channel =
  | 'online'
  | 'phone'
  | 'post'
  | 'in_person'
  | 'deputies'
  | 'station'
  | 'gathering'
  | 'departments'
  | 'other';

/** Where a candidate came from. */
export type Origin = 'residents' | 'deputies' | 'government' | 'departments' | 'assigned';

export interface CandidateRecord {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly adopted: boolean;
  /** Empty where nobody has entered where it came from. */
  readonly origins: readonly Origin[];
  readonly stateWhenVoted: 'unknown' | 'not_started' | 'started' | 'finished';
}

export interface MeetingRecord {
  readonly id: string;
  readonly startsOn: string;
  readonly noticeOn: string | null;
  readonly papersOn: string | null;
  readonly deliberationMinuted: boolean | null;
  /** Whether the meeting adopted, or confirmed, the rule sheet that it voted under. */
  readonly ruleSheetAdopted: boolean | null;
}

export interface VoteRecord {
  readonly roundId: string;
  readonly meetingId: string;
  readonly places: number;
  readonly candidates: number;
  readonly due: number | null;
  readonly present: number | null;
  /** The quorum in deputies. */
  readonly needed: number | null;
  readonly valid: number | null;
  readonly declaredOn: string | null;
  readonly announcedOn: string | null;
  readonly items: readonly {
    readonly number: number;
    readonly title: string;
    readonly votesFor: number | null;
    readonly adopted: boolean | null;
  }[];
}

export interface ProjectRecord {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly place: string | null;
  readonly state: 'adopted' | 'underway' | 'completed' | 'accepted' | 'suspended' | 'ended';
  /** False for a project of an older year or another system, entered from a paper. */
  readonly keptHere: boolean;
  readonly decidedOn: string;
  readonly totalYuan: number | null;
  /** The number that was voted on, as a decimal, with its unit. */
  readonly quantity: string | null;
  readonly unit: string | null;
  readonly planDueOn: string | null;
  readonly planPublishedOn: string | null;
  /** The finish that was voted on, as its text words it. */
  readonly votedFinish: string | null;
  /** The department that the text names, and the one in charge. */
  readonly votedDepartment: string | null;
  readonly department: string | null;
  /** The funds of the published plan in whole yuan, and its goals added up in the unit of the text. */
  readonly plannedYuan: number | null;
  readonly plannedQuantity: string | null;
  readonly finishesOn: string | null;
  readonly completedOn: string | null;
  /** In the order of their months; the ones that count. */
  readonly reports: readonly ReportRecord[];
  /** Days of the visits, in order. */
  readonly visits: readonly string[];
  /** Newest last. */
  readonly tests: readonly TestRecord[];
  /** An adjustment that was asked for and not decided. */
  readonly adjustmentOpen: boolean;
}

export interface ReportRecord {
  readonly month: string;
  readonly percent: number;
  readonly paidYuan: number | null;
  readonly quantity: string | null;
  /** Where it is built, where the report says so. */
  readonly place: string | null;
  /** Whether the report says that the work is finished: only then its quantity is what was built. */
  readonly finished: boolean;
}

export interface TestRecord {
  readonly testedOn: string;
  readonly satisfied: number;
  readonly fairlySatisfied: number;
  readonly dissatisfied: number;
  readonly verdict: GradeCode;
}

export interface EarlierProject {
  readonly year: number;
  readonly title: string;
  readonly place: string | null;
}

export interface OpinionRecord {
  readonly id: string;
  readonly number: number;
  readonly projectId: string | null;
  /** The deadline that stands now. */
  readonly dueOn: string | null;
  /** Every answer with the deadline that stood when it was given, the first one first. */
  readonly answers: readonly { readonly dueOn: string | null; readonly answeredOn: string }[];
  /** A clerk entered a rating of its answers for those who raised it (代录). */
  readonly ratedByClerk: boolean;
  /** Whether an answer is owed now: handed over or reopened. */
  readonly open: boolean;
}

export interface RectificationRecord {
  readonly id: string;
  /** The congress that asked for it, which may be the county. */
  readonly issuerId: string;
  readonly number: number;
  readonly dueOn: string;
  readonly state: 'issued' | 'answered' | 'reopened' | 'closed';
  readonly lastAnswerOn: string | null;
}
