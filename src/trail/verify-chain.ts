import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../database/tables.ts';
import { type Anchor, type ChainReport, checkChain, type StoredEntry } from './check-chain.ts';

const plain = z.record(z.string(), z.union([z.string(), z.number()]));

/** The whole chain of a congress in order, with the details that were not erased. */
export async function loadChain(
  database: Kysely<Tables>,
  congressId: string,
): Promise<readonly StoredEntry[]> {
  const rows = await database
    .selectFrom('trail.entry as entry')
    .leftJoin('trail.detail as detail', (join) =>
      join
        .onRef('detail.congress_id', '=', 'entry.congress_id')
        .onRef('detail.sequence', '=', 'entry.sequence'),
    )
    .selectAll('entry')
    .select(['detail.salt', 'detail.detail'])
    .where('entry.congress_id', '=', congressId)
    .orderBy('entry.sequence')
    .execute();
  return rows.map((row) => ({
    ...entryOf(row),
    detail: row.salt === null ? null : { salt: row.salt, detail: plain.parse(row.detail) },
  }));
}

/** A row as an entry, without its detail. */
function entryOf(row: Selectable<Tables['trail.entry']>): Omit<StoredEntry, 'detail'> {
  return {
    congress_id: row.congress_id,
    sequence: row.sequence,
    event: row.event,
    act_id: row.act_id,
    happened_at: row.happened_at.toISOString(),
    recorded_at: row.recorded_at.toISOString(),
    recorded_by: row.recorded_by,
    subjects: plain.parse(row.subjects),
    commitment: row.commitment,
    previous_hash: row.previous_hash,
    hash: row.hash,
  };
}

/** So many entries are read at a time. */
const batch = 1000;

/** The chain of a congress in order without details, some entries at a time: it may be long. */
export async function* walkChain(
  database: Kysely<Tables>,
  congressId: string,
): AsyncGenerator<readonly Omit<StoredEntry, 'detail'>[]> {
  for (let last = 0; ; ) {
    const rows = await database
      .selectFrom('trail.entry')
      .selectAll()
      .where('congress_id', '=', congressId)
      .where('sequence', '>', last)
      .orderBy('sequence')
      .limit(batch)
      .execute();
    const end = rows.at(-1);
    if (end === undefined) return;
    yield rows.map(entryOf);
    last = end.sequence;
  }
}

/** Verifies the chain of a congress as it stands now, with the anchors that are known. */
export async function verifyChain(
  database: Kysely<Tables>,
  congressId: string,
  anchors: readonly Anchor[] = [],
): Promise<ChainReport> {
  return checkChain(await loadChain(database, congressId), anchors);
}
