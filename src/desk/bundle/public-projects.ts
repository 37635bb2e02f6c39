import { type RawBuilder, sql } from 'kysely';
import type { BundleScope, PublicTable } from './public-rows.ts';

/** Projects of the year that are published. */
export function publishedProjects({ congressId, yearId }: BundleScope): RawBuilder<unknown> {
  return sql`select id from record.project
    where congress_id = ${congressId} and year_id = ${yearId} and published_at is not null`;
}

/**
 * What is public of the projects themselves: every version of their text, published plans with goals,
 * money and milestones, published progress, acceptance, published photos, adjustments that were
 * decided. Drafts, reminders and whatever was not published stay out.
 */
export function publicProjectTables(scope: BundleScope): readonly PublicTable[] {
  const { congressId } = scope;
  const here = sql`congress_id = ${congressId}`;
  const ofProject = sql`${here} and project_id in (${publishedProjects(scope)})`;
  const published = sql`${ofProject} and published_at is not null`;
  return [
    {
      name: 'projects',
      words: '正式项目',
      table: 'record.project',
      columns: [
        ...['id', 'number', 'state', 'candidate_id', 'round_id', 'baseline_version_id'],
        ...['department_id', 'current_text_id', 'current_plan_id', 'plan_due_on', 'plate_code'],
        ...['decided_on', 'source'],
      ],
      where: sql`${here} and id in (${publishedProjects(scope)})`,
      order: ['number'],
    },
    {
      name: 'departments',
      words: '承办单位',
      table: 'record.organisation',
      columns: ['id', 'kind', 'name'],
      where: sql`id in (select department_id from record.project
        where id in (${publishedProjects(scope)}))`,
      order: ['name', 'id'],
    },
    {
      name: 'project-texts',
      words: '项目文本的各个版本，第1版是表决文本',
      table: 'record.project_text',
      columns: [
        ...['id', 'project_id', 'number', 'kind', 'voted', 'explanatory', 'content_hash'],
        ...['reason', 'adjustment_id'],
      ],
      where: ofProject,
      order: ['project_id', 'number'],
    },
    ...publicPlanTables(scope),
    {
      name: 'progress',
      words: '已公布的进度，被更正的也在',
      table: 'record.progress_report',
      columns: [
        ...['id', 'project_id', 'month', 'standing', 'percent', 'quantity', 'paid', 'note'],
        ...['superseded', 'source'],
      ],
      where: published,
      order: ['project_id', 'month', 'id'],
    },
    {
      name: 'acceptances',
      words: '完工、验收和管护单位，撤回的也在',
      table: 'record.acceptance',
      columns: [
        ...['id', 'project_id', 'completed_on', 'accepted_on', 'accepted_by', 'maintained_by'],
        ...['note', 'paper_id', 'withdrawn_at', 'withdrawn_reason'],
      ],
      where: ofProject,
      order: ['project_id', 'withdrawn_at', 'id'],
    },
    {
      name: 'photos',
      words: '已公布的照片',
      table: 'record.project_photo',
      // Neither the second nor the point on the map: whoever took it is not to be followed.
      columns: [
        ...['id', 'project_id', 'attachment_id', 'occasion', 'caption', 'place_source'],
        'place_text',
      ],
      where: published,
      order: ['project_id', 'id'],
    },
    {
      name: 'adjustments',
      words: '已决定的调整：理由、决定、公布和报告',
      table: 'record.adjustment',
      columns: [
        ...['id', 'project_id', 'kind', 'reason', 'proposed', 'requested_on', 'paper_id', 'state'],
        ...['decision_id', 'round_id', 'decided_on', 'published_where', 'reported_on'],
      ],
      // As on the page of the project: what was only asked for is not public with its reasons.
      where: sql`${ofProject} and decided_on is not null`,
      order: ['project_id', 'requested_on', 'id'],
    },
  ];
}

/** Published plans with their goals, money and milestones. */
function publicPlanTables(scope: BundleScope): readonly PublicTable[] {
  const here = sql`congress_id = ${scope.congressId}`;
  const published = sql`${here} and project_id in (${publishedProjects(scope)})
    and published_at is not null`;
  const plans = sql`select id from record.project_plan where ${published}`;
  const ofPlan = sql`${here} and plan_id in (${plans})`;
  return [
    {
      name: 'plans',
      words: '已公布的实施计划',
      table: 'record.project_plan',
      columns: [
        ...['id', 'project_id', 'number', 'department_id', 'person_in_charge', 'goal'],
        ...['safeguards', 'starts_on', 'finishes_on', 'published_at', 'published_where'],
        ...['paper_id', 'source'],
      ],
      where: published,
      order: ['project_id', 'number'],
    },
    {
      name: 'plan-goals',
      words: '年度目标',
      table: 'record.plan_goal',
      columns: ['plan_id', 'year', 'goal', 'quantity', 'unit'],
      where: ofPlan,
      order: ['plan_id', 'year'],
    },
    {
      name: 'plan-funding',
      words: '资金来源',
      table: 'record.plan_funding',
      columns: ['plan_id', 'position', 'origin', 'amount'],
      where: ofPlan,
      order: ['plan_id', 'position'],
    },
    {
      name: 'milestones',
      words: '节点',
      table: 'record.milestone',
      columns: ['id', 'plan_id', 'position', 'title', 'due_on', 'weight'],
      where: ofPlan,
      order: ['plan_id', 'position'],
    },
    {
      name: 'milestones-reached',
      words: '节点完成和撤销',
      table: 'record.milestone_reached',
      columns: ['id', 'milestone_id', 'reached_on', 'withdrawn_at', 'withdrawn_reason'],
      where: sql`${here} and milestone_id in (select id from record.milestone where ${ofPlan})`,
      order: ['milestone_id', 'reached_on', 'id'],
    },
  ];
}
