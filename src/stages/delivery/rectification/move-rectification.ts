import type { RectificationState } from '../../../rules/rectification.ts';
import type { Refusal } from '../../../rules/refusals.ts';
import type { Act } from '../../../trail/perform-act.ts';

/** Nothing of this id is asked by or of this congress. */
export const noSuchRectification: Refusal = {
  code: 'no-such-rectification',
  message: '没有这项整改。请从整改清单进入。',
};

/** Reads a rectification for a change and holds it until the act commits. */
export async function lockRectification(act: Act, rectificationId: string) {
  const row = await act.transaction
    .selectFrom('record.rectification')
    .selectAll()
    .where('id', '=', rectificationId)
    .where((where) =>
      where.or([
        where('congress_id', '=', act.congressId),
        where('unit_congress_id', '=', act.congressId),
      ]),
    )
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (row === undefined) return null;
  const answers = await act.transaction
    .selectFrom('record.rectification_answer')
    .select(['id', 'number', 'answered_by'])
    .where('issuer_id', '=', row.congress_id)
    .where('rectification_id', '=', row.id)
    .orderBy('number')
    .execute();
  return { ...row, answers: answers.length, lastAnswer: answers.at(-1) ?? null };
}

/** Writes where a rectification stands now. */
export async function moveRectification(
  act: Act,
  one: { readonly congress_id: string; readonly id: string; readonly unit_congress_id: string },
  change: {
    readonly state: RectificationState;
    readonly due_on?: string;
    readonly closed_on?: string | null;
  },
): Promise<void> {
  await act.transaction
    .updateTable('record.rectification')
    .set((column) => ({ ...change, version: column('version', '+', 1) }))
    .where('congress_id', '=', one.congress_id)
    .where('id', '=', one.id)
    .execute();
  act.touch(`rectifications:${one.unit_congress_id}`);
}
