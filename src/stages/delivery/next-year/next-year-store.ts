import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import type { GradeCode } from '../../../rules/grades.ts';
import {
  type ProposalReason,
  proposeSupervision,
  wasUnfinished,
  type YearEndFacts,
} from '../../../rules/next-supervision.ts';

/** Why a project was not finished in time, as the congress is told. */
export interface Explanation {
  readonly content: string;
  /** The meeting to which it was reported; null while it was not. */
  readonly meetingId: string | null;
  readonly meetingName: string | null;
  readonly reportedOn: string | null;
}

/** A project that asks for something when its year is over. */
export interface YearEnd extends YearEndFacts {
  readonly congressId: string;
  readonly projectId: string;
  readonly number: number;
  readonly title: string;
  /** Proposed for key supervision and not decided; null where nothing is proposed. */
  readonly proposal: {
    readonly forYear: number;
    readonly reasons: readonly ProposalReason[];
  } | null;
  readonly decisions: readonly {
    readonly forYear: number;
    readonly decision: 'accepted' | 'declined';
    readonly reason: string;
    readonly decidedOn: string;
  }[];
  /** It was not finished in time: an explanation is owed. */
  readonly unfinished: boolean;
  readonly explanation: Explanation | null;
}

interface Row {
  readonly congress_id: string;
  readonly id: string;
  readonly number: number;
  readonly year: number;
  readonly state: YearEndFacts['state'];
  readonly title: string;
  readonly finish: string | null;
  readonly completed_on: string | null;
  readonly verdicts: readonly GradeCode[] | null;
  readonly low_verdict_on: string | null;
  readonly listed: boolean;
  readonly decisions: YearEnd['decisions'] | null;
  readonly content: string | null;
  readonly meeting_id: string | null;
  readonly meeting_name: string | null;
  readonly reported_on: string | null;
}

/**
 * What the projects of a congress ask for when their year is over: key supervision for the next one, and an
 * explanation of what was not finished. One query; of one project when its id is given, of every congress
 * when `congressId` is null.
 */
export async function listYearEnds(
  database: Kysely<Tables>,
  congressId: string | null,
  today: string,
  projectId: string | null = null,
): Promise<readonly YearEnd[]> {
  const { rows } = await sql<Row>`
    select project.congress_id, project.id, project.number, year.year, project.state,
      text.voted ->> 'title' as title, text.voted ->> 'finish' as finish,
      acceptance.completed_on,
      (select json_agg(newest.verdict) from (
        select distinct on (coalesce(result.part, '')) result.verdict
        from record.satisfaction_result result join record.act act
          on act.congress_id = result.congress_id and act.id = result.act_id
        where result.congress_id = project.congress_id and result.project_id = project.id
        order by coalesce(result.part, ''), result.tested_on desc, act.happened_at desc,
          act.recorded_at desc) newest) as verdicts,
      (select max((act.happened_at at time zone 'Asia/Shanghai')::date)::text
        from record.satisfaction_result low join record.act act
          on act.congress_id = low.congress_id and act.id = low.act_id
        where low.congress_id = project.congress_id and low.project_id = project.id
          and low.verdict = 'dissatisfied') as low_verdict_on,
      exists (select from record.supervised_handling handling
        where handling.congress_id = project.congress_id and handling.project_id = project.id
          and handling.lifted_on is null) as listed,
      (select json_agg(json_build_object('forYear', decided.for_year,
          'decision', decided.decision, 'reason', decided.reason,
          'decidedOn', decided.decided_on) order by decided.for_year)
        from record.key_supervision decided
        where decided.congress_id = project.congress_id
          and decided.project_id = project.id) as decisions,
      told.content, told.meeting_id, meeting.name as meeting_name, told.reported_on
    from record.project project
    join record.year year on year.congress_id = project.congress_id and year.id = project.year_id
    join record.project_text text on text.congress_id = project.congress_id
      and text.id = project.current_text_id
    left join record.acceptance acceptance on acceptance.congress_id = project.congress_id
      and acceptance.project_id = project.id and acceptance.withdrawn_at is null
    left join record.unfinished_explanation told on told.congress_id = project.congress_id
      and told.project_id = project.id and not told.superseded
    left join record.meeting meeting on meeting.congress_id = told.congress_id
      and meeting.id = told.meeting_id
    where (${congressId}::uuid is null or project.congress_id = ${congressId}::uuid)
      and project.source = 'kept here'
      and (${projectId}::uuid is null or project.id = ${projectId}::uuid)
    order by project.congress_id, year.year desc, project.number`.execute(database);
  return rows.map((row) => toYearEnd(row, today));
}

function toYearEnd(row: Row, today: string): YearEnd {
  const facts = {
    ...{ year: row.year, state: row.state, votedFinish: row.finish },
    ...{ completedOn: row.completed_on, verdicts: row.verdicts ?? [] },
    lowVerdictOn: row.low_verdict_on,
  };
  const proposal = proposeSupervision(facts, today);
  const decisions = row.decisions ?? [];
  const decided = decisions.some(({ forYear }) => forYear === proposal?.forYear);
  return {
    ...facts,
    ...{
      congressId: row.congress_id,
      projectId: row.id,
      number: row.number,
      title: row.title,
      decisions,
    },
    // What is on the list of supervised handling needs no second listing.
    proposal: decided || row.listed ? null : proposal,
    unfinished: wasUnfinished(facts, today),
    explanation:
      row.content === null
        ? null
        : {
            ...{ content: row.content, meetingId: row.meeting_id },
            ...{ meetingName: row.meeting_name, reportedOn: row.reported_on },
          },
  };
}
