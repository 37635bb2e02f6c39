import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { dayInWords, daysBetween } from '../../../rules/days.ts';
import type { ProcedureFacts } from '../../../rules/lookback/procedure-questions.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { loadYearThresholds } from '../../meeting/index.ts';

interface YearOf {
  readonly congressId: string;
  readonly yearId: string;
}

/**
 * What the record knows of the procedure of a year, with its evidence. Links lead to public pages only: who
 * reviews a congress need not work there. Everything is unknown for a year that the record does not have.
 */
export async function loadProcedureFacts(
  database: Kysely<Tables>,
  congressId: string,
  year: number,
): Promise<ProcedureFacts> {
  const found = await database
    .selectFrom('record.year')
    .select('id')
    .where('congress_id', '=', congressId)
    .where('year', '=', year)
    .executeTakeFirst();
  const of = { congressId, yearId: found?.id ?? congressId };
  const [limits, figures, round, decisions, origins, plans] = await Promise.all([
    loadYearThresholds(database, congressId, of.yearId),
    loadFigures(database, of),
    loadRoundFacts(database, of),
    loadMeetingFacts(database, of),
    loadOrigins(database, of),
    loadPlans(database, of),
  ]);
  const { startsOn } = decisions;
  const papersOn = figures?.papers_on ?? null;
  return {
    limits,
    ...solicitationOf(figures),
    papers:
      papersOn === null || startsOn === null
        ? null
        : {
            daysAhead: daysBetween(papersOn, startsOn),
            evidence: [{ text: `材料 ${papersOn} 送达，会议 ${startsOn} 开始`, href: null }],
          },
    deliberation: decisions.deliberation ?? deliberationOf(figures),
    ...{ origins, plans, ruleSheet: decisions.ruleSheet, ...round },
  };
}

async function loadFigures(database: Kysely<Tables>, of: YearOf) {
  const row = await database
    .selectFrom('record.procedure_figures as figures')
    .select(['figures.solicitation_starts_on', 'figures.solicitation_ends_on'])
    .select(['figures.papers_on', 'figures.deliberation_minuted', 'figures.source'])
    .select((column) =>
      column
        .selectFrom('record.channel_figure as channel')
        .select((inner) => inner.fn.sum<string>('channel.suggestions').as('all'))
        .whereRef('channel.congress_id', '=', 'figures.congress_id')
        .whereRef('channel.figures_id', '=', 'figures.id')
        .as('suggestions'),
    )
    .where('figures.congress_id', '=', of.congressId)
    .where('figures.year_id', '=', of.yearId)
    .executeTakeFirst();
  return row ?? null;
}

type Figures = Awaited<ReturnType<typeof loadFigures>>;

function solicitationOf(figures: Figures): Pick<ProcedureFacts, 'solicitation'> {
  const { solicitation_starts_on: from = null, solicitation_ends_on: to = null } = figures ?? {};
  if (figures === null || from === null || to === null) return { solicitation: null };
  return {
    solicitation: {
      days: daysBetween(from, to) + 1,
      suggestions: figures.suggestions === null ? null : Number(figures.suggestions),
      evidence: [{ text: `征集 ${from} 至 ${to}（来源：${figures.source}）`, href: null }],
    },
  };
}

function deliberationOf(figures: Figures): ProcedureFacts['deliberation'] {
  const minuted = figures?.deliberation_minuted ?? null;
  if (figures === null || minuted === null) return null;
  return { minuted, evidence: [{ text: `登记的数据（来源：${figures.source}）`, href: null }] };
}

/** The first round of the year that was declared: later rounds vote on what it left open. */
async function loadRoundFacts(database: Kysely<Tables>, of: YearOf) {
  const row = await database
    .selectFrom('record.round as round')
    .innerJoin('record.meeting as meeting', (join) =>
      join
        .onRef('meeting.congress_id', '=', 'round.congress_id')
        .onRef('meeting.id', '=', 'round.meeting_id'),
    )
    .leftJoin('record.announcement as announcement', (join) =>
      join
        .onRef('announcement.congress_id', '=', 'round.congress_id')
        .onRef('announcement.round_id', '=', 'round.id')
        .on('announcement.kind', '=', 'announcement'),
    )
    .select(['round.id', 'round.title', 'round.places', 'round.due', 'round.present'])
    .select(['announcement.number', 'announcement.dated'])
    .select((column) => [
      column
        .selectFrom('record.round_item as item')
        .select((inner) => inner.fn.countAll<string>().as('all'))
        .whereRef('item.congress_id', '=', 'round.congress_id')
        .whereRef('item.round_id', '=', 'round.id')
        .as('candidates'),
      column
        .selectFrom('record.declaration as declaration')
        .innerJoin('record.act as act', (join) =>
          join
            .onRef('act.congress_id', '=', 'declaration.congress_id')
            .onRef('act.id', '=', 'declaration.act_id'),
        )
        .select((inner) => inner.fn.min('act.happened_at').as('at'))
        .whereRef('declaration.congress_id', '=', 'round.congress_id')
        .whereRef('declaration.round_id', '=', 'round.id')
        .as('declared_at'),
      column
        .selectFrom('record.count_report as report')
        .select(sql<boolean>`bool_or(report.state = 'signed')`.as('signed'))
        .whereRef('report.congress_id', '=', 'round.congress_id')
        .whereRef('report.round_id', '=', 'round.id')
        .as('signed'),
    ])
    .where('round.congress_id', '=', of.congressId)
    .where('meeting.year_id', '=', of.yearId)
    .where('round.kind', '=', 'vote')
    .where('round.parent_id', 'is', null)
    .where('round.state', 'in', ['declared', 'announced', 'recounted'])
    .orderBy('meeting.starts_on')
    .orderBy('round.number')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return { surplus: null, quorum: null, report: null, announcement: null };
  return roundFacts(of.congressId, row);
}

function roundFacts(
  congressId: string,
  row: {
    readonly id: string;
    readonly title: string;
    readonly places: number;
    readonly due: number | null;
    readonly present: number | null;
    readonly number: string | null;
    readonly dated: string | null;
    readonly candidates: string | null;
    readonly declared_at: Date | null;
    readonly signed: boolean | null;
  },
): Pick<ProcedureFacts, 'surplus' | 'quorum' | 'report' | 'announcement'> {
  const { due, present, dated, signed } = row;
  const href = dated === null ? null : `/p/${congressId}/r/${row.id}`;
  const result = { text: `票决结果：${row.title}`, href };
  const declaredOn = row.declared_at === null ? null : chinaDate(row.declared_at);
  return {
    surplus: { candidates: Number(row.candidates), places: row.places, evidence: [result] },
    quorum: due === null || present === null ? null : { due, present, evidence: [result] },
    report: signed === null ? null : { signed, evidence: [result] },
    announcement:
      dated === null || declaredOn === null
        ? null
        : {
            days: Math.max(0, daysBetween(declaredOn, dated)),
            evidence: [
              {
                text: `公告 ${row.number ?? ''}（${dayInWords(dated)}），${dayInWords(declaredOn)}宣布`,
                href,
              },
            ],
          },
  };
}

/** What the meeting of the year says of deliberation and of its rule sheet. */
async function loadMeetingFacts(database: Kysely<Tables>, of: YearOf) {
  const { rows } = await sql<{
    starts_on: string;
    name: string;
    adopted: boolean | null;
    deliberated: boolean | null;
  }>`
    select meeting.starts_on::text as starts_on, meeting.name,
      (select sheet.adopted_decision_id is not null or chosen.confirmed_decision_id is not null
        from record.meeting_rule_sheet chosen join record.rule_sheet sheet
          on sheet.congress_id = chosen.congress_id and sheet.id = chosen.rule_sheet_id
        where chosen.congress_id = meeting.congress_id and chosen.meeting_id = meeting.id) as adopted,
      (select bool_or(item.done_at is not null) from record.agenda_item item
        join record.sitting sitting on sitting.congress_id = item.congress_id
          and sitting.id = item.sitting_id
        where item.congress_id = meeting.congress_id and sitting.meeting_id = meeting.id
          and item.kind = 'deliberation') as deliberated
    from record.meeting meeting
    where meeting.congress_id = ${of.congressId} and meeting.year_id = ${of.yearId}
      and exists (select from record.round where round.congress_id = meeting.congress_id
        and round.meeting_id = meeting.id and round.kind = 'vote')
    order by meeting.starts_on limit 1`.execute(database);
  const [row] = rows;
  if (row === undefined) return { startsOn: null, ruleSheet: null, deliberation: null };
  const evidence = [{ text: row.name, href: null }];
  return {
    startsOn: row.starts_on,
    ruleSheet: row.adopted === null ? null : { adopted: row.adopted, evidence },
    deliberation: row.deliberated === null ? null : { minuted: row.deliberated, evidence },
  };
}

async function loadOrigins(
  database: Kysely<Tables>,
  of: YearOf,
): Promise<ProcedureFacts['origins']> {
  const { rows } = await sql<{ candidates: number; known: number; traced: number }>`
    select count(*)::int as candidates,
      count(*) filter (where exists (select from record.candidate_origin origin
        where origin.congress_id = candidate.congress_id
          and origin.candidate_id = candidate.id))::int as known,
      count(*) filter (where exists (select from record.candidate_origin origin
        where origin.congress_id = candidate.congress_id and origin.candidate_id = candidate.id
          and origin.kind in ('residents', 'deputies')))::int as traced
    from record.candidate candidate
    where candidate.congress_id = ${of.congressId} and candidate.year_id = ${of.yearId}
      and candidate.state <> 'withdrawn'`.execute(database);
  const [row] = rows;
  if (row === undefined || row.known === 0) return null;
  const text = `${row.known} 个候选项目登记了来源`;
  return { candidates: row.candidates, traced: row.traced, evidence: [{ text, href: null }] };
}

async function loadPlans(database: Kysely<Tables>, of: YearOf): Promise<ProcedureFacts['plans']> {
  const { rows } = await sql<{ projects: number; published: number; on_time: number }>`
    select count(*)::int as projects, count(first_on)::int as published,
      (count(*) filter (where first_on <= coalesce(plan_due_on, first_on)))::int as on_time
    from (select project.plan_due_on, (select min((plan.published_at at time zone 'Asia/Shanghai')::date)
        from record.project_plan plan where plan.congress_id = project.congress_id
          and plan.project_id = project.id) as first_on
      from record.project project where project.congress_id = ${of.congressId}
        and project.year_id = ${of.yearId} and project.source = 'kept here') as counted`.execute(
    database,
  );
  const [row] = rows;
  if (row === undefined || row.projects === 0) return null;
  return {
    ...{ projects: row.projects, onTime: row.on_time, late: row.published - row.on_time },
    evidence: [{ text: `${row.projects} 个项目的实施计划`, href: null }],
  };
}
