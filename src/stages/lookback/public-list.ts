import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import type { RectificationState } from '../../rules/rectification.ts';
import { type Finding, isOpen, listPublishedFindings } from './findings/finding-store.ts';
import { type Lookback, listLookbacks, lookbackStateNames } from './lookback-store.ts';
import { reportContent } from './report/report-content.ts';

/** A published programme in a public list, with what came of it so far. */
export interface PublicLookback {
  readonly id: string;
  readonly congressId: string;
  readonly title: string;
  readonly purpose: string;
  readonly state: Lookback['state'];
  readonly stateName: string;
  readonly fromYear: number;
  readonly toYear: number;
  readonly startsOn: string;
  readonly scopeHash: string;
  readonly scopeSize: number;
  /** Projects of the draw that counts; null before it is made. */
  readonly drawn: number | null;
  /** Draws that were announced; more than one is a redraw. */
  readonly draws: number;
  /** Null before the report is out. */
  readonly outcome: {
    readonly reportedOn: string;
    readonly conclusion: string;
    readonly findings: number;
    readonly replied: number;
    readonly rectifications: Readonly<Record<RectificationState, number>>;
    /** Problems that wait for closing (销号). */
    readonly open: number;
  } | null;
}

function countStates(findings: readonly Finding[]): Record<RectificationState, number> {
  const counts = { issued: 0, answered: 0, reopened: 0, closed: 0 };
  for (const { rectification } of findings) {
    if (rectification !== null) counts[rectification.state] += 1;
  }
  return counts;
}

function outcomeOf(
  lookback: Lookback,
  report: unknown,
  findings: readonly Finding[],
): PublicLookback['outcome'] {
  if (lookback.reportedOn === null || report === null || report === undefined) return null;
  const standing = findings.filter(
    (one) => one.lookbackId === lookback.id && one.withdrawnReason === null,
  );
  return {
    reportedOn: lookback.reportedOn,
    conclusion: reportContent.parse(report).conclusion,
    findings: standing.length,
    replied: standing.filter(({ replies }) => replies.length > 0).length,
    rectifications: countStates(standing),
    open: standing.filter(isOpen).length,
  };
}

/** Size of the scope and number of projects drawn last, for all look-backs of a congress at once. */
async function sizesOf(database: Kysely<Tables>, congressId: string) {
  const { rows } = await sql<{
    id: string;
    size: number;
    draws: number;
    drawn: number | null;
    report: unknown;
  }>`
    select lookback.id, lookback.report,
           (select count(*)::int from record.lookback_scope scope
             where scope.congress_id = lookback.congress_id
               and scope.lookback_id = lookback.id) as size,
           (select count(*)::int from record.lookback_draw draw
             where draw.congress_id = lookback.congress_id
               and draw.lookback_id = lookback.id) as draws,
           (select cardinality(draw.positions) from record.lookback_draw draw
             where draw.congress_id = lookback.congress_id and draw.lookback_id = lookback.id
               and draw.positions is not null
             order by draw.number desc limit 1) as drawn
      from record.lookback lookback
     where lookback.congress_id = ${congressId}`.execute(database);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The programmes of a congress whose scope is public, the newest first. */
export async function listPublicLookbacks(
  database: Kysely<Tables>,
  congressId: string,
): Promise<readonly PublicLookback[]> {
  const [lookbacks, sizes, findings] = await Promise.all([
    listLookbacks(database, congressId),
    sizesOf(database, congressId),
    listPublishedFindings(database, congressId),
  ]);
  return lookbacks.flatMap((lookback) => {
    const { scopeHash } = lookback;
    const size = sizes.get(lookback.id);
    if (scopeHash === null || size === undefined) return [];
    return [
      {
        ...{ id: lookback.id, congressId, title: lookback.title, purpose: lookback.purpose },
        ...{ state: lookback.state, stateName: lookbackStateNames[lookback.state] },
        ...{ fromYear: lookback.fromYear, toYear: lookback.toYear, startsOn: lookback.startsOn },
        ...{ scopeHash, scopeSize: size.size, drawn: size.drawn, draws: size.draws },
        outcome: outcomeOf(lookback, size.report, findings),
      },
    ];
  });
}

/** A published look-back of a congress above over this one. */
export interface LookbackFromAbove {
  readonly id: string;
  readonly congressId: string;
  readonly congressName: string;
  readonly title: string;
  readonly stateName: string;
}

/** Published look-backs that others hold over a congress, the newest first. */
export async function listLookbacksFromAbove(
  database: Kysely<Tables>,
  reviewedId: string,
): Promise<readonly LookbackFromAbove[]> {
  const rows = await database
    .selectFrom('record.lookback as lookback')
    .innerJoin('record.congress as congress', 'congress.congress_id', 'lookback.congress_id')
    .select(['lookback.id', 'lookback.congress_id', 'lookback.title', 'lookback.state'])
    .select('congress.name')
    .where('lookback.scope_hash', 'is not', null)
    .where('lookback.congress_id', '<>', reviewedId)
    .where(sql<boolean>`${reviewedId}::uuid = any(lookback.reviewed_ids)`)
    .orderBy('lookback.starts_on', 'desc')
    .orderBy('lookback.title')
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, congressId: row.congress_id, congressName: row.name, title: row.title },
    stateName: lookbackStateNames[row.state],
  }));
}
