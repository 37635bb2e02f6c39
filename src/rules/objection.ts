/**
 * The last day of the objection period (异议期) after an announcement of `YYYY-MM-DD`, as `YYYY-MM-DD`.
 * With 0 days it is the day of the announcement.
 */
export function lastDayOfObjection(announced: string, days: number): string {
  const start = Date.parse(`${announced}T00:00:00Z`);
  if (Number.isNaN(start)) throw new RangeError('not a day');
  return new Date(start + days * 86_400_000).toISOString().slice(0, 10);
}

/** Whether the objection period is over on `today`: the days are those of Asia/Shanghai. */
export function objectionIsOver(announced: string, days: number, today: string): boolean {
  return today > lastDayOfObjection(announced, days);
}
