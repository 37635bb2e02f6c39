import { randomUUID } from 'node:crypto';
import { sha256 } from './canonical.ts';
import type { Act } from './perform-act.ts';

/** A file that an act brings with it: a scan, a photo, a paper. */
export interface NewAttachment {
  /** Made here unless the caller needs it beforehand. */
  readonly id?: string;
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly fileName: string;
  /** When everybody may see it; absent while only staff may. */
  readonly publishedAt?: Date | null;
}

/** Stores a file with its hash; the bytes lie in the database, so that one backup covers them. Returns its id. */
export async function storeAttachment(act: Act, file: NewAttachment): Promise<string> {
  const { id = randomUUID() } = file;
  await act.transaction
    .insertInto('record.attachment')
    .values({
      congress_id: act.congressId,
      id,
      content_hash: sha256(file.bytes),
      media_type: file.mediaType,
      file_name: file.fileName,
      size_bytes: file.bytes.length,
      bytes: Buffer.from(file.bytes),
      published_at: file.publishedAt ?? null,
      act_id: act.id,
    })
    .execute();
  return id;
}
