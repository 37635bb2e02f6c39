import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import type { JsonValue } from '../../rules/canonical-json.ts';
import { bundleFolders } from '../../wire/bundle.ts';

/** Columns of public rows that point to a paper or a photo. */
const pointers = ['paper_id', 'attachment_id', 'photo_id'] as const;

const endings: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'image/jpeg': '.jpg',
  'image/png': '.png',
};

/** A paper as the bundle lists it; its bytes lie under `papers/`. */
interface BundlePaper {
  readonly row: JsonValue;
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * The papers and photos that public rows point to, in the order of their hashes. A photo is public when
 * its own row is; any other paper only once it was published itself.
 */
export async function loadPapers(
  database: Kysely<Tables>,
  congressId: string,
  rows: ReadonlyMap<string, readonly JsonValue[]>,
): Promise<readonly BundlePaper[]> {
  const photos = idsIn(rows.get('photos') ?? []);
  const others = idsIn([...rows].flatMap(([name, some]) => (name === 'photos' ? [] : some)));
  const ids = [...new Set([...photos, ...others])];
  if (ids.length === 0) return [];
  const found = await database
    .selectFrom('record.attachment')
    .select(['id', 'content_hash', 'media_type', 'file_name', 'bytes', 'published_at'])
    .where('congress_id', '=', congressId)
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
      bytes: new Uint8Array(one.bytes),
    }));
}

function idsIn(rows: readonly JsonValue[]): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const row of rows) {
    if (row === null || typeof row !== 'object') continue;
    for (const [key, value] of Object.entries(row)) {
      if (pointers.some((one) => one === key) && typeof value === 'string') ids.add(value);
    }
  }
  return ids;
}
