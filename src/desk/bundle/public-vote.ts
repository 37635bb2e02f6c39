import { type RawBuilder, sql } from 'kysely';
import { publishedProjects } from './public-projects.ts';
import type { BundleScope, PublicTable } from './public-rows.ts';

/**
 * Announced rounds that belong to a year: those of its own meetings, and wherever they were held, tests
 * of its projects and decisions on adjusting them.
 */
export function announcedRounds(scope: BundleScope): RawBuilder<unknown> {
  const { congressId, yearId } = scope;
  const projects = publishedProjects(scope);
  const named = (table: 'satisfaction_result' | 'adjustment') => sql`select round_id
    from ${sql.table(`record.${table}`)} where congress_id = ${congressId}
      and project_id in (${projects})`;
  return sql`select round.id from record.round round
    join record.meeting meeting on meeting.congress_id = round.congress_id
      and meeting.id = round.meeting_id
    where round.congress_id = ${congressId}
      and (meeting.year_id = ${yearId}
        or round.id in (${named('satisfaction_result')} and published_at is not null)
        or round.id in (${named('adjustment')}))
      and exists (select from record.announcement announcement
        where announcement.congress_id = round.congress_id and announcement.round_id = round.id
          and announcement.published_at is not null)`;
}

/** Meetings of announced rounds, of one kind alone where it is given: what led to them is public. */
function announcedMeetings(scope: BundleScope, kind: string | null = null): RawBuilder<unknown> {
  return sql`select meeting_id from record.round where congress_id = ${scope.congressId}
    and id in (${announcedRounds(scope)}) and (${kind}::text is null or kind = ${kind})`;
}

/** Decisions on adjustments, in whichever meeting they were taken: the page of the project tells them at once. */
function decidedAdjustments({ congressId, yearId }: BundleScope): RawBuilder<unknown> {
  return sql`select adjustment.decision_id from record.adjustment adjustment
    join record.project project on project.congress_id = adjustment.congress_id
      and project.id = adjustment.project_id
    where adjustment.congress_id = ${congressId} and project.year_id = ${yearId}
      and adjustment.decided_on is not null and adjustment.decision_id is not null`;
}

/**
 * What is public of a year up to its vote: the meetings whose result was announced, their decisions by
 * numbers, the sealed lists with the versions that were voted on, and every version of the rule sheet.
 * Nothing of a roll, of attendance, of papers or of slips.
 */
export function publicVoteTables(scope: BundleScope): readonly PublicTable[] {
  const { congressId, yearId } = scope;
  const here = sql`congress_id = ${congressId}`;
  const meetings = announcedMeetings(scope);
  // A list that was sealed and not yet voted on is no part, though its meeting may have held a test.
  const listed = sql`${here} and meeting_id in (${announcedMeetings(scope, 'vote')})
    and meeting_id in (select id from record.meeting where ${here} and year_id = ${yearId})`;
  const lists = sql`select id from record.candidate_list where ${listed}`;
  const sheets = sql`select rule_sheet_id from record.meeting_rule_sheet
    where congress_id = ${congressId} and meeting_id in (${meetings})`;
  return [
    {
      name: 'years',
      words: '年度',
      table: 'record.year',
      columns: ['id', 'year'],
      where: sql`${here} and id = ${yearId}`,
      order: ['year'],
    },
    {
      name: 'meetings',
      words: '已发布公告的会议',
      table: 'record.meeting',
      columns: [
        ...['id', 'year_id', 'number', 'name', 'place', 'starts_on', 'ends_on', 'state'],
        'roll_hash',
      ],
      where: sql`${here} and id in (${meetings})`,
      order: ['starts_on', 'id'],
    },
    {
      name: 'decisions',
      words: '会议表决事项和票数',
      table: 'record.decision',
      columns: [
        ...['id', 'meeting_id', 'subject', 'subject_id', 'subject_hash', 'title', 'method'],
        ...['due', 'present', 'votes_for', 'votes_against', 'votes_abstain', 'carried'],
      ],
      where: sql`${here} and ((meeting_id in (${meetings}) and subject not in ('other', 'adjustment'))
        or id in (${decidedAdjustments(scope)}))`,
      order: ['meeting_id', 'id'],
    },
    {
      name: 'candidate-lists',
      words: '封存的候选项目名单',
      table: 'record.candidate_list',
      columns: ['id', 'meeting_id', 'list_hash', 'superseded'],
      where: listed,
      order: ['meeting_id', 'id'],
    },
    {
      name: 'candidate-list-items',
      words: '名单中的项目和版本',
      table: 'record.candidate_list_item',
      columns: ['list_id', 'number', 'candidate_version_id'],
      where: sql`${here} and list_id in (${lists})`,
      order: ['list_id', 'number'],
    },
    {
      name: 'candidate-versions',
      words: '候选项目文本的各个版本',
      table: 'record.candidate_version',
      columns: ['id', 'candidate_id', 'number', 'content', 'content_hash'],
      where: sql`${here} and candidate_id in (select version.candidate_id
        from record.candidate_version version join record.candidate_list_item item
          on item.congress_id = version.congress_id and item.candidate_version_id = version.id
        where version.congress_id = ${congressId} and item.list_id in (${lists}))`,
      order: ['candidate_id', 'number'],
    },
    {
      name: 'rule-sheets',
      words: '票决办法',
      table: 'record.rule_sheet',
      columns: ['id', 'scope', 'meeting_id', 'name', 'state', 'current_version_id'],
      where: sql`${here} and id in (${sheets})`,
      order: ['id'],
    },
    {
      name: 'rule-sheet-versions',
      words: '票决办法的各稿',
      table: 'record.rule_sheet_version',
      columns: ['id', 'rule_sheet_id', 'number', 'document', 'content_hash'],
      where: sql`${here} and rule_sheet_id in (${sheets})`,
      order: ['rule_sheet_id', 'number'],
    },
    {
      name: 'tie-decisions',
      words: '同票项目怎样确定（在场人员不公开）',
      table: 'record.tie_decision',
      columns: ['id', 'round_id', 'report_id', 'method', 'tied', 'chosen', 'reason'],
      where: sql`${here} and published_at is not null and round_id in (select id from record.round
        where ${here} and meeting_id in (${announcedMeetings(scope, 'vote')}))`,
      order: ['round_id', 'id'],
    },
    ...publicFigureTables(scope),
  ];
}

/** Figures of the procedure that were entered from elsewhere, with their source. */
function publicFigureTables({ congressId, yearId }: BundleScope): readonly PublicTable[] {
  const here = sql`congress_id = ${congressId}`;
  return [
    {
      name: 'procedure-figures',
      words: '补录的程序数据（注明来源）',
      table: 'record.procedure_figures',
      columns: [
        ...['id', 'solicitation_starts_on', 'solicitation_ends_on', 'notice_on', 'papers_on'],
        ...['deliberation_minuted', 'plan_published_on', 'source'],
      ],
      where: sql`${here} and year_id = ${yearId}`,
      order: ['id'],
    },
    {
      name: 'channel-figures',
      words: '各渠道征集建议的件数',
      table: 'record.channel_figure',
      columns: ['figures_id', 'channel', 'suggestions'],
      where: sql`${here} and figures_id in (select id from record.procedure_figures
        where congress_id = ${congressId} and year_id = ${yearId})`,
      order: ['figures_id', 'channel'],
    },
  ];
}
