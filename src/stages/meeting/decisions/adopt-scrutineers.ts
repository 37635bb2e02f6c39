import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { listRoles } from '../../../people/index.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { type DecisionFigures, recordDecision } from './record-decision.ts';

const countingRoles = ['chief_scrutineer', 'scrutineer', 'teller'];

/**
 * Records that the congress adopted the list of scrutineers and tellers as it stands now. A list that
 * was not carried leaves them nominated.
 *
 * Refuses, in order, with `nobody-nominated`, then as `recordDecision`.
 */
export function adoptScrutineers(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { readonly meetingId: string; readonly figures: DecisionFigures },
): Promise<Result<{ decisionId: string; carried: boolean }>> {
  return performAct(database, request, async (act) => {
    const held = await listRoles(act.transaction, act.congressId, input.meetingId);
    const nominated = held.filter(
      (one) => countingRoles.includes(one.role) && one.decisionId === null,
    );
    if (nominated.length === 0) {
      return refuse({
        code: 'nobody-nominated',
        message: '没有待通过的监票人、计票人。请先在“会议人员”页提名。',
      });
    }
    const decision = await recordDecision(
      act,
      {
        meetingId: input.meetingId,
        subject: 'scrutineers',
        subjectId: null,
        subjectHash: null,
        title: '总监票人、监票人、计票人名单',
      },
      input.figures,
    );
    if (!decision.ok || !decision.value.carried) return decision;
    await act.transaction
      .updateTable('people.assignment')
      .set({ decision_id: decision.value.decisionId })
      .where('congress_id', '=', act.congressId)
      .where(
        'id',
        'in',
        nominated.map((one) => one.assignmentId),
      )
      .execute();
    return ok(decision.value);
  });
}
