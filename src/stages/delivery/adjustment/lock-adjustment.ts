import { roundEnded } from '../../../rules/lifecycle.ts';
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

/**
 * Why a request cannot be decided by hand, taken back or put to another round: a round that is not yet
 * declared votes on it. Null where none does. The request must be held (`lockAdjustment`).
 */
export async function roundInTheWay(
  act: Act,
  one: { readonly round_id: string | null },
): Promise<Refusal | null> {
  if (one.round_id === null) return null;
  const round = await act.transaction
    .selectFrom('record.round')
    .select(['title', 'state'])
    .where('congress_id', '=', act.congressId)
    .where('id', '=', one.round_id)
    .executeTakeFirstOrThrow();
  if (roundEnded(round.state)) return null;
  const message = `这项申请已列入“${round.title}”表决，不能另行办理。请在会议的“票决”页办完这一轮，或者先取消它。`;
  return { code: 'in-round', message };
}
