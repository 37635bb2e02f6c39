import { addDays } from '../../../rules/days.ts';
import { reportDueOn } from '../../../rules/progress-colours.ts';

/**
 * The month whose report is asked for on a day, as `YYYY-MM-01`: last month until its report is there or is
 * overdue by ten days, then this month.
 */
export function openMonth(today: string, reports: readonly { readonly month: string }[]): string {
  const thisMonth = `${today.slice(0, 7)}-01`;
  const last = `${addDays(thisMonth, -1).slice(0, 7)}-01`;
  const given = reports.some((one) => one.month >= last);
  return !given && reports.length > 0 && today <= addDays(reportDueOn(last), 10) ? last : thisMonth;
}
