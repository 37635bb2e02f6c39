import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import type { TestRecord } from '../../rules/indicators/year-record.ts';
import { rowsOf, within, type YearScope } from './record-rows.ts';

/** Deputies' satisfaction tests; the parts of a project are separate rows. */
export function testRows(database: Kysely<Tables>, scope: YearScope) {
  return rowsOf(
    database,
    sql<{
      project_id: string;
      tested_on: string;
      satisfied: number;
      fairly_satisfied: number;
      dissatisfied: number;
      verdict: TestRecord['verdict'];
    }>`
      select test.project_id, test.tested_on, test.satisfied, test.fairly_satisfied,
             test.dissatisfied, test.verdict
        from record.year join record.project project
          on project.congress_id = year.congress_id and project.year_id = year.id
        join record.satisfaction_result test
          on test.congress_id = project.congress_id and test.project_id = project.id
        join record.act act on act.congress_id = test.congress_id and act.id = test.act_id
       where ${within(scope)} order by test.tested_on, act.happened_at, act.recorded_at, test.part`,
  );
}

/** Opinions with their answers, each with its own deadline. */
export function opinionRows(database: Kysely<Tables>, scope: YearScope) {
  return rowsOf(
    database,
    sql<{
      year_id: string;
      id: string;
      number: number;
      project_id: string | null;
      due_on: string | null;
      state: string;
      answers: readonly { dueOn: string | null; answeredOn: string }[] | null;
      rated_by_clerk: boolean;
    }>`
      select opinion.year_id, opinion.id, opinion.number, opinion.project_id, opinion.due_on,
             opinion.state,
             (select json_agg(json_build_object('dueOn', answer.due_on, 'answeredOn', answer.answered_on)
                              order by answer.number)
                from record.opinion_answer answer
               where answer.congress_id = opinion.congress_id
                 and answer.opinion_id = opinion.id) as answers,
             exists (select from record.opinion_answer answer join record.opinion_rating rating
                 on rating.congress_id = answer.congress_id and rating.answer_id = answer.id
               where answer.congress_id = opinion.congress_id and answer.opinion_id = opinion.id
                 and rating.entered_by_clerk) as rated_by_clerk
        from record.year join record.opinion opinion
          on opinion.congress_id = year.congress_id and opinion.year_id = year.id
       where ${within(scope)} and opinion.state <> 'declined' order by opinion.number`,
  );
}

/** Rectifications that a congress owes, by the year of their project, else by the year of their issue. */
export function rectificationRows(database: Kysely<Tables>, scope: YearScope) {
  return rowsOf(
    database,
    sql<{
      unit_congress_id: string;
      issuer_id: string;
      id: string;
      number: number;
      year: number;
      due_on: string;
      state: 'issued' | 'answered' | 'reopened' | 'closed';
      last_answer_on: string | null;
    }>`
      select one.unit_congress_id, one.congress_id as issuer_id, one.id, one.number, one.due_on,
             one.state, coalesce(year.year, extract(year from one.issued_on)::int) as year,
             (select max(answer.answered_on) from record.rectification_answer answer
               where answer.issuer_id = one.congress_id
                 and answer.rectification_id = one.id) as last_answer_on
        from record.rectification one
        left join record.project project
          on project.congress_id = one.unit_congress_id and project.id = one.project_id
        left join record.year year
          on year.congress_id = project.congress_id and year.id = project.year_id
       where one.unit_congress_id = any(${scope.congressIds}::uuid[])
         and coalesce(year.year, extract(year from one.issued_on)::int)
             between ${scope.fromYear} and ${scope.toYear}
       order by one.issued_on, one.number`,
  );
}

/** Look-backs whose scope holds a project of the year. */
export function lookbackRows(database: Kysely<Tables>, scope: YearScope) {
  return rowsOf(
    database,
    sql<{ year_id: string; id: string; issuer_id: string; state: string }>`
      select distinct project.year_id, lookback.id, lookback.congress_id as issuer_id, lookback.state
        from record.year join record.project project
          on project.congress_id = year.congress_id and project.year_id = year.id
        join record.lookback_scope held
          on held.reviewed_id = project.congress_id and held.project_id = project.id
        join record.lookback lookback
          on lookback.congress_id = held.congress_id and lookback.id = held.lookback_id
       where ${within(scope)}`,
  );
}
