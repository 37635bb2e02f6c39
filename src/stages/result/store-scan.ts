import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';

/** A scan or photo of an official paper. */
export interface Scan {
  readonly bytes: Uint8Array;
  readonly mediaType: 'image/jpeg' | 'image/png' | 'application/pdf';
  readonly fileName: string;
}

/** The largest scan that is stored, in bytes. */
export const largestScan = 10 * 1024 * 1024;

const signatures: readonly (readonly [Scan['mediaType'], readonly number[]])[] = [
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47]],
  ['application/pdf', [0x25, 0x50, 0x44, 0x46]],
];

/** What a file is by its first bytes; null when it is none of the kinds that are stored. */
export function mediaTypeOf(bytes: Uint8Array): Scan['mediaType'] | null {
  const found = signatures.find(([, signature]) =>
    signature.every((byte, index) => bytes[index] === byte),
  );
  return found?.[0] ?? null;
}

/** The scan of a signature of a round; null when there is none of this id in it. */
export async function loadScan(
  database: Kysely<Tables>,
  congressId: string,
  roundId: string,
  signatureId: string,
): Promise<{ bytes: Uint8Array; mediaType: string; fileName: string } | null> {
  const row = await database
    .selectFrom('record.report_signature as signature')
    .innerJoin('record.count_report as report', (join) =>
      join
        .onRef('report.congress_id', '=', 'signature.congress_id')
        .onRef('report.id', '=', 'signature.report_id'),
    )
    .innerJoin('record.attachment as scan', (join) =>
      join
        .onRef('scan.congress_id', '=', 'signature.congress_id')
        .onRef('scan.id', '=', 'signature.scan_id'),
    )
    .select(['scan.bytes', 'scan.media_type', 'scan.file_name'])
    .where('signature.congress_id', '=', congressId)
    .where('signature.id', '=', signatureId)
    .where('report.round_id', '=', roundId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return { bytes: row.bytes, mediaType: row.media_type, fileName: row.file_name };
}
