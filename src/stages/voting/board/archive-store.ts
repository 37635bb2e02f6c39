import type { Kysely } from 'kysely';
import type { Archive, ArchiveRecord } from '../../../ballot/archive/archive.ts';
import type { StrongProofs } from '../../../ballot/tally/strong-proofs.ts';
import type { Tables } from '../../../database/tables.ts';

/** An election on the public board (公开票箱). */
export interface BoardElection {
  readonly congressId: string;
  readonly uuid: string;
  readonly roundId: string;
  readonly setupHash: string;
  /** Seconds since 1970 that every record of the archive carries. */
  readonly archiveSeconds: number;
  readonly receiptKey: string;
}

/** Finds an election on the board by its identifier; null before its set-up is sealed. */
export async function findOnBoard(
  database: Kysely<Tables>,
  uuid: string,
): Promise<BoardElection | null> {
  const row = await database
    .selectFrom('board.election')
    .selectAll()
    .where('uuid', '=', uuid)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    congressId: row.congress_id,
    uuid: row.uuid,
    roundId: row.round_id,
    setupHash: row.setup_hash,
    archiveSeconds: Number(row.archive_seconds),
    receiptKey: row.receipt_key,
  };
}

/** Loads the whole archive as a value, as far as it has come. The election must be on the board. */
export async function loadArchive(database: Kysely<Tables>, uuid: string): Promise<Archive> {
  const election = await findOnBoard(database, uuid);
  if (election === null) throw new Error('an archive without its election');
  const rows = await database
    .selectFrom('board.archive_record')
    .select(['kind', 'hash', 'content'])
    .where('congress_id', '=', election.congressId)
    .where('uuid', '=', uuid)
    .orderBy('position')
    .execute();
  const records = rows.map(
    ({ kind, hash, content }): ArchiveRecord => ({ kind, hash, text: content }),
  );
  const events = records.filter(({ kind }) => kind === 'event');
  const last = events.at(-1);
  if (last === undefined) throw new Error('an archive begins with its Setup event');
  return {
    timestamp: election.archiveSeconds,
    records,
    lastEvent: last.hash,
    height: events.length - 1,
  };
}

/** Rows that one statement inserts: some 4 MB of ballots. */
const portion = 100;

/** Adds to the board what `grown` has beyond the first `known` records; nothing is ever changed. */
export async function appendRecords(
  transaction: Kysely<Tables>,
  place: { readonly congressId: string; readonly uuid: string },
  known: number,
  grown: Archive,
): Promise<void> {
  const rows = grown.records.slice(known).map(({ kind, hash, text }, index) => ({
    congress_id: place.congressId,
    uuid: place.uuid,
    position: known + index,
    ...{ kind, hash, content: text },
  }));
  for (let from = 0; from < rows.length; from += portion) {
    await transaction
      .insertInto('board.archive_record')
      .values(rows.slice(from, from + portion))
      .execute();
  }
}

/** Publishes the strong proofs of one share. */
export async function publishStrongProofs(
  transaction: Kysely<Tables>,
  place: { readonly congressId: string; readonly uuid: string },
  proofs: StrongProofs,
  content: string,
): Promise<void> {
  await transaction
    .insertInto('board.strong_proofs')
    .values({
      congress_id: place.congressId,
      uuid: place.uuid,
      owner: proofs.owner,
      content,
    })
    .execute();
}

/** Owners whose shares are on the board, the server's being 1. */
export async function ownersOnBoard(
  database: Kysely<Tables>,
  place: { readonly congressId: string; readonly uuid: string },
): Promise<readonly number[]> {
  const rows = await database
    .selectFrom('board.strong_proofs')
    .select('owner')
    .where('congress_id', '=', place.congressId)
    .where('uuid', '=', place.uuid)
    .orderBy('owner')
    .execute();
  return rows.map((row) => row.owner);
}
