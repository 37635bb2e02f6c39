import { addDays } from './days.ts';

/**
 * The last day of the objection period (异议期) after an announcement of `YYYY-MM-DD`, as `YYYY-MM-DD`.
 * With 0 days it is the day of the announcement.
 */
export function lastDayOfObjection(announced: string, days: number): string {
  return addDays(announced, days);
}

/** Whether the objection period is over on `today`: the days are those of Asia/Shanghai. */
export function objectionIsOver(announced: string, days: number, today: string): boolean {
  return today > lastDayOfObjection(announced, days);
}
