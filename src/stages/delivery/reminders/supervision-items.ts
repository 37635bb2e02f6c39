import { sql } from 'kysely';
import { addDays } from '../../../rules/days.ts';
import { addMonths } from '../../../rules/supervision.ts';
import { addWorkingDays, unknownInWords } from '../../../rules/working-days.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { loadCongressSettings } from '../../meeting/index.ts';
import { calendarsOf } from '../calendar/calendar-store.ts';
import { type ReminderSource, settingsOfYears } from './source.ts';

interface ProjectRow {
  readonly congress_id: string;
  readonly id: string;
  readonly number: number;
  readonly title: string;
}

const nameOf = (row: Pick<ProjectRow, 'number' | 'title'>) => `第${row.number}号“${row.title}”`;

const withTitle = sql`record.project project join record.project_text text
  on text.congress_id = project.congress_id and text.id = project.current_text_id`;

/** Visits by the months of the rule sheet: since the last one, else since the decision. */
export const visitsDue: ReminderSource = async (database) => {
  const { rows } = await sql<ProjectRow & { year_id: string; since: string }>`
    select project.congress_id, project.id, project.number, project.year_id,
           text.voted ->> 'title' as title,
           coalesce((select max(visit.visited_on) from record.visit visit
              where visit.congress_id = project.congress_id and visit.project_id = project.id),
             project.decided_on)::text as since
      from ${withTitle}
     where project.state in ('adopted', 'underway') and project.source = 'kept here'`.execute(
    database,
  );
  const settings = await settingsOfYears(database, rows);
  return rows.map((row) => ({
    ...{ congressId: row.congress_id, kind: 'visit' as const, subjectId: row.id },
    ...{ projectId: row.id, what: `${nameOf(row)}的代表视察` },
    dueOn: addMonths(row.since, settings(row).inspectionMonths),
  }));
};

/** A further version of a published plan, public within the working days of the rule sheet. */
export const revisedPlansDue: ReminderSource = async (database) => {
  const { rows } = await sql<ProjectRow & { year_id: string; plan_id: string; entered_at: Date }>`
    select project.congress_id, project.id, project.number, project.year_id,
           text.voted ->> 'title' as title, plan.id as plan_id, act.recorded_at as entered_at
      from ${withTitle}
      join record.project_plan plan on plan.congress_id = project.congress_id
        and plan.id = project.current_plan_id and plan.published_at is null
      join record.act act on act.congress_id = plan.congress_id and act.id = plan.act_id
     where project.state in ('adopted', 'underway') and exists (
       select from record.project_plan former where former.congress_id = project.congress_id
         and former.project_id = project.id and former.published_at is not null)`.execute(database);
  const settings = await settingsOfYears(database, rows);
  const calendarOf = await calendarsOf(
    database,
    rows.map((row) => row.congress_id),
  );
  return rows.map((row) => {
    const due = addWorkingDays(
      chinaDate(row.entered_at),
      settings(row).publicationWorkingDays,
      calendarOf(row.congress_id),
    );
    return {
      ...{ congressId: row.congress_id, kind: 'publication' as const, subjectId: row.plan_id },
      ...{ projectId: row.id, dueOn: due.day },
      what: `${nameOf(row)}新一版实施计划的公布${unknownInWords(due)}`,
    };
  });
};

/** Projects under supervised handling (挂牌督办), by the deadline of their handling. */
export const handlingsDue: ReminderSource = async (database) => {
  const { rows } = await sql<ProjectRow & { handling_id: string; due_on: string }>`
    select project.congress_id, project.id, project.number, text.voted ->> 'title' as title,
           handling.id as handling_id, handling.due_on
      from ${withTitle}
      join record.supervised_handling handling on handling.congress_id = project.congress_id
        and handling.project_id = project.id and handling.lifted_on is null`.execute(database);
  return rows.map((row) => ({
    ...{ congressId: row.congress_id, kind: 'handling' as const, subjectId: row.handling_id },
    ...{ projectId: row.id, dueOn: row.due_on, what: `${nameOf(row)}的挂牌督办` },
  }));
};

/** Opinions that wait to be handed over, and answers that wait for those who raised them. */
export const opinionStepsDue: ReminderSource = async (database) => {
  const { rows } = await sql<{
    congress_id: string;
    id: string;
    project_id: string | null;
    year: number;
    number: number;
    state: 'raised' | 'answered';
    raised_at: Date;
    answered_on: string | null;
  }>`
    select opinion.congress_id, opinion.id, opinion.project_id, year.year, opinion.number, opinion.state,
           act.happened_at as raised_at,
           (select max(answer.answered_on) from record.opinion_answer answer
             where answer.congress_id = opinion.congress_id
               and answer.opinion_id = opinion.id) as answered_on
      from record.opinion opinion
      join record.year year on year.congress_id = opinion.congress_id and year.id = opinion.year_id
      join record.act act on act.congress_id = opinion.congress_id and act.id = opinion.act_id
     where opinion.state in ('raised', 'answered')`.execute(database);
  const settings = await loadCongressSettings(
    database,
    rows.map((row) => row.congress_id),
  );
  return rows.map((row) => {
    const { handOverDays, ratingDays } = settings(row.congress_id);
    const raised = row.state === 'raised';
    const since = row.answered_on ?? chinaDate(row.raised_at);
    return {
      ...{ congressId: row.congress_id, subjectId: row.id, projectId: row.project_id },
      kind: raised ? ('hand_over' as const) : ('rating' as const),
      dueOn: addDays(since, raised ? handOverDays : ratingDays),
      what: `${row.year}年第${row.number}号意见${raised ? '的交办' : '答复的评价'}`,
    };
  });
};

/** Answers to rectifications that wait for their re-check, brought to the congress that asked. */
export const rechecksDue: ReminderSource = async (database) => {
  const { rows } = await sql<{
    congress_id: string;
    id: string;
    number: number;
    unit_name: string;
    answered_on: string;
  }>`
    select one.congress_id, one.id, one.number, one.unit_name,
           max(answer.answered_on)::text as answered_on
      from record.rectification one
      join record.rectification_answer answer on answer.issuer_id = one.congress_id
        and answer.rectification_id = one.id
     where one.state = 'answered'
     group by one.congress_id, one.id, one.number, one.unit_name`.execute(database);
  const settings = await loadCongressSettings(
    database,
    rows.map((row) => row.congress_id),
  );
  return rows.map((row) => ({
    ...{ congressId: row.congress_id, kind: 'recheck' as const, subjectId: row.id },
    // The project may be another congress's; the number says which matter it is.
    ...{ projectId: null, dueOn: addDays(row.answered_on, settings(row.congress_id).recheckDays) },
    what: `${row.unit_name}第${row.number}号整改的复查`,
  }));
};

/** What a standing committee approved and the congress's next meeting is to be told. */
export const adjustmentsToTell: ReminderSource = async (database) => {
  const { rows } = await sql<ProjectRow & { adjustment_id: string; meets_on: string }>`
    select project.congress_id, project.id, project.number, text.voted ->> 'title' as title,
           one.id as adjustment_id, meets.starts_on as meets_on
      from ${withTitle}
      join record.adjustment one on one.congress_id = project.congress_id
        and one.project_id = project.id and one.state = 'approved' and one.reported_on is null
      join record.decision decision on decision.congress_id = one.congress_id
        and decision.id = one.decision_id
      join record.body decider on decider.congress_id = decision.congress_id
        and decider.id = decision.body_id and decider.kind = 'standing_committee'
      join lateral (select meeting.starts_on from record.meeting meeting
        join record.body body on body.congress_id = meeting.congress_id and body.id = meeting.body_id
          and body.kind = 'plenary'
        where meeting.congress_id = one.congress_id and meeting.starts_on >= one.decided_on
        order by meeting.starts_on limit 1) meets on true`.execute(database);
  return rows.map((row) => ({
    ...{ congressId: row.congress_id, kind: 'adjustment' as const, subjectId: row.adjustment_id },
    ...{ projectId: row.id, dueOn: row.meets_on },
    what: `${nameOf(row)}的调整向大会报告`,
  }));
};

/** The government's half-year report (半年一报告) and the yearly test (一年一测评), while projects are carried out. */
export const yearsDue: ReminderSource = async (database) => {
  const { rows } = await sql<{
    congress_id: string;
    year_id: string;
    year: number;
    decided_on: string;
    running: boolean;
    reported_on: string | null;
    tested_on: string | null;
  }>`
    select year.congress_id, year.id as year_id, year.year, min(project.decided_on)::text as decided_on,
           bool_or(project.state in ('adopted', 'underway', 'suspended')) as running,
           (select max(record.held_on) from record.supervision_record record
             where record.congress_id = year.congress_id and record.year_id = year.id
               and record.kind = 'half_year_report'
               and record.withdrawn_at is null) as reported_on,
           (select max(result.tested_on) from record.satisfaction_result result
              join record.project tested on tested.congress_id = result.congress_id
                and tested.id = result.project_id
             where tested.congress_id = year.congress_id and tested.year_id = year.id) as tested_on
      from record.year year join record.project project
        on project.congress_id = year.congress_id and project.year_id = year.id
     where project.source = 'kept here' and project.state <> 'ended'
     group by year.congress_id, year.id, year.year`.execute(database);
  const settings = await settingsOfYears(database, rows);
  return rows.flatMap((row) => {
    const { reportMonths, testMonths } = settings(row);
    const about = { congressId: row.congress_id, subjectId: row.year_id, projectId: null };
    const report = {
      ...{ ...about, kind: 'report' as const, what: `${row.year}年民生实事项目的半年报告` },
      dueOn: addMonths(row.reported_on ?? row.decided_on, reportMonths),
    };
    const test = {
      ...{ ...about, kind: 'test' as const, what: `${row.year}年民生实事项目的满意度测评` },
      dueOn: addMonths(row.tested_on ?? row.decided_on, testMonths),
    };
    // Once all is accepted nothing more is reported, and one test closes the year.
    return [
      ...(row.running ? [report] : []),
      ...(row.running || row.tested_on === null ? [test] : []),
    ];
  });
};

/** What supervision waits for. */
export const supervisionSources: readonly ReminderSource[] = [
  visitsDue,
  revisedPlansDue,
  handlingsDue,
  opinionStepsDue,
  rechecksDue,
  adjustmentsToTell,
  yearsDue,
];
