import { daysBetween } from '../days.ts';

/** The calendar month of a day or month as a running number. */
function monthIndex(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}

/**
 * The longest run of whole calendar months without anything between two days. The months of both ends
 * are not counted: they are not whole.
 */
export function longestSilence(from: string, to: string, happened: readonly string[]): number {
  const last = monthIndex(to);
  const marks = happened
    .map(monthIndex)
    .filter((month) => month > monthIndex(from) && month < last)
    .sort((first, second) => first - second);
  let longest = 0;
  let before = monthIndex(from);
  for (const month of [...marks, last]) {
    longest = Math.max(longest, month - before - 1);
    before = month;
  }
  return longest;
}

/** The most days in a row between two days without anything; what lies outside of them is not counted. */
export function longestGap(from: string, to: string, happened: readonly string[]): number {
  const marks = happened.filter((day) => day > from && day < to).sort();
  let longest = 0;
  let before = from;
  for (const day of [...marks, to]) {
    longest = Math.max(longest, daysBetween(before, day));
    before = day;
  }
  return longest;
}
