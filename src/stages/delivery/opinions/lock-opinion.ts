import type { OpinionState } from '../../../rules/opinion.ts';
import type { Refusal } from '../../../rules/refusals.ts';
import type { Act } from '../../../trail/perform-act.ts';

/** No opinion of this id in this congress. */
export const noSuchOpinion: Refusal = {
  code: 'no-such-opinion',
  message: '没有这条意见。请从意见清单进入。',
};

/** Reads an opinion for a change and holds it until the act commits. */
export async function lockOpinion(act: Act, opinionId: string) {
  const row = await act.transaction
    .selectFrom('record.opinion')
    .selectAll()
    .where('congress_id', '=', act.congressId)
    .where('id', '=', opinionId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (row === undefined) return null;
  const answers = await act.transaction
    .selectFrom('record.opinion_answer')
    .select('id')
    .where('congress_id', '=', act.congressId)
    .where('opinion_id', '=', opinionId)
    .orderBy('number')
    .execute();
  return { ...row, answers: answers.length, lastAnswerId: answers.at(-1)?.id ?? null };
}

/** Writes where an opinion stands now. */
export async function moveOpinion(
  act: Act,
  opinionId: string,
  change: {
    readonly state: OpinionState;
    readonly department_id?: string;
    readonly handed_over_on?: string;
    readonly due_on?: string;
    readonly declined_reason?: string;
  },
): Promise<void> {
  await act.transaction
    .updateTable('record.opinion')
    .set((column) => ({ ...change, version: column('version', '+', 1) }))
    .where('congress_id', '=', act.congressId)
    .where('id', '=', opinionId)
    .execute();
}
