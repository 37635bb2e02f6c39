import type { Comparison, Fraction } from './fraction.ts';

/** Kinds of place that hold a vote; a street (街道) has no congress, its vote only recommends. */
export type Level = 'city' | 'county' | 'township' | 'street';

/** For one meeting, or standing until replaced and then confirmed or deviated from at each meeting. */
export type Scope = 'meeting' | 'standing';

/** How marks are given: 纸质票, 电子票, both, or the hall's own press-button system (表决器). */
export type Channels = 'paper' | 'electronic' | 'hybrid' | 'keypad';

/** 逐项式, 选择式 at most N, 选择式 exactly N, 分类式. */
export type BallotForm = 'each' | 'upto' | 'exactly' | 'categories';

/** One category of a 分类式 ballot and how many of its projects may be marked and adopted. */
export interface Category {
  readonly name: string;
  readonly places: number;
}

/**
 * The vote itself (票决). Every field is a setting of the catalogue in `settings.ts`, which says what
 * each one means, its choices and its default with the source of that default.
 */
export interface VoteChapter {
  /** 应选数. Null only in a standing sheet: each meeting enters its own. */
  readonly places: number | null;
  /** 候选数. Null only in a standing sheet. */
  readonly candidates: number | null;
  /** Surplus of candidates over places, in percent of places, under which the sheet warns. */
  readonly leastSurplus: number;
  /** Why there are no more candidates than places; empty where there are. */
  readonly noSurplusReason: string;
  readonly channels: Channels;
  readonly whoMayVote: 'checked-in';
  /** 票决, 表决 or 审议监督. */
  readonly term: 'ballot' | 'vote' | 'deliberation';
  readonly form: BallotForm;
  /** The most ○ on one paper: as many as places, a number of its own (`most`), or no cap. */
  readonly cap: 'places' | 'number' | 'none';
  readonly most: number | null;
  /** The fewest projects that a ballot of 选择式 at most N must mark; 0 where one may mark none. */
  readonly leastMarked: number;
  readonly categories: readonly Category[];
  /** One character, or empty for "leave blank". */
  readonly forSymbol: string;
  readonly againstSymbol: string;
  readonly abstainSymbol: string;
  readonly overMarked: 'paper' | 'part';
  readonly blankBallot: 'abstain' | 'void';
  readonly illegibleMark: 'item' | 'paper';
  readonly paperColour: string;
  readonly firstReserveColour: string;
  readonly secondReserveColour: string;
  /** At least this share of the deputies due must be present. */
  readonly quorum: Fraction;
  /** Whether deputies suspended from office count among "all deputies". */
  readonly suspended: 'not-counted' | 'counted';
  readonly passingBase: 'due' | 'present' | 'valid';
  readonly passingComparison: Comparison;
  readonly passingFraction: Fraction;
  readonly whenMorePass: 'most-votes';
  readonly tie: 'revote' | 'presidium' | 'both' | 'neither';
  readonly revoteDecides: 'most-votes' | 'majority';
  readonly secondTie: 'presidium' | 'lot' | 'both' | 'leave-open';
  /** The rule by which the presidium decides a tie; it has no other power over the result. */
  readonly presidiumRule: string;
  readonly shortfall: 'second-round' | 'leave-open' | 'fewer';
  readonly secondRoundCandidates: 'all-not-passed' | 'first-by-votes';
  readonly secondRoundCount: number | null;
  readonly secondRoundPassing: 'as-first' | 'present-majority';
  readonly secondShortfall: 'fewer' | 'leave-open';
  readonly conflictCheck: 'refuse' | 'warn' | 'none';
  readonly countMethod: 'papers' | 'papers-or-tally';
  readonly batchSize: number;
  readonly channelVoid: 'round' | 'channel';
  readonly notPressed: 'apart' | 'abstain';
  readonly signers: 'chief-scrutineers-tellers' | 'chief-scrutineers' | 'chief';
  readonly signerMissing: 'minuted' | 'blocks';
  readonly announcement: 'presidium' | 'standing-committee' | 'working-committee';
  /** Days after the declaration; 0 is the same day. */
  readonly announcementDays: number;
  /** Local additions, one article a line; the program prints them and does not act on them. */
  readonly otherProvisions: string;
}

/** Keys, slips and the electronic box. Must be regulated for an electronic or hybrid vote. */
export interface KeysChapter {
  /** How many scrutineers must open the box together. */
  readonly keyThreshold: number;
  /** How many scrutineers hold a key. */
  readonly keyHolders: number;
  /** Rounds whose keys, slips and papers are made ahead with the first one's. */
  readonly reserveRounds: number;
  /** A channel with fewer ballots is not opened. */
  readonly smallestChannel: number;
  readonly slipBoxScan: 'on-objection' | 'always';
  /** Whether the slip's QR code carries the secret, or it is always typed. */
  readonly slipSecret: 'in-code' | 'typed';
  /** Slips kept back for late arrivals when the unissued ones are voided. */
  readonly lateSlips: number;
  /** Days after the announcement in which objections are heard; then the server's key is destroyed. */
  readonly objectionDays: number;
}

/** The satisfaction test (满意度测评). */
export interface SatisfactionChapter {
  readonly testedBy: 'plenary' | 'standing-committee';
  readonly testedUnit: 'project' | 'part';
  readonly grades: 'three';
  readonly verdictRule: 'zhenhai';
  readonly verdictBase: 'members' | 'present' | 'valid';
  readonly residentsAsked: boolean;
  /** Residents' grades of fewer raters than this are not published. */
  readonly smallestGroup: number;
  readonly rectificationDays: number;
}

/** What comes before and after the vote: solicitation, publication, progress, supervision. */
export interface FollowUpChapter {
  readonly solicitationDays: number;
  readonly publicationWorkingDays: number;
  readonly progressMarks: 'five' | 'three';
  /** Percent of the plan at mid-year under which a project is red. */
  readonly redBelow: number;
  readonly orangeBelow: number;
  readonly yellowBelow: number;
  readonly inspectionMonths: number;
  readonly reportMonths: number;
  readonly testMonths: number;
  readonly opinionDays: number;
  readonly adjustmentDecidedBy: 'congress' | 'standing-committee';
}

/**
 * When a plan is due, how far a report may be from what was voted on, and from which figure on an
 * indicator (形式主义风险提示) asks its question. Added by `schemaVersion` 2.
 */
export interface ReviewChapter {
  /** Days after the announcement by which the implementation plan is due. */
  readonly planDays: number;
  /** How far a reported figure may differ from the voted one, in percent, before it is drift (走样). */
  readonly driftTolerance: number;
  /** Days before the meeting by which its notice, and by which its papers, reach the deputies. */
  readonly noticeDays: number;
  readonly paperDays: number;
  /** Suggestions gathered for each candidate under which the indicator asks. */
  readonly leastSuggestions: number;
  /** Percent of the candidates that trace to residents or deputies. */
  readonly leastTraced: number;
  /** Percent of the suggestions that come by one channel. */
  readonly mostOneChannel: number;
  /** Percent of the projects that were started, or assigned from above, when they were voted on. */
  readonly mostReady: number;
  /** 万元. A project of less money counts as trivially small. */
  readonly smallestProject: number;
  readonly mostTrivial: number;
  /** Percent of the projects that repeat an earlier year's name and place. */
  readonly mostRepeated: number;
  /** Percent of all votes from which a result counts as without any difference of opinion. */
  readonly unanimousPercent: number;
  /** Attendance above the quorum, in percent of the deputies due. */
  readonly quorumMargin: number;
  /** Calendar months in a row without a progress report that make a project silent. */
  readonly quietMonths: number;
  /** Percentage points between money paid and progress reported. */
  readonly spendingGap: number;
  /** Percent of the opinions that were answered late or not at all. */
  readonly mostLateOpinions: number;
  /** Days after the answer to a rectification by which it is re-checked. */
  readonly recheckDays: number;
}

/**
 * Within how many days each step after the vote is done, and when a delay is brought to whom (催办). Added by
 * `schemaVersion` 3.
 */
export interface DeadlinesChapter {
  /** Days until an opinion is handed over (交办), until its answer is rated, until a resident is answered. */
  readonly handOverDays: number;
  readonly ratingDays: number;
  readonly problemDays: number;
  /** Days after the year's end for the decision about key supervision and the explanation of what was not finished. */
  readonly yearEndDays: number;
  /** Days before the due day from which whoever has to act is reminded. */
  readonly remindBefore: number;
  /** Days after the due day from which the clerk, the presidium, and the congress above are told of it. */
  readonly clerkAfter: number;
  readonly chairAfter: number;
  readonly aboveAfter: number;
}

/** The chapters by name; one that is missing from a document is "not regulated" (未作规定). */
export interface Chapters {
  readonly vote: VoteChapter;
  readonly keys: KeysChapter;
  readonly satisfaction: SatisfactionChapter;
  readonly followUp: FollowUpChapter;
  readonly review: ReviewChapter;
  readonly deadlines: DeadlinesChapter;
}

export type ChapterName = keyof Chapters;

/** Names of the chapters in the order in which they are read out. */
export const chapterNames: readonly ChapterName[] = [
  'vote',
  'keys',
  'satisfaction',
  'followUp',
  'review',
  'deadlines',
];

/** Chinese names of the chapters. */
export const chapterTitles: Readonly<Record<ChapterName, string>> = {
  vote: '票决',
  keys: '电子票决的钥匙与票码',
  satisfaction: '满意度测评',
  followUp: '征集、公开与督办',
  review: '回头看与风险提示',
  deadlines: '办理时限与催办',
};

/** Versions of the format of a sheet, oldest first. */
export const schemaVersions = [1, 2, 3] as const;

export type SchemaVersion = (typeof schemaVersions)[number];

/** The first version that may have a chapter. */
export const chapterSince: Readonly<Record<ChapterName, SchemaVersion>> = {
  ...{ vote: 1, keys: 1, satisfaction: 1, followUp: 1, review: 2, deadlines: 3 },
};

/** The later of two versions. */
export function laterVersion(one: SchemaVersion, other: SchemaVersion): SchemaVersion {
  return Math.max(one, other) as SchemaVersion;
}

/**
 * One version of a rule sheet (票决办法), as stored, hashed and adopted. A `schemaVersion` never
 * changes its meaning: what it has no chapter for is read, read out and hashed as it always was
 * (`chapterSince`). A later program that adds settings gives them a higher number.
 */
export interface RuleSheetDocument extends Readonly<Partial<Chapters>> {
  readonly schemaVersion: SchemaVersion;
  readonly level: Level;
  readonly scope: Scope;
}

/** The cap in force on one paper, or null for no cap; null too where it is not entered yet. */
export function capOf(vote: VoteChapter): number | null {
  if (vote.cap === 'none') return null;
  return vote.cap === 'places' ? vote.places : vote.most;
}

/** Whether papers are printed and counted in this vote. */
export function usesPaper(vote: VoteChapter): boolean {
  return vote.channels === 'paper' || vote.channels === 'hybrid';
}

/** Whether encrypted ballots are cast in this vote, so that keys and slips must be regulated. */
export function usesElectronic(vote: VoteChapter): boolean {
  return vote.channels === 'electronic' || vote.channels === 'hybrid';
}

/** Whether the presidium may have to decide a tie: at once, or after a second tie. */
export function presidiumMayDecide(vote: VoteChapter): boolean {
  return vote.tie === 'presidium' || (vote.tie === 'revote' && vote.secondTie === 'presidium');
}
