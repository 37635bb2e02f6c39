import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../rules/refusals.ts';
import type { Act } from '../trail/perform-act.ts';

const committeeMissing: Refusal = {
  code: 'committee-missing',
  message: '请填写党委的名称，如“中共云溪镇委员会”。评价以它的名义公开。',
  field: 'committee',
};
const nameTaken: Refusal = {
  code: 'name-taken',
  message: '这个名称已经登记为承办单位或村。请填写党委自己的名称。',
  field: 'committee',
};

/**
 * The party committee of a name in this congress; it is entered where it is not known yet. Refuses with
 * `committee-missing`, `name-taken` (by a department, village or unit).
 */
export async function committeeOfName(act: Act, name: string | null): Promise<Result<string>> {
  if (name === null) return refuse(committeeMissing);
  const id = randomUUID();
  const inserted = await act.transaction
    .insertInto('record.organisation')
    .values({ congress_id: act.congressId, id, kind: 'party_committee', name, act_id: act.id })
    .onConflict((conflict) => conflict.columns(['congress_id', 'name']).doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 1n) {
    act.record({ event: 'committee-added', subjects: { organisation: id }, detail: { name } });
    return ok(id);
  }
  const known = await act.transaction
    .selectFrom('record.organisation')
    .select(['id', 'kind'])
    .where('congress_id', '=', act.congressId)
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return known.kind === 'party_committee' ? ok(known.id) : refuse(nameTaken);
}

/** The names of the party committees that are entered in a congress. */
export async function listCommittees(
  database: Kysely<Tables>,
  congressId: string,
): Promise<readonly string[]> {
  const rows = await database
    .selectFrom('record.organisation')
    .select('name')
    .where('congress_id', '=', congressId)
    .where('kind', '=', 'party_committee')
    .orderBy('name')
    .execute();
  return rows.map((row) => row.name);
}
