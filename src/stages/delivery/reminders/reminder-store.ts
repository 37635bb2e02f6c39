import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import type { OpenItem, ReminderLevel } from '../../../rules/reminders.ts';

/** A reminder that was written and whose matter is still open. */
export interface OpenReminder {
  readonly id: string;
  readonly congressId: string;
  readonly congressName: string;
  readonly kind: OpenItem['kind'];
  readonly subjectId: string;
  readonly projectId: string | null;
  readonly dueOn: string;
  readonly level: ReminderLevel;
  readonly sentence: string;
}

function reminders(database: Kysely<Tables>) {
  return database
    .selectFrom('record.reminder as reminder')
    .innerJoin('record.congress as congress', 'congress.congress_id', 'reminder.congress_id')
    .selectAll('reminder')
    .select('congress.name as congress_name')
    .where('reminder.done_at', 'is', null)
    .orderBy('reminder.due_on')
    .orderBy('reminder.subject_id');
}

type ReminderRow = Awaited<ReturnType<ReturnType<typeof reminders>['executeTakeFirstOrThrow']>>;

function toReminder(row: ReminderRow): OpenReminder {
  return {
    ...{ id: row.id, congressId: row.congress_id, congressName: row.congress_name },
    ...{ kind: row.subject_kind, subjectId: row.subject_id, projectId: row.project_id },
    ...{ dueOn: row.due_on, level: row.level, sentence: row.sentence },
  };
}

/** The open reminders of a congress, each matter once at the highest level that it has reached. */
export async function listReminders(
  database: Kysely<Tables>,
  congressId: string,
): Promise<readonly OpenReminder[]> {
  const rows = await reminders(database).where('reminder.congress_id', '=', congressId).execute();
  return highestOfEach(rows.map(toReminder));
}

/** The open reminders for a county about the congresses right below it. */
export async function listRemindersBelow(
  database: Kysely<Tables>,
  congressId: string,
): Promise<readonly OpenReminder[]> {
  const rows = await reminders(database)
    .where('congress.parent_id', '=', congressId)
    .where('reminder.level', '=', 'county')
    .execute();
  return rows.map(toReminder);
}

/** The open reminders about projects of some departments. */
export async function listRemindersOfDepartments(
  database: Kysely<Tables>,
  departmentIds: readonly string[],
): Promise<readonly OpenReminder[]> {
  if (departmentIds.length === 0) return [];
  const rows = await reminders(database)
    .innerJoin('record.project as project', (join) =>
      join
        .onRef('project.congress_id', '=', 'reminder.congress_id')
        .onRef('project.id', '=', 'reminder.project_id'),
    )
    .where('project.department_id', 'in', [...departmentIds])
    .execute();
  return highestOfEach(rows.map(toReminder));
}

const rank: Readonly<Record<ReminderLevel, number>> = {
  ...{ department: 0, clerk: 1, chair: 2, county: 3 },
};

function highestOfEach(all: readonly OpenReminder[]): readonly OpenReminder[] {
  const highest = new Map<string, OpenReminder>();
  for (const one of all) {
    const key = `${one.kind} ${one.subjectId} ${one.dueOn}`;
    const standing = highest.get(key);
    if (standing === undefined || rank[one.level] > rank[standing.level]) highest.set(key, one);
  }
  return [...highest.values()];
}
