import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { dayInWords } from '../../../rules/days.ts';
import type { GradeCode } from '../../../rules/grades.ts';
import type { Evidence, Known } from '../../../rules/lookback/answer.ts';
import type { ProjectFacts } from '../../../rules/lookback/project-questions.ts';
import { platePath } from '../../delivery/index.ts';
import { loadYearSettings } from '../../meeting/index.ts';

/** A project of a sample, and the look-back that asks. */
export interface CheckedProject {
  readonly reviewingId: string;
  readonly lookbackId: string;
  readonly reviewedId: string;
  readonly projectId: string;
  /** The day on which the record is asked, `YYYY-MM-DD`. */
  readonly today: string;
}

interface ProjectRow {
  year_id: string;
  plate_code: string;
  plan_due_on: string | null;
  published_on: string | null;
  finishes_on: string | null;
  completed_on: string | null;
  accepted_on: string | null;
  accepted_by: string | null;
  maintained_by: string | null;
  accepted: boolean;
  total: string | null;
  changes: number;
  months_expected: number;
  months: number;
  paid: string | null;
  quarters_expected: number;
  quarters: number;
  visits: number;
  opinions: number;
  opinions_closed: number;
  opinions_overdue: number;
  verdict: GradeCode | null;
  tested_on: string | null;
  rectified: boolean;
  kept_here: boolean;
}

/**
 * One query for everything that the other stages keep of the project. Of the newest test its worst part counts,
 * and only a rectification issued since then follows it.
 */
async function loadRow(database: Kysely<Tables>, of: CheckedProject): Promise<ProjectRow | null> {
  const here = sql`one.congress_id = project.congress_id and one.project_id = project.id`;
  const { rows } = await sql<ProjectRow>`
    select project.year_id, project.plate_code, project.plan_due_on::text, project.source = 'kept here' as kept_here,
      (select min((one.published_at at time zone 'Asia/Shanghai')::date) from record.project_plan one
        where ${here})::text as published_on,
      plan.finishes_on::text, acceptance.completed_on::text, acceptance.accepted_on::text,
      acceptance.accepted_by, acceptance.maintained_by, acceptance.id is not null as accepted,
      text.voted ->> 'totalTenThousandYuan' as total,
      (select count(*) from record.adjustment one where ${here} and one.state = 'approved')::int as changes,
      span.months as months_expected, span.quarters as quarters_expected,
      (select count(distinct one.month) from record.progress_report one
        where ${here} and not one.superseded)::int as months,
      (select one.paid::text from record.progress_report one where ${here} and not one.superseded
        and one.paid is not null order by one.month desc limit 1) as paid,
      (select count(*) from record.visit one where ${here})::int as visits,
      (select count(distinct date_trunc('quarter', one.visited_on)) from record.visit one
        where ${here} and one.visited_on between project.decided_on and span.until)::int as quarters,
      (select count(*) from record.opinion one where ${here} and one.state <> 'declined')::int as opinions,
      (select count(*) from record.opinion one where ${here} and one.state = 'closed')::int as opinions_closed,
      (select count(*) from record.opinion one where ${here} and one.state in ('handed_over', 'reopened')
        and one.due_on < ${of.today}::date)::int as opinions_overdue,
      test.verdict, test.tested_on::text,
      exists (select from record.rectification one where one.unit_congress_id = project.congress_id
        and one.project_id = project.id and one.origin = 'satisfaction'
        and one.issued_on >= test.tested_on) as rectified
    from record.project project
      join record.project_text text on text.congress_id = project.congress_id
        and text.id = project.current_text_id
      left join record.project_plan plan on plan.congress_id = project.congress_id
        and plan.id = project.current_plan_id
      left join record.acceptance acceptance on acceptance.congress_id = project.congress_id
        and acceptance.project_id = project.id and acceptance.withdrawn_at is null
      left join lateral (select one.verdict, one.tested_on from record.satisfaction_result one
        where ${here} order by one.tested_on desc, array_position(
          array['dissatisfied', 'fairly_satisfied', 'satisfied'], one.verdict) limit 1) as test on true
      cross join lateral (select least(coalesce(acceptance.completed_on, plan.finishes_on,
          ${of.today}::date), ${of.today}::date) as until) as ends
      cross join lateral (select ends.until,
        greatest(0, (extract(year from ends.until) - extract(year from project.decided_on)) * 12
          + extract(month from ends.until) - extract(month from project.decided_on))::int as months,
        greatest(0, (extract(year from ends.until) - extract(year from project.decided_on)) * 4
          + extract(quarter from ends.until) - extract(quarter from project.decided_on) + 1)::int
          as quarters) as span
    where project.congress_id = ${of.reviewedId} and project.id = ${of.projectId}`.execute(
    database,
  );
  return rows[0] ?? null;
}

/** What the record knows of a project, the look-back's own site check and talks included. */
export async function loadProjectFacts(
  database: Kysely<Tables>,
  of: CheckedProject,
): Promise<ProjectFacts> {
  const row = await loadRow(database, of);
  if (row === null) throw new Error('a scope points to a project that is not there');
  const [settings, site, talks] = await Promise.all([
    loadYearSettings(database, of.reviewedId, row.year_id),
    loadSiteFact(database, of),
    loadTalkFact(database, of),
  ]);
  const page = (text: string): readonly Evidence[] => [{ text, href: platePath(row.plate_code) }];
  return {
    ...{ site, talks },
    plan:
      row.published_on === null && !row.kept_here
        ? null
        : { dueOn: row.plan_due_on, publishedOn: row.published_on, evidence: page('实施计划') },
    progress:
      row.months === 0 && (!row.kept_here || row.months_expected === 0)
        ? null
        : {
            ...{ expected: row.months_expected, reported: row.months },
            evidence: page(`进度报告 ${row.months} 份`),
          },
    visits:
      row.visits === 0 && !row.kept_here
        ? null
        : {
            ...{ quarters: row.quarters_expected, visited: row.quarters },
            evidence: page(`视察记录 ${row.visits} 次`),
          },
    money:
      row.paid === null || row.total === null || row.completed_on === null
        ? null
        : {
            ...{ paid: row.paid, total: row.total, tolerance: settings.driftTolerance },
            ...{ changes: row.changes, evidence: page('进度报告中的已支付金额和表决文本') },
          },
    ...finishFacts(row, page),
    opinions:
      row.opinions === 0
        ? null
        : {
            ...{ all: row.opinions, closed: row.opinions_closed, overdue: row.opinions_overdue },
            evidence: page(`意见 ${row.opinions} 条`),
          },
    satisfaction:
      row.verdict === null
        ? null
        : {
            ...{ verdict: row.verdict, rectified: row.rectified },
            evidence: page(`${dayInWords(row.tested_on ?? '')}满意度测评`),
          },
  };
}

function finishFacts(
  row: ProjectRow,
  page: (text: string) => readonly Evidence[],
): Pick<ProjectFacts, 'finish' | 'acceptance'> {
  const { finishes_on: dueOn, completed_on: completedOn } = row;
  return {
    finish: dueOn === null ? null : { dueOn, completedOn, evidence: page('实施计划和完工记录') },
    acceptance: row.accepted
      ? {
          ...{ acceptedOn: row.accepted_on, maintainedBy: row.maintained_by },
          evidence: page(`验收记录（${row.accepted_by ?? '未验收'}）`),
        }
      : null,
  };
}

async function loadSiteFact(database: Kysely<Tables>, of: CheckedProject) {
  const row = await database
    .selectFrom('record.site_check as check')
    .innerJoin('record.act as act', (join) =>
      join.onRef('act.congress_id', '=', 'check.congress_id').onRef('act.id', '=', 'check.act_id'),
    )
    .select(['check.works', 'check.maintained', 'check.checked_on'])
    .where('check.congress_id', '=', of.reviewingId)
    .where('check.lookback_id', '=', of.lookbackId)
    .where('check.project_id', '=', of.projectId)
    .where('check.withdrawn_at', 'is', null)
    .orderBy('check.checked_on', 'desc')
    .orderBy('act.recorded_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  const evidence = [{ text: `${dayInWords(row.checked_on)}现场核查`, href: null }];
  return { works: row.works, maintained: row.maintained, evidence };
}

async function loadTalkFact(
  database: Kysely<Tables>,
  of: CheckedProject,
): Promise<Known<{ residents: number; satisfied: number; fairly: number; dissatisfied: number }>> {
  const row = await database
    .selectFrom('record.resident_talk')
    .select((column) => [
      column.fn.sum<string | null>('residents').as('residents'),
      column.fn.sum<string>('satisfied').as('satisfied'),
      column.fn.sum<string>('fairly_satisfied').as('fairly'),
      column.fn.sum<string>('dissatisfied').as('dissatisfied'),
      column.fn.countAll<string>().as('talks'),
    ])
    .where('congress_id', '=', of.reviewingId)
    .where('lookback_id', '=', of.lookbackId)
    .where('project_id', '=', of.projectId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (row.residents === null) return null;
  return {
    ...{ residents: Number(row.residents), satisfied: Number(row.satisfied) },
    ...{ fairly: Number(row.fairly), dissatisfied: Number(row.dissatisfied) },
    evidence: [{ text: `走访 ${row.talks} 次`, href: null }],
  };
}
