import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import type { Due, Rated } from './appraise.ts';

/** Which year of which congresses is appraised: the one whose sheet it is, and those below it. */
export interface AppraisedYear {
  readonly congressId: string;
  /** With their names by id, the congress's own first. */
  readonly places: ReadonlyMap<string, string>;
  readonly year: number;
}

/** The congress and all below it, two levels deep, by name. */
export async function loadPlaces(
  database: Kysely<Tables>,
  congress: { readonly id: string; readonly shortName: string },
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ congress_id: string; short_name: string }>`
    select below.congress_id, below.short_name from record.congress below
      left join record.congress parent on parent.congress_id = below.parent_id
     where below.parent_id = ${congress.id} or parent.parent_id = ${congress.id}
     order by below.short_name, below.congress_id`.execute(database);
  return new Map([
    [congress.id, congress.shortName],
    ...rows.map((row): [string, string] => [row.congress_id, row.short_name]),
  ]);
}

/** The years in which projects were adopted in these places, the newest first. */
export async function listAppraisedYears(
  database: Kysely<Tables>,
  places: ReadonlyMap<string, string>,
): Promise<readonly number[]> {
  const { rows } = await sql<{ year: number }>`
    select distinct year from record.year where congress_id = any(${[...places.keys()]}::uuid[])
     order by year desc`.execute(database);
  return rows.map(({ year }) => year);
}

/**
 * The organisations of these ids that this congress appraises: its own and those above it. What belongs to a
 * congress below is on the sheet of that congress.
 */
export async function loadDepartments(
  database: Kysely<Tables>,
  { congressId, places }: AppraisedYear,
  ids: readonly string[],
) {
  const below = [...places.keys()].filter((id) => id !== congressId);
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from record.organisation
     where id = any(${ids}::uuid[]) and congress_id <> all(${below}::uuid[])
     order by name, id`.execute(database);
  return rows;
}

/** The projects of the scope, as a table of the statements below. */
function projectsOf({ places, year }: AppraisedYear) {
  return sql`(select one.* from record.project one
    join record.year year on year.congress_id = one.congress_id and year.id = one.year_id
    where one.congress_id = any(${[...places.keys()]}::uuid[]) and year.year = ${year}
      and one.department_id is not null) project`;
}

/** A project with the department in charge, as it stands now. */
export interface AppraisedProject {
  readonly id: string;
  readonly congressId: string;
  readonly yearId: string;
  readonly departmentId: string;
  readonly department: string;
  readonly number: number;
  readonly title: string;
  readonly state: string;
}

/** The projects that have a department in charge, by department, place and number. */
export async function loadProjects(
  database: Kysely<Tables>,
  scope: AppraisedYear,
): Promise<readonly AppraisedProject[]> {
  const { rows } = await sql<AppraisedProject>`
    select project.id, project.congress_id as "congressId", project.year_id as "yearId",
      project.department_id as "departmentId", department.name as department, project.number,
      text.voted ->> 'title' as title, project.state
    from ${projectsOf(scope)}
    join record.congress place on place.congress_id = project.congress_id
    join record.organisation department on department.id = project.department_id
    join record.project_text text on text.congress_id = project.congress_id
      and text.id = project.current_text_id
    order by department.name, department.id, place.short_name, place.congress_id,
      project.number`.execute(database);
  return rows;
}

/** The first published plan of each project against the day on which it was due. */
export async function loadPlans(
  database: Kysely<Tables>,
  scope: AppraisedYear,
): Promise<readonly Due[]> {
  const { rows } = await sql<Due>`
    select project.department_id as "departmentId", project.plan_due_on as "dueOn",
      to_char(min(plan.published_at) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "doneOn"
    from ${projectsOf(scope)}
    left join record.project_plan plan on plan.congress_id = project.congress_id
      and plan.project_id = project.id
    where project.plan_due_on is not null
    group by project.congress_id, project.id, project.department_id,
      project.plan_due_on`.execute(database);
  return rows;
}

/** The milestones of the plans that stand. */
export async function loadMilestones(
  database: Kysely<Tables>,
  scope: AppraisedYear,
): Promise<readonly Due[]> {
  const { rows } = await sql<Due>`
    select project.department_id as "departmentId", milestone.due_on as "dueOn",
      reached.reached_on as "doneOn"
    from ${projectsOf(scope)}
    join record.milestone milestone on milestone.congress_id = project.congress_id
      and milestone.plan_id = project.current_plan_id
    left join record.milestone_reached reached on reached.congress_id = milestone.congress_id
      and reached.milestone_id = milestone.id and reached.withdrawn_at is null`.execute(database);
  return rows;
}

/**
 * Every month whose report is due, from the plan's begin or its first entry, whichever is later, until completion or
 * the decision that suspended or ended the project, with the day of its first report. Months that were
 * imported are left out: when they were told first is not known.
 */
export async function loadMonths(
  database: Kysely<Tables>,
  scope: AppraisedYear,
  today: string,
): Promise<
  readonly {
    readonly departmentId: string;
    readonly month: string;
    readonly doneOn: string | null;
  }[]
> {
  const { rows } = await sql<{ departmentId: string; month: string; doneOn: string | null }>`
    select project.department_id as "departmentId", to_char(month, 'YYYY-MM-DD') as month,
      told."doneOn"
    from ${projectsOf(scope)}
    join record.project_plan plan on plan.congress_id = project.congress_id
      and plan.id = project.current_plan_id
    left join record.acceptance acceptance on acceptance.congress_id = project.congress_id
      and acceptance.project_id = project.id and acceptance.withdrawn_at is null
    cross join lateral (
      select min(act.happened_at at time zone 'Asia/Shanghai')::date as entered_on
      from record.project_plan one join record.act act on act.congress_id = one.congress_id
        and act.id = one.act_id
      where one.congress_id = project.congress_id and one.project_id = project.id) first
    left join lateral (select max(one.decided_on) as stopped_on from record.adjustment one
      where one.congress_id = project.congress_id and one.project_id = project.id
        and one.state = 'approved' and one.kind in ('suspend', 'end')
        and project.state in ('suspended', 'ended')) stop on true
    cross join lateral generate_series(
      date_trunc('month', greatest(plan.starts_on, first.entered_on)::timestamp),
      date_trunc('month', least(acceptance.completed_on, stop.stopped_on, ${today}::date)::timestamp)
        - interval '1 month', interval '1 month') month
    left join lateral (
      select to_char(min(act.happened_at) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "doneOn",
        bool_or(report.source <> 'kept here') as imported
      from record.progress_report report join record.act act
        on act.congress_id = report.congress_id and act.id = report.act_id
      where report.congress_id = project.congress_id and report.project_id = project.id
        and report.month = month::date) told on true
    where project.source = 'kept here' and told.imported is not true`.execute(database);
  return rows;
}

/** Supervised handling (挂牌督办): lifted by its deadline, which may have been extended, or not. */
export async function loadHandlings(
  database: Kysely<Tables>,
  scope: AppraisedYear,
): Promise<readonly Due[]> {
  const { rows } = await sql<Due>`
    select project.department_id as "departmentId", handling.due_on as "dueOn",
      handling.lifted_on as "doneOn"
    from ${projectsOf(scope)}
    join record.supervised_handling handling on handling.congress_id = project.congress_id
      and handling.project_id = project.id`.execute(database);
  return rows;
}

/** Every answer against its own deadline, and the deadline of what is still owed. */
export async function loadOpinions(
  database: Kysely<Tables>,
  { places, year }: AppraisedYear,
): Promise<readonly Due[]> {
  const { rows } = await sql<Due>`
    with handed as (select opinion.* from record.opinion opinion
      join record.year year on year.congress_id = opinion.congress_id
        and year.id = opinion.year_id
      where opinion.congress_id = any(${[...places.keys()]}::uuid[]) and year.year = ${year}
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

/** The grade of the last answer to every opinion. */
export async function loadRatings(
  database: Kysely<Tables>,
  { places, year }: AppraisedYear,
): Promise<readonly Rated[]> {
  const { rows } = await sql<Rated>`
    select distinct on (opinion.id) opinion.department_id as "departmentId", rating.grade,
      coalesce(rating.entered_by_clerk, false) as "byClerk"
    from record.opinion opinion
    join record.year year on year.congress_id = opinion.congress_id and year.id = opinion.year_id
    join record.opinion_answer answer on answer.congress_id = opinion.congress_id
      and answer.opinion_id = opinion.id
    join record.opinion_rating rating on rating.congress_id = answer.congress_id
      and rating.answer_id = answer.id
    where opinion.congress_id = any(${[...places.keys()]}::uuid[]) and year.year = ${year}
      and opinion.department_id is not null
    order by opinion.id, answer.number desc`.execute(database);
  return rows;
}

/** Every answer against its own deadline, and the deadline of what is still owed. */
export async function loadRectifications(
  database: Kysely<Tables>,
  scope: AppraisedYear,
): Promise<readonly Due[]> {
  const { rows } = await sql<Due>`
    with owed as (select rectification.* from ${projectsOf(scope)}
      join record.rectification rectification
        on rectification.unit_congress_id = project.congress_id
        and rectification.project_id = project.id
      where rectification.unit_id is not null)
    select owed.unit_id as "departmentId", answer.due_on as "dueOn", answer.answered_on as "doneOn"
    from owed join record.rectification_answer answer on answer.issuer_id = owed.congress_id
      and answer.rectification_id = owed.id
    where answer.due_on is not null
    union all
    select unit_id, due_on, null from owed where state in ('issued', 'reopened')`.execute(database);
  return rows;
}
