import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { endRole, standingTerm } from '../../people/index.ts';
import { ok, type Refusal, type Result, refuse } from '../../rules/refusals.ts';
import { leaveGroups, listLosingGroups } from '../../stages/delivery/index.ts';
import { type Act, type ActRequest, performAct } from '../../trail/perform-act.ts';

const noSuchTerm: Refusal = {
  code: 'no-such-term',
  message: '没有这一届，请刷新页面。',
};
const alreadyEnded: Refusal = {
  code: 'already-done',
  message: '这一届已经结束，请刷新页面。',
};
const termStands: Refusal = {
  code: 'term-stands',
  message: '新一届的代表名册还没有导入，这一届代表仍在任。请先建立新一届并导入名册，再结束这一届。',
};
const beforeItBegan: Refusal = {
  code: 'before-it-began',
  message: '届满日期应在本届开始以后，请核对。',
  field: 'ends_on',
};

/** Whose seat in a term is open, and who of them holds a role as deputy still. */
export interface LeavingDeputies {
  readonly personIds: readonly string[];
  readonly assignmentIds: readonly string[];
}

/** The deputies of a former term who have no seat in the standing one. */
export async function listLeaving(
  database: Kysely<Tables>,
  congressId: string,
  termId: string,
): Promise<LeavingDeputies> {
  const standing = await standingTerm(database, congressId);
  const seats = await database
    .selectFrom('people.seat')
    .select(['person_id', 'term_id'])
    .where('congress_id', '=', congressId)
    .where('state', '<>', 'ended')
    .execute();
  const staying = new Set(
    seats.filter((one) => one.term_id === standing).map((one) => one.person_id),
  );
  const personIds = seats
    .filter((one) => one.term_id === termId && !staying.has(one.person_id))
    .map((one) => one.person_id);
  const held =
    personIds.length === 0
      ? []
      : await database
          .selectFrom('people.assignment')
          .select('id')
          .where('congress_id', '=', congressId)
          .where('role', '=', 'deputy')
          .where('ends_at', 'is', null)
          .where('person_id', 'in', personIds)
          .execute();
  return { personIds, assignmentIds: held.map((one) => one.id) };
}

/**
 * Ends a former term (换届): its seats end, those who have no seat in the standing term lose their role as
 * deputy and leave their supervision groups. What they did stays in the record.
 *
 * Refuses, in order, with `no-such-term`, `already-done`, `term-stands`, `before-it-began`.
 */
export function endTerm(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { readonly termId: string; readonly endsOn: string },
): Promise<Result<{ roles: number; groups: number }>> {
  return performAct(database, request, async (act) => {
    const { termId, endsOn } = input;
    const term = await act.transaction
      .selectFrom('record.term')
      .select(['number', 'starts_on', 'ends_on'])
      .where('congress_id', '=', act.congressId)
      .where('id', '=', termId)
      .forUpdate()
      .executeTakeFirst();
    if (term === undefined) return refuse(noSuchTerm);
    if (term.ends_on !== null) return refuse(alreadyEnded);
    if ((await standingTerm(act.transaction, act.congressId)) === termId) return refuse(termStands);
    if (endsOn <= term.starts_on) return refuse(beforeItBegan);
    const { personIds, assignmentIds } = await listLeaving(act.transaction, act.congressId, termId);
    const groups = await listLosingGroups(act.transaction, act.congressId, personIds);
    await endSeats(act, termId, endsOn);
    for (const id of assignmentIds) await endRole(act, id);
    await leaveGroups(act, personIds, endsOn);
    const detail = { roles: assignmentIds.length, groups: groups.length };
    act.record({
      event: 'term-ended',
      subjects: { term: termId },
      detail: { number: term.number, ends_on: endsOn, ...detail },
    });
    return ok(detail);
  });
}

async function endSeats(act: Act, termId: string, endsOn: string): Promise<void> {
  await act.transaction
    .updateTable('record.term')
    .set({ ends_on: endsOn })
    .where('congress_id', '=', act.congressId)
    .where('id', '=', termId)
    .execute();
  await act.transaction
    .updateTable('people.seat')
    .set((column) => ({ state: 'ended', ends_on: endsOn, version: column('version', '+', 1) }))
    .where('congress_id', '=', act.congressId)
    .where('term_id', '=', termId)
    .where('state', '<>', 'ended')
    .execute();
}
