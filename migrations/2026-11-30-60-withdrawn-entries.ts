import { type Kysely, sql } from 'kysely';

/** Entries that are taken back one by one when they were wrong. */
const entries = [
  'record.acceptance',
  'record.supervision_record',
  'record.site_check',
  'record.resident_talk',
  'record.project_photo',
  'people.training',
  'people.deputy_suggestion',
] as const;

/**
 * Entries that were wrong are taken back with the reason (撤回并说明原因), everywhere in the same shape:
 * `withdrawn_at` and `withdrawn_reason`, both or neither. The row stays and counts no longer. Milestones that
 * were reached get the same names.
 *
 * An acceptance that is taken back stays as a row of its own beside the one that stands: with `accepted_on` it was
 * the acceptance that was wrong, without it the completion. A photo that is taken down is not published any more;
 * put back, both columns are null again and the trail keeps what was said.
 *
 * Privacy rule: reasons are read by staff; those of published entries may be public and name nobody.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const entry of entries) {
    const table = sql.table(entry);
    await sql`alter table ${table} add column withdrawn_at timestamptz`.execute(database);
    await sql`alter table ${table} add column withdrawn_reason text
      check (length(withdrawn_reason) between 2 and 500)`.execute(database);
    await sql`alter table ${table} add check
      ((withdrawn_at is null) = (withdrawn_reason is null))`.execute(database);
  }
  await sql`alter table record.project_photo add check
    (withdrawn_at is null or published_at is null)`.execute(database);
  await sql`alter table record.milestone_reached rename column undone_at to withdrawn_at`.execute(
    database,
  );
  await sql`alter table record.milestone_reached rename column undone_reason to withdrawn_reason`.execute(
    database,
  );
  await sql`alter table record.acceptance drop constraint acceptance_congress_id_project_id_key`.execute(
    database,
  );
  await sql`create unique index acceptance_that_stands on record.acceptance (congress_id, project_id)
    where withdrawn_at is null`.execute(database);
  await sql`create index acceptance_by_project on record.acceptance (congress_id, project_id)`.execute(
    database,
  );
}
