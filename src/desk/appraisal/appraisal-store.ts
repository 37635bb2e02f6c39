import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import type { AppraisalRecord, Due, Graded, Rated } from './appraise.ts';

/** Which year of which congress is appraised. */
export interface AppraisedYear {
  readonly congressId: string;
  readonly yearId: string;
}

/** Loads what the record holds of the departments that answer for projects or opinions of a year. */
export async function loadAppraisal(
  database: Kysely<Tables>,
  year: AppraisedYear,
): Promise<AppraisalRecord> {
  const [projects, plans, milestones, opinions, ratings, tests, rectifications] = await Promise.all(
    [
      loadProjects(database, year),
      loadPlans(database, year),
      loadMilestones(database, year),
      loadOpinions(database, year),
      loadRatings(database, year),
      loadTests(database, year),
      loadRectifications(database, year),
    ],
  );
  const ids = [
    ...new Set(
      [projects, plans, milestones, opinions, ratings, tests, rectifications]
        .flat()
        .map(({ departmentId }) => departmentId),
    ),
  ];
  const departments =
    ids.length === 0
      ? []
      : await database
          .selectFrom('record.organisation')
          .select(['id', 'name'])
          .where('id', 'in', ids)
          .orderBy('name')
          .orderBy('id')
          .execute();
  return { departments, projects, plans, milestones, opinions, ratings, tests, rectifications };
}

async function loadProjects(database: Kysely<Tables>, { congressId, yearId }: AppraisedYear) {
  return await database
    .selectFrom('record.project')
    .select(['state'])
    .select((column) => column.ref('department_id').$notNull().as('departmentId'))
    .where('congress_id', '=', congressId)
    .where('year_id', '=', yearId)
    .where('department_id', 'is not', null)
    .execute();
}

/** The first published plan of each project against the day on which it was due. */
async function loadPlans(
  database: Kysely<Tables>,
  { congressId, yearId }: AppraisedYear,
): Promise<readonly Due[]> {
  const { rows } = await sql<Due>`
    select project.department_id as "departmentId", project.plan_due_on as "dueOn",
      to_char(min(plan.published_at) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "doneOn"
    from record.project project
    left join record.project_plan plan on plan.congress_id = project.congress_id
      and plan.project_id = project.id
    where project.congress_id = ${congressId} and project.year_id = ${yearId}
      and project.department_id is not null and project.plan_due_on is not null
    group by project.id, project.department_id, project.plan_due_on`.execute(database);
  return rows;
}

async function loadMilestones(
  database: Kysely<Tables>,
  { congressId, yearId }: AppraisedYear,
): Promise<readonly Due[]> {
  const { rows } = await sql<Due>`
    select project.department_id as "departmentId", milestone.due_on as "dueOn",
      reached.reached_on as "doneOn"
    from record.project project
    join record.milestone milestone on milestone.congress_id = project.congress_id
      and milestone.plan_id = project.current_plan_id
    left join record.milestone_reached reached on reached.congress_id = milestone.congress_id
      and reached.milestone_id = milestone.id and reached.withdrawn_at is null
    where project.congress_id = ${congressId} and project.year_id = ${yearId}
      and project.department_id is not null`.execute(database);
  return rows;
}

/** Every answer against its own deadline, and the deadline of what is still owed. */
async function loadOpinions(
  database: Kysely<Tables>,
  { congressId, yearId }: AppraisedYear,
): Promise<readonly Due[]> {
  const { rows } = await sql<Due>`
    with handed as (select * from record.opinion opinion
      where opinion.congress_id = ${congressId} and opinion.year_id = ${yearId}
        and opinion.department_id is not null and opinion.state <> 'declined')
    select handed.department_id as "departmentId", answer.due_on as "dueOn",
      answer.answered_on as "doneOn"
    from handed join record.opinion_answer answer on answer.congress_id = handed.congress_id
      and answer.opinion_id = handed.id
    where answer.due_on is not null
    union all
    select department_id, due_on, null from handed
    where due_on is not null and state in ('handed_over', 'reopened')`.execute(database);
  return rows;
}

async function loadRatings(
  database: Kysely<Tables>,
  { congressId, yearId }: AppraisedYear,
): Promise<readonly Rated[]> {
  const { rows } = await sql<Rated>`
    select distinct on (opinion.id) opinion.department_id as "departmentId", rating.grade,
      coalesce(rating.entered_by_clerk, false) as "byClerk"
    from record.opinion opinion
    join record.opinion_answer answer on answer.congress_id = opinion.congress_id
      and answer.opinion_id = opinion.id
    join record.opinion_rating rating on rating.congress_id = answer.congress_id
      and rating.answer_id = answer.id
    where opinion.congress_id = ${congressId} and opinion.year_id = ${yearId}
      and opinion.department_id is not null
    order by opinion.id, answer.number desc`.execute(database);
  return rows;
}

/** The last verdict of every project or part of one: a second test replaces the first. */
async function loadTests(
  database: Kysely<Tables>,
  { congressId, yearId }: AppraisedYear,
): Promise<readonly Graded[]> {
  const { rows } = await sql<Graded>`
    select distinct on (project.id, coalesce(result.part, ''))
      project.department_id as "departmentId", result.verdict as grade
    from record.project project
    join record.satisfaction_result result on result.congress_id = project.congress_id
      and result.project_id = project.id
    where project.congress_id = ${congressId} and project.year_id = ${yearId}
      and project.department_id is not null
    order by project.id, coalesce(result.part, ''), result.tested_on desc, result.id`.execute(
    database,
  );
  return rows;
}

/** Every answer against its own deadline, and the deadline of what is still owed. */
async function loadRectifications(
  database: Kysely<Tables>,
  { congressId, yearId }: AppraisedYear,
): Promise<readonly Due[]> {
  const { rows } = await sql<Due>`
    with owed as (select rectification.* from record.project project
      join record.rectification rectification
        on rectification.unit_congress_id = project.congress_id
        and rectification.project_id = project.id
      where project.congress_id = ${congressId} and project.year_id = ${yearId}
        and rectification.unit_id is not null)
    select owed.unit_id as "departmentId", answer.due_on as "dueOn", answer.answered_on as "doneOn"
    from owed join record.rectification_answer answer on answer.issuer_id = owed.congress_id
      and answer.rectification_id = owed.id
    where answer.due_on is not null
    union all
    select unit_id, due_on, null from owed where state in ('issued', 'reopened')`.execute(database);
  return rows;
}
