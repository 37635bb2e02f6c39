import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { addDays } from '../../../rules/days.ts';
import { reportDueOn } from '../../../rules/progress-colours.ts';
import type { OpenItem } from '../../../rules/reminders.ts';
import { votedText } from '../project-store.ts';

/** Finds what is due and not done, in all congresses. Each stage has such sources of its own. */
export type ReminderSource = (
  database: Kysely<Tables>,
  today: string,
) => Promise<readonly OpenItem[]>;

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
export const plansDue: ReminderSource = async (database) => {
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
        .on('reached.undone_at', 'is', null),
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

/** Reports of the last month that are not there, of projects whose plan had begun by then. */
export const reportsDue: ReminderSource = async (database, today) => {
  const month = `${addDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7)}-01`;
  const rows = await openProjects(database)
    .innerJoin('record.project_plan as plan', (join) =>
      join
        .onRef('plan.congress_id', '=', 'project.congress_id')
        .onRef('plan.id', '=', 'project.current_plan_id'),
    )
    .leftJoin('record.progress_report as report', (join) =>
      join
        .onRef('report.congress_id', '=', 'project.congress_id')
        .onRef('report.project_id', '=', 'project.id')
        .on('report.month', '=', month)
        .on('report.superseded', '=', false),
    )
    .select(['project.congress_id', 'project.id', 'project.number', 'text.voted'])
    .where('report.id', 'is', null)
    .where('plan.starts_on', '<', `${today.slice(0, 7)}-01`)
    .execute();
  return rows.map((row) => ({
    ...{ congressId: row.congress_id, kind: 'progress' as const, subjectId: row.id },
    ...{ projectId: row.id, dueOn: reportDueOn(month) },
    what: `${nameOf(row)} ${month.slice(0, 7)} 的进度报告`,
  }));
};

/** Opinions that were handed over and are not answered. */
export const opinionsDue: ReminderSource = async (database) => {
  const rows = await database
    .selectFrom('record.opinion')
    .select(['congress_id', 'id', 'project_id', 'number', 'due_on'])
    .where('state', 'in', ['handed_over', 'reopened'])
    .where('due_on', 'is not', null)
    .execute();
  return rows.map((row) => ({
    ...{ congressId: row.congress_id, kind: 'opinion' as const, subjectId: row.id },
    ...{ projectId: row.project_id, dueOn: row.due_on ?? '', what: `第${row.number}号意见的答复` },
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

/** What the delivery of projects waits for. */
export const deliverySources: readonly ReminderSource[] = [
  plansDue,
  milestonesDue,
  reportsDue,
  opinionsDue,
  rectificationsDue,
];
