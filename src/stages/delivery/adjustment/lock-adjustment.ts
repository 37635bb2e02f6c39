import type { AdjustmentState } from '../../../rules/adjustment.ts';
import type { Refusal } from '../../../rules/refusals.ts';
import type { Act } from '../../../trail/perform-act.ts';

/** No request of this id for this project. */
export const noSuchAdjustment: Refusal = {
  code: 'no-such-adjustment',
  message: '没有这项申请。请从项目的“调整”页进入。',
};

/** Reads a request for a change and holds it until the act commits. */
export async function lockAdjustment(
  act: Act,
  one: { readonly projectId: string; readonly adjustmentId: string },
) {
  const row = await act.transaction
    .selectFrom('record.adjustment as one')
    .innerJoin('record.project as project', (join) =>
      join
        .onRef('project.congress_id', '=', 'one.congress_id')
        .onRef('project.id', '=', 'one.project_id'),
    )
    .selectAll('one')
    .select('project.number as project_number')
    .where('one.congress_id', '=', act.congressId)
    .where('one.project_id', '=', one.projectId)
    .where('one.id', '=', one.adjustmentId)
    .forNoKeyUpdate('one')
    .executeTakeFirst();
  return row ?? null;
}

/** Writes what became of a request. */
export async function moveAdjustment(
  act: Act,
  adjustmentId: string,
  change: {
    readonly state?: AdjustmentState;
    readonly decision_id?: string;
    readonly decided_on?: string;
    readonly published_at?: Date;
    readonly published_where?: string;
    readonly reported_meeting_id?: string;
    readonly reported_on?: string;
  },
): Promise<void> {
  await act.transaction
    .updateTable('record.adjustment')
    .set((column) => ({ ...change, version: column('version', '+', 1) }))
    .where('congress_id', '=', act.congressId)
    .where('id', '=', adjustmentId)
    .execute();
}
