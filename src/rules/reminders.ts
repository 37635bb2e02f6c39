import { addDays, dayInWords, daysBetween } from './days.ts';

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
 * Days after the due day from which a level is reminded, by the rule sheet; negative before it. The department
 * is told while there is still time; the others only once it is late.
 */
export type ReminderDays = Readonly<Record<ReminderLevel, number>>;

const levels = ['department', 'clerk', 'chair', 'county'] as const;

/** What the congress itself has to do: no department is reminded of it, and the clerk in good time. */
const ownKinds: ReadonlySet<string> = new Set<OpenItem['kind']>([
  ...(['adjustment', 'visit', 'report', 'test', 'publication'] as const),
  ...(['hand_over', 'rating', 'recheck', 'problem'] as const),
  ...(['key_supervision', 'explanation'] as const),
]);

/** Whether the congress itself, and no department, has to do it. */
export function isOwnMatter(kind: OpenItem['kind']): boolean {
  return ownKinds.has(kind);
}

/** The levels that something due on a day, and not done, is to be brought to by `today`. */
export function levelsDue(
  dueOn: string,
  today: string,
  days: ReminderDays,
  own = false,
): readonly ReminderLevel[] {
  return levels.filter((level) => {
    if (own && level === 'department') return false;
    const after = own && level === 'clerk' ? days.department : days[level];
    return addDays(dueOn, after) <= today;
  });
}

/** Something that is due on a day and not done. */
export interface OpenItem {
  readonly congressId: string;
  readonly kind:
    | 'plan'
    | 'progress'
    | 'milestone'
    | 'opinion'
    | 'rectification'
    | 'adjustment'
    | 'visit'
    | 'report'
    | 'test'
    | 'publication'
    | 'handling'
    | 'hand_over'
    | 'rating'
    | 'recheck'
    | 'problem'
    | 'key_supervision'
    | 'explanation';
  readonly subjectId: string;
  /** The project that it belongs to; null where it belongs to none. */
  readonly projectId: string | null;
  readonly dueOn: string;
  /** What is to be done, such as `第3号“村道硬化”的实施计划`. */
  readonly what: string;
}

/** A reminder that is to be written. */
export interface DueReminder extends OpenItem {
  readonly level: ReminderLevel;
  readonly sentence: string;
}

/** The key under which a reminder is written once. */
export function reminderKey(one: {
  readonly kind: string;
  readonly subjectId: string;
  readonly dueOn: string;
  readonly level: string;
}): string {
  return [one.kind, one.subjectId, one.dueOn, one.level].join(' ');
}

/**
 * The reminders that open items ask for by `today` and that are not written yet; `daysOf` gives the days of a
 * congress's rule sheet.
 */
export function remindersDue(
  items: readonly OpenItem[],
  written: ReadonlySet<string>,
  today: string,
  daysOf: (congressId: string) => ReminderDays,
): readonly DueReminder[] {
  return items.flatMap((item) =>
    levelsDue(item.dueOn, today, daysOf(item.congressId), isOwnMatter(item.kind))
      .map((level) => ({ ...item, level, sentence: sentenceOf(item) }))
      .filter((one) => !written.has(reminderKey(one))),
  );
}

function sentenceOf(item: OpenItem): string {
  return `${item.what}应于${dayInWords(item.dueOn)}前完成。`;
}

/**
 * A stored sentence with how late it is on the day it is read. Older rows hold the days of the day they were
 * written, which are left out.
 */
export function reminderOn(sentence: string, dueOn: string, today: string): string {
  const plain = sentence.replace(/(，(已逾期|还有) \d+ 天)?。$/, '');
  const late = daysBetween(dueOn, today);
  return late > 0 ? `${plain}，已逾期 ${late} 天。` : `${plain}，还有 ${-late} 天。`;
}

/** A matter as a list of things to do names it; a null subject stands for all matters of the kind. */
export interface WaitingMatter {
  readonly kind: OpenItem['kind'];
  readonly subjectId: string | null;
}

/**
 * Things to do together with the reminders about the same matters, each matter once: a thing that is reminded of
 * carries the first of its reminders, those with the earliest deadline come first, and `rest` is what nothing
 * in the list stands for. `reminders` are in the order of their deadlines.
 */
export function foldReminders<
  W extends { readonly matter: WaitingMatter | null },
  R extends Pick<OpenItem, 'kind' | 'subjectId' | 'dueOn'>,
>(
  waiting: readonly W[],
  reminders: readonly R[],
): {
  readonly waiting: readonly (W & { readonly reminder: R | null })[];
  readonly rest: readonly R[];
} {
  const about = ({ matter }: W, one: R) =>
    matter?.kind === one.kind && (matter.subjectId ?? one.subjectId) === one.subjectId;
  const told = waiting.map((item) => ({
    ...item,
    reminder: reminders.find((one) => about(item, one)) ?? null,
  }));
  const rank = ({ reminder }: { readonly reminder: R | null }) => reminder?.dueOn ?? '9999-12-31';
  return {
    waiting: told.toSorted((one, other) =>
      rank(one) < rank(other) ? -1 : Number(rank(one) > rank(other)),
    ),
    rest: reminders.filter((one) => !waiting.some((item) => about(item, one))),
  };
}
