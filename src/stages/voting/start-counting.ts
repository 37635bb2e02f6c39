import { randomUUID } from 'node:crypto';
import type { Act } from '../../trail/perform-act.ts';
import type { Round } from './round-store.ts';

/** Why and how the papers of a round are counted. */
export interface NewCounting {
  readonly kind: 'first' | 'reopened' | 'recount';
  readonly method: 'papers' | 'tally';
  readonly reason: string | null;
  readonly decisionId: string | null;
}

/** Starts a counting; an earlier one is superseded but stays readable for ever. */
export async function startCounting(
  act: Act,
  round: Round,
  counting: NewCounting,
): Promise<string> {
  const here = { congress_id: act.congressId, round_id: round.id };
  await act.transaction
    .updateTable('count.counting')
    .set({ state: 'superseded' })
    .where('congress_id', '=', act.congressId)
    .where('round_id', '=', round.id)
    .where('state', '<>', 'superseded')
    .execute();
  const last = await act.transaction
    .selectFrom('count.counting')
    .select((select) => select.fn.max('number').as('number'))
    .where('congress_id', '=', act.congressId)
    .where('round_id', '=', round.id)
    .executeTakeFirst();
  const id = randomUUID();
  const number = (last?.number ?? 0) + 1;
  await act.transaction
    .insertInto('count.counting')
    .values({
      ...here,
      id,
      number,
      kind: counting.kind,
      method: counting.method,
      reason: counting.reason,
      decision_id: counting.decisionId,
      state: 'open',
      act_id: act.id,
    })
    .execute();
  act.record({
    event: 'counting-started',
    subjects: { round: round.id, counting: id, number },
    detail: {
      title: round.title,
      number,
      method: counting.method === 'papers' ? '逐张双录' : '正字唱票双录',
      reason: counting.reason ?? '',
    },
  });
  act.touch(`round:${round.id}`);
  return id;
}
