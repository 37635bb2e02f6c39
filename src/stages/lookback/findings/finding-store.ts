import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../../../database/tables.ts';
import type { RectificationState } from '../../../rules/rectification.ts';
import { listRectificationsFrom } from '../../delivery/index.ts';
import { storedEvidence } from '../stored-evidence.ts';

/** Chinese words for the grades of findings. */
export const gradeNames = {
  note: '提醒',
  problem: '一般问题',
  serious: '严重问题',
} as const;

export type Grade = keyof typeof gradeNames;

/** What the reviewed unit says of a finding, in its own words. */
export interface FindingReply {
  readonly agrees: boolean;
  readonly content: string;
  readonly repliedOn: string;
}

/** A finding (问题) with the unit's replies and where its rectification stands. */
export interface Finding {
  readonly id: string;
  readonly congressId: string;
  readonly lookbackId: string;
  readonly lookbackTitle: string;
  readonly number: number;
  readonly reviewedId: string;
  readonly reviewedName: string;
  readonly year: number | null;
  readonly projectId: string | null;
  readonly projectTitle: string | null;
  readonly area: 'procedure' | 'project';
  readonly grade: Grade;
  readonly content: string;
  readonly evidence: readonly { readonly text: string; readonly href: string | null }[];
  readonly withdrawnReason: string | null;
  /** Whether it went out with the report. */
  readonly published: boolean;
  readonly replies: readonly FindingReply[];
  /** Null where nothing was asked for yet. */
  readonly rectification: {
    readonly id: string;
    readonly number: number;
    readonly state: RectificationState;
    readonly unitName: string;
    readonly dueOn: string;
    readonly closedOn: string | null;
  } | null;
  readonly version: number;
}

const voted = z.object({ title: z.string() });

function findings(database: Kysely<Tables>) {
  return database
    .selectFrom('record.finding as finding')
    .innerJoin('record.lookback as lookback', (join) =>
      join
        .onRef('lookback.congress_id', '=', 'finding.congress_id')
        .onRef('lookback.id', '=', 'finding.lookback_id'),
    )
    .innerJoin('record.congress as reviewed', 'reviewed.congress_id', 'finding.reviewed_id')
    .leftJoin('record.project_text as text', (join) =>
      join
        .onRef('text.congress_id', '=', 'finding.reviewed_id')
        .onRef('text.project_id', '=', 'finding.project_id')
        .on('text.number', '=', 1),
    )
    .selectAll('finding')
    .select(['lookback.title as lookback_title', 'reviewed.name as reviewed_name', 'text.voted']);
}

type Row = Awaited<ReturnType<ReturnType<typeof findings>['executeTakeFirstOrThrow']>>;

/** Adds replies and rectifications to findings of whatever congress. */
async function complete(
  database: Kysely<Tables>,
  rows: readonly Row[],
): Promise<readonly Finding[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const replies = await database
    .selectFrom('record.finding_reply as reply')
    .innerJoin('record.act as act', (join) =>
      join.onRef('act.congress_id', '=', 'reply.congress_id').onRef('act.id', '=', 'reply.act_id'),
    )
    .select(['reply.finding_id', 'reply.agrees', 'reply.content', 'reply.replied_on'])
    .where('reply.finding_id', 'in', ids)
    .orderBy('act.recorded_at')
    .execute();
  const issuers = [...new Set(rows.map((row) => row.congress_id))];
  const issued = (
    await Promise.all(
      issuers.map((issuer) => listRectificationsFrom(database, issuer, 'finding', ids)),
    )
  ).flat();
  return rows.map((row) => ({
    ...{ id: row.id, congressId: row.congress_id, lookbackId: row.lookback_id },
    ...{ lookbackTitle: row.lookback_title, number: row.number, reviewedId: row.reviewed_id },
    ...{ reviewedName: row.reviewed_name, year: row.year, projectId: row.project_id },
    projectTitle: row.voted === null ? null : voted.parse(row.voted).title,
    ...{ area: row.area, grade: row.grade, content: row.content },
    evidence: storedEvidence.parse(row.evidence),
    ...{ withdrawnReason: row.withdrawn_reason, published: row.published_at !== null },
    replies: replies
      .filter((one) => one.finding_id === row.id)
      .map((one) => ({ agrees: one.agrees, content: one.content, repliedOn: one.replied_on })),
    rectification: issued.find((one) => one.originId === row.id) ?? null,
    version: row.version,
  }));
}

/** The findings of a look-back in order, those that were withdrawn too. */
export async function listFindings(
  database: Kysely<Tables>,
  congressId: string,
  lookbackId: string,
): Promise<readonly Finding[]> {
  const rows = await findings(database)
    .where('finding.congress_id', '=', congressId)
    .where('finding.lookback_id', '=', lookbackId)
    .orderBy('finding.number')
    .execute();
  return await complete(database, rows);
}

/** Everything that a congress published of its look-backs' findings, in order. */
export async function listPublishedFindings(
  database: Kysely<Tables>,
  congressId: string,
): Promise<readonly Finding[]> {
  const rows = await findings(database)
    .where('finding.congress_id', '=', congressId)
    .where('finding.published_at', 'is not', null)
    .orderBy('finding.number')
    .execute();
  return await complete(database, rows);
}

/** A finding of a look-back; null when there is none of this id. */
export async function loadFinding(
  database: Kysely<Tables>,
  of: { readonly congressId: string; readonly lookbackId: string; readonly findingId: string },
): Promise<Finding | null> {
  const rows = await findings(database)
    .where('finding.congress_id', '=', of.congressId)
    .where('finding.lookback_id', '=', of.lookbackId)
    .where('finding.id', '=', of.findingId)
    .execute();
  return (await complete(database, rows))[0] ?? null;
}

/** What was found about a congress by itself or by one above it, the newest first. */
export async function listFindingsAbout(
  database: Kysely<Tables>,
  reviewedId: string,
): Promise<readonly Finding[]> {
  const rows = await findings(database)
    .where('finding.reviewed_id', '=', reviewedId)
    .orderBy('lookback.starts_on', 'desc')
    .orderBy('finding.number')
    .execute();
  return await complete(database, rows);
}

/** What was found about one project, by whatever look-back. */
export async function listFindingsOfProject(
  database: Kysely<Tables>,
  reviewedId: string,
  projectId: string,
): Promise<readonly Finding[]> {
  const rows = await findings(database)
    .where('finding.reviewed_id', '=', reviewedId)
    .where('finding.project_id', '=', projectId)
    .orderBy('lookback.starts_on')
    .orderBy('finding.number')
    .execute();
  return await complete(database, rows);
}

/** What a finding is about, in one line. */
export function nameOfFinding(finding: Finding): string {
  const year = finding.year === null ? '' : ` ${finding.year} 年`;
  const what = finding.projectTitle === null ? '程序' : `“${finding.projectTitle}”`;
  return `${finding.reviewedName}${year}${what}`;
}

/** Whether a finding still waits for something: a problem that is not closed (销号). */
export function isOpen(finding: Finding): boolean {
  if (finding.withdrawnReason !== null || finding.grade === 'note') return false;
  return finding.rectification?.state !== 'closed';
}

/**
 * What the predecessors of a look-back left open: carried over at a change of term, from the nearest to
 * the first.
 */
export async function listCarriedOver(
  database: Kysely<Tables>,
  congressId: string,
  continuesId: string | null,
): Promise<readonly Finding[]> {
  const carried: Finding[] = [];
  const seen = new Set<string>();
  for (let id = continuesId; id !== null && !seen.has(id); ) {
    seen.add(id);
    carried.push(...(await listFindings(database, congressId, id)).filter(isOpen));
    const earlier = await database
      .selectFrom('record.lookback')
      .select('continues_id')
      .where('congress_id', '=', congressId)
      .where('id', '=', id)
      .executeTakeFirst();
    id = earlier?.continues_id ?? null;
  }
  return carried;
}
