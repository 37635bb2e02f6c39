import type { CountTotals, ItemTotals } from './count-totals.ts';
import { itemsOf, type MarkCode, marksOf, type PaperRules } from './paper-rules.ts';
import { ok, type Refusal, type Result, refuse } from './refusals.ts';

/** What a tally sheet (正字) of one batch says. */
export interface BatchTally {
  readonly papers: number;
  readonly void: number;
  /** Votes by item number and option code; what is absent was not called out. */
  readonly votes: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/**
 * Turns the tally sheet of a batch into totals like those of a count paper by paper. What was not
 * called out follows from the rest: an item's valid papers without a tally stroke are those without a
 * mark. A tally sheet knows neither blank papers nor why papers are void.
 *
 * Refuses, all of them, in this order: `not-a-count`, `unknown-mark`, `void-exceeds-papers`; then per
 * item `votes-exceed-papers`, `votes-do-not-add-up` (where every option was called out); then
 * `too-many-marks` and `too-few-marks` (the cap times the valid papers). Each with the field
 * `votes-<item>-<option>`, as the form of the tally sheet names it.
 */
export function countTally(rules: PaperRules, tally: BatchTally): Result<CountTotals> {
  const refusals = [...checkShape(rules, tally)];
  if (refusals.length === 0) refusals.push(...checkItems(rules, tally), ...checkCaps(rules, tally));
  const [first, ...others] = refusals;
  if (first !== undefined) return refuse(first, ...others);
  const valid = tally.papers - tally.void;
  return ok({
    papers: tally.papers,
    valid,
    void: tally.void,
    blank: null,
    voidReasons: tally.void === 0 ? {} : { unstated: tally.void },
    items: itemsOf(rules).map((item) => totalsOf(item, rules, tally, valid)),
  });
}

function votesOf(tally: BatchTally, item: number, mark: MarkCode): number {
  return tally.votes[item]?.[mark] ?? 0;
}

function calledOut(tally: BatchTally, item: number, mark: MarkCode): boolean {
  return tally.votes[item]?.[mark] !== undefined;
}

function sumOf(rules: PaperRules, tally: BatchTally, item: number): number {
  return marksOf(rules).reduce((sum, mark) => sum + votesOf(tally, item, mark), 0);
}

function checkShape(rules: PaperRules, tally: BatchTally): Refusal[] {
  const items = itemsOf(rules).map(String);
  const marks: readonly string[] = marksOf(rules).filter(
    (mark) => mark !== 'illegible' || rules.illegibleMark === 'item',
  );
  const figures = [
    { field: 'papers', known: true, value: tally.papers },
    { field: 'void', known: true, value: tally.void },
    ...Object.entries(tally.votes).flatMap(([item, votes]) =>
      Object.entries(votes).map(([mark, value]) => ({
        field: `votes-${item}-${mark}`,
        known: items.includes(item) && marks.includes(mark),
        value,
      })),
    ),
  ];
  const bad = figures.flatMap(({ field, known, value }) => {
    if (!Number.isSafeInteger(value) || value < 0) {
      return [{ code: 'not-a-count', message: '应为不小于0的整数。', field }];
    }
    if (known) return [];
    return [{ code: 'unknown-mark', message: '本轮选票没有这一项，请刷新页面重录。', field }];
  });
  if (bad.length > 0 || tally.void <= tally.papers) return bad;
  const message = `废票${tally.void}张，多于本捆的${tally.papers}张，请核对。`;
  return [{ code: 'void-exceeds-papers', message, field: 'void' }];
}

function checkItems(rules: PaperRules, tally: BatchTally): Refusal[] {
  const valid = tally.papers - tally.void;
  return itemsOf(rules).flatMap((item) => {
    const sum = sumOf(rules, tally, item);
    const field = `votes-${item}-${marksOf(rules)[0]}`;
    const message = `${item}号合计${sum}票，本捆有效票${valid}张，请核对。`;
    if (sum > valid) return [{ code: 'votes-exceed-papers', message, field }];
    const complete = calledOut(tally, item, 'abstain') && calledOut(tally, item, 'against');
    if (complete && sum < valid) return [{ code: 'votes-do-not-add-up', message, field }];
    return [];
  });
}

function checkCaps(rules: PaperRules, tally: BatchTally): Refusal[] {
  const valid = tally.papers - tally.void;
  return rules.parts.flatMap(({ items, most, least }) => {
    const chosen = items.reduce((sum, item) => sum + votesOf(tally, item, 'for'), 0);
    const field = `votes-${items[0]}-for`;
    const reckoned = `赞成合计${chosen}票，有效票${valid}张、每张`;
    if (chosen > most * valid) {
      const message = `${reckoned}最多${most}项，不应超过${most * valid}票，请核对。`;
      return [{ code: 'too-many-marks', message, field }];
    }
    if (chosen < least * valid) {
      const message = `${reckoned}至少${least}项，不应少于${least * valid}票，请核对。`;
      return [{ code: 'too-few-marks', message, field }];
    }
    return [];
  });
}

function totalsOf(item: number, rules: PaperRules, tally: BatchTally, valid: number): ItemTotals {
  const unmarked = valid - sumOf(rules, tally, item);
  const illegible = votesOf(tally, item, 'illegible');
  const against = rules.unmarked === 'against' ? unmarked : 0;
  return {
    number: item,
    for: votesOf(tally, item, 'for'),
    against: votesOf(tally, item, 'against') + against,
    abstain: votesOf(tally, item, 'abstain') + illegible + unmarked - against,
    illegible,
    overMarked: 0,
    ...(rules.form === 'grades'
      ? {
          grades: {
            satisfied: votesOf(tally, item, 'satisfied'),
            fairly_satisfied: votesOf(tally, item, 'fairly_satisfied'),
            dissatisfied: votesOf(tally, item, 'dissatisfied'),
          },
        }
      : {}),
  };
}
