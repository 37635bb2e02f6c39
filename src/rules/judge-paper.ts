import type { GradeCode } from './grades.ts';
import {
  type BallotPart,
  itemsOf,
  type MarkCode,
  markCodes,
  marksOf,
  type PaperRules,
} from './paper-rules.ts';

/** One paper as it was entered. */
export interface Paper {
  /** The number that the tellers wrote into its corner, within its batch. */
  readonly number: number;
  /** Option code by item number; an item without a mark is absent. */
  readonly marks: Readonly<Record<string, string>>;
  /** Why the tellers set the whole paper aside, by code; null when they did not. */
  readonly voidReason: string | null;
}

/** Reasons by which the rules themselves make a paper void. */
export type RuleVoidReason = 'blank' | 'illegible' | 'over-marked' | 'under-marked';

/** Those reasons in the words of a count report. */
export const ruleVoidReasonNames: Readonly<Record<RuleVoidReason, string>> = {
  blank: '空白票',
  illegible: '记号无法辨认',
  'over-marked': '赞成项数超过规定',
  'under-marked': '赞成项数少于规定',
};

/** How one item of a valid paper counts; the last two count as abstentions and are shown apart. */
export type ItemEffect = 'for' | 'against' | 'abstain' | GradeCode | 'illegible' | 'over-marked';

/** How one paper counts. */
export interface PaperVerdict {
  readonly number: number;
  readonly valid: boolean;
  /** Whether it bears no mark at all (空白票), valid or not. */
  readonly blank: boolean;
  /** Why it is void: the tellers' code or the rules'; null for a valid paper. */
  readonly reason: string | null;
  /** Each item of a valid paper in printed order; empty for a void one. */
  readonly effects: readonly { readonly item: number; readonly effect: ItemEffect }[];
}

/**
 * Judges one paper, in this order: set aside by the tellers; blank; an illegible mark where that
 * voids the ballot; more ○ than the cap (选举法 Art. 43, borrowed: more choices than places is void,
 * fewer is valid); fewer ○ than the ballot requires; no item left that counts. A blank paper abstains
 * where the sheet says so, even if whoever chooses must choose several; never on a ballot of exactly N.
 * An illegible mark is never a choice.
 *
 * Throws a RangeError for a mark or an item that the ballot does not have.
 */
export function judgePaper(rules: PaperRules, paper: Paper): PaperVerdict {
  const marks = knownMarks(rules, paper);
  const blank = marks.size === 0 && paper.voidReason === null;
  const reason = paper.voidReason ?? voidByRule(rules, marks);
  if (reason !== null) {
    return { number: paper.number, valid: false, blank, reason, effects: [] };
  }
  const effects = blank
    ? itemsOf(rules).map((item) => ({ item, effect: 'abstain' as const }))
    : rules.parts.flatMap((part) => effectsIn(part, rules, marks));
  return { number: paper.number, valid: true, blank, reason: null, effects };
}

type Marks = ReadonlyMap<number, MarkCode>;

function knownMarks(rules: PaperRules, paper: Paper): Marks {
  const items = itemsOf(rules);
  const allowed = marksOf(rules);
  return new Map(
    Object.entries(paper.marks).map(([item, mark]) => {
      const code = markCodes.find((one) => one === mark);
      if (code === undefined || !allowed.includes(code) || !items.includes(Number(item))) {
        throw new RangeError(`paper ${paper.number} has no such mark: ${item} ${mark}`);
      }
      return [Number(item), code];
    }),
  );
}

function voidByRule(rules: PaperRules, marks: Marks): RuleVoidReason | null {
  if (marks.size === 0) {
    return rules.form === 'exactly' || rules.blankBallot === 'void' ? 'blank' : null;
  }
  const illegible = itemsOf(rules).filter((item) => marks.get(item) === 'illegible');
  if (illegible.length > 0 && rules.illegibleMark === 'paper') return 'illegible';
  const over = rules.parts.filter((part) => isOverMarked(part, marks));
  if (over.length === rules.parts.length || (over.length > 0 && rules.overMarked === 'paper')) {
    return 'over-marked';
  }
  const under = rules.parts.some((part) => chosenIn(part, marks) < part.least);
  if (under) return 'under-marked';
  const counting = rules.parts.filter((part) => !over.includes(part));
  return counting.every((part) => part.items.every((item) => illegible.includes(item)))
    ? 'illegible'
    : null;
}

function chosenIn(part: BallotPart, marks: Marks): number {
  return part.items.filter((item) => marks.get(item) === 'for').length;
}

function isOverMarked(part: BallotPart, marks: Marks): boolean {
  return chosenIn(part, marks) > part.most;
}

function effectsIn(part: BallotPart, rules: PaperRules, marks: Marks): PaperVerdict['effects'] {
  const over = isOverMarked(part, marks);
  return part.items.map((item) => ({
    item,
    effect: over ? 'over-marked' : (marks.get(item) ?? rules.unmarked),
  }));
}
