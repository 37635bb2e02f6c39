import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import type { JsonValue } from '../../rules/canonical-json.ts';
import { bundleFolders } from '../../wire/bundle.ts';

/** Columns of public rows that point to a paper or a photo. */
const pointers = ['paper_id', 'attachment_id', 'photo_id'] as const;

/** Kinds of rows whose pictures are public with the row itself. */
const photoTables: ReadonlySet<string> = new Set(['photos', 'site-checks']);

const endings: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'image/jpeg': '.jpg',
  'image/png': '.png',
};

/** Ids of what public rows point to: photos, and other papers; and whose records they may be in. */
export interface PaperIds {
  readonly congresses: Set<string>;
  readonly photos: Set<string>;
  readonly others: Set<string>;
}

/** Adds the papers and photos that rows of a kind point to. */
export function pointersIn(name: string, rows: readonly JsonValue[], ids: PaperIds): void {
  const found = photoTables.has(name) ? ids.photos : ids.others;
  for (const row of rows) {
    if (row === null || typeof row !== 'object') continue;
    for (const [key, value] of Object.entries(row)) {
      if (key === 'congress_id' && typeof value === 'string') ids.congresses.add(value);
      if (pointers.some((one) => one === key) && typeof value === 'string') found.add(value);
    }
  }
}

/** A paper as the bundle lists it; its bytes lie under `papers/`. */
interface BundlePaper {
  readonly row: JsonValue;
  readonly path: string;
  readonly bytes: number;
  readonly congressId: string;
  readonly id: string;
}

/**
 * The papers and photos that public rows point to, in the order of their hashes, without their bytes. A
 * photo is public when its own row is; any other paper only once it was published itself.
 */
export async function listPapers(
  database: Kysely<Tables>,
  { congresses, photos, others }: PaperIds,
): Promise<readonly BundlePaper[]> {
  const ids = [...new Set([...photos, ...others])];
  if (ids.length === 0) return [];
  const found = await database
    .selectFrom('record.attachment')
    .select(['congress_id', 'id', 'content_hash', 'media_type', 'file_name', 'published_at'])
    .select('size_bytes')
    .where('congress_id', 'in', [...congresses])
    .where('id', 'in', ids)
    .orderBy('content_hash')
    .orderBy('id')
    .execute();
  return found
    .filter((one) => photos.has(one.id) || one.published_at !== null)
    .map((one) => ({
      row: {
        id: one.id,
        file_name: one.file_name,
        media_type: one.media_type,
        content_hash: one.content_hash,
      },
      path: `${bundleFolders.papers}${one.content_hash}${endings[one.media_type] ?? ''}`,
      bytes: one.size_bytes,
      congressId: one.congress_id,
      id: one.id,
    }));
}

/** The bytes of one paper, read when they are asked for. */
export async function* readPaper(
  database: Kysely<Tables>,
  { congressId, id }: Pick<BundlePaper, 'congressId' | 'id'>,
): AsyncGenerator<Uint8Array> {
  const { bytes } = await database
    .selectFrom('record.attachment')
    .select('bytes')
    .where('congress_id', '=', congressId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  yield new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}
