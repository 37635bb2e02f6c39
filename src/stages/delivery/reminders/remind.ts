import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok } from '../../../rules/refusals.ts';
import {
  type DueReminder,
  type OpenItem,
  reminderKey,
  reminderLevelNames,
  remindersDue,
} from '../../../rules/reminders.ts';
import { type Act, performAct } from '../../../trail/perform-act.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { loadCongressSettings } from '../../meeting/index.ts';
import type { ReminderSource } from './source.ts';

/**
 * Writes every reminder that is due and not written, one act for each congress, closes those whose matter
 * is done and opens those whose matter is open again. Asked again on the same day it writes nothing. Returns how many were written.
 */
export async function remind(
  database: Kysely<Tables>,
  sources: readonly ReminderSource[],
  now: Date,
): Promise<number> {
  const today = chinaDate(now);
  const items: OpenItem[] = [];
  for (const source of sources) items.push(...(await source(database, today)));
  await closeDone(database, items, now);
  await openAgain(database, items);
  const written = await writtenKeys(database);
  const settings = await loadCongressSettings(
    database,
    items.map((item) => item.congressId),
  );
  const due = remindersDue(items, written, today, (id) => settings(id).reminderDays);
  let count = 0;
  for (const congressId of new Set(due.map((one) => one.congressId))) {
    const own = due.filter((one) => one.congressId === congressId);
    const request = {
      ...{ congressId, actId: randomUUID(), kind: 'remind', personId: null },
      ...{ happenedAt: null, now },
    };
    const result = await performAct(database, request, async (act) =>
      ok({ count: await write(act, own) }),
    );
    if (result.ok) count += result.value.count;
  }
  return count;
}

async function writtenKeys(database: Kysely<Tables>): Promise<ReadonlySet<string>> {
  const rows = await database
    .selectFrom('record.reminder')
    .select(['subject_kind', 'subject_id', 'due_on', 'level'])
    .execute();
  return new Set(
    rows.map((row) =>
      reminderKey({
        ...{ kind: row.subject_kind, subjectId: row.subject_id },
        ...{ dueOn: row.due_on, level: row.level },
      }),
    ),
  );
}

async function write(act: Act, due: readonly DueReminder[]): Promise<number> {
  let count = 0;
  for (const one of due) {
    const id = randomUUID();
    const inserted = await act.transaction
      .insertInto('record.reminder')
      .values({
        ...{ congress_id: act.congressId, id, subject_kind: one.kind, subject_id: one.subjectId },
        ...{ project_id: one.projectId, due_on: one.dueOn, level: one.level },
        ...{ sentence: one.sentence, act_id: act.id },
      })
      // Two servers over one database: whoever comes second finds it written.
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows !== 1n) continue;
    count += 1;
    act.record({
      event: 'reminded',
      subjects: {
        reminder: id,
        ...(one.projectId === null ? {} : { project: one.projectId }),
      },
      detail: { level: reminderLevelNames[one.level], sentence: one.sentence },
    });
  }
  return count;
}

/** Whatever is no longer open was done, moved to another day, or is no longer asked for. */
async function closeDone(
  database: Kysely<Tables>,
  items: readonly OpenItem[],
  now: Date,
): Promise<void> {
  const open = new Set(items.map((one) => `${one.kind} ${one.subjectId} ${one.dueOn}`));
  const rows = await database
    .selectFrom('record.reminder')
    .select(['congress_id', 'id', 'subject_kind', 'subject_id', 'due_on'])
    .where('done_at', 'is', null)
    .execute();
  const done = rows.filter(
    (row) => !open.has(`${row.subject_kind} ${row.subject_id} ${row.due_on}`),
  );
  if (done.length === 0) return;
  await database
    .updateTable('record.reminder')
    .set({ done_at: now })
    .where(
      'id',
      'in',
      done.map((row) => row.id),
    )
    .execute();
}

/** A matter that was done and is open again (resumed, a step undone) is reminded of as before. */
async function openAgain(database: Kysely<Tables>, items: readonly OpenItem[]): Promise<void> {
  const open = new Set(items.map((one) => `${one.kind} ${one.subjectId} ${one.dueOn}`));
  const rows = await database
    .selectFrom('record.reminder')
    .select(['id', 'subject_kind', 'subject_id', 'due_on'])
    .where('done_at', 'is not', null)
    .execute();
  const again = rows.filter((row) =>
    open.has(`${row.subject_kind} ${row.subject_id} ${row.due_on}`),
  );
  if (again.length === 0) return;
  await database
    .updateTable('record.reminder')
    .set({ done_at: null })
    .where(
      'id',
      'in',
      again.map((row) => row.id),
    )
    .execute();
}
