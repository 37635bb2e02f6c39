import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { listRoles } from '../../people/index.ts';
import { type ReportContent, reportContent } from './report-content.ts';
import type { Signer } from './signers.ts';

/** A signature as it stands on a report. */
export interface Signature {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly role: Signer['role'];
  readonly way: 'code' | 'hand' | 'refused' | 'absent';
  readonly reason: string | null;
  readonly scanId: string | null;
  readonly confirmed: boolean;
  readonly happenedAt: Date;
}

/** One count report; an earlier one never changes, a new one stands beside it. */
export interface Report {
  readonly id: string;
  readonly roundId: string;
  /** The counting that it reports, null for a report imported from elsewhere. */
  readonly countingId: string | null;
  readonly number: number;
  readonly kind: 'first' | 'reopened' | 'recount';
  readonly content: ReportContent;
  readonly hash: string;
  readonly state: 'unsigned' | 'signed' | 'fallen';
  readonly madeAt: Date;
  readonly version: number;
  readonly signatures: readonly Signature[];
}

/** All reports of a round, the first one first. */
export async function listReports(
  database: Kysely<Tables>,
  congressId: string,
  roundId: string,
): Promise<readonly Report[]> {
  const rows = await database
    .selectFrom('record.count_report as report')
    .innerJoin('record.act as act', (join) =>
      join
        .onRef('act.congress_id', '=', 'report.congress_id')
        .onRef('act.id', '=', 'report.act_id'),
    )
    .selectAll('report')
    .select('act.happened_at')
    .where('report.congress_id', '=', congressId)
    .where('report.round_id', '=', roundId)
    .orderBy('report.number')
    .execute();
  const signatures = await loadSignatures(
    database,
    congressId,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({
    id: row.id,
    roundId: row.round_id,
    countingId: row.counting_id,
    number: row.number,
    kind: row.kind,
    content: reportContent.parse(row.content),
    hash: row.content_hash,
    state: row.state,
    madeAt: row.happened_at,
    version: row.version,
    signatures: signatures.filter((one) => one.reportId === row.id),
  }));
}

async function loadSignatures(
  database: Kysely<Tables>,
  congressId: string,
  reportIds: readonly string[],
): Promise<readonly (Signature & { reportId: string })[]> {
  if (reportIds.length === 0) return [];
  const rows = await database
    .selectFrom('record.report_signature as signature')
    .innerJoin('record.act as act', (join) =>
      join
        .onRef('act.congress_id', '=', 'signature.congress_id')
        .onRef('act.id', '=', 'signature.act_id'),
    )
    .selectAll('signature')
    .select('act.happened_at')
    .where('signature.congress_id', '=', congressId)
    .where('signature.report_id', 'in', reportIds)
    .orderBy('act.recorded_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    reportId: row.report_id,
    personId: row.person_id,
    name: row.name,
    role: row.role,
    way: row.way,
    reason: row.reason,
    scanId: row.scan_id,
    confirmed: row.confirmed_at !== null,
    happenedAt: row.happened_at,
  }));
}

/** The report that counts now: the newest one that has not fallen. */
export function currentReport(reports: readonly Report[]): Report | null {
  return reports.findLast((report) => report.state !== 'fallen') ?? null;
}

/** The counting staff of the meeting with what each of them did to this report. */
export async function loadSigners(
  database: Kysely<Tables>,
  congressId: string,
  meetingId: string,
  report: Report,
): Promise<readonly Signer[]> {
  const held = await listRoles(database, congressId, meetingId);
  const signers: Signer[] = [];
  for (const one of held) {
    const { role, personId, name } = one;
    if (role !== 'chief_scrutineer' && role !== 'scrutineer' && role !== 'teller') continue;
    // Where no paper was counted, no teller signs.
    if (role === 'teller' && report.content.method === null) continue;
    if (signers.some((signer) => signer.personId === personId)) continue;
    const signature = report.signatures.find((each) => each.personId === personId) ?? null;
    signers.push({ personId, name, role, signature });
  }
  return signers;
}
