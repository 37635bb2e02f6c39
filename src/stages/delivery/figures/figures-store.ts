import type { Kysely } from 'kysely';
import type {
  CandidateOriginTable,
  ChannelFigureTable,
} from '../../../database/tables/delivery.ts';
import type { Tables } from '../../../database/tables.ts';

/** A way by which suggestions came in. */
export type Channel = ChannelFigureTable['channel'];

/** Chinese words for the channels, in the order in which pages show them. */
export const channels = [
  ['online', '网络'],
  ['phone', '电话'],
  ['post', '信件'],
  ['in_person', '来访'],
  ['deputies', '代表提出'],
  ['station', '代表联络站'],
  ['gathering', '座谈走访'],
  ['departments', '部门提出'],
  ['other', '其他'],
] as const satisfies readonly (readonly [Channel, string])[];

/** Where a candidate came from. */
export type OriginKind = CandidateOriginTable['kind'];

/** Whether a candidate was begun when it was voted on; `unknown` is "no data". */
export type StateWhenVoted = 'unknown' | 'not_started' | 'started' | 'finished';

/** Chinese words for the origins. */
export const originKinds = [
  ['residents', '群众'],
  ['deputies', '代表'],
  ['government', '政府'],
  ['departments', '部门'],
  ['assigned', '上级交办'],
] as const satisfies readonly (readonly [OriginKind, string])[];

/** Chinese words for it. */
export const statesWhenVoted = [
  ['unknown', '不清楚'],
  ['not_started', '未开工'],
  ['started', '已开工'],
  ['finished', '已完工'],
] as const satisfies readonly (readonly [StateWhenVoted, string])[];

/** Figures of the procedure of a year that were entered or imported, with their source. */
export interface ProcedureFigures {
  readonly id: string;
  readonly solicitationStartsOn: string | null;
  readonly solicitationEndsOn: string | null;
  readonly noticeOn: string | null;
  readonly papersOn: string | null;
  readonly deliberationMinuted: boolean | null;
  readonly planPublishedOn: string | null;
  readonly source: string;
  readonly version: number;
  readonly channels: ReadonlyMap<Channel, number>;
}

/** The entered figures of a year; null where there are none, which is "no data". */
export async function loadFigures(
  database: Kysely<Tables>,
  congressId: string,
  yearId: string,
): Promise<ProcedureFigures | null> {
  const row = await database
    .selectFrom('record.procedure_figures')
    .selectAll()
    .where('congress_id', '=', congressId)
    .where('year_id', '=', yearId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const counts = await database
    .selectFrom('record.channel_figure')
    .select(['channel', 'suggestions'])
    .where('congress_id', '=', congressId)
    .where('figures_id', '=', row.id)
    .execute();
  return {
    ...{ id: row.id, solicitationStartsOn: row.solicitation_starts_on },
    ...{ solicitationEndsOn: row.solicitation_ends_on, noticeOn: row.notice_on },
    ...{ papersOn: row.papers_on, deliberationMinuted: row.deliberation_minuted },
    ...{ planPublishedOn: row.plan_published_on, source: row.source, version: row.version },
    channels: new Map(counts.map((one) => [one.channel, one.suggestions])),
  };
}

/** The origins of one candidate, as they were entered. */
export interface CandidateOrigins {
  readonly kinds: readonly OriginKind[];
  readonly suggestions: number | null;
  readonly stateWhenVoted: StateWhenVoted;
  readonly source: string;
}

/** The entered origins of the candidates of a year, by candidate id. */
export async function loadOrigins(
  database: Kysely<Tables>,
  congressId: string,
  yearId: string,
): Promise<ReadonlyMap<string, CandidateOrigins>> {
  const rows = await database
    .selectFrom('record.candidate_origin as origin')
    .innerJoin('record.candidate as candidate', (join) =>
      join
        .onRef('candidate.congress_id', '=', 'origin.congress_id')
        .onRef('candidate.id', '=', 'origin.candidate_id'),
    )
    .selectAll('origin')
    .where('origin.congress_id', '=', congressId)
    .where('candidate.year_id', '=', yearId)
    .execute();
  const found = new Map<string, CandidateOrigins>();
  for (const row of rows) {
    const before = found.get(row.candidate_id);
    found.set(row.candidate_id, {
      kinds: [...(before?.kinds ?? []), row.kind],
      suggestions: row.suggestions,
      stateWhenVoted: row.state_when_voted,
      source: row.source,
    });
  }
  return found;
}

/** The project years of a congress, the newest first, with what was entered of each. */
export async function listFigureYears(database: Kysely<Tables>, congressId: string) {
  const rows = await database
    .selectFrom('record.year as year')
    .leftJoin('record.procedure_figures as figures', (join) =>
      join
        .onRef('figures.congress_id', '=', 'year.congress_id')
        .onRef('figures.year_id', '=', 'year.id'),
    )
    .select(['year.id', 'year.year', 'figures.source'])
    .where('year.congress_id', '=', congressId)
    .orderBy('year.year', 'desc')
    .execute();
  return rows.map((row) => ({ id: row.id, year: row.year, source: row.source }));
}
