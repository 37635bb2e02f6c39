import { type Kysely, type Selectable, sql, type Updateable } from 'kysely';
import type { LookbackDrawTable, LookbackTable } from '../../database/tables/review.ts';
import type { Tables } from '../../database/tables.ts';
import type { ChosenQuestions } from '../../rules/lookback/chosen-questions.ts';
import { type Strata, surelyDrawn } from '../../rules/lookback/draw.ts';
import type { Act } from '../../trail/perform-act.ts';
import { storedQuestions } from './stored-questions.ts';

/** Where a look-back stands. */
export type LookbackState = 'draft' | 'scope_published' | 'drawn' | 'reported' | 'closed';

/** Chinese words for the states, as every page writes them. */
export const lookbackStateNames: Readonly<Record<LookbackState, string>> = {
  draft: '起草方案',
  scope_published: '范围已公布，待抽样',
  drawn: '核查和整改',
  reported: '已出报告，跟踪整改',
  closed: '已结束',
};

/** A programme of a look-back. */
export interface Lookback {
  readonly id: string;
  readonly congressId: string;
  readonly title: string;
  readonly purpose: string;
  readonly reviewedIds: readonly string[];
  readonly fromYear: number;
  readonly toYear: number;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly perStratum: number;
  readonly strata: Strata;
  readonly state: LookbackState;
  readonly scopeHash: string | null;
  readonly scopePublishedAt: Date | null;
  readonly reportHash: string | null;
  readonly reportedOn: string | null;
  readonly continuesId: string | null;
  /** What it asks beside its template and what it leaves out; frozen with the scope. */
  readonly questions: ChosenQuestions;
  readonly version: number;
}

function toLookback(row: Selectable<LookbackTable>): Lookback {
  return {
    ...{ id: row.id, congressId: row.congress_id, title: row.title, purpose: row.purpose },
    ...{ reviewedIds: row.reviewed_ids, fromYear: row.from_year, toYear: row.to_year },
    ...{ startsOn: row.starts_on, endsOn: row.ends_on, perStratum: row.sample_size },
    ...{ strata: row.strata, state: row.state, scopeHash: row.scope_hash },
    ...{ scopePublishedAt: row.scope_published_at, reportHash: row.report_hash },
    ...{ reportedOn: row.reported_on, continuesId: row.continues_id, version: row.version },
    questions: storedQuestions.parse(row.questions),
  };
}

/** A programme of a congress; null when there is none of this id. */
export async function loadLookback(
  database: Kysely<Tables>,
  congressId: string,
  lookbackId: string,
): Promise<Lookback | null> {
  const row = await database
    .selectFrom('record.lookback')
    .selectAll()
    .where('congress_id', '=', congressId)
    .where('id', '=', lookbackId)
    .executeTakeFirst();
  return row === undefined ? null : toLookback(row);
}

/** The programmes of a congress, the newest first. */
export async function listLookbacks(
  database: Kysely<Tables>,
  congressId: string,
): Promise<readonly Lookback[]> {
  const rows = await database
    .selectFrom('record.lookback')
    .selectAll()
    .where('congress_id', '=', congressId)
    .orderBy('starts_on', 'desc')
    .orderBy('title')
    .execute();
  return rows.map(toLookback);
}

/**
 * Moves a programme on, if nobody was faster: false when its version is not the given one any more.
 */
export async function moveLookback(
  act: Act,
  lookback: Lookback,
  change: Updateable<LookbackTable>,
): Promise<boolean> {
  const moved = await act.transaction
    .updateTable('record.lookback')
    .set({ ...change, version: lookback.version + 1 })
    .where('congress_id', '=', act.congressId)
    .where('id', '=', lookback.id)
    .where('version', '=', lookback.version)
    .executeTakeFirst();
  return moved.numUpdatedRows === 1n;
}

/** A project of a published scope. */
export interface ScopeEntry {
  readonly position: number;
  readonly reviewedId: string;
  readonly reviewedName: string;
  readonly projectId: string;
  readonly year: number;
  readonly number: number;
  readonly title: string;
  readonly line: string;
}

/** The published scope of a programme, in its order; empty before the publication. */
export async function loadScope(
  database: Kysely<Tables>,
  congressId: string,
  lookbackId: string,
): Promise<readonly ScopeEntry[]> {
  const rows = await database
    .selectFrom('record.lookback_scope')
    .selectAll()
    .where('congress_id', '=', congressId)
    .where('lookback_id', '=', lookbackId)
    .orderBy('position')
    .execute();
  return rows.map((row) => {
    const [, year = '', number = '', , name = '', title = ''] = row.line.split('\t');
    return {
      ...{ position: row.position, reviewedId: row.reviewed_id, projectId: row.project_id },
      ...{ year: Number(year), number: Number(number), reviewedName: name, title, line: row.line },
    };
  });
}

/** A draw, announced and perhaps made. */
export interface DrawRecord {
  readonly id: string;
  readonly number: number;
  readonly seedSource: string;
  readonly seedDueAt: Date;
  readonly announcedAt: Date;
  readonly reason: string | null;
  /** Null until the seed is entered. */
  readonly made: {
    readonly seed: string;
    readonly drawnAt: Date;
    readonly witnesses: readonly string[];
    readonly positions: readonly number[];
  } | null;
}

function toDraw(row: Selectable<LookbackDrawTable>): DrawRecord {
  const { seed, drawn_at: drawnAt, witnesses, positions } = row;
  const complete = seed !== null && drawnAt !== null && witnesses !== null && positions !== null;
  return {
    ...{ id: row.id, number: row.number, seedSource: row.seed_source, reason: row.reason },
    ...{ seedDueAt: row.seed_due_at, announcedAt: row.announced_at },
    made: complete ? { seed, drawnAt, witnesses, positions } : null,
  };
}

/** Every draw of a programme in order; the last one that was made counts. */
export async function listDraws(
  database: Kysely<Tables>,
  congressId: string,
  lookbackId: string,
): Promise<readonly DrawRecord[]> {
  const rows = await database
    .selectFrom('record.lookback_draw')
    .selectAll()
    .where('congress_id', '=', congressId)
    .where('lookback_id', '=', lookbackId)
    .orderBy('number')
    .execute();
  return rows.map(toDraw);
}

/** The sample that counts: the projects of the last draw that was made, in the order of the draw. */
export function sampleOf(
  scope: readonly ScopeEntry[],
  draws: readonly DrawRecord[],
): readonly ScopeEntry[] {
  const positions = draws.findLast((one) => one.made !== null)?.made?.positions ?? [];
  return positions.flatMap((position) => scope.find((one) => one.position === position) ?? []);
}

/** Every project that any draw of a look-back took, in the order of the scope; no draw is taken away. */
export function everDrawn(
  scope: readonly ScopeEntry[],
  draws: readonly DrawRecord[],
): readonly ScopeEntry[] {
  return scope.filter((one) => draws.some(({ made }) => made?.positions.includes(one.position)));
}

/** Whether another draw is announced after one that was made, and its seed is not there yet. */
export function isRedrawPending(draws: readonly DrawRecord[]): boolean {
  return draws.at(-1)?.made === null && draws.some((one) => one.made !== null);
}

/**
 * Whether a project of the sample may be checked now: while a redraw waits for its seed, only one that every
 * seed draws.
 */
export function mayBeChecked(
  lookback: Pick<Lookback, 'perStratum' | 'strata'>,
  scope: readonly ScopeEntry[],
  draws: readonly DrawRecord[],
  entry: ScopeEntry,
): boolean {
  if (!isRedrawPending(draws)) return true;
  const { perStratum, strata } = lookback;
  const lines = scope.map((one) => one.line);
  return surelyDrawn({ lines, perStratum, strata }).includes(entry.position);
}

/** The sample that counts of a look-back; empty before its first draw. */
export async function loadSample(
  database: Kysely<Tables>,
  congressId: string,
  lookbackId: string,
): Promise<readonly ScopeEntry[]> {
  const scope = await loadScope(database, congressId, lookbackId);
  return sampleOf(scope, await listDraws(database, congressId, lookbackId));
}

/** The years that the drawn projects belong to. */
export function sampledYears(sample: readonly ScopeEntry[]): readonly ScopeEntry[] {
  const first = (one: ScopeEntry) =>
    sample.find((other) => other.reviewedId === one.reviewedId && other.year === one.year);
  return sample.filter((one) => first(one) === one).sort((a, b) => a.position - b.position);
}

/** A congress that may be reviewed: the reviewing one itself, or one below it. */
export interface ReviewedCongress {
  readonly id: string;
  readonly name: string;
  readonly kind: 'city' | 'county' | 'township' | 'street';
}

/** The congress itself and every one below it, by level and name. */
export async function listReviewable(
  database: Kysely<Tables>,
  congressId: string,
): Promise<readonly ReviewedCongress[]> {
  const { rows } = await sql<ReviewedCongress>`
    with recursive down as (
      select congress_id, name, kind, 0 as depth from record.congress
        where congress_id = ${congressId}
      union all
      select below.congress_id, below.name, below.kind, depth + 1
        from record.congress below join down on below.parent_id = down.congress_id
    ) select congress_id as id, name, kind from down where kind <> 'installation'
      order by depth, name`.execute(database);
  return rows;
}
