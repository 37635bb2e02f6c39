import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { type AnswerResult, answerResultNames, opinionMachine } from '../../../rules/opinion.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import { step } from '../../../rules/state-machine.ts';
import { type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { type NewPaper, storePapers } from '../papers/paper-store.ts';
import { lockOpinion, moveOpinion, noSuchOpinion } from './lock-opinion.ts';

/**
 * The department's answer (反馈). `organisationIds` are the departments that the viewer acts for; null
 * for the clerk, who enters an answer that came on paper.
 *
 * Refuses, in order, with `no-such-opinion`, `not-your-unit`, `already-done` or `wrong-state`.
 */
export function answerOpinion(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly opinionId: string;
    readonly result: AnswerResult;
    readonly content: string;
    readonly organisationIds: readonly string[] | null;
    readonly papers?: readonly NewPaper[];
  },
): Promise<Result<{ opinionId: string; answer: number }>> {
  return performAct(database, request, async (act) => {
    const found = await lockOpinion(act, input.opinionId);
    if (found === null) return refuse(noSuchOpinion);
    const { organisationIds } = input;
    if (organisationIds !== null && !organisationIds.includes(found.department_id ?? '')) {
      const message = '这条意见不由您的单位办理。请在自己单位的清单里反馈。';
      return refuse({ code: 'not-your-unit', message });
    }
    const next = step(opinionMachine, found.state, 'answer');
    if (!next.ok) return next;
    const answer = found.answers + 1;
    const answerId = randomUUID();
    await act.transaction
      .insertInto('record.opinion_answer')
      .values({
        ...{ congress_id: act.congressId, id: answerId, opinion_id: found.id },
        ...{ number: answer, result: input.result, content: input.content },
        ...{ answered_on: chinaDate(act.happenedAt), due_on: found.due_on },
        ...{ entered_by_clerk: organisationIds === null, paper_id: null, act_id: act.id },
      })
      .execute();
    await storePapers(
      act,
      {
        ...{ kind: 'opinion_answer', entryId: answerId },
        what: `第${found.number}号意见的第${answer}次反馈`,
      },
      input.papers ?? [],
    );
    await moveOpinion(act, found.id, { state: next.value });
    act.record({
      event: 'opinion-answered',
      subjects: { opinion: found.id },
      detail: { number: found.number, answer, result: answerResultNames[input.result] },
    });
    return ok({ opinionId: found.id, answer });
  });
}
