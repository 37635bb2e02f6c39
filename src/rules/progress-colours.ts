import { addDays, dayInWords, daysBetween, earlierOf, laterOf } from './days.ts';
import type { ReviewSettings } from './review-settings.ts';

/** The mark of a project; `unknown` is "no data", which is never a pass. */
export type ProgressColour = 'red' | 'orange' | 'yellow' | 'green' | 'blue' | 'unknown';

/** Chinese words for the marks. */
export const colourNames: Readonly<Record<ProgressColour, string>> = {
  red: '红色',
  orange: '橙色',
  yellow: '黄色',
  green: '绿色',
  blue: '蓝色',
  unknown: '无数据',
};

/** The day of the next month by which the report of a month is due. */
export const reportDueDay = 5;

/** What a mark is computed from; nobody types it. */
export interface ProgressFacts {
  /** The plan's own time; null without a plan. */
  readonly plan: {
    readonly startsOn: string;
    readonly finishesOn: string;
    /** The day of the first milestone: before it, but a quarter of the plan's time at most, nothing is late. */
    readonly firstDueOn?: string | null;
  } | null;
  /** The newest report that counts: its month as `YYYY-MM-01`, and percent of the whole work. */
  readonly report: { readonly month: string; readonly percent: number } | null;
  readonly accepted: boolean;
}

/** A mark with the sentence that says why. */
export interface ProgressMark {
  readonly colour: ProgressColour;
  readonly why: string;
}

/** The last day of a month that is given by any of its days. */
export function endOfMonth(day: string): string {
  const next = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  next.setUTCMonth(next.getUTCMonth() + 1);
  return addDays(next.toISOString().slice(0, 10), -1);
}

/** The day by which the report of a month is due. */
export function reportDueOn(month: string): string {
  return addDays(endOfMonth(month), reportDueDay);
}

/** The end of the last month whose report is due by `today`. */
function lastDueMonthEnd(today: string): string {
  const thisMonth = `${today.slice(0, 7)}-01`;
  const before = addDays(thisMonth, -1);
  return today > reportDueOn(before) ? before : addDays(`${before.slice(0, 7)}-01`, -1);
}

/**
 * Marks a project by the thresholds of the rule sheet. They are stated for the middle of the year; the
 * plan's own middle stands for it, before which they grow from 0 and after which they grow to 100 at its end. A
 * report speaks for its month; once a later month's report is overdue, the same percent is measured against
 * that later month. Before the first milestone is due nothing is late, though for no longer than a quarter
 * of the plan's time: a plan with one milestone at its end gets no peace until then.
 */
export function markProgress(
  settings: Pick<ReviewSettings, 'progressMarks' | 'redBelow' | 'orangeBelow' | 'yellowBelow'>,
  facts: ProgressFacts,
  today: string,
): ProgressMark {
  const { plan, report, accepted } = facts;
  const five = settings.progressMarks === 'five';
  if (accepted) return { colour: five ? 'blue' : 'green', why: '已完成并通过验收。' };
  if (plan === null) return { colour: 'unknown', why: '还没有实施计划，无从比较。' };
  if (report === null) return { colour: 'unknown', why: '还没有进度报告，无从比较。' };
  // The later of what the report speaks for and what is due, but never after today.
  const spokenOrDue = laterOf(endOfMonth(report.month), lastDueMonthEnd(today));
  const asOf = earlierOf(spokenOrDue, today);
  const limits = [
    ['red', settings.redBelow],
    ...(five ? ([['orange', settings.orangeBelow]] as const) : []),
    ['yellow', settings.yellowBelow],
  ] as const;
  if (asOf <= peaceUntil(plan)) {
    return {
      colour: 'green',
      why: `到${dayInWords(asOf)}完成 ${report.percent}%，第一个节点还没有到期。`,
    };
  }
  for (const [colour, atMiddle] of limits) {
    const limit = limitOn(plan, atMiddle, asOf);
    if (report.percent * limit.parts < limit.percentTimesParts) {
      return { colour, why: sentence(report.percent, colour, limit, asOf) };
    }
  }
  const limit = limitOn(plan, settings.yellowBelow, asOf);
  const needed = inPercent(limit);
  return {
    colour: 'green',
    why: `到${dayInWords(asOf)}完成 ${report.percent}%，不低于按计划应达到的 ${needed}%。`,
  };
}

function peaceUntil(plan: NonNullable<ProgressFacts['plan']>): string {
  const { startsOn, finishesOn, firstDueOn = null } = plan;
  if (firstDueOn === null) return '';
  const quarter = addDays(startsOn, Math.floor(daysBetween(startsOn, finishesOn) / 4));
  return earlierOf(firstDueOn, quarter);
}

interface Limit {
  /** The limit in percent, times `parts`: whole numbers compare exactly. */
  readonly percentTimesParts: number;
  readonly parts: number;
}

function limitOn(
  plan: { readonly startsOn: string; readonly finishesOn: string },
  atMiddle: number,
  asOf: string,
): Limit {
  const parts = Math.max(1, daysBetween(plan.startsOn, plan.finishesOn));
  const gone = Math.min(Math.max(0, daysBetween(plan.startsOn, asOf)), parts);
  if (asOf > plan.finishesOn) return { percentTimesParts: 100 * parts, parts };
  return 2 * gone <= parts
    ? { percentTimesParts: 2 * gone * atMiddle, parts }
    : { percentTimesParts: atMiddle * parts + (100 - atMiddle) * (2 * gone - parts), parts };
}

function inPercent({ percentTimesParts, parts }: Limit): string {
  return String(Math.round((percentTimesParts / parts) * 10) / 10);
}

function sentence(percent: number, colour: ProgressColour, limit: Limit, asOf: string): string {
  return `到${dayInWords(asOf)}完成 ${percent}%，低于${colourNames[colour]}界限 ${inPercent(limit)}%（年中界限按本项目的计划时间折算）。`;
}

/** Percent of the whole work by the milestones that were reached: the sum of their weights. */
export function percentOfMilestones(
  milestones: readonly { readonly weight: number; readonly reachedOn: string | null }[],
): number {
  return milestones.reduce((sum, one) => sum + (one.reachedOn === null ? 0 : one.weight), 0);
}
