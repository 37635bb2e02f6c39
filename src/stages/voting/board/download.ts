import { type Kysely, sql } from 'kysely';
import { headerJson } from '../../../ballot/archive/archive.ts';
import { writeTar } from '../../../ballot/archive/tar.ts';
import { utf8 } from '../../../ballot/bytes.ts';
import type { Tables } from '../../../database/tables.ts';
import { loadProofsText } from '../opening/verify-board.ts';
import { type BoardElection, findOnBoard } from './archive-store.ts';

/** A file that is sent piece by piece: nobody holds 17 MB in memory for each reader. */
export interface Download {
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly body: ReadableStream<Uint8Array>;
}

/** So many archives are sent at once; more readers are asked to come again. */
const mostAtOnce = 24;

/** Records that are read at a time: some 2 MB of ballots. */
const portion = 50;

/** Records of the set-up: election, trustees, credentials, their hashes, the Setup event. */
const setupRecords = 5;

const block = 512;

/** A reader that takes nothing for so long, in milliseconds, no longer counts. */
const patience = 60_000;

/** Archives that are being sent, with the time of their last piece. A request of the head alone sends none. */
const sending = new Map<symbol, number>();

function tooMany(): boolean {
  const now = performance.now();
  for (const [reader, last] of sending) if (now - last > patience) sending.delete(reader);
  return sending.size >= mostAtOnce;
}

/** Which part of an archive: its set-up, which is there from the sealing on, or all that there is. */
export type ArchivePart = 'setup' | 'all';

/**
 * Prepares an archive for sending, as far as the board has it. `busy` when too many are being sent; null
 * when there is no such election, or its box is not closed and the whole of it was asked for.
 */
export async function downloadArchive(
  database: Kysely<Tables>,
  uuid: string,
  part: ArchivePart,
): Promise<Download | 'busy' | null> {
  const election = await findOnBoard(database, uuid);
  if (election === null) return null;
  const { records, bytes } = await measure(database, election, part);
  if (part === 'all' && records === setupRecords) return null;
  if (tooMany()) return 'busy';
  return {
    name: part === 'all' ? `${uuid}.bel` : `${uuid}-setup.bel`,
    type: 'application/x-tar',
    bytes,
    body: streamOf(database, election, records),
  };
}

/** How many records are sent, and how many bytes that makes; later records do not change it. */
async function measure(database: Kysely<Tables>, election: BoardElection, part: ArchivePart) {
  const { rows } = await sql<{ records: string; bytes: string }>`
    select count(*) as records,
      coalesce(sum(${block} + ceil(octet_length(content) / ${block}::numeric) * ${block}), 0) as bytes
    from board.archive_record
    where congress_id = ${election.congressId} and uuid = ${election.uuid}
      and position < ${part === 'setup' ? setupRecords : 2_000_000_000}`.execute(database);
  const header = headerOf(election).length;
  return { records: Number(rows[0]?.records), bytes: header + Number(rows[0]?.bytes) };
}

function headerOf({ archiveSeconds }: BoardElection): Uint8Array {
  const content = utf8(headerJson(archiveSeconds));
  return writeTar([{ name: 'BELENIOS', content }], archiveSeconds);
}

function streamOf(
  database: Kysely<Tables>,
  election: BoardElection,
  records: number,
): ReadableStream<Uint8Array> {
  let next = 0;
  let begun = false;
  const reader = Symbol(election.uuid);
  const end = () => void sending.delete(reader);
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        sending.set(reader, performance.now());
        if (!begun) {
          begun = true;
          controller.enqueue(headerOf(election));
          return;
        }
        if (next >= records) {
          end();
          controller.close();
          return;
        }
        try {
          const to = Math.min(next + portion, records);
          controller.enqueue(await piece(database, election, next, to));
          next = to;
        } catch (error) {
          end();
          throw error;
        }
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );
}

async function piece(
  database: Kysely<Tables>,
  { congressId, uuid, archiveSeconds }: BoardElection,
  from: number,
  to: number,
): Promise<Uint8Array> {
  const rows = await database
    .selectFrom('board.archive_record')
    .select(['kind', 'hash', 'content'])
    .where('congress_id', '=', congressId)
    .where('uuid', '=', uuid)
    .where('position', '>=', from)
    .where('position', '<', to)
    .orderBy('position')
    .execute();
  const files = rows.map(({ kind, hash, content }) => ({
    name: `${hash}.${kind}.json`,
    content: utf8(content),
  }));
  return writeTar(files, archiveSeconds);
}

/** The strong proofs so far, in the order of the chain; null when there is no such election. */
export async function proofsText(database: Kysely<Tables>, uuid: string): Promise<string | null> {
  const election = await findOnBoard(database, uuid);
  if (election === null) return null;
  const { congressId } = election;
  const owners = await database
    .selectFrom('board.archive_record')
    .select('content')
    .where('congress_id', '=', congressId)
    .where('uuid', '=', uuid)
    .where('kind', '=', 'data')
    .where('content', 'like', '{"owner":%')
    .orderBy('position')
    .execute();
  const setup = await database
    .selectFrom('board.archive_record')
    .select('content')
    .where('congress_id', '=', congressId)
    .where('uuid', '=', uuid)
    .where('position', '=', 0)
    .executeTakeFirstOrThrow();
  const inOrder = owners.flatMap(({ content }) => {
    const owner = /^\{"owner":(\d+),/.exec(content)?.[1];
    return owner === undefined ? [] : [Number(owner)];
  });
  return await loadProofsText(database, { congressId, uuid }, setup.content, inOrder);
}
