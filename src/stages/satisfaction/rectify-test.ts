import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../trail/perform-act.ts';
import {
  issueRectification,
  listRectificationsFrom,
  type listServingOrganisations,
} from '../delivery/index.ts';

/** What a verdict of 不满意 asks of the unit in charge. */
export interface NewTestRectification {
  readonly projectId: string;
  /** The result of the test (`record.satisfaction_result`). */
  readonly resultId: string;
  readonly unit: Awaited<ReturnType<typeof listServingOrganisations>>[number] | null;
  readonly personInCharge: string;
  readonly content: string;
  readonly dueOn: string;
  readonly legalBasis: string;
}

const noSuchResult: Refusal = {
  code: 'no-such-result',
  message: '没有这次测评结果，或者它不是“不满意”，不用限期整改。',
};

/**
 * Asks the unit in charge to put right what deputies are dissatisfied with (限期整改). The result stays as it
 * is: only another test says something else.
 *
 * Refuses, in order, with `no-such-result` (or one that is not 不满意), `already-done`, `no-such-unit`, and as
 * `issueRectification` does.
 */
export function rectifyTest(
  database: Kysely<Tables>,
  request: ActRequest,
  input: NewTestRectification,
): Promise<Result<{ rectificationId: string; number: number }>> {
  return performAct(database, request, async (act) => {
    const { unit, resultId, projectId } = input;
    const result = await act.transaction
      .selectFrom('record.satisfaction_result')
      .select(['tested_on', 'satisfied', 'fairly_satisfied', 'dissatisfied'])
      .where('congress_id', '=', act.congressId)
      .where('project_id', '=', projectId)
      .where('id', '=', resultId)
      .where('verdict', '=', 'dissatisfied')
      .forUpdate()
      .executeTakeFirst();
    if (result === undefined) return refuse(noSuchResult);
    const before = await listRectificationsFrom(act.transaction, act.congressId, 'satisfaction', [
      resultId,
    ]);
    if (before[0] !== undefined) {
      const message = `这次测评已经发出整改第 ${before[0].number} 号，不用再发。`;
      return refuse({ code: 'already-done', message });
    }
    if (unit === null) {
      const message = '请从列表中选择责任单位。';
      return refuse({ code: 'no-such-unit', message, field: 'unit_id' });
    }
    const issued = await issueRectification(act, {
      ...{ origin: 'satisfaction', originId: resultId, projectId, power: 'request' },
      ...{ legalBasis: input.legalBasis, dueOn: input.dueOn, content: input.content },
      ...{ unitCongressId: act.congressId, unitId: unit.id, unitName: unit.name },
      ...{ personInCharge: input.personInCharge, published: true },
    });
    return issued.ok ? ok(issued.value) : issued;
  });
}
