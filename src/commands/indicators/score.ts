import {
  type IndicatorCode,
  indicatorCodes,
  indicators,
  judgeYear,
} from '../../rules/indicators/catalogue.ts';
import type { Thresholds } from '../../rules/indicators/thresholds.ts';
import type { LabelledTownship } from './synthetic-townships.ts';

/** How one indicator did: `with` townships have the trait, `without` have not. */
export interface Score {
  readonly code: IndicatorCode;
  readonly with: number;
  readonly hits: number;
  readonly misses: number;
  readonly without: number;
  readonly falseAlarms: number;
  /** Townships whose record lacks what the indicator looks at; they are in no other column. */
  readonly noData: number;
}

/** Counts hits, misses and false alarms of every indicator over labelled townships. */
export function scoreIndicators(
  townships: readonly LabelledTownship[],
  thresholds: Thresholds,
): readonly Score[] {
  const judged = townships.map((one) => ({
    traits: one.traits,
    states: new Map(judgeYear(one.record, thresholds).map(({ code, state }) => [code, state])),
  }));
  return indicatorCodes.map((code) => {
    const measured = judged.filter(({ states }) => states.get(code) !== 'no-data');
    const having = measured.filter((one) => one.traits.includes(code));
    const without = measured.filter((one) => !one.traits.includes(code));
    const asked = (list: typeof measured) =>
      list.filter(({ states }) => states.get(code) === 'question').length;
    return {
      code,
      with: having.length,
      hits: asked(having),
      misses: having.length - asked(having),
      without: without.length,
      falseAlarms: asked(without),
      noData: judged.length - measured.length,
    };
  });
}

/** How many questions a township of each label gets: the fewest, the median and the most. */
export function questionsByLabel(
  townships: readonly LabelledTownship[],
  thresholds: Thresholds,
): Readonly<Record<LabelledTownship['label'], readonly [number, number, number]>> {
  const of = (label: LabelledTownship['label']) => {
    const counts = townships
      .filter((one) => one.label === label)
      .map(
        ({ record }) =>
          judgeYear(record, thresholds).filter(({ state }) => state === 'question').length,
      )
      .sort((first, second) => first - second);
    const middle = counts[Math.floor(counts.length / 2)] ?? 0;
    return [counts[0] ?? 0, middle, counts.at(-1) ?? 0] as const;
  };
  return { healthy: of('healthy'), formalistic: of('formalistic') };
}

/** The scores as the table of the auditors' handbook. */
export function scoreTable(scores: readonly Score[]): readonly string[] {
  const sum = (of: (score: Score) => number) => scores.reduce((total, one) => total + of(one), 0);
  const row = (name: string, value: (of: (score: Score) => number) => number) =>
    `| ${name} | ${value((one) => one.with)} | ${value((one) => one.hits)} | ${value((one) => one.misses)} | ${value((one) => one.without)} | ${value((one) => one.falseAlarms)} | ${value((one) => one.noData)} |`;
  return [
    '| 提示 | 有此问题 | 命中 | 漏报 | 无此问题 | 误报 | 没有数据 |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...scores.map((score) => row(indicators[score.code].title, (of) => of(score))),
    row('合计', sum),
  ];
}
