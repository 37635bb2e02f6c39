import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { mayRecheck, rectificationMachine } from '../../../rules/rectification.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import { step } from '../../../rules/state-machine.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { lockRectification, moveRectification, noSuchRectification } from './move-rectification.ts';

/** What a re-check found: closed, or reopened with a new deadline. */
export interface Recheck {
  readonly rectificationId: string;
  readonly result: 'closed' | 'reopened';
  readonly finding: string;
  /** Only for `reopened`. */
  readonly newDueOn: string | null;
}

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
 * Refuses, in order, with `no-such-rectification` (none that this congress issued), `already-done` or
 * `wrong-state`, `same-person` (who answered may not re-check), `new-due-missing`, `due-before-recheck`.
 */
export async function recheckInside(
  act: Act,
  input: Recheck,
): Promise<Result<{ rectificationId: string; result: 'closed' | 'reopened' }>> {
  const found = await lockRectification(act, input.rectificationId);
  if (found?.congress_id !== act.congressId) return refuse(noSuchRectification);
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
  act.record(
    newDueOn === null
      ? {
          event: 'rectification-closed',
          subjects: { rectification: found.id },
          detail: { number: found.number, finding: input.finding },
        }
      : {
          event: 'rectification-reopened',
          subjects: { rectification: found.id },
          detail: { number: found.number, due_on: newDueOn, finding: input.finding },
        },
  );
  return ok({ rectificationId: found.id, result: input.result });
}
