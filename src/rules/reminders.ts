import { addDays } from './review-settings.ts';

/** Whom a reminder is for: it climbs while nothing happens. */
export type ReminderLevel = 'department' | 'clerk' | 'chair' | 'county';

/** Chinese words for the levels. */
export const reminderLevelNames: Readonly<Record<ReminderLevel, string>> = {
  department: '承办单位',
  clerk: '工作人员',
  chair: '主席团',
  county: '县人大',
};

/**
 * Days after the due day from which a level is reminded; negative before it. The department is told
 * while there is still time; the others only once it is late.
 */
export const reminderDays: Readonly<Record<ReminderLevel, number>> = {
  department: -5,
  clerk: 1,
  chair: 8,
  county: 16,
};

const levels = ['department', 'clerk', 'chair', 'county'] as const;

/** The levels that something due on a day, and not done, is to be brought to by `today`. */
export function levelsDue(dueOn: string, today: string): readonly ReminderLevel[] {
  return levels.filter((level) => addDays(dueOn, reminderDays[level]) <= today);
}
