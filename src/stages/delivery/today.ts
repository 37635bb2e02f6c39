/** The day of a moment by the calendar of Asia/Shanghai, as `YYYY-MM-DD`. */
export function todayOf(now: Date): string {
  return new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}
