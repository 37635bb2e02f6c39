import { sql } from 'kysely';
import { addDays } from '../../../rules/days.ts';
import type { ReminderSource } from '../../delivery/index.ts';
import { loadCongressSettings } from '../../meeting/index.ts';

/** Residents' problems that nobody has handled. What they wrote is no part of the reminder. */
export const problemsDue: ReminderSource = async (database) => {
  const { rows } = await sql<{
    congress_id: string;
    id: string;
    project_id: string;
    number: number;
    title: string;
    reported_on: string;
  }>`
    select problem.congress_id, problem.id, problem.project_id, project.number,
           text.voted ->> 'title' as title, problem.reported_on
      from contact.resident_problem problem
      join record.project project on project.congress_id = problem.congress_id
        and project.id = problem.project_id
      join record.project_text text on text.congress_id = project.congress_id
        and text.id = project.current_text_id
     where problem.state = 'received'`.execute(database);
  const settings = await loadCongressSettings(
    database,
    rows.map((row) => row.congress_id),
  );
  return rows.map((row) => ({
    ...{ congressId: row.congress_id, kind: 'problem' as const, subjectId: row.id },
    ...{
      projectId: row.project_id,
      dueOn: addDays(row.reported_on, settings(row.congress_id).problemDays),
    },
    what: `第${row.number}号“${row.title}”的群众反映`,
  }));
};
