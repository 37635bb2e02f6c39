import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import type { Channel, OriginKind, StateWhenVoted } from '../../../rules/procedure-figures.ts';

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
    .select(['year.id', 'year.year', 'figures.source', 'figures.version'])
    .where('year.congress_id', '=', congressId)
    .orderBy('year.year', 'desc')
    .execute();
  return rows.map(({ id, year, source, version }) => ({ id, year, source, version }));
}
