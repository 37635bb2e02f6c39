import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import type {
  CandidateRecord,
  Channel,
  Origin,
  ProjectRecord,
} from '../../rules/indicators/year-record.ts';

/** Which years of which congresses; every query takes them all at once. */
export interface YearScope {
  readonly congressIds: readonly string[];
  readonly fromYear: number;
  readonly toYear: number;
}

/** `congress` and `year` of a row, and that the scope holds it. */
export function within(scope: YearScope) {
  return sql`year.congress_id = any(${scope.congressIds}::uuid[])
    and year.year between ${scope.fromYear} and ${scope.toYear}`;
}

/** The rows of one query. */
export async function rowsOf<Row>(database: Kysely<Tables>, query: ReturnType<typeof sql<Row>>) {
  const { rows } = await query.execute(database);
  return rows;
}

/** The years themselves, the newest first. */
export function yearRows(database: Kysely<Tables>, scope: YearScope) {
  return rowsOf(
    database,
    sql<{
      congress_id: string;
      year_id: string;
      year: number;
      name: string;
      kind: 'installation' | 'city' | 'county' | 'township' | 'street';
    }>`
      select year.congress_id, year.id as year_id, year.year, congress.name, congress.kind
        from record.year join record.congress congress using (congress_id)
       where ${within(scope)} order by year.year desc, congress.name`,
  );
}

/** Entered figures of the procedure. */
export function figureRows(database: Kysely<Tables>, scope: YearScope) {
  return rowsOf(
    database,
    sql<{
      year_id: string;
      solicitation_starts_on: string | null;
      solicitation_ends_on: string | null;
      notice_on: string | null;
      papers_on: string | null;
      deliberation_minuted: boolean | null;
      plan_published_on: string | null;
      source: string;
      channels: readonly { channel: Channel; suggestions: number }[] | null;
    }>`
      select figures.year_id, solicitation_starts_on, solicitation_ends_on, notice_on, papers_on,
             deliberation_minuted, plan_published_on, source,
             (select json_agg(json_build_object('channel', channel, 'suggestions', suggestions)
                              order by suggestions desc, channel)
                from record.channel_figure one
               where one.congress_id = figures.congress_id and one.figures_id = figures.id) as channels
        from record.year join record.procedure_figures figures
          on figures.congress_id = year.congress_id and figures.year_id = year.id
       where ${within(scope)}`,
  );
}

/** Candidates with where they came from. */
export function candidateRows(database: Kysely<Tables>, scope: YearScope) {
  return rowsOf(
    database,
    sql<{
      year_id: string;
      id: string;
      number: number;
      title: string;
      state: string;
      origins: readonly { kind: Origin; state: CandidateRecord['stateWhenVoted'] }[] | null;
    }>`
      select candidate.year_id, candidate.id, candidate.number, candidate.state,
             version.content ->> 'title' as title,
             (select json_agg(json_build_object('kind', kind, 'state', state_when_voted) order by kind)
                from record.candidate_origin origin
               where origin.congress_id = candidate.congress_id
                 and origin.candidate_id = candidate.id) as origins
        from record.year join record.candidate candidate
          on candidate.congress_id = year.congress_id and candidate.year_id = year.id
        join record.candidate_version version
          on version.congress_id = candidate.congress_id and version.id = candidate.current_version_id
       where ${within(scope)} and candidate.state <> 'withdrawn'
       order by candidate.number`,
  );
}

/** Meetings of the year with their sheets; `deliberated` is null where no such item is on the agenda. */
export function meetingRows(database: Kysely<Tables>, scope: YearScope) {
  return rowsOf(
    database,
    sql<{
      year_id: string;
      id: string;
      name: string;
      starts_on: string;
      state: 'preparing' | 'roll_frozen' | 'ended';
      sheet_document: unknown;
      sheet_state: string | null;
      sheet_confirmed: boolean | null;
      deliberated: boolean | null;
    }>`
      select meeting.year_id, meeting.id, meeting.name, meeting.starts_on, meeting.state,
             version.document as sheet_document, sheet.state as sheet_state,
             (sheet.adopted_decision_id is not null or chosen.confirmed_decision_id is not null)
               as sheet_confirmed,
             (select bool_or(item.done_at is not null)
                from record.sitting sitting join record.agenda_item item
                  on item.congress_id = sitting.congress_id and item.sitting_id = sitting.id
               where sitting.congress_id = meeting.congress_id and sitting.meeting_id = meeting.id
                 and item.kind = 'deliberation') as deliberated
        from record.year join record.meeting meeting
          on meeting.congress_id = year.congress_id and meeting.year_id = year.id
        left join record.meeting_rule_sheet chosen
          on chosen.congress_id = meeting.congress_id and chosen.meeting_id = meeting.id
        left join record.rule_sheet sheet
          on sheet.congress_id = chosen.congress_id and sheet.id = chosen.rule_sheet_id
        left join record.rule_sheet_version version
          on version.congress_id = sheet.congress_id and version.id = sheet.current_version_id
       where ${within(scope)} order by meeting.starts_on`,
  );
}

/** Rounds of voting that were declared, with the report that stands and the days of their publication. */
export function voteRows(database: Kysely<Tables>, scope: YearScope) {
  return rowsOf(
    database,
    sql<{
      year_id: string;
      round_id: string;
      meeting_id: string;
      places: number;
      candidates: number;
      due: number | null;
      present: number | null;
      report: {
        readonly valid: number | null;
        readonly projects: readonly {
          readonly number: number;
          readonly title: string;
          readonly for: number | null;
          readonly adopted: boolean | null;
        }[];
      } | null;
      declared_on: string | null;
      announced_on: string | null;
    }>`
      select meeting.year_id, round.id as round_id, round.meeting_id, round.places, round.due,
             round.present, report.content as report,
             (select count(*)::int from record.round_item item
               where item.congress_id = round.congress_id and item.round_id = round.id) as candidates,
             (select to_char(min(act.happened_at) at time zone 'Asia/Shanghai', 'YYYY-MM-DD')
                from record.count_report declared join record.declaration declaration
                  on declaration.congress_id = declared.congress_id and declaration.report_id = declared.id
                join record.act act
                  on act.congress_id = declaration.congress_id and act.id = declaration.act_id
               where declared.congress_id = round.congress_id and declared.round_id = round.id)
               as declared_on,
             (select to_char(min(published_at) at time zone 'Asia/Shanghai', 'YYYY-MM-DD')
                from record.announcement announcement
               where announcement.congress_id = round.congress_id
                 and announcement.round_id = round.id) as announced_on
        from record.year join record.meeting meeting
          on meeting.congress_id = year.congress_id and meeting.year_id = year.id
        join record.round round
          on round.congress_id = meeting.congress_id and round.meeting_id = meeting.id
        left join lateral (
          select content from record.count_report one
           where one.congress_id = round.congress_id and one.round_id = round.id
             and one.state <> 'fallen'
           order by one.number desc limit 1) report on true
       where ${within(scope)} and round.kind = 'vote'
         and round.state in ('declared', 'announced', 'recounted')
       order by meeting.starts_on, round.number`,
  );
}

/** Projects with the text, plan and acceptance that stand now; a plan counts as published by its first version. */
export function projectRows(database: Kysely<Tables>, scope: YearScope) {
  return rowsOf(
    database,
    sql<{
      congress_id: string;
      year_id: string;
      id: string;
      number: number;
      state: ProjectRecord['state'];
      source: string;
      decided_on: string;
      title: string;
      place: string | null;
      total: string | null;
      quantity: string | null;
      unit: string | null;
      plan_due_on: string | null;
      plan_published_on: string | null;
      voted_finish: string | null;
      voted_department: string | null;
      department: string | null;
      planned_total: string | null;
      planned_quantity: string | null;
      finishes_on: string | null;
      completed_on: string | null;
      adjustment_open: boolean;
    }>`
      select project.congress_id, project.year_id, project.id, project.number, project.state,
             project.source, project.decided_on, project.plan_due_on,
             text.voted ->> 'title' as title, text.voted ->> 'place' as place,
             text.voted ->> 'totalTenThousandYuan' as total,
             text.voted ->> 'quantity' as quantity, text.voted ->> 'unit' as unit,
             (select to_char(min(first.published_at) at time zone 'Asia/Shanghai', 'YYYY-MM-DD')
                from record.project_plan first
               where first.congress_id = project.congress_id and first.project_id = project.id) as plan_published_on,
             plan.finishes_on, acceptance.completed_on, text.voted ->> 'finish' as voted_finish,
             text.voted ->> 'department' as voted_department, organisation.name as department,
             (select sum(funding.amount)::text from record.plan_funding funding
               where funding.congress_id = plan.congress_id and funding.plan_id = plan.id)
               as planned_total,
             (select trim_scale(sum(goal.quantity))::text from record.plan_goal goal
               where goal.congress_id = plan.congress_id and goal.plan_id = plan.id
              having bool_and(goal.quantity is not null and goal.unit = text.voted ->> 'unit'))
               as planned_quantity,
             exists (select from record.adjustment adjustment
                      where adjustment.congress_id = project.congress_id
                        and adjustment.project_id = project.id
                        and adjustment.state = 'requested') as adjustment_open
        from record.year join record.project project
          on project.congress_id = year.congress_id and project.year_id = year.id
        join record.project_text text
          on text.congress_id = project.congress_id and text.id = project.current_text_id
        left join record.project_plan plan
          on plan.congress_id = project.congress_id and plan.id = project.current_plan_id
        left join record.acceptance acceptance
          on acceptance.congress_id = project.congress_id and acceptance.project_id = project.id
         and acceptance.withdrawn_at is null
        left join record.organisation organisation on organisation.id = project.department_id
       where ${within(scope)} order by project.number`,
  );
}

/** Names and places of the projects of the three years before the scope, and within it. */
export function earlierRows(database: Kysely<Tables>, scope: YearScope) {
  const wider = { ...scope, fromYear: scope.fromYear - 3, toYear: scope.toYear - 1 };
  return rowsOf(
    database,
    sql<{ congress_id: string; year: number; title: string; place: string | null }>`
      select project.congress_id, year.year, text.voted ->> 'title' as title,
             text.voted ->> 'place' as place
        from record.year join record.project project
          on project.congress_id = year.congress_id and project.year_id = year.id
        join record.project_text text
          on text.congress_id = project.congress_id and text.id = project.current_text_id
       where ${within(wider)}`,
  );
}

/** Progress reports that count, by month. */
export function reportRows(database: Kysely<Tables>, scope: YearScope) {
  return rowsOf(
    database,
    sql<{
      project_id: string;
      month: string;
      percent: number;
      paid: string | null;
      quantity: string | null;
      actual_place: string | null;
      standing: string;
    }>`
      select report.project_id, to_char(report.month, 'YYYY-MM') as month, report.percent,
             report.paid::text, trim_scale(report.quantity)::text as quantity,
             report.standing, report.actual_place
        from record.year join record.project project
          on project.congress_id = year.congress_id and project.year_id = year.id
        join record.progress_report report
          on report.congress_id = project.congress_id and report.project_id = project.id
       where ${within(scope)} and not report.superseded order by report.month`,
  );
}

/** Days of the visits to projects. */
export function visitRows(database: Kysely<Tables>, scope: YearScope) {
  return rowsOf(
    database,
    sql<{ project_id: string; visited_on: string }>`
      select visit.project_id, visit.visited_on
        from record.year join record.project project
          on project.congress_id = year.congress_id and project.year_id = year.id
        join record.visit visit
          on visit.congress_id = project.congress_id and visit.project_id = project.id
       where ${within(scope)} order by visit.visited_on`,
  );
}
