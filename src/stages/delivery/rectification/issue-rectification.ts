import { randomUUID } from 'node:crypto';
import {
  type RectificationPower,
  rectificationPower,
  rectificationPowerNames,
} from '../../../rules/rectification.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import type { Act } from '../../../trail/perform-act.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { lockCongress } from '../lock-congress.ts';

/** What a rectification asks, from whom, until when and with which power. */
export interface NewRectification {
  readonly origin: 'satisfaction' | 'finding' | 'supervision';
  /** The id of the test result, finding, opinion or project that it comes from. */
  readonly originId: string;
  readonly power: RectificationPower;
  readonly legalBasis: string;
  /** The congress where the unit answers: this one, or one below it. */
  readonly unitCongressId: string;
  /** The department or village that answers (`record.organisation`); null: the congress itself. */
  readonly unitId: string | null;
  readonly projectId: string | null;
  readonly unitName: string;
  readonly personInCharge: string;
  readonly content: string;
  readonly dueOn: string;
  /** True when the public sees it from now on. */
  readonly published: boolean;
}

const noSuchUnit: Refusal = {
  code: 'no-such-unit',
  message: '责任单位不在本级或下级，请重新选择。',
  field: 'unit',
};

/**
 * Issues a rectification inside another act, whose congress is the issuing one. The day of issue is the
 * day of the act.
 *
 * Refuses, in order, with `no-such-unit` (neither here nor below, or no organisation that serves there),
 * `no-such-project`, `not-entitled-to-order` (the level's law), `due-before-issued`.
 */
export async function issueRectification(
  act: Act,
  input: NewRectification,
): Promise<Result<{ rectificationId: string; number: number }>> {
  const issuedOn = chinaDate(act.happenedAt);
  const above = await congressesAbove(act, input.unitCongressId);
  if (!above.includes(act.congressId)) return refuse(noSuchUnit);
  if (input.unitId !== null && !(await servesIn(act, input.unitId, above))) {
    return refuse(noSuchUnit);
  }
  if (input.projectId !== null && !(await projectIsThere(act, input))) {
    return refuse({ code: 'no-such-project', message: '没有这个项目。请从列表中选择。' });
  }
  const relation = input.unitCongressId === act.congressId ? 'own-level' : 'below';
  const power = rectificationPower(input.power, relation);
  if (!power.ok) return power;
  if (input.dueOn <= issuedOn) {
    const message = '整改期限应晚于发出的日期，请改正。';
    return refuse({ code: 'due-before-issued', message, field: 'due_on' });
  }
  await lockCongress(act);
  const number = await nextNumber(act);
  const rectificationId = randomUUID();
  await act.transaction
    .insertInto('record.rectification')
    .values({
      ...{ congress_id: act.congressId, id: rectificationId, number },
      ...{ origin: input.origin, origin_id: input.originId },
      ...{ power: power.value, legal_basis: input.legalBasis },
      ...{ unit_congress_id: input.unitCongressId, unit_id: input.unitId },
      ...{ project_id: input.projectId, unit_name: input.unitName },
      ...{ person_in_charge: input.personInCharge, content: input.content },
      ...{ issued_on: issuedOn, due_on: input.dueOn, state: 'issued', closed_on: null },
      published_at: input.published ? act.recordedAt : null,
      act_id: act.id,
    })
    .execute();
  act.record({
    event: 'rectification-issued',
    subjects: { rectification: rectificationId, origin: input.originId },
    detail: {
      ...{ number, power: rectificationPowerNames[power.value], unit: input.unitName },
      ...{ due_on: input.dueOn, basis: input.legalBasis },
    },
  });
  act.touch(`rectifications:${input.unitCongressId}`);
  return ok({ rectificationId, number });
}

/** The congress itself and all above it. */
async function congressesAbove(act: Act, congressId: string): Promise<readonly string[]> {
  const rows = await act.transaction
    .withRecursive('up', (query) =>
      query
        .selectFrom('record.congress')
        .select(['congress_id', 'parent_id'])
        .where('congress_id', '=', congressId)
        .unionAll(
          query
            .selectFrom('record.congress as above')
            .innerJoin('up', 'up.parent_id', 'above.congress_id')
            .select(['above.congress_id', 'above.parent_id']),
        ),
    )
    .selectFrom('up')
    .select('congress_id')
    .execute();
  return rows.map((row) => row.congress_id);
}

async function servesIn(act: Act, unitId: string, congressIds: readonly string[]) {
  const unit = await act.transaction
    .selectFrom('record.organisation')
    .select('id')
    .where('id', '=', unitId)
    .where('congress_id', 'in', [...congressIds])
    .executeTakeFirst();
  return unit !== undefined;
}

async function projectIsThere(act: Act, input: NewRectification): Promise<boolean> {
  const project = await act.transaction
    .selectFrom('record.project')
    .select('id')
    .where('congress_id', '=', input.unitCongressId)
    .where('id', '=', input.projectId)
    .executeTakeFirst();
  return project !== undefined;
}

async function nextNumber(act: Act): Promise<number> {
  const { last } = await act.transaction
    .selectFrom('record.rectification')
    .select((column) => column.fn.max('number').as('last'))
    .where('congress_id', '=', act.congressId)
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}
