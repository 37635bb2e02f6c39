import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../trail/perform-act.ts';

/** A training as it is typed. `hours` is a decimal as text; null when the paper does not say. */
export interface NewTraining {
  readonly title: string;
  readonly day: string;
  readonly hours: string | null;
  readonly source: string;
  readonly personIds: readonly string[];
}

/** A suggestion as it is typed. */
export interface NewSuggestion {
  readonly personId: string;
  readonly kind: 'raised' | 'supported';
  readonly title: string;
  readonly day: string;
  readonly source: string;
  readonly yearId: string;
}

const nobody: Refusal = {
  code: 'nobody-chosen',
  message: '还没有选参加的代表，请至少选一名。',
  field: 'persons',
};
const stranger: Refusal = {
  code: 'not-a-deputy',
  message: '选的人不在本级人大的代表名册里，请刷新页面后重新选。',
  field: 'persons',
};
const noYear: Refusal = {
  code: 'no-such-year',
  message: '本级人大还没有这个年度。请核对日期，或先建立这个年度的会议。',
  field: 'day',
};
const later: Refusal = {
  code: 'in-the-future',
  message: '日期还没有到，请核对。',
  field: 'day',
};

/** Names of deputies of this congress by person; persons who hold no seat here are left out. */
async function deputiesAmong(act: Act, personIds: readonly string[]) {
  const rows = await act.transaction
    .selectFrom('people.seat as seat')
    .innerJoin('people.person as person', 'person.id', 'seat.person_id')
    .select(['person.id', 'person.name'])
    .where('seat.congress_id', '=', act.congressId)
    .where('seat.person_id', 'in', [...personIds])
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

function isLater(act: Act, day: string): boolean {
  const shanghai = new Date(act.recordedAt.getTime() + 8 * 3_600_000);
  return day > shanghai.toISOString().slice(0, 10);
}

/**
 * Enters a training and who took part. Refuses with `nobody-chosen`, `in-the-future`, `not-a-deputy` (one of
 * them holds no seat here).
 */
export function enterTraining(
  database: Kysely<Tables>,
  request: ActRequest,
  input: NewTraining,
): Promise<Result<{ trainingId: string }>> {
  return performAct(database, request, async (act) => {
    const persons = [...new Set(input.personIds)];
    if (persons.length === 0) return refuse(nobody);
    if (isLater(act, input.day)) return refuse(later);
    const known = await deputiesAmong(act, persons);
    if (known.size !== persons.length) return refuse(stranger);
    const trainingId = randomUUID();
    const here = { congress_id: act.congressId };
    const { title, day, hours, source } = input;
    await act.transaction
      .insertInto('people.training')
      .values({ ...here, id: trainingId, title, happened_on: day, hours, source, act_id: act.id })
      .execute();
    await act.transaction
      .insertInto('people.training_deputy')
      .values(persons.map((person_id) => ({ ...here, training_id: trainingId, person_id })))
      .execute();
    act.record({
      event: 'training-entered',
      subjects: { training: trainingId, deputies: persons.length },
      detail: { title, day, source, deputies: persons.length },
    });
    return ok({ trainingId });
  });
}

/**
 * Enters a suggestion that a deputy raised or supported. Refuses with `in-the-future`, `not-a-deputy`,
 * `no-such-year`.
 */
export function enterSuggestion(
  database: Kysely<Tables>,
  request: ActRequest,
  input: NewSuggestion,
): Promise<Result<{ suggestionId: string }>> {
  return performAct(database, request, async (act) => {
    if (isLater(act, input.day)) return refuse(later);
    const known = await deputiesAmong(act, [input.personId]);
    const name = known.get(input.personId);
    if (name === undefined) return refuse({ ...stranger, field: 'person' });
    const year = await act.transaction
      .selectFrom('record.year')
      .select('id')
      .where('congress_id', '=', act.congressId)
      .where('id', '=', input.yearId)
      .executeTakeFirst();
    if (year === undefined) return refuse({ ...noYear, field: 'year' });
    const suggestionId = randomUUID();
    const { kind, title, day, source } = input;
    await act.transaction
      .insertInto('people.deputy_suggestion')
      .values({
        ...{ congress_id: act.congressId, id: suggestionId, person_id: input.personId },
        ...{ year_id: year.id, kind, title, happened_on: day, source, act_id: act.id },
      })
      .execute();
    act.record({
      event: 'suggestion-entered',
      subjects: { person: input.personId, suggestion: suggestionId },
      detail: { name, title, day, source, way: kind === 'raised' ? '提出' : '附议' },
    });
    return ok({ suggestionId });
  });
}
