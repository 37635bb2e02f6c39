import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import type { RectificationPower, RectificationState } from '../../../rules/rectification.ts';

/** A rectification as lists show it. */
export interface Rectification {
  readonly id: string;
  readonly number: number;
  readonly issuerId: string;
  readonly issuerName: string;
  readonly origin: 'satisfaction' | 'finding' | 'supervision';
  readonly originId: string;
  readonly power: RectificationPower;
  readonly legalBasis: string;
  readonly unitCongressId: string;
  readonly unitCongressName: string;
  readonly unitId: string | null;
  readonly unitName: string;
  readonly personInCharge: string;
  readonly projectId: string | null;
  readonly projectTitle: string | null;
  readonly content: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly state: RectificationState;
  readonly closedOn: string | null;
  readonly published: boolean;
  /** The day of the last answer; null before the first. */
  readonly answeredOn: string | null;
  readonly version: number;
}

/** An answer of the unit, with its re-checks. */
export interface RectificationAnswer {
  readonly id: string;
  readonly number: number;
  readonly content: string;
  readonly answeredOn: string;
  readonly dueOn: string | null;
  readonly byClerk: boolean;
  readonly rechecks: readonly {
    readonly id: string;
    readonly checkedOn: string;
    readonly result: 'closed' | 'reopened';
    readonly finding: string;
    readonly newDueOn: string | null;
  }[];
}

function rectifications(database: Kysely<Tables>) {
  return database
    .selectFrom('record.rectification as one')
    .innerJoin('record.congress as issuer', 'issuer.congress_id', 'one.congress_id')
    .innerJoin('record.congress as unit', 'unit.congress_id', 'one.unit_congress_id')
    .leftJoin('record.project as project', (join) =>
      join
        .onRef('project.congress_id', '=', 'one.unit_congress_id')
        .onRef('project.id', '=', 'one.project_id'),
    )
    .leftJoin('record.project_text as text', (join) =>
      join
        .onRef('text.congress_id', '=', 'project.congress_id')
        .onRef('text.id', '=', 'project.current_text_id'),
    )
    .selectAll('one')
    .select(['issuer.name as issuer_name', 'unit.name as unit_congress_name'])
    .select(sql<string | null>`text.voted ->> 'title'`.as('title'))
    .select((column) =>
      column
        .selectFrom('record.rectification_answer as answer')
        .select((inner) => inner.fn.max('answer.answered_on').as('last'))
        .whereRef('answer.issuer_id', '=', 'one.congress_id')
        .whereRef('answer.rectification_id', '=', 'one.id')
        .as('answered_on'),
    );
}

type Row = Awaited<ReturnType<ReturnType<typeof rectifications>['executeTakeFirstOrThrow']>>;

function toRectification(row: Row): Rectification {
  return {
    id: row.id,
    number: row.number,
    issuerId: row.congress_id,
    issuerName: row.issuer_name,
    origin: row.origin,
    originId: row.origin_id,
    power: row.power,
    legalBasis: row.legal_basis,
    unitCongressId: row.unit_congress_id,
    unitCongressName: row.unit_congress_name,
    unitId: row.unit_id,
    unitName: row.unit_name,
    personInCharge: row.person_in_charge,
    projectId: row.project_id,
    projectTitle: row.title,
    content: row.content,
    issuedOn: row.issued_on,
    dueOn: row.due_on,
    state: row.state,
    closedOn: row.closed_on,
    published: row.published_at !== null,
    answeredOn: row.answered_on,
    version: row.version,
  };
}

/** What a congress asked for or ordered, in one state or all, the open ones with the earliest deadline first. */
export async function listIssuedRectifications(
  database: Kysely<Tables>,
  congressId: string,
  state: RectificationState | null = null,
): Promise<readonly Rectification[]> {
  const rows = await rectifications(database)
    .where('one.congress_id', '=', congressId)
    .$if(state !== null, (query) => query.where('one.state', '=', state))
    .orderBy((order) => order('one.state', '=', 'closed'))
    .orderBy('one.due_on')
    .execute();
  return rows.map(toRectification);
}

/** What a congress has to answer, whoever issued it; of some departments alone when they are given. */
export async function listReceivedRectifications(
  database: Kysely<Tables>,
  unitCongressId: string,
  organisationIds: readonly string[] | null = null,
): Promise<readonly Rectification[]> {
  if (organisationIds !== null && organisationIds.length === 0) return [];
  const rows = await rectifications(database)
    .where('one.unit_congress_id', '=', unitCongressId)
    .$if(organisationIds !== null, (query) =>
      query.where('one.unit_id', 'in', [...(organisationIds ?? [])]),
    )
    .orderBy((order) => order('one.state', '=', 'closed'))
    .orderBy('one.due_on')
    .execute();
  return rows.map(toRectification);
}

/** The rectifications of a project, whoever issued them, in the order of their issue. */
export async function listProjectRectifications(
  database: Kysely<Tables>,
  congressId: string,
  projectId: string,
): Promise<readonly Rectification[]> {
  const rows = await rectifications(database)
    .where('one.unit_congress_id', '=', congressId)
    .where('one.project_id', '=', projectId)
    .orderBy('one.issued_on')
    .orderBy('one.number')
    .execute();
  return rows.map(toRectification);
}

/** The rectifications that came from these test results, findings or opinions of a congress. */
export async function listRectificationsFrom(
  database: Kysely<Tables>,
  congressId: string,
  origin: Rectification['origin'],
  originIds: readonly string[],
): Promise<readonly Rectification[]> {
  if (originIds.length === 0) return [];
  const rows = await rectifications(database)
    .where('one.congress_id', '=', congressId)
    .where('one.origin', '=', origin)
    .where('one.origin_id', 'in', [...originIds])
    .orderBy('one.number')
    .execute();
  return rows.map(toRectification);
}

/**
 * A rectification that this congress issued or has to answer, with its answers and their re-checks; null
 * when there is none of this id.
 */
export async function loadRectification(
  database: Kysely<Tables>,
  congressId: string,
  rectificationId: string,
): Promise<{
  readonly rectification: Rectification;
  readonly answers: readonly RectificationAnswer[];
} | null> {
  const row = await rectifications(database)
    .where('one.id', '=', rectificationId)
    .where((where) =>
      where.or([
        where('one.congress_id', '=', congressId),
        where('one.unit_congress_id', '=', congressId),
      ]),
    )
    .executeTakeFirst();
  if (row === undefined) return null;
  const answers = await database
    .selectFrom('record.rectification_answer')
    .select(['id', 'number', 'content', 'answered_on', 'due_on', 'entered_by_clerk'])
    .where('issuer_id', '=', row.congress_id)
    .where('rectification_id', '=', row.id)
    .orderBy('number')
    .execute();
  const rechecks = await database
    .selectFrom('record.rectification_recheck as recheck')
    .innerJoin('record.act as act', (join) =>
      join
        .onRef('act.congress_id', '=', 'recheck.congress_id')
        .onRef('act.id', '=', 'recheck.act_id'),
    )
    .select(['recheck.answer_id', 'recheck.checked_on', 'recheck.result', 'recheck.finding'])
    .select(['recheck.id', 'recheck.new_due_on'])
    .where('recheck.congress_id', '=', row.congress_id)
    .where('recheck.rectification_id', '=', row.id)
    .orderBy('act.recorded_at')
    .execute();
  return {
    rectification: toRectification(row),
    answers: answers.map((answer) => ({
      id: answer.id,
      number: answer.number,
      content: answer.content,
      answeredOn: answer.answered_on,
      dueOn: answer.due_on,
      byClerk: answer.entered_by_clerk === true,
      rechecks: rechecks
        .filter((one) => one.answer_id === answer.id)
        .map((one) => ({
          id: one.id,
          checkedOn: one.checked_on,
          result: one.result,
          finding: one.finding,
          newDueOn: one.new_due_on,
        })),
    })),
  };
}

/** Whose rectification an answer is given to, and by whom; null where there is no such answer. */
export async function loadRectificationOfAnswer(database: Kysely<Tables>, answerId: string) {
  const row = await database
    .selectFrom('record.rectification_answer as answer')
    .innerJoin('record.rectification as one', (join) =>
      join
        .onRef('one.congress_id', '=', 'answer.issuer_id')
        .onRef('one.id', '=', 'answer.rectification_id'),
    )
    .select(['one.congress_id', 'one.unit_congress_id', 'one.unit_id', 'one.project_id'])
    .where('answer.id', '=', answerId)
    .executeTakeFirst();
  return row === undefined
    ? null
    : {
        ...{ issuerId: row.congress_id, unitCongressId: row.unit_congress_id },
        ...{ unitId: row.unit_id, projectId: row.project_id },
      };
}
