import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { addDays, dayInWords } from '../../../rules/days.ts';
import { reportDueOn } from '../../../rules/progress-colours.ts';
import { votedText } from '../project-store.ts';
import type { ReminderSource } from './source.ts';
import { supervisionSources } from './supervision-items.ts';
import { yearEndsDue } from './year-end-items.ts';

function nameOf(row: { number: number; voted: unknown }): string {
  return `第${row.number}号“${votedText.parse(row.voted).title}”`;
}

/** Projects that are worked on, with the text that names them. */
function openProjects(database: Kysely<Tables>) {
  return database
    .selectFrom('record.project as project')
    .innerJoin('record.project_text as text', (join) =>
      join
        .onRef('text.congress_id', '=', 'project.congress_id')
        .onRef('text.id', '=', 'project.current_text_id'),
    )
    .where('project.state', 'in', ['adopted', 'underway'])
    .where('project.source', '=', 'kept here');
}

/** Plans that are not published. */
const plansDue: ReminderSource = async (database) => {
  const rows = await openProjects(database)
    .select(['project.congress_id', 'project.id', 'project.number', 'project.plan_due_on'])
    .select('text.voted')
    .where('project.plan_due_on', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('record.project_plan as plan')
            .select('plan.id')
            .whereRef('plan.congress_id', '=', 'project.congress_id')
            .whereRef('plan.project_id', '=', 'project.id')
            .where('plan.published_at', 'is not', null),
        ),
      ),
    )
    .execute();
  return rows.map((row) => ({
    ...{ congressId: row.congress_id, kind: 'plan' as const, subjectId: row.id },
    ...{ projectId: row.id, dueOn: row.plan_due_on ?? '', what: `${nameOf(row)}的实施计划公布` },
  }));
};

/** Milestones of plans that stand, and that are not reached. */
export const milestonesDue: ReminderSource = async (database, today) => {
  const rows = await openProjects(database)
    .innerJoin('record.milestone as milestone', (join) =>
      join
        .onRef('milestone.congress_id', '=', 'project.congress_id')
        .onRef('milestone.plan_id', '=', 'project.current_plan_id'),
    )
    .leftJoin('record.milestone_reached as reached', (join) =>
      join
        .onRef('reached.congress_id', '=', 'milestone.congress_id')
        .onRef('reached.milestone_id', '=', 'milestone.id')
        .on('reached.withdrawn_at', 'is', null),
    )
    .select(['project.congress_id', 'project.id as project_id', 'project.number', 'text.voted'])
    .select(['milestone.id', 'milestone.title', 'milestone.due_on'])
    .where('reached.id', 'is', null)
    .where('milestone.due_on', '<=', addDays(today, 7))
    .execute();
  return rows.map((row) => ({
    ...{ congressId: row.congress_id, kind: 'milestone' as const, subjectId: row.id },
    ...{ projectId: row.project_id, dueOn: row.due_on },
    what: `${nameOf(row)}的节点“${row.title}”`,
  }));
};

/**
 * Reports that are not there, of every month that is over since the plan began or was first entered, whichever
 * is later: a month without a report stays open when the next one begins.
 */
export const reportsDue: ReminderSource = async (database, today) => {
  const { rows } = await sql<{
    congress_id: string;
    id: string;
    number: number;
    title: string;
    month: string;
  }>`
    select project.congress_id, project.id, project.number, text.voted ->> 'title' as title,
           to_char(month, 'YYYY-MM-DD') as month
      from record.project project
      join record.project_text text on text.congress_id = project.congress_id
        and text.id = project.current_text_id
      join record.project_plan plan on plan.congress_id = project.congress_id
        and plan.id = project.current_plan_id
      cross join lateral (select min(act.happened_at at time zone 'Asia/Shanghai')::date as entered_on
        from record.project_plan one join record.act act on act.congress_id = one.congress_id
          and act.id = one.act_id
        where one.congress_id = project.congress_id and one.project_id = project.id) first
      cross join lateral generate_series(
        date_trunc('month', greatest(plan.starts_on, first.entered_on)::timestamp),
        date_trunc('month', ${today}::timestamp) - interval '1 month', interval '1 month') month
     where project.state in ('adopted', 'underway') and project.source = 'kept here'
       and not exists (select from record.progress_report report
         where report.congress_id = project.congress_id and report.project_id = project.id
           and report.month = month::date and not report.superseded)`.execute(database);
  return rows.map((row) => ({
    ...{ congressId: row.congress_id, kind: 'progress' as const, subjectId: row.id },
    ...{ projectId: row.id, dueOn: reportDueOn(row.month) },
    what: `第${row.number}号“${row.title}”${dayInWords(row.month.slice(0, 7))}的进度报告`,
  }));
};

/** Opinions that were handed over and are not answered. */
export const opinionsDue: ReminderSource = async (database) => {
  const rows = await database
    .selectFrom('record.opinion as opinion')
    .innerJoin('record.year as year', (join) =>
      join
        .onRef('year.congress_id', '=', 'opinion.congress_id')
        .onRef('year.id', '=', 'opinion.year_id'),
    )
    .select(['opinion.congress_id', 'opinion.id', 'opinion.project_id', 'opinion.number'])
    .select(['opinion.due_on', 'year.year'])
    .where('opinion.state', 'in', ['handed_over', 'reopened'])
    .where('opinion.due_on', 'is not', null)
    .execute();
  return rows.map((row) => ({
    ...{ congressId: row.congress_id, kind: 'opinion' as const, subjectId: row.id },
    ...{ projectId: row.project_id, dueOn: row.due_on ?? '' },
    what: `${row.year}年第${row.number}号意见的答复`,
  }));
};

/** Rectifications that are not answered, brought to the congress whose unit answers them. */
export const rectificationsDue: ReminderSource = async (database) => {
  const rows = await database
    .selectFrom('record.rectification')
    .select(['unit_congress_id', 'id', 'project_id', 'number', 'unit_name', 'due_on'])
    .where('state', 'in', ['issued', 'reopened'])
    .execute();
  return rows.map((row) => ({
    ...{ congressId: row.unit_congress_id, kind: 'rectification' as const, subjectId: row.id },
    ...{ projectId: row.project_id, dueOn: row.due_on },
    what: `${row.unit_name}第${row.number}号整改的答复`,
  }));
};

/** What the delivery and supervision of projects wait for. */
export const deliverySources: readonly ReminderSource[] = [
  plansDue,
  milestonesDue,
  reportsDue,
  opinionsDue,
  rectificationsDue,
  ...supervisionSources,
  yearEndsDue,
];
