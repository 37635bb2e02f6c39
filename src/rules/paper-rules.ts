import { gradeCodes } from './grades.ts';
import type { VoteChapter } from './rule-sheet/document.ts';

/** What may be marked on an item; an item without a mark is not in a paper's marks at all. */
export const markCodes = ['for', 'against', 'abstain', ...gradeCodes, 'illegible'] as const;

export type MarkCode = (typeof markCodes)[number];

/** Items that share a cap: the whole ballot, or one category of a 分类式 ballot. */
export interface BallotPart {
  readonly items: readonly number[];
  /** The most ○ in this part. */
  readonly most: number;
  /** The fewest ○ in this part; equal to `most` in a ballot of exactly N. */
  readonly least: number;
}

/** Everything that decides how one paper counts (rules.md, "The rule sheet"). */
export interface PaperRules {
  readonly form: 'each' | 'upto' | 'exactly' | 'grades';
  readonly parts: readonly [BallotPart, ...BallotPart[]];
  /** What an item without a mark means in 逐项式; in the select forms it is not chosen, in a test not graded. */
  readonly unmarked: 'abstain' | 'against';
  readonly overMarked: 'paper' | 'part';
  readonly blankBallot: 'abstain' | 'void';
  readonly illegibleMark: 'item' | 'paper';
}

/** The settings of a rule sheet that speak about marks. */
export type MarkSettings = Pick<
  VoteChapter,
  'againstSymbol' | 'overMarked' | 'blankBallot' | 'illegibleMark'
>;

/** What a ballot without categories has printed on it. */
export interface WholeBallot {
  readonly form: PaperRules['form'];
  readonly items: readonly number[];
  /** The cap; as many as items where the form has none. */
  readonly most: number;
  /** Absent: 0, and `most` in a ballot of exactly N. */
  readonly least?: number;
}

/**
 * The rules of a ballot without categories under a rule sheet. A sheet that gives "against" no symbol
 * says by that that an unmarked item is against.
 */
export function paperRules(settings: MarkSettings, ballot: WholeBallot): PaperRules {
  const { form, items, most } = ballot;
  const least = form === 'exactly' ? most : (ballot.least ?? 0);
  return {
    form,
    parts: [{ items, most, least }],
    unmarked: form === 'each' && settings.againstSymbol === '' ? 'against' : 'abstain',
    overMarked: settings.overMarked,
    blankBallot: settings.blankBallot,
    illegibleMark: settings.illegibleMark,
  };
}

/** All items of a ballot, in printed order. */
export function itemsOf(rules: Pick<PaperRules, 'parts'>): readonly number[] {
  return rules.parts.flatMap((part) => part.items);
}

const marksByForm: Readonly<Record<PaperRules['form'], readonly MarkCode[]>> = {
  each: ['for', 'against', 'abstain', 'illegible'],
  upto: ['for', 'illegible'],
  exactly: ['for', 'illegible'],
  grades: [...gradeCodes, 'illegible'],
};

/**
 * The marks that a form knows: in the select forms an item is chosen, illegible, or not marked; in a
 * satisfaction test it is graded, illegible, or not marked.
 */
export function marksOf(rules: Pick<PaperRules, 'form'>): readonly MarkCode[] {
  return marksByForm[rules.form];
}
