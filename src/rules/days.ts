/** Days of the calendar as `YYYY-MM-DD`: all reckoning with deadlines goes through here. */

/** Adds calendar days to a day. Throws for what is no day. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** By how many days something done on a day missed its deadline; 0 when it did not, or had none. */
export function daysLate(dueOn: string | null, doneOn: string): number {
  return dueOn === null ? 0 : Math.max(0, daysBetween(dueOn, doneOn));
}

/** Whole days from one day to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/**
 * A day as every page and paper writes it: 2026年1月20日 from `2026-01-20`, 2026年1月 from `2026-01`. Words that are
 * neither stay as they are, so that a cell which may hold either can be passed through.
 */
export function dayInWords(day: string): string {
  if (!/^\d{4}-\d{2}(-\d{2})?$/.test(day)) return day;
  const [year, month, date] = day.split('-');
  return `${year}年${Number(month)}月${date === undefined ? '' : `${Number(date)}日`}`;
}

/** The later of two days (`YYYY-MM-DD`). */
export function laterOf(one: string, other: string): string {
  return one > other ? one : other;
}

/** The earlier of two days (`YYYY-MM-DD`). */
export function earlierOf(one: string, other: string): string {
  return one < other ? one : other;
}
