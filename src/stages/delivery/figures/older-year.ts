import { randomUUID } from 'node:crypto';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import type { Act } from '../../../trail/perform-act.ts';

const noTerm: Refusal = {
  code: 'no-term',
  message: '没有包括这一年的届次。请先在“单位与届次”中登记当时的届次，再录入这一年。',
  field: 'year',
};

/**
 * The project year of a congress, made where it is not there yet, under the term that had begun by its
 * end. Refuses with `no-term`.
 */
export async function ensureOlderYear(act: Act, year: number): Promise<Result<string>> {
  const there = await act.transaction
    .selectFrom('record.year')
    .select('id')
    .where('congress_id', '=', act.congressId)
    .where('year', '=', year)
    .executeTakeFirst();
  if (there !== undefined) return ok(there.id);
  const term = await act.transaction
    .selectFrom('record.term')
    .select('id')
    .where('congress_id', '=', act.congressId)
    .where('starts_on', '<=', `${year}-12-31`)
    .orderBy('starts_on', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (term === undefined) return refuse(noTerm);
  const id = randomUUID();
  await act.transaction
    .insertInto('record.year')
    .values({ congress_id: act.congressId, id, term_id: term.id, year, act_id: act.id })
    .execute();
  return ok(id);
}
