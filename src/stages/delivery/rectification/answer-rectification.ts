import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { rectificationMachine } from '../../../rules/rectification.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import { step } from '../../../rules/state-machine.ts';
import { type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { type NewPaper, storePapers } from '../papers/paper-store.ts';
import { lockRectification, moveRectification, noSuchRectification } from './move-rectification.ts';

/**
 * Answers a rectification: an act of the unit's congress, in its own chain. `organisationIds` are the
 * departments that the viewer acts for; null for the clerk of the unit's congress.
 *
 * Refuses, in order, with `no-such-rectification` (none that this congress has to answer),
 * `not-your-unit`, `already-done` or `wrong-state`.
 */
export function answerRectification(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly rectificationId: string;
    readonly content: string;
    readonly organisationIds: readonly string[] | null;
    readonly papers?: readonly NewPaper[];
  },
): Promise<Result<{ rectificationId: string; answer: number }>> {
  return performAct(database, request, async (act) => {
    const found = await lockRectification(act, input.rectificationId);
    if (found?.unit_congress_id !== act.congressId) return refuse(noSuchRectification);
    const { organisationIds } = input;
    if (organisationIds !== null && !organisationIds.includes(found.unit_id ?? '')) {
      const message = '这项整改不由您的单位答复。请在自己单位的清单里办理。';
      return refuse({ code: 'not-your-unit', message });
    }
    const next = step(rectificationMachine, found.state, 'answer');
    if (!next.ok) return next;
    const answer = found.answers + 1;
    const answerId = randomUUID();
    await act.transaction
      .insertInto('record.rectification_answer')
      .values({
        ...{ congress_id: act.congressId, id: answerId, issuer_id: found.congress_id },
        ...{ rectification_id: found.id, number: answer, content: input.content },
        ...{ answered_on: chinaDate(act.happenedAt), due_on: found.due_on },
        entered_by_clerk: organisationIds === null,
        ...{ answered_by: act.personId, paper_id: null, act_id: act.id },
      })
      .execute();
    await storePapers(
      act,
      {
        ...{ kind: 'rectification_answer', entryId: answerId },
        what: `第${found.number}号整改的第${answer}次答复`,
      },
      input.papers ?? [],
    );
    await moveRectification(act, found, { state: next.value });
    act.record({
      event: 'rectification-answered',
      subjects: { rectification: found.id, issuer: found.congress_id },
      detail: { unit: found.unit_name, number: found.number, answer },
    });
    return ok({ rectificationId: found.id, answer });
  });
}
