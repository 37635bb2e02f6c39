import type { Tables } from '../../../database/tables.ts';
import { hashJson } from '../../../trail/canonical.ts';
import type { Act } from '../../../trail/perform-act.ts';
import { votedText } from '../project-text.ts';

/** What may become of a request. */
export type AdjustmentChange = Partial<
  Pick<
    Tables['record.adjustment'],
    | 'state'
    | 'decision_id'
    | 'decided_on'
    | 'round_id'
    | 'published_at'
    | 'published_where'
    | 'reported_meeting_id'
    | 'reported_on'
    | 'state_before'
  >
>;

/** Reads a request for a change and holds it until the act commits; null where there is none. */
export async function lockAdjustmentRow(act: Act, adjustmentId: string) {
  const row = await act.transaction
    .selectFrom('record.adjustment')
    .selectAll()
    .where('congress_id', '=', act.congressId)
    .where('id', '=', adjustmentId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row ?? null;
}

/** Writes what became of a request. */
export async function moveAdjustment(
  act: Act,
  adjustmentId: string,
  change: AdjustmentChange,
): Promise<void> {
  await act.transaction
    .updateTable('record.adjustment')
    .set((column) => ({ ...change, version: column('version', '+', 1) }))
    .where('congress_id', '=', act.congressId)
    .where('id', '=', adjustmentId)
    .execute();
}

/** Says for ever what was decided on: the kind of adjustment and the text that was proposed. */
export function adjustmentHash(row: { readonly kind: string; readonly proposed: unknown }): string {
  return hashJson({
    kind: row.kind,
    proposed: row.proposed === null ? null : { ...votedText.parse(row.proposed) },
  });
}

/** The papers of requests are public with the notice of what was decided on them. */
export async function publishAdjustmentPapers(
  act: Act,
  paperIds: readonly (string | null)[],
): Promise<void> {
  const ids = paperIds.filter((one) => one !== null);
  if (ids.length === 0) return;
  await act.transaction
    .updateTable('record.attachment')
    .set({ published_at: act.recordedAt })
    .where('congress_id', '=', act.congressId)
    .where('id', 'in', ids)
    .execute();
}
