/** Adds calendar months to a day, both as `YYYY-MM-DD`; the last day of a shorter month stands in. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return first.toISOString().slice(0, 10);
}

/** What a visit found (视察结论). */
export type VisitVerdict = 'good' | 'minor' | 'serious';

/** The verdicts in Chinese. */
export const visitVerdictNames: Readonly<Record<VisitVerdict, string>> = {
  good: '正常',
  minor: '有小问题',
  serious: '问题较重',
};

/**
 * The day by which the next visit is due: the rule sheet's months after the last visit, or after the
 * day of the decision where nobody has been there. Null for a project that is not carried out now.
 */
export function nextVisitDue(
  project: { readonly state: string; readonly decidedOn: string },
  lastVisitedOn: string | null,
  inspectionMonths: number,
): string | null {
  if (!['adopted', 'underway'].includes(project.state)) return null;
  return addMonths(lastVisitedOn ?? project.decidedOn, inspectionMonths);
}
