import type { MeetingBody } from '../quorum.ts';
import type { Comparison, Fraction } from '../rule-sheet/fraction.ts';

/** A published or counted number, or null while nobody knows it: then nothing is guessed from it. */
export type Figure = number | null;

/** 选择式 at most N, 选择式 exactly N, 逐项式 (rules.md, "The rule sheet"). */
export type VoteForm = 'upto' | 'exactly' | 'each';

/** What a project's for-votes are compared with. */
export type PassingBase = 'due' | 'present' | 'valid';

/**
 * What passes: a share of a base; or, in a re-vote among the tied that most votes decide, nothing
 * more than one vote, because every project reached the majority in the earlier round.
 */
export type Passing =
  | { readonly base: PassingBase; readonly comparison: Comparison; readonly fraction: Fraction }
  | { readonly base: 'earlier-round' };

/** What happens to projects that share the last place; `lot` is only met in a re-vote. */
export type TieRule = 'revote' | 'presidium' | 'lot' | 'both' | 'neither';

/** What happens when fewer projects pass than there are places. */
export type ShortfallRule = 'second-round' | 'leave-open' | 'fewer';

/** The papers of one channel. `name` is null when there is only one channel. */
export interface ChannelFigures {
  readonly name: string | null;
  readonly issued: Figure;
  readonly returned: Figure;
  readonly void: Figure;
  /** Valid papers where they are published beside the others; absent or null: returned − void. */
  readonly valid?: Figure;
}

/** One project's votes. `against` and `abstain` are null in the forms that do not ask for them. */
export interface ProjectVotes {
  readonly number: number;
  readonly title: string;
  readonly for: Figure;
  readonly against: Figure;
  readonly abstain: Figure;
}

/** Everything that decides a round of voting, after parsing (rules.md, "Outcome"). */
export interface VoteInput {
  readonly kind: 'vote';
  readonly form: VoteForm;
  readonly places: Figure;
  /** The most ○ on one paper. Null: as many as places in the select forms, no cap in 逐项式. */
  readonly most: number | null;
  readonly due: Figure;
  readonly present: Figure;
  readonly channels: readonly [ChannelFigures, ...ChannelFigures[]];
  /** At least this share of the deputies due must be present. */
  readonly quorum: Fraction;
  readonly passing: Passing;
  readonly tie: TieRule;
  readonly shortfall: ShortfallRule;
  readonly projects: readonly ProjectVotes[];
}

/** One row of a satisfaction test: 满意, 基本满意, 不满意. */
export interface SatisfactionRow {
  readonly title: string;
  readonly counts: readonly [Figure, Figure, Figure];
}

/** A satisfaction test, after parsing. */
export interface SatisfactionInput {
  readonly kind: 'satisfaction';
  readonly base: 'members' | 'present' | 'valid';
  readonly baseCount: Figure;
  readonly rows: readonly SatisfactionRow[];
}

/**
 * Decisions on adjustments (调整事项) put to one secret ballot, after parsing. Each stands alone: it is
 * carried with more than half of all deputies or of all members, whatever becomes of the others.
 */
export interface DecisionInput extends Pick<VoteInput, 'due' | 'present' | 'channels' | 'quorum'> {
  readonly kind: 'decision';
  readonly body: MeetingBody;
  /** The matters, with the votes of each. */
  readonly projects: readonly ProjectVotes[];
}

/** Something that the outcome states: a stable code in kebab-case and a Chinese sentence. */
export interface Statement {
  readonly code: string;
  readonly text: string;
}

/** The valid papers of a channel: as published, else returned − void; null when unknown. */
export function validPapersOf(channel: ChannelFigures): Figure {
  if (channel.valid !== undefined && channel.valid !== null) return channel.valid;
  if (channel.returned === null || channel.void === null) return null;
  return channel.returned - channel.void;
}

/** Adds figures; the sum with an unknown one is unknown. */
export function sumFigures(figures: readonly Figure[]): Figure {
  return figures.reduce<Figure>(
    (sum, figure) => (sum === null || figure === null ? null : sum + figure),
    0,
  );
}

/** The valid papers of all channels together; null when one channel's are unknown. */
export function validPapers(input: Pick<VoteInput, 'channels'>): Figure {
  return sumFigures(input.channels.map(validPapersOf));
}

/** The cap on ○ that one paper certainly had; null where the form has none unless it is stated. */
export function capOnPaper(input: Pick<VoteInput, 'form' | 'most' | 'places'>): number | null {
  if (input.most !== null) return input.most;
  return input.form === 'each' ? null : input.places;
}

const channelNames: Readonly<Record<string, string>> = {
  paper: '纸质票',
  electronic: '电子票',
  show_of_hands: '举手表决',
  imported: '录入的结果',
};

/** How sentences call a channel; empty for the only one. */
export function channelInWords(channel: ChannelFigures): string {
  if (channel.name === null) return '';
  return Object.hasOwn(channelNames, channel.name)
    ? String(channelNames[channel.name])
    : `“${channel.name}”`;
}
