import type { CountTotals, ItemTotals } from './count-totals.ts';
import { type ItemEffect, judgePaper, type Paper, type PaperVerdict } from './judge-paper.ts';
import { itemsOf, type PaperRules } from './paper-rules.ts';

/** A count paper by paper: what it adds up to, and how each paper was judged. */
export interface PaperCount {
  readonly totals: CountTotals;
  /** In the order of the papers. */
  readonly verdicts: readonly PaperVerdict[];
}

/**
 * Counts papers into totals by the marking rules of the rule sheet (rules.md, "The rule sheet": form,
 * over-marked, blank, illegible). The order of the papers does not matter, and batches counted apart
 * add up to the same totals. Throws a RangeError for marks that the ballot does not have.
 */
export function countPapers(rules: PaperRules, papers: readonly Paper[]): PaperCount {
  const verdicts = papers.map((paper) => judgePaper(rules, paper));
  return { totals: addUp(rules, verdicts), verdicts };
}

function addUp(rules: PaperRules, verdicts: readonly PaperVerdict[]): CountTotals {
  const valid = verdicts.filter((verdict) => verdict.valid);
  const reasons = verdicts.flatMap(({ reason }) => (reason === null ? [] : [reason]));
  const codes = [...new Set(reasons)].sort();
  return {
    papers: verdicts.length,
    valid: valid.length,
    void: verdicts.length - valid.length,
    blank: verdicts.filter((verdict) => verdict.blank).length,
    voidReasons: Object.fromEntries(
      codes.map((code) => [code, reasons.filter((reason) => reason === code).length]),
    ),
    items: itemsOf(rules).map((item) => countItem(item, rules, valid)),
  };
}

function countItem(
  number: number,
  { form }: PaperRules,
  valid: readonly PaperVerdict[],
): ItemTotals {
  const effects = valid.flatMap((verdict) => verdict.effects.filter((one) => one.item === number));
  const times = (effect: ItemEffect) => effects.filter((one) => one.effect === effect).length;
  const illegible = times('illegible');
  const overMarked = times('over-marked');
  return {
    number,
    for: times('for'),
    against: times('against'),
    abstain: times('abstain') + illegible + overMarked,
    illegible,
    overMarked,
    ...(form === 'grades'
      ? {
          grades: {
            satisfied: times('satisfied'),
            fairly_satisfied: times('fairly_satisfied'),
            dissatisfied: times('dissatisfied'),
          },
        }
      : {}),
  };
}
