import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import type { GradeCode } from '../../../rules/grades.ts';
import type { AnswerResult, OpinionOrigin, OpinionState } from '../../../rules/opinion.ts';

/** An opinion as lists show it. */
export interface Opinion {
  readonly id: string;
  readonly number: number;
  readonly yearId: string;
  readonly year: number;
  readonly projectId: string | null;
  readonly projectTitle: string | null;
  readonly visitId: string | null;
  readonly origin: OpinionOrigin;
  readonly content: string;
  readonly departmentId: string | null;
  readonly departmentName: string | null;
  readonly raisedOn: Date;
  readonly handedOverOn: string | null;
  readonly dueOn: string | null;
  readonly state: OpinionState;
  readonly declinedReason: string | null;
  readonly published: boolean;
  /** The wording for the public; null while none was written. */
  readonly publicContent: string | null;
  readonly withdrawnReason: string | null;
}

/** An answer with its rating, if those who raised the opinion have rated it. */
export interface OpinionAnswer {
  readonly id: string;
  readonly number: number;
  readonly result: AnswerResult;
  readonly content: string;
  readonly answeredOn: string;
  readonly grade: GradeCode | null;
  readonly reason: string | null;
  readonly newDueOn: string | null;
  /** The deadline that stood when it was given; null: not known. */
  readonly dueOn: string | null;
  /** A clerk entered the answer, or its rating, from a paper or a meeting. */
  readonly answerByClerk: boolean;
  readonly ratingByClerk: boolean;
}

function opinions(database: Kysely<Tables>, congressId: string) {
  return database
    .selectFrom('record.opinion as opinion')
    .innerJoin('record.year as year', (join) =>
      join
        .onRef('year.congress_id', '=', 'opinion.congress_id')
        .onRef('year.id', '=', 'opinion.year_id'),
    )
    .innerJoin('record.act as act', (join) =>
      join
        .onRef('act.congress_id', '=', 'opinion.congress_id')
        .onRef('act.id', '=', 'opinion.act_id'),
    )
    .leftJoin('record.organisation as department', 'department.id', 'opinion.department_id')
    .leftJoin('record.project as project', (join) =>
      join
        .onRef('project.congress_id', '=', 'opinion.congress_id')
        .onRef('project.id', '=', 'opinion.project_id'),
    )
    .leftJoin('record.project_text as text', (join) =>
      join
        .onRef('text.congress_id', '=', 'project.congress_id')
        .onRef('text.id', '=', 'project.current_text_id'),
    )
    .selectAll('opinion')
    .select(['year.year', 'act.happened_at', 'department.name as department_name'])
    .select(sql<string | null>`text.voted ->> 'title'`.as('title'))
    .where('opinion.congress_id', '=', congressId)
    .orderBy('opinion.due_on')
    .orderBy('year.year')
    .orderBy('opinion.number');
}

type Row = Awaited<ReturnType<ReturnType<typeof opinions>['executeTakeFirstOrThrow']>>;

function toOpinion(row: Row): Opinion {
  return {
    id: row.id,
    number: row.number,
    yearId: row.year_id,
    year: row.year,
    projectId: row.project_id,
    projectTitle: row.title,
    visitId: row.visit_id,
    origin: row.origin,
    content: row.content,
    departmentId: row.department_id,
    departmentName: row.department_name,
    raisedOn: row.happened_at,
    handedOverOn: row.handed_over_on,
    dueOn: row.due_on,
    state: row.state,
    declinedReason: row.declined_reason,
    published: row.published_at !== null,
    publicContent: row.public_content,
    withdrawnReason: row.withdrawn_reason,
  };
}

/** The opinions of a congress, of some departments or of one project alone when they are given. */
export async function listOpinions(
  database: Kysely<Tables>,
  congressId: string,
  only: {
    readonly projectId?: string;
    readonly departmentIds?: readonly string[] | null;
    readonly raiserId?: string;
    readonly state?: OpinionState;
  } = {},
): Promise<readonly Opinion[]> {
  const { projectId, departmentIds = null, raiserId, state = null } = only;
  if (departmentIds?.length === 0) return [];
  const rows = await opinions(database, congressId)
    .$if(projectId !== undefined, (query) =>
      query.where('opinion.project_id', '=', projectId ?? ''),
    )
    .$if(departmentIds !== null, (query) =>
      query.where('opinion.department_id', 'in', [...(departmentIds ?? [])]),
    )
    .$if(state !== null, (query) => query.where('opinion.state', '=', state))
    .$if(raiserId !== undefined, (query) =>
      query.where((where) =>
        where.exists(
          where
            .selectFrom('people.opinion_raiser as raiser')
            .select('raiser.person_id')
            .whereRef('raiser.congress_id', '=', 'opinion.congress_id')
            .whereRef('raiser.opinion_id', '=', 'opinion.id')
            .where('raiser.person_id', '=', raiserId ?? ''),
        ),
      ),
    )
    .execute();
  return rows.map(toOpinion);
}

/** One opinion with who raised it and every answer; null when there is none of this id. */
export async function loadOpinion(
  database: Kysely<Tables>,
  congressId: string,
  opinionId: string,
): Promise<{
  readonly opinion: Opinion;
  readonly raisers: readonly { readonly personId: string; readonly name: string }[];
  readonly answers: readonly OpinionAnswer[];
} | null> {
  const row = await opinions(database, congressId)
    .where('opinion.id', '=', opinionId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const raisers = await database
    .selectFrom('people.opinion_raiser as raiser')
    .innerJoin('people.person as person', 'person.id', 'raiser.person_id')
    .select(['raiser.person_id', 'person.name'])
    .where('raiser.congress_id', '=', congressId)
    .where('raiser.opinion_id', '=', opinionId)
    .orderBy('person.name')
    .execute();
  const answers = await database
    .selectFrom('record.opinion_answer as answer')
    .leftJoin('record.opinion_rating as rating', (join) =>
      join
        .onRef('rating.congress_id', '=', 'answer.congress_id')
        .onRef('rating.answer_id', '=', 'answer.id'),
    )
    .select(['answer.id', 'answer.number', 'answer.result', 'answer.content', 'answer.answered_on'])
    .select(['answer.due_on', 'answer.entered_by_clerk as answer_by_clerk'])
    .select(['rating.grade', 'rating.reason', 'rating.new_due_on'])
    .select('rating.entered_by_clerk as rating_by_clerk')
    .where('answer.congress_id', '=', congressId)
    .where('answer.opinion_id', '=', opinionId)
    .orderBy('answer.number')
    .execute();
  return {
    opinion: toOpinion(row),
    raisers: raisers.map((one) => ({ personId: one.person_id, name: one.name })),
    answers: answers.map((answer) => ({
      id: answer.id,
      number: answer.number,
      result: answer.result,
      content: answer.content,
      answeredOn: answer.answered_on,
      grade: answer.grade,
      reason: answer.reason,
      newDueOn: answer.new_due_on,
      dueOn: answer.due_on,
      answerByClerk: answer.answer_by_clerk === true,
      ratingByClerk: answer.rating_by_clerk === true,
    })),
  };
}

/** Whose opinion an answer is given to, and about which project; null where there is no such answer. */
export async function matterOfAnswer(
  database: Kysely<Tables>,
  congressId: string,
  answerId: string,
): Promise<{ readonly unitId: string | null; readonly projectId: string | null } | null> {
  const row = await database
    .selectFrom('record.opinion_answer as answer')
    .innerJoin('record.opinion as opinion', (join) =>
      join
        .onRef('opinion.congress_id', '=', 'answer.congress_id')
        .onRef('opinion.id', '=', 'answer.opinion_id'),
    )
    .select(['opinion.department_id', 'opinion.project_id'])
    .where('answer.congress_id', '=', congressId)
    .where('answer.id', '=', answerId)
    .executeTakeFirst();
  return row === undefined ? null : { unitId: row.department_id, projectId: row.project_id };
}
