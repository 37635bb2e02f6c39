import { type Kysely, sql } from 'kysely';

/**
 * Reminders of what the end of a year asks of a congress: to decide about key supervision, and to be told what was
 * not finished in time.
 *
 * Privacy rule: a reminder names projects and numbers, never a person.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table record.reminder drop constraint reminder_subject_kind_check`.execute(
    database,
  );
  await sql`alter table record.reminder add constraint reminder_subject_kind_check check (subject_kind in
    ('plan', 'progress', 'milestone', 'opinion', 'rectification', 'adjustment', 'visit', 'report', 'test',
     'publication', 'handling', 'hand_over', 'rating', 'recheck', 'problem', 'key_supervision', 'explanation'))`.execute(
    database,
  );
}
