import { addGrades, type GradeCounts, noGrades } from './grades.ts';

/**
 * One item's votes. On valid papers for + against + abstain is always the number of valid papers:
 * where the mark on this item does not count, the paper counts as abstaining on it, and `illegible`
 * and `overMarked` say how many of the abstentions are such. In the select forms `abstain` is "not
 * chosen". In a satisfaction test the papers stand under `grades` instead of for and against, and `abstain`
 * are those that grade this item not at all.
 */
export interface ItemTotals {
  readonly number: number;
  readonly for: number;
  readonly against: number;
  readonly abstain: number;
  /** Of the abstentions: marks that nobody can read. */
  readonly illegible: number;
  /** Of the abstentions: items of a category with too many ○. */
  readonly overMarked: number;
  /** In a satisfaction test alone: papers by the grade that they give this item. */
  readonly grades?: GradeCounts;
}

/** What a batch, a channel or a whole count adds up to. */
export interface CountTotals {
  readonly papers: number;
  readonly valid: number;
  readonly void: number;
  /** Papers without any mark, valid or void; null where a tally sheet does not tell. */
  readonly blank: number | null;
  /** Void papers by reason code; `unstated` where a tally sheet does not tell. */
  readonly voidReasons: Readonly<Record<string, number>>;
  /** In printed order. */
  readonly items: readonly ItemTotals[];
}

/** The totals of no papers at all, so that every item appears in a report, be it with zeros. */
export function emptyTotals(items: readonly number[]): CountTotals {
  const nothing = { for: 0, against: 0, abstain: 0, illegible: 0, overMarked: 0 };
  return {
    ...{ papers: 0, valid: 0, void: 0, blank: 0, voidReasons: {} },
    items: items.map((number) => ({ number, ...nothing })),
  };
}

/**
 * Adds two totals of the same items: batches counted apart equal one count. Throws a RangeError when
 * the items differ.
 */
export function mergeTotals(one: CountTotals, other: CountTotals): CountTotals {
  if (one.items.length !== other.items.length) throw new RangeError('totals of other items');
  return {
    papers: one.papers + other.papers,
    valid: one.valid + other.valid,
    void: one.void + other.void,
    blank: one.blank === null || other.blank === null ? null : one.blank + other.blank,
    voidReasons: mergeReasons(one.voidReasons, other.voidReasons),
    items: one.items.map((item, index) => addItems(item, other.items[index])),
  };
}

function mergeReasons(
  one: CountTotals['voidReasons'],
  other: CountTotals['voidReasons'],
): CountTotals['voidReasons'] {
  const codes = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  return Object.fromEntries(codes.map((code) => [code, (one[code] ?? 0) + (other[code] ?? 0)]));
}

function addItems(one: ItemTotals, other: ItemTotals | undefined): ItemTotals {
  if (one.number !== other?.number) throw new RangeError(`totals lack item ${one.number}`);
  return {
    number: one.number,
    for: one.for + other.for,
    against: one.against + other.against,
    abstain: one.abstain + other.abstain,
    illegible: one.illegible + other.illegible,
    overMarked: one.overMarked + other.overMarked,
    ...(one.grades === undefined && other.grades === undefined
      ? {}
      : { grades: addGrades(one.grades ?? noGrades, other.grades ?? noGrades) }),
  };
}

/** Adds any number of totals of these items. */
export function sumTotals(items: readonly number[], totals: readonly CountTotals[]): CountTotals {
  return totals.reduce(mergeTotals, emptyTotals(items));
}
