import { judgeYear } from './catalogue.ts';
import { isRunning } from './late-matters.ts';
import type { Thresholds } from './thresholds.ts';
import type { YearRecord } from './year-record.ts';
import { stageNames, yearStages } from './year-stages.ts';

/** A year at one glance. Counts of what is recorded; `null` is no data. */
export interface YearSummary {
  readonly stage: number;
  readonly stageName: string;
  readonly late: number;
  readonly questions: readonly string[];
  readonly withoutData: number;
  readonly overdueRectifications: number;
  readonly projects: number;
  readonly completed: number;
  /** Whole yuan of the projects whose total is known; null where none is. */
  readonly totalYuan: number | null;
  readonly visits: number;
  readonly opinions: number;
  /** Projects by the verdict of their newest test; the worst part of a project counts. */
  readonly verdicts: {
    readonly satisfied: number;
    readonly fairlySatisfied: number;
    readonly dissatisfied: number;
    readonly untested: number;
  };
}

const worst = ['satisfied', 'fairly_satisfied', 'dissatisfied'] as const;

function verdictsOf(record: YearRecord): YearSummary['verdicts'] {
  const counts = { satisfied: 0, fairlySatisfied: 0, dissatisfied: 0, untested: 0 };
  for (const { tests } of record.projects) {
    const newest = tests.at(-1)?.testedOn;
    const ranks = tests
      .filter(({ testedOn }) => testedOn === newest)
      .map(({ verdict }) => worst.indexOf(verdict));
    if (ranks.length === 0) counts.untested += 1;
    else if (Math.max(...ranks) === 2) counts.dissatisfied += 1;
    else if (Math.max(...ranks) === 1) counts.fairlySatisfied += 1;
    else counts.satisfied += 1;
  }
  return counts;
}

/** Sums a year up for the overview of a county. */
export function summariseYear(record: YearRecord, thresholds: Thresholds): YearSummary {
  const { current, late } = yearStages(record, thresholds);
  const found = judgeYear(record, thresholds);
  const kept = record.projects.filter(({ state }) => state !== 'ended' && state !== 'suspended');
  const totals = kept.map(({ totalYuan }) => totalYuan).filter((one) => one !== null);
  return {
    stage: current,
    stageName: stageNames[current - 1] ?? '',
    late: late.length,
    questions: found.filter(({ state }) => state === 'question').map(({ code }) => code),
    withoutData: found.filter(({ state }) => state === 'no-data').length,
    overdueRectifications: record.rectifications.filter(
      ({ state, dueOn }) => state !== 'closed' && state !== 'answered' && dueOn < record.today,
    ).length,
    projects: kept.length,
    completed: kept.filter((one) => !isRunning(one)).length,
    totalYuan: totals.length === 0 ? null : totals.reduce((sum, one) => sum + one, 0),
    visits: record.projects.reduce((sum, { visits }) => sum + visits.length, 0),
    opinions: record.opinions.length,
    verdicts: verdictsOf(record),
  };
}
