import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import {
  isOwnMatter,
  type OpenItem,
  type ReminderLevel,
  reminderOn,
} from '../../../rules/reminders.ts';

/** A reminder that was written and whose matter is still open. */
export interface OpenReminder {
  readonly id: string;
  readonly congressId: string;
  readonly congressName: string;
  readonly kind: OpenItem['kind'];
  readonly subjectId: string;
  readonly projectId: string | null;
  /** The organisation that has to act: whoever it was handed to, else the project's department. */
  readonly organisationId: string | null;
  readonly dueOn: string;
  readonly level: ReminderLevel;
  readonly sentence: string;
}

/** Who has to act is asked of the matter itself: it may have been handed to somebody else since. */
function reminders(database: Kysely<Tables>) {
  return database
    .selectFrom('record.reminder as reminder')
    .innerJoin('record.congress as congress', 'congress.congress_id', 'reminder.congress_id')
    .leftJoin('record.project as project', (join) =>
      join
        .onRef('project.congress_id', '=', 'reminder.congress_id')
        .onRef('project.id', '=', 'reminder.project_id'),
    )
    .leftJoin('record.opinion as opinion', (join) =>
      join
        .onRef('opinion.congress_id', '=', 'reminder.congress_id')
        .onRef('opinion.id', '=', 'reminder.subject_id')
        .on('reminder.subject_kind', '=', 'opinion'),
    )
    .leftJoin('record.rectification as rectification', (join) =>
      join
        .onRef('rectification.unit_congress_id', '=', 'reminder.congress_id')
        .onRef('rectification.id', '=', 'reminder.subject_id')
        .on('reminder.subject_kind', '=', 'rectification'),
    )
    .selectAll('reminder')
    .select(['congress.name as congress_name', organisation.as('organisation_id')])
    .where('reminder.done_at', 'is', null)
    .orderBy('reminder.due_on')
    .orderBy('reminder.subject_id');
}

type ReminderRow = Awaited<ReturnType<ReturnType<typeof reminders>['executeTakeFirstOrThrow']>>;

/** The unit of a rectification that names none is the township itself, not the project's department. */
const organisation = sql<string | null>`case reminder.subject_kind
  when 'opinion' then opinion.department_id
  when 'rectification' then rectification.unit_id
  else project.department_id end`;

/** Where the matter of a reminder is dealt with on the staff site. */
export function reminderPath(one: OpenReminder): string {
  const base = `/c/${one.congressId}`;
  const { kind, subjectId } = one;
  if (kind === 'opinion' || kind === 'hand_over' || kind === 'rating') {
    return `${base}/opinions/${subjectId}`;
  }
  if (kind === 'rectification' || kind === 'recheck') return `${base}/rectifications/${subjectId}`;
  if (kind === 'key_supervision' || kind === 'explanation') return `${base}/supervision/next-year`;
  return one.projectId === null ? `${base}/projects` : `${base}/projects/${one.projectId}`;
}

function toReminder(row: ReminderRow, today: string): OpenReminder {
  return {
    ...{ id: row.id, congressId: row.congress_id, congressName: row.congress_name },
    ...{ kind: row.subject_kind, subjectId: row.subject_id, projectId: row.project_id },
    ...{ dueOn: row.due_on, level: row.level },
    sentence: reminderOn(row.sentence, row.due_on, today),
    organisationId: row.organisation_id,
  };
}

/** The open reminders of a congress, each matter once at the highest level that it has reached. */
export async function listReminders(
  database: Kysely<Tables>,
  congressId: string,
  today: string,
): Promise<readonly OpenReminder[]> {
  const rows = await reminders(database).where('reminder.congress_id', '=', congressId).execute();
  return highestOfEach(rows.map((row) => toReminder(row, today)));
}

/** The open reminders for a county about the congresses right below it. */
export async function listRemindersBelow(
  database: Kysely<Tables>,
  congressId: string,
  today: string,
): Promise<readonly OpenReminder[]> {
  const rows = await reminders(database)
    .where('congress.parent_id', '=', congressId)
    .where('reminder.level', '=', 'county')
    .execute();
  return rows.map((row) => toReminder(row, today));
}

/** The open reminders about what some departments have to do, whichever project it belongs to. */
export async function listRemindersOfDepartments(
  database: Kysely<Tables>,
  departmentIds: readonly string[],
  today: string,
): Promise<readonly OpenReminder[]> {
  if (departmentIds.length === 0) return [];
  const rows = await reminders(database)
    .where(organisation, 'in', [...departmentIds])
    .execute();
  const own = rows.filter((row) => !isOwnMatter(row.subject_kind));
  return highestOfEach(own.map((row) => toReminder(row, today)));
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
