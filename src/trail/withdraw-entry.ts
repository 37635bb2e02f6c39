import { sql } from 'kysely';
import type { Act } from './perform-act.ts';

/** Tables whose rows are taken back with a reason; migration 2026-11-30-60 says what that means. */
export type WithdrawableTable =
  | 'record.acceptance'
  | 'record.milestone_reached'
  | 'record.project_photo'
  | 'record.resident_talk'
  | 'record.site_check'
  | 'record.supervision_record'
  | 'people.deputy_suggestion'
  | 'people.training';

/** What was taken back: when and why; null for what stands. */
export type Withdrawn = { readonly at: Date; readonly reason: string } | null;

/** Whether a row stands, and why not. */
export function withdrawnOf(row: {
  readonly withdrawn_at: Date | null;
  readonly withdrawn_reason: string | null;
}): Withdrawn {
  const { withdrawn_at: at, withdrawn_reason: reason } = row;
  return at === null || reason === null ? null : { at, reason };
}

/**
 * Takes a row of the act's congress back with the reason: it stays, and counts no longer. False when no such
 * row stands. The act records in the trail what was taken back.
 */
export async function withdrawEntry(
  act: Act,
  table: WithdrawableTable,
  id: string,
  reason: string,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update ${sql.table(table)} set withdrawn_at = ${act.recordedAt}, withdrawn_reason = ${reason}
     where congress_id = ${act.congressId} and id = ${id} and withdrawn_at is null`.execute(
    act.transaction,
  );
  return numAffectedRows === 1n;
}

/**
 * Whether the person of the act recorded a row themselves, so that they may take it back without being a clerk.
 */
export async function recordedByActor(
  act: Act,
  table: WithdrawableTable,
  id: string,
): Promise<boolean> {
  if (act.personId === null) return false;
  const { rows } = await sql<{ own: boolean }>`
    select true as own from ${sql.table(table)} entry
      join record.act act on act.congress_id = entry.congress_id and act.id = entry.act_id
     where entry.congress_id = ${act.congressId} and entry.id = ${id}
       and act.recorded_by = ${act.personId}`.execute(act.transaction);
  return rows.length === 1;
}
