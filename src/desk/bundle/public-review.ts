import { type RawBuilder, sql } from 'kysely';
import { publishedProjects } from './public-projects.ts';
import type { BundleScope, PublicTable } from './public-rows.ts';

/**
 * What is public of supervision and satisfaction: what the office published of visits, opinions and
 * rectifications, verdicts of tests, the party committee's judgement, answers to indicators. Who went on a
 * visit or raised an opinion stands in `people` and is no part; what residents wrote stands in `contact`,
 * which must stay deletable, and is no part either.
 */
export function publicSupervisionTables(scope: BundleScope): readonly PublicTable[] {
  const { congressId, yearId } = scope;
  const here = sql`congress_id = ${congressId}`;
  const projects = publishedProjects(scope);
  const published = sql`${here} and project_id in (${projects}) and published_at is not null`;
  const records = sql`${here} and year_id = ${yearId} and published_at is not null
    and withdrawn_at is null`;
  return [
    {
      name: 'visits',
      words: '已公布的视察',
      table: 'record.visit',
      columns: ['id', 'project_id', 'visited_on', 'note', 'verdict', 'ask', 'place_text'],
      where: published,
      order: ['project_id', 'visited_on', 'id'],
    },
    ...publicOpinionTables(scope),
    {
      name: 'supervised-handling',
      words: '挂牌督办',
      table: 'record.supervised_handling',
      columns: [
        ...['id', 'project_id', 'reason', 'led_by', 'listed_on', 'due_on'],
        ...['first_due_on', 'extension_reason', 'lifted_on', 'lifted_reason'],
      ],
      where: published,
      order: ['project_id', 'listed_on', 'id'],
    },
    {
      name: 'key-supervision',
      words: '下一年重点督办的决定',
      table: 'record.key_supervision',
      columns: [
        ...['id', 'project_id', 'for_year', 'decision', 'reason', 'handling_id'],
        'decided_on',
      ],
      where: sql`${here} and project_id in (${projects})`,
      order: ['project_id', 'for_year'],
    },
    {
      name: 'unfinished-explanations',
      words: '没有按期完工的说明',
      table: 'record.unfinished_explanation',
      columns: ['id', 'project_id', 'content', 'meeting_id', 'reported_on', 'superseded'],
      where: sql`${here} and project_id in (${projects})`,
      order: ['project_id', 'id'],
    },
    {
      name: 'supervision-records',
      words: '专项报告、询问和审计',
      table: 'record.supervision_record',
      columns: ['id', 'kind', 'held_on', 'title', 'content', 'outcome', 'paper_id', 'source'],
      where: records,
      order: ['held_on', 'id'],
    },
    {
      name: 'entry-papers',
      words: '专项报告、询问和挂牌督办的已公布文件',
      table: 'record.entry_paper',
      columns: ['id', 'kind', 'entry_id', 'position', 'attachment_id'],
      where: sql`${here} and published_at is not null and (
        (kind = 'supervised_handling' and entry_id in
          (select id from record.supervised_handling where ${published}))
        or (kind = 'supervision_record' and entry_id in
          (select id from record.supervision_record where ${records})))`,
      order: ['kind', 'entry_id', 'position'],
    },
    ...publicVerdictTables(scope),
    {
      name: 'year-reports',
      words: '已公布的年度报告',
      table: 'record.year_report',
      columns: ['id', 'number', 'sections', 'facts', 'content_hash', 'published_at'],
      where: sql`${here} and year_id = ${yearId} and published_at is not null`,
      order: ['number'],
    },
    {
      name: 'indicator-answers',
      words: '单位对风险提示的说明',
      table: 'record.indicator_answer',
      columns: ['id', 'indicator', 'project_id', 'content', 'answered_on', 'superseded'],
      where: sql`${here} and year_id = ${yearId} and published_at is not null`,
      order: ['indicator', 'answered_on', 'id'],
    },
    {
      name: 'indicator-publications',
      words: '每一次公布的风险提示和说明',
      table: 'record.indicator_publication',
      columns: ['id', 'number', 'content', 'content_hash', 'published_at'],
      where: sql`${here} and year_id = ${yearId}`,
      order: ['number'],
    },
  ];
}

/**
 * What is public of look-backs over the year's projects, whichever congress held them: the programme with
 * its scope and every draw, published findings with the unit's own reply, and published rectifications with
 * their answers and re-checks.
 */
export function publicLookbackTables(scope: BundleScope): readonly PublicTable[] {
  const { congressId, year } = scope;
  const projects = publishedProjects(scope);
  const lookbacks = sql`select lookback.id from record.lookback lookback
    join record.lookback_scope scope on scope.congress_id = lookback.congress_id
      and scope.lookback_id = lookback.id
    where lookback.published_at is not null and scope.reviewed_id = ${congressId}
      and scope.project_id in (${projects})`;
  const findings = sql`select id from record.finding
    where reviewed_id = ${congressId} and published_at is not null
      and (project_id in (${projects}) or (project_id is null and year = ${year}))`;
  const rectifications = sql`select id from record.rectification
    where unit_congress_id = ${congressId} and published_at is not null
      and (project_id in (${projects}) or origin_id in (${findings}))`;
  const reported = sql`reviewed_id = ${congressId} and lookback_id in (
    select id from record.lookback where id in (${lookbacks}) and report_hash is not null)`;
  return [
    {
      name: 'lookbacks',
      words: '回头看方案和报告',
      table: 'record.lookback',
      columns: [
        ...[
          'congress_id',
          'id',
          'title',
          'purpose',
          'from_year',
          'to_year',
          'starts_on',
          'ends_on',
        ],
        ...['sample_size', 'strata', 'state', 'scope_hash', 'scope_published_at', 'reported_on'],
        ...['report', 'report_hash', 'continues_id', 'questions'],
      ],
      where: sql`id in (${lookbacks})`,
      order: ['starts_on', 'id'],
    },
    {
      name: 'lookback-scopes',
      words: '抽样范围',
      table: 'record.lookback_scope',
      columns: ['lookback_id', 'position', 'reviewed_id', 'project_id', 'line'],
      where: sql`lookback_id in (${lookbacks})`,
      order: ['lookback_id', 'position'],
    },
    {
      name: 'lookback-draws',
      words: '每一次抽取',
      table: 'record.lookback_draw',
      columns: [
        ...['id', 'lookback_id', 'number', 'seed_source', 'seed_due_at', 'announced_at', 'seed'],
        ...['drawn_at', 'reason', 'positions'],
      ],
      where: sql`lookback_id in (${lookbacks})`,
      order: ['lookback_id', 'number'],
    },
    ...publicCheckTables(reported, { projects, year }),
    {
      name: 'findings',
      words: '已公布的回头看发现',
      table: 'record.finding',
      columns: [
        ...['id', 'lookback_id', 'number', 'year', 'project_id', 'area', 'grade', 'content'],
        ...['evidence', 'withdrawn_reason'],
      ],
      where: sql`id in (${findings})`,
      order: ['lookback_id', 'number', 'id'],
    },
    {
      name: 'finding-replies',
      words: '被检查单位的说明',
      table: 'record.finding_reply',
      columns: ['id', 'finding_id', 'agrees', 'content', 'replied_on'],
      where: sql`finding_id in (${findings})`,
      order: ['finding_id', 'replied_on', 'id'],
    },
    ...publicRectificationTables(rectifications),
  ];
}

/**
 * What a reported look-back is made of: answers of the checklists without the checkers' own words, site
 * checks with their photo and without the maintainer's name or the place, talks with residents added up for
 * each project. Nobody who talked is in it.
 */
function publicCheckTables(
  reported: RawBuilder<unknown>,
  { projects, year }: { readonly projects: RawBuilder<unknown>; readonly year: number },
): readonly PublicTable[] {
  const ofProject = sql`${reported} and project_id in (${projects})`;
  return [
    {
      name: 'lookback-checks',
      words: '核查清单的答案：记录推算的（told）和核对的（answer）',
      table: 'record.lookback_check',
      columns: ['id', 'lookback_id', 'year', 'project_id', 'question', 'method', 'told', 'answer'],
      where: sql`${reported} and not superseded and (project_id in (${projects})
        or (project_id is null and year = ${year}))`,
      order: ['lookback_id', 'year', 'project_id', 'question', 'id'],
    },
    {
      name: 'site-checks',
      words: '现场核查和照片',
      table: 'record.site_check',
      columns: ['id', 'lookback_id', 'project_id', 'checked_on', 'works', 'maintained', 'photo_id'],
      where: sql`${ofProject} and withdrawn_at is null`,
      order: ['lookback_id', 'project_id', 'checked_on', 'id'],
    },
    {
      name: 'resident-talks',
      words: '走访群众的合计，每个项目一行',
      table: 'record.resident_talk',
      columns: [
        ...['lookback_id', 'project_id', 'residents', 'satisfied', 'fairly_satisfied'],
        'dissatisfied',
      ],
      from: sql`(select lookback_id, project_id, sum(residents)::int as residents,
          sum(satisfied)::int as satisfied, sum(fairly_satisfied)::int as fairly_satisfied,
          sum(dissatisfied)::int as dissatisfied
        from record.resident_talk where ${ofProject} and withdrawn_at is null
        group by lookback_id, project_id) as talks`,
      where: sql`true`,
      order: ['lookback_id', 'project_id'],
    },
  ];
}

/** Verdicts of the deputies' test and of the party committee, apart. */
function publicVerdictTables(scope: BundleScope): readonly PublicTable[] {
  const published = sql`congress_id = ${scope.congressId}
    and project_id in (${publishedProjects(scope)}) and published_at is not null`;
  return [
    {
      name: 'satisfaction-results',
      words: '代表满意度测评结果',
      table: 'record.satisfaction_result',
      columns: [
        ...['id', 'project_id', 'round_id', 'part', 'tested_on', 'base', 'base_count', 'satisfied'],
        ...['fairly_satisfied', 'dissatisfied', 'verdict', 'why', 'doubtful', 'source'],
      ],
      where: published,
      order: ['project_id', 'tested_on', 'id'],
    },
    {
      name: 'party-judgements',
      words: '党委评价',
      table: 'record.party_judgement',
      columns: ['id', 'project_id', 'grade', 'reason', 'judged_on', 'superseded', 'source'],
      where: published,
      order: ['project_id', 'judged_on', 'id'],
    },
  ];
}

/** Published opinions with their answers and ratings; who raised them is no part. */
function publicOpinionTables({ congressId, yearId }: BundleScope): readonly PublicTable[] {
  const here = sql`congress_id = ${congressId}`;
  const opinions = sql`select id from record.opinion
    where congress_id = ${congressId} and year_id = ${yearId} and published_at is not null`;
  const answers = sql`select id from record.opinion_answer
    where congress_id = ${congressId} and opinion_id in (${opinions})`;
  return [
    {
      name: 'opinions',
      words: '已公布的意见',
      table: 'record.opinion',
      columns: [
        ...['id', 'number', 'project_id', 'origin', 'public_content', 'department_id'],
        'handed_over_on',
        ...['due_on', 'state', 'declined_reason'],
      ],
      where: sql`${here} and id in (${opinions})`,
      order: ['number'],
    },
    {
      name: 'opinion-answers',
      words: '意见的答复',
      table: 'record.opinion_answer',
      columns: [
        ...['id', 'opinion_id', 'number', 'result', 'content', 'answered_on', 'due_on'],
        ...['entered_by_clerk', 'paper_id'],
      ],
      where: sql`${here} and id in (${answers})`,
      order: ['opinion_id', 'number'],
    },
    {
      name: 'opinion-ratings',
      words: '对答复的评价',
      table: 'record.opinion_rating',
      columns: ['answer_id', 'grade', 'reason', 'new_due_on', 'entered_by_clerk'],
      where: sql`${here} and answer_id in (${answers})`,
      order: ['answer_id'],
    },
  ];
}

/** Rectifications with what was answered and what the re-check found. */
function publicRectificationTables(rectifications: RawBuilder<unknown>): readonly PublicTable[] {
  return [
    {
      name: 'rectifications',
      words: '已公布的整改',
      table: 'record.rectification',
      columns: [
        ...['id', 'number', 'origin', 'origin_id', 'power', 'legal_basis', 'project_id'],
        ...['unit_name', 'content', 'issued_on', 'due_on', 'state', 'closed_on'],
      ],
      where: sql`id in (${rectifications})`,
      order: ['issued_on', 'id'],
    },
    {
      name: 'rectification-answers',
      words: '整改答复',
      table: 'record.rectification_answer',
      columns: [
        ...['id', 'rectification_id', 'number', 'answered_on', 'due_on'],
        ...['entered_by_clerk', 'paper_id'],
      ],
      where: sql`rectification_id in (${rectifications})`,
      order: ['rectification_id', 'number'],
    },
    {
      name: 'rectification-rechecks',
      words: '整改复查',
      table: 'record.rectification_recheck',
      columns: ['id', 'rectification_id', 'answer_id', 'checked_on', 'result', 'new_due_on'],
      where: sql`rectification_id in (${rectifications})`,
      order: ['rectification_id', 'checked_on', 'id'],
    },
    {
      // Answers and re-checks may name people: what everybody reads is their published wording.
      name: 'rectification-wordings',
      words: '整改答复和复查公布的文字',
      table: 'record.rectification_wording',
      columns: ['entry_id', 'kind', 'rectification_id', 'wording', 'published_at'],
      where: sql`rectification_id in (${rectifications}) and published_at is not null`,
      order: ['rectification_id', 'kind', 'entry_id'],
    },
  ];
}
