import { addDays } from './days.ts';

/**
 * Working days: Mondays to Fridays without the statutory holidays, and the weekend days that are worked for them (调休),
 * by the notice of each year. Of a year without a notice only weekends are known, and whoever reckons with it says so.
 */

/** One year as its notice arranges it. A notice may reach into the last days of the year before. */
export interface YearCalendar {
  readonly year: number;
  /** The number of the notice, such as `国办发明电〔2025〕7号`. */
  readonly source: string;
  readonly holidays: readonly string[];
  readonly workdays: readonly string[];
}

/** The calendars of some years, ready to be asked. */
export interface WorkCalendar {
  readonly years: ReadonlySet<number>;
  readonly holidays: ReadonlySet<string>;
  readonly workdays: ReadonlySet<string>;
}

/** Makes a calendar; of two notices for one year the later one in the list stands. */
export function workCalendar(years: readonly YearCalendar[]): WorkCalendar {
  const each = [...new Map(years.map((one) => [one.year, one])).values()];
  return {
    years: new Set(each.map((one) => one.year)),
    holidays: new Set(each.flatMap((one) => one.holidays)),
    workdays: new Set(each.flatMap((one) => one.workdays)),
  };
}

/** Whether a day is worked. A day that one notice gives and another takes is worked. */
export function isWorkingDay(day: string, calendar: WorkCalendar): boolean {
  if (calendar.workdays.has(day)) return true;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !calendar.holidays.has(day);
}

/** A day some working days later. `unknown` are the years on the way of which no notice is known. */
export interface WorkingDeadline {
  readonly day: string;
  readonly unknown: readonly number[];
}

/** Adds working days to a day; the day itself does not count. */
export function addWorkingDays(day: string, days: number, calendar: WorkCalendar): WorkingDeadline {
  let date = day;
  const unknown = new Set<number>();
  for (let left = days; left > 0; ) {
    date = addDays(date, 1);
    const year = Number(date.slice(0, 4));
    if (!calendar.years.has(year)) unknown.add(year);
    if (isWorkingDay(date, calendar)) left -= 1;
  }
  return { day: date, unknown: [...unknown] };
}

/** What a page says of a deadline that rests on weekends alone; empty where every year is known. */
export function unknownInWords({ unknown }: WorkingDeadline): string {
  return unknown.length === 0
    ? ''
    : `（${unknown.join('、')}年的节假日安排没有登记，工作日只除去周六、周日）`;
}
