import { randomUUID } from 'node:crypto';
import { sha256 } from '../../../trail/canonical.ts';
import type { Act } from '../../../trail/perform-act.ts';

/** An official paper as a file. */
export interface Paper {
  readonly bytes: Uint8Array;
  readonly mediaType: 'application/pdf' | 'image/jpeg' | 'image/png';
  readonly fileName: string;
}

/** The largest paper that is stored, in bytes. */
export const largestPaper = 10 * 1024 * 1024;

const signatures: readonly (readonly [Paper['mediaType'], readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47]],
];

/** What a file is by its first bytes, whatever its name says; null when it is no paper. */
export function paperOf(fileName: string, bytes: Uint8Array): Paper | null {
  const found = signatures.find(([, signature]) =>
    signature.every((byte, index) => bytes[index] === byte),
  );
  return found === undefined ? null : { bytes, mediaType: found[0], fileName };
}

/** Stores a paper with its hash; returns its id. */
export async function storePaper(act: Act, paper: Paper): Promise<string> {
  const id = randomUUID();
  await act.transaction
    .insertInto('record.attachment')
    .values({
      ...{ congress_id: act.congressId, id, content_hash: sha256(paper.bytes) },
      ...{ media_type: paper.mediaType, file_name: paper.fileName },
      ...{ size_bytes: paper.bytes.length, bytes: Buffer.from(paper.bytes), act_id: act.id },
    })
    .execute();
  return id;
}
