import { daysBetween } from './days.ts';
import type { Refusal } from './refusals.ts';

/** What a plan (实施计划) promises: when, in which steps, how much of it in which year. */
export interface PlanDraft {
  readonly startsOn: string;
  readonly finishesOn: string;
  readonly milestones: readonly {
    /** The line of the form that it stands in, from 1. */
    readonly line: number;
    readonly title: string;
    readonly dueOn: string;
    readonly weight: number;
  }[];
  readonly goals: readonly { readonly line: number; readonly year: number }[];
}

/**
 * What is wrong with a plan, in this order: `finish-before-start`, `no-milestones`, `milestone-outside`
 * (not within the plan's own time), `milestone-order`, `milestone-repeated`, `weights-not-100`,
 * `goal-outside`, `goal-repeated`, `year-without-goal` (a plan over several years says what each brings).
 */
export function judgePlan(plan: PlanDraft): readonly Refusal[] {
  if (plan.finishesOn < plan.startsOn) {
    return [
      {
        code: 'finish-before-start',
        message: '完成日期早于开工日期，请改正。',
        field: 'finishes_on',
      },
    ];
  }
  return [...judgeMilestones(plan), ...judgeGoals(plan)];
}

function judgeMilestones({ milestones, startsOn, finishesOn }: PlanDraft): readonly Refusal[] {
  if (milestones.length === 0) {
    const message = '至少写一个节点。只有一步的，写“完工”，比重 100。';
    return [{ code: 'no-milestones', message, field: 'milestone-1-title' }];
  }
  const found: Refusal[] = [];
  const titles = new Set<string>();
  let before = '';
  for (const { line, title, dueOn } of milestones) {
    const field = `milestone-${line}-due`;
    if (dueOn < startsOn || dueOn > finishesOn) {
      const message = `节点“${title}”的日期不在开工和完成日期之间，请改正。`;
      found.push({ code: 'milestone-outside', message, field });
    } else if (dueOn < before) {
      const message = `节点“${title}”的日期早于前一个节点，请按先后排列。`;
      found.push({ code: 'milestone-order', message, field });
    }
    if (titles.has(title)) {
      const message = `有两个节点都叫“${title}”，请改名。`;
      found.push({ code: 'milestone-repeated', message, field: `milestone-${line}-title` });
    }
    titles.add(title);
    before = dueOn;
  }
  const sum = milestones.reduce((total, one) => total + one.weight, 0);
  if (sum !== 100) {
    const [first] = milestones;
    found.push({
      code: 'weights-not-100',
      message: `各节点的比重合计是 ${sum}，应为 100。请调整。`,
      field: `milestone-${first?.line ?? 1}-weight`,
    });
  }
  return found;
}

function judgeGoals({ goals, startsOn, finishesOn }: PlanDraft): readonly Refusal[] {
  const [first, last] = [Number(startsOn.slice(0, 4)), Number(finishesOn.slice(0, 4))];
  const found: Refusal[] = [];
  const years = new Set<number>();
  for (const { line, year } of goals) {
    const field = `goal-${line}-year`;
    if (year < first || year > last) {
      const message = `${year} 年不在计划的时间之内，请改正年度目标。`;
      found.push({ code: 'goal-outside', message, field });
    }
    if (years.has(year)) {
      const message = `${year} 年的目标写了两次，请合成一条。`;
      found.push({ code: 'goal-repeated', message, field });
    }
    years.add(year);
  }
  for (let year = first; year <= last && last > first; year += 1) {
    if (years.has(year)) continue;
    const message = `跨年度实施的项目要写明每年的目标，还缺 ${year} 年。`;
    found.push({ code: 'year-without-goal', message, field: 'goal-1-year' });
  }
  return found;
}

/** How the publication of a plan stands against the day by which it was due. */
export type PlanTiming =
  | { readonly kind: 'no-deadline' }
  | { readonly kind: 'open'; readonly daysLeft: number }
  | { readonly kind: 'late'; readonly daysLate: number }
  | { readonly kind: 'published'; readonly daysLate: number };

/**
 * Judges the publication of a plan. `dueOn` is null for a project without a deadline, `publishedOn` while
 * the plan is not published.
 */
export function planTiming(
  dueOn: string | null,
  publishedOn: string | null,
  today: string,
): PlanTiming {
  if (dueOn === null) return { kind: 'no-deadline' };
  if (publishedOn !== null) {
    return { kind: 'published', daysLate: Math.max(0, daysBetween(dueOn, publishedOn)) };
  }
  const late = daysBetween(dueOn, today);
  return late > 0
    ? { kind: 'late', daysLate: late }
    : { kind: 'open', daysLeft: daysBetween(today, dueOn) };
}
