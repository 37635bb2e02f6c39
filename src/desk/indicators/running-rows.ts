import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import type { RunningRound } from '../../rules/indicators/year-record.ts';
import { rowsOf, within, type YearScope } from './record-rows.ts';

/**
 * Rounds that are being held or counted now: a vote in the year of its meeting, a test and a decision in the
 * years of the projects that they are about.
 */
export function runningRows(database: Kysely<Tables>, scope: YearScope) {
  return rowsOf(
    database,
    sql<{ year_id: string; id: string; meeting_id: string } & RunningRound>`
      select distinct year.id as year_id, round.id, round.meeting_id, round.kind, round.title,
             round.state, round.number
        from record.round round
        join record.meeting meeting
          on meeting.congress_id = round.congress_id and meeting.id = round.meeting_id
        left join record.round_item item
          on item.congress_id = round.congress_id and item.round_id = round.id
        left join record.project project
          on project.congress_id = item.congress_id and project.id = item.project_id
        join record.year year on year.congress_id = round.congress_id
         and year.id = coalesce(project.year_id, meeting.year_id)
       where ${within(scope)} and round.congress_id = any(${scope.congressIds}::uuid[])
         and round.state in ('open', 'interrupted', 'closed', 'counted', 'certified', 'reopened',
                             'recounted')
       order by round.number desc`,
  );
}
