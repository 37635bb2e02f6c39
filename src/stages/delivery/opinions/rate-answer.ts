import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { addDays } from '../../../rules/days.ts';
import { type GradeCode, gradeNames } from '../../../rules/grades.ts';
import { opinionMachine } from '../../../rules/opinion.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import { step } from '../../../rules/state-machine.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { loadYearSettings } from '../../meeting/index.ts';
import { lockOpinion, moveOpinion, noSuchOpinion } from './lock-opinion.ts';

/**
 * Rates the last answer to an opinion: by one of those who raised it, or by the clerk from a deputy's
 * paper or for a meeting. 不满意 reopens it with a new deadline by the rule sheet; the other grades close it.
 *
 * Refuses, in order, with `no-such-opinion`, `not-a-raiser`, `already-done` or `wrong-state`,
 * `reason-missing` (不满意 without one).
 */
export function rateAnswer(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly opinionId: string;
    readonly grade: GradeCode;
    readonly reason: string | null;
    /** The clerk enters what deputies wrote on paper or what a meeting said. */
    readonly enteredByClerk: boolean;
  },
): Promise<Result<{ opinionId: string; reopened: boolean }>> {
  return performAct(database, request, async (act) => {
    const found = await lockOpinion(act, input.opinionId);
    if (found === null) return refuse(noSuchOpinion);
    const own = await hasRaised(act, found.id);
    if (!input.enteredByClerk && !own) {
      const message = '反馈由提出意见的代表评价。您没有提出这条意见。';
      return refuse({ code: 'not-a-raiser', message });
    }
    const bad = input.grade === 'dissatisfied';
    const next = step(opinionMachine, found.state, bad ? 'reject' : 'accept');
    if (!next.ok) return next;
    if (bad && input.reason === null) {
      const message = '评价“不满意”请写明理由，承办单位才知道怎样重办。';
      return refuse({ code: 'reason-missing', message, field: 'reason' });
    }
    const settings = await loadYearSettings(act.transaction, act.congressId, found.year_id);
    const newDueOn = bad ? addDays(chinaDate(act.happenedAt), settings.opinionDays) : null;
    await act.transaction
      .insertInto('record.opinion_rating')
      .values({
        // Only an answered opinion gets here, so there is a last answer.
        ...{ congress_id: act.congressId, answer_id: found.lastAnswerId ?? '' },
        ...{ grade: input.grade, reason: input.reason, new_due_on: newDueOn, act_id: act.id },
        // A clerk who is a deputy and raised it rates for themselves.
        entered_by_clerk: input.enteredByClerk && !own,
      })
      .execute();
    await moveOpinion(
      act,
      found.id,
      newDueOn === null ? { state: next.value } : { state: next.value, due_on: newDueOn },
    );
    act.record({
      event: 'opinion-rated',
      subjects: { opinion: found.id },
      detail: {
        ...{ number: found.number, grade: gradeNames[input.grade] },
        next: newDueOn === null ? '办结。' : `退回重办，${newDueOn}前再次反馈。`,
      },
    });
    return ok({ opinionId: found.id, reopened: bad });
  });
}

async function hasRaised(act: Act, opinionId: string): Promise<boolean> {
  const found = await act.transaction
    .selectFrom('people.opinion_raiser')
    .select('person_id')
    .where('congress_id', '=', act.congressId)
    .where('opinion_id', '=', opinionId)
    .where('person_id', '=', act.personId)
    .executeTakeFirst();
  return found !== undefined;
}
