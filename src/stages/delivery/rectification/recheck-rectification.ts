import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { mayRecheck, rectificationMachine } from '../../../rules/rectification.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { step } from '../../../rules/state-machine.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { leadsGroup } from '../supervision/group-members.ts';
import { lockRectification, moveRectification, noSuchRectification } from './move-rectification.ts';

/** What a re-check found: closed, or reopened with a new deadline. */
export interface Recheck {
  readonly rectificationId: string;
  readonly result: 'closed' | 'reopened';
  readonly finding: string;
  /** Only for `reopened`. */
  readonly newDueOn: string | null;
  /** As what somebody re-checks; a clerk where nothing is said. */
  readonly checker?: Checker;
}

/** A clerk of the issuing congress, its presidium, or a deputy, who must lead the group of the project. */
export type Checker = 'clerk' | 'presidium' | 'deputy';

const notOwnLevel: Refusal = {
  code: 'not-own-level',
  message: '主席团和监督小组组长只复查本级的整改。对下级的整改，请由工作人员登记复查。',
};
const notTheLeader: Refusal = {
  code: 'not-the-leader',
  message: '代表中只有这个项目的监督小组组长可以复查。请由组长、主席团或者工作人员复查。',
};

/** Re-checks the last answer of a rectification: an act of the issuing congress; see `recheckInside`. */
export function recheckRectification(
  database: Kysely<Tables>,
  request: ActRequest,
  input: Recheck,
): Promise<Result<{ rectificationId: string; result: 'closed' | 'reopened' }>> {
  return performAct(database, request, (act) => recheckInside(act, input));
}

/**
 * Re-checks the last answer inside another act of the issuing congress: closes the item (销号), or
 * reopens it with a new deadline. A closed item whose fault is back is reopened the same way.
 *
 * Refuses, in order, with `no-such-rectification` (none that this congress issued), `not-own-level` or
 * `not-the-leader` (who is no clerk), `already-done` or `wrong-state`, `same-person` (who answered may not re-check), `new-due-missing`, `due-before-recheck`.
 */
export async function recheckInside(
  act: Act,
  input: Recheck,
): Promise<Result<{ rectificationId: string; result: 'closed' | 'reopened' }>> {
  const found = await lockRectification(act, input.rectificationId);
  if (found?.congress_id !== act.congressId) return refuse(noSuchRectification);
  const entitled = await mayCheck(act, found, input.checker ?? 'clerk');
  if (!entitled.ok) return entitled;
  const next = step(
    rectificationMachine,
    found.state,
    input.result === 'closed' ? 'close' : 'reopen',
  );
  if (!next.ok) return next;
  // The matrix lets only an answered or closed one through, so there is an answer.
  const answer = found.lastAnswer;
  if (answer === null) return refuse(noSuchRectification);
  const allowed = mayRecheck(answer.answered_by, act.personId);
  if (!allowed.ok) return allowed;
  const checkedOn = chinaDate(act.happenedAt);
  const newDueOn = input.result === 'closed' ? null : input.newDueOn;
  if (input.result === 'reopened' && newDueOn === null) {
    const message = '重新交办要写明新的整改期限。';
    return refuse({ code: 'new-due-missing', message, field: 'new_due_on' });
  }
  if (newDueOn !== null && newDueOn <= checkedOn) {
    const message = '新的期限应晚于复查的日期，请改正。';
    return refuse({ code: 'due-before-recheck', message, field: 'new_due_on' });
  }
  await act.transaction
    .insertInto('record.rectification_recheck')
    .values({
      ...{ congress_id: act.congressId, id: randomUUID(), rectification_id: found.id },
      ...{ answer_id: answer.id, checked_on: checkedOn, result: input.result },
      ...{ finding: input.finding, new_due_on: newDueOn, act_id: act.id },
    })
    .execute();
  await moveRectification(
    act,
    found,
    newDueOn === null
      ? { state: next.value, closed_on: checkedOn }
      : { state: next.value, closed_on: null, due_on: newDueOn },
  );
  // An entry that says which member of the congress re-checked is given to nobody whole (public-trail.ts).
  const checker = input.checker ?? 'clerk';
  const byMember = checker === 'clerk' ? {} : { member: checker };
  act.record(
    newDueOn === null
      ? {
          event: 'rectification-closed',
          subjects: { rectification: found.id, ...byMember },
          detail: { number: found.number, finding: input.finding },
        }
      : {
          event: 'rectification-reopened',
          subjects: { rectification: found.id, ...byMember },
          detail: { number: found.number, due_on: newDueOn, finding: input.finding },
        },
  );
  return ok({ rectificationId: found.id, result: input.result });
}

/** Clerks re-check whatever their congress issued; its presidium and the leader of the project's group at its own level. */
async function mayCheck(
  act: Act,
  one: { readonly unit_congress_id: string; readonly project_id: string | null },
  checker: Checker,
): Promise<Result<true>> {
  if (checker === 'clerk') return ok(true);
  if (one.unit_congress_id !== act.congressId) return refuse(notOwnLevel);
  if (checker === 'presidium') return ok(true);
  const leads = one.project_id !== null && (await leadsGroup(act, one.project_id));
  return leads ? ok(true) : refuse(notTheLeader);
}
