import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { addDays } from '../../../rules/days.ts';
import { opinionMachine } from '../../../rules/opinion.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import { step } from '../../../rules/state-machine.ts';
import { type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { loadYearSettings } from '../../meeting/index.ts';
import { dueTooEarly } from '../supervision/refusals.ts';
import { lockOpinion, moveOpinion, noSuchOpinion } from './lock-opinion.ts';

/**
 * Hands an opinion over (交办) to a department. Without a deadline the days of the rule sheet count from
 * the day of the act.
 *
 * Refuses, in order, with `no-such-opinion`, `already-done` or `wrong-state`, `no-such-department` (none
 * of this congress or one above), `due-too-early`.
 */
export function handOverOpinion(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly opinionId: string;
    readonly departmentId: string;
    readonly dueOn: string | null;
    /** This congress and those above it, whose departments may serve it. */
    readonly congressIds: readonly string[];
  },
): Promise<Result<{ opinionId: string; dueOn: string }>> {
  return performAct(database, request, async (act) => {
    const found = await lockOpinion(act, input.opinionId);
    if (found === null) return refuse(noSuchOpinion);
    const next = step(opinionMachine, found.state, 'hand-over');
    if (!next.ok) return next;
    const department = await act.transaction
      .selectFrom('record.organisation')
      .select('name')
      .where('id', '=', input.departmentId)
      .where('congress_id', 'in', [...input.congressIds])
      .executeTakeFirst();
    if (department === undefined) {
      const message = '没有这个承办单位。请从列表中选择。';
      return refuse({ code: 'no-such-department', message, field: 'department_id' });
    }
    const today = chinaDate(act.happenedAt);
    const settings = await loadYearSettings(act.transaction, act.congressId, found.year_id);
    const dueOn = input.dueOn ?? addDays(today, settings.opinionDays);
    if (dueOn <= today) return refuse(dueTooEarly('due_on'));
    await moveOpinion(act, found.id, {
      ...{ state: next.value, department_id: input.departmentId },
      ...{ handed_over_on: today, due_on: dueOn },
    });
    act.record({
      event: 'opinion-handed-over',
      subjects: { opinion: found.id },
      detail: { number: found.number, department: department.name, due_on: dueOn },
    });
    return ok({ opinionId: found.id, dueOn });
  });
}

/**
 * Answers those who raised an opinion that it is not handed over, with the reason.
 *
 * Refuses, in order, with `no-such-opinion`, `already-done` or `wrong-state`.
 */
export function declineOpinion(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { readonly opinionId: string; readonly reason: string },
): Promise<Result<{ opinionId: string }>> {
  return performAct(database, request, async (act) => {
    const found = await lockOpinion(act, input.opinionId);
    if (found === null) return refuse(noSuchOpinion);
    const next = step(opinionMachine, found.state, 'decline');
    if (!next.ok) return next;
    await moveOpinion(act, found.id, { state: next.value, declined_reason: input.reason });
    act.record({
      event: 'opinion-declined',
      subjects: { opinion: found.id },
      detail: { number: found.number, reason: input.reason },
    });
    return ok({ opinionId: found.id });
  });
}
