import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { PaperOfEntryTable } from '../../../database/tables/supervision.ts';
import type { Tables } from '../../../database/tables.ts';
import { sha256 } from '../../../trail/canonical.ts';
import type { Act } from '../../../trail/perform-act.ts';
import { storeAttachment } from '../../../trail/store-attachment.ts';

/** What a paper belongs to. */
export type PaperKind = PaperOfEntryTable['kind'];

/** A paper or photo that comes with an entry. */
export interface NewPaper {
  readonly bytes: Uint8Array;
  readonly mediaType: 'application/pdf' | 'image/jpeg';
  readonly fileName: string;
}

/** A stored paper without its bytes. */
export interface EntryPaper {
  readonly id: string;
  readonly entryId: string;
  readonly fileName: string;
  readonly isPhoto: boolean;
  readonly published: boolean;
}

/**
 * Stores the papers of an entry inside its act; the trail keeps the hash of each. `what` names the entry in
 * the trail. Published ones are seen by everybody from now on.
 */
export async function storePapers(
  act: Act,
  entry: {
    readonly kind: PaperKind;
    readonly entryId: string;
    readonly what: string;
    readonly published?: boolean;
  },
  papers: readonly NewPaper[],
): Promise<void> {
  const publishedAt = entry.published === true ? act.recordedAt : null;
  for (const [index, paper] of papers.entries()) {
    const attachmentId = await storeAttachment(act, { ...paper, publishedAt });
    const id = randomUUID();
    await act.transaction
      .insertInto('record.entry_paper')
      .values({
        ...{ congress_id: act.congressId, id, kind: entry.kind, entry_id: entry.entryId },
        ...{ position: index + 1, attachment_id: attachmentId, published_at: publishedAt },
        act_id: act.id,
      })
      .execute();
    act.record({
      event: 'paper-added',
      subjects: { paper: id, entry: entry.entryId, hash: sha256(paper.bytes) },
      detail: { what: entry.what, file: paper.fileName },
    });
  }
}

/** Makes the papers of an entry public no longer, inside an act; staff keep them. */
export async function hidePapers(act: Act, entryId: string): Promise<void> {
  const papers = await act.transaction
    .updateTable('record.entry_paper')
    .set({ published_at: null })
    .where('congress_id', '=', act.congressId)
    .where('entry_id', '=', entryId)
    .returning('attachment_id')
    .execute();
  if (papers.length === 0) return;
  await act.transaction
    .updateTable('record.attachment')
    .set({ published_at: null })
    .where('congress_id', '=', act.congressId)
    .where(
      'id',
      'in',
      papers.map((one) => one.attachment_id),
    )
    .execute();
}

/** The papers of some entries by entry; for everyone only the published ones. */
export async function listPapers(
  database: Kysely<Tables>,
  congressId: string,
  entryIds: readonly string[],
  publicOnly = false,
): Promise<ReadonlyMap<string, readonly EntryPaper[]>> {
  if (entryIds.length === 0) return new Map();
  const rows = await database
    .selectFrom('record.entry_paper as paper')
    .innerJoin('record.attachment as file', (join) =>
      join
        .onRef('file.congress_id', '=', 'paper.congress_id')
        .onRef('file.id', '=', 'paper.attachment_id'),
    )
    .select(['paper.id', 'paper.entry_id', 'paper.published_at', 'file.file_name'])
    .select('file.media_type')
    .where('paper.congress_id', '=', congressId)
    .where('paper.entry_id', 'in', [...entryIds])
    .$if(publicOnly, (query) => query.where('paper.published_at', 'is not', null))
    .orderBy('paper.position')
    .execute();
  const papers = rows.map((row) => ({
    ...{ id: row.id, entryId: row.entry_id, fileName: row.file_name },
    ...{ isPhoto: row.media_type === 'image/jpeg', published: row.published_at !== null },
  }));
  return new Map(entryIds.map((id) => [id, papers.filter((one) => one.entryId === id)]));
}

/** One paper with its bytes; null when there is none of this id in the congress. */
export async function loadPaper(database: Kysely<Tables>, congressId: string, paperId: string) {
  const row = await database
    .selectFrom('record.entry_paper as paper')
    .innerJoin('record.attachment as file', (join) =>
      join
        .onRef('file.congress_id', '=', 'paper.congress_id')
        .onRef('file.id', '=', 'paper.attachment_id'),
    )
    .select(['paper.kind', 'paper.entry_id', 'paper.published_at'])
    .select(['file.bytes', 'file.media_type', 'file.file_name'])
    .where('paper.congress_id', '=', congressId)
    .where('paper.id', '=', paperId)
    .executeTakeFirst();
  return row === undefined
    ? null
    : {
        ...{ kind: row.kind, entryId: row.entry_id, published: row.published_at !== null },
        ...{ bytes: row.bytes, mediaType: row.media_type, fileName: row.file_name },
      };
}
