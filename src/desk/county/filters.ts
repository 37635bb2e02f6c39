import { stageNames } from '../../rules/indicators/year-stages.ts';
import type { OverviewPlace } from './load-overview.ts';

/** What the overview may be narrowed to, with its Chinese name. */
export const filters = {
  all: '全部',
  late: '有逾期的',
  questions: '有提示的',
  rectification: '整改逾期的',
  dissatisfied: '有“不满意”项目的',
  'no-record': '没有这一年记录的',
} as const;

/** The code of a filter. */
export type Filter = keyof typeof filters;

/** What the address asks for; unknown words mean everything. */
export interface Narrowing {
  readonly filter: Filter;
  /** 1–10, or null for every stage. */
  readonly stage: number | null;
}

/** Reads the filter and the stage of an address. */
export function readNarrowing(show: string, stage: string): Narrowing {
  const number = /^([1-9]|10)$/.test(stage) ? Number(stage) : null;
  return { filter: Object.hasOwn(filters, show) ? (show as Filter) : 'all', stage: number };
}

const passes: Readonly<Record<Filter, (place: OverviewPlace) => boolean>> = {
  all: () => true,
  late: ({ summary, below }) => (summary?.late ?? 0) + (below?.late ?? 0) > 0,
  questions: ({ summary, below }) => (summary?.questions.length ?? 0) + (below?.questions ?? 0) > 0,
  rectification: ({ summary, below }) =>
    (summary?.overdueRectifications ?? 0) + (below?.overdueRectifications ?? 0) > 0,
  dissatisfied: ({ summary, below }) =>
    (summary?.verdicts.dissatisfied ?? 0) + (below?.verdicts.dissatisfied ?? 0) > 0,
  'no-record': ({ summary, below }) => summary === null || (below?.unrecorded ?? 0) > 0,
};

/** The places that an address asks for. */
export function narrow(
  places: readonly OverviewPlace[],
  { filter, stage }: Narrowing,
): readonly OverviewPlace[] {
  return places.filter(
    (place) => passes[filter](place) && (stage === null || place.summary?.stage === stage),
  );
}

/** What was asked for, in words. */
export function narrowingInWords({ filter, stage }: Narrowing): string {
  const at = stage === null ? '' : `，正在“${stageNames[stage - 1]}”环节`;
  return `${filters[filter]}${at}`;
}
