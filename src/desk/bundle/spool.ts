import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { localHeader, type StoredFile, zipDirectory, zipLength } from '../../rules/stored-zip.ts';

/** A file of the bundle as it lies in the spool. */
export interface SpooledFile extends StoredFile {
  readonly sha256: string;
}

/** A finished bundle: it is read once, or given up. Both free the disk. */
export interface SpooledZip {
  readonly size: number;
  /** `ended` is called once, however the reading ends. */
  readonly stream: (ended?: () => void) => ReadableStream<Uint8Array>;
  readonly discard: () => Promise<void>;
}

/** Where the contents of a bundle are gathered, one after the other, before the zip is sent. */
export interface Spool {
  /** Writes a file piece by piece; a path that is there already is not written again. */
  readonly add: (
    path: string,
    pieces: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
  ) => Promise<void>;
  readonly files: () => readonly SpooledFile[];
  readonly finish: () => SpooledZip;
  readonly discard: () => Promise<void>;
}

/** So much is read from the disk at a time while a bundle is sent. */
const piece = 1024 ** 2;

/** A reader who takes nothing for so long has left. */
const patience = 120_000;

/**
 * Opens a file of the temporary folder (`TMPDIR`) that has no name any more: whatever happens to the
 * program, the system frees its space. The bundle never stands in memory as a whole.
 */
export async function openSpool(): Promise<Spool> {
  const name = join(tmpdir(), `piaojue-bundle-${randomUUID()}`);
  const handle = await open(name, 'wx+', 0o600);
  await rm(name);
  const places = new Map<string, SpooledFile & { readonly from: number }>();
  let end = 0;
  return {
    add: async (path, pieces) => {
      if (places.has(path)) return;
      const hash = createHash('sha256');
      const from = end;
      let crc = 0;
      for await (const one of pieces) {
        const bytes = typeof one === 'string' ? Buffer.from(one, 'utf8') : one;
        hash.update(bytes);
        crc = crc32(bytes, crc);
        await writeAll(handle, bytes, end);
        end += bytes.length;
      }
      places.set(path, { path, from, bytes: end - from, crc, sha256: hash.digest('hex') });
    },
    files: () => [...places.values()].map(({ from: _, ...file }) => file),
    finish: () => {
      const sorted = [...places.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
      return {
        size: zipLength(sorted),
        stream: (ended) => streamOf(zipPieces(handle, sorted), () => handle.close().finally(ended)),
        discard: () => handle.close(),
      };
    },
    discard: () => handle.close(),
  };
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
}

async function* zipPieces(
  handle: FileHandle,
  sorted: readonly (SpooledFile & { readonly from: number })[],
): AsyncGenerator<Uint8Array> {
  for (const file of sorted) {
    yield localHeader(file);
    for (let done = 0; done < file.bytes; ) {
      const bytes = new Uint8Array(Math.min(piece, file.bytes - done));
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, file.from + done);
      if (bytesRead === 0) throw new Error('the spool is shorter than what was written to it');
      yield bytes.subarray(0, bytesRead);
      done += bytesRead;
    }
  }
  yield zipDirectory(sorted);
}

/** The pieces as a stream that closes the file at its end, when the reader leaves, and when he stalls. */
function streamOf(
  pieces: AsyncGenerator<Uint8Array>,
  closeFile: () => Promise<void>,
): ReadableStream<Uint8Array> {
  let waiting: NodeJS.Timeout | undefined;
  let closed = false;
  const close = async () => {
    clearTimeout(waiting);
    if (closed) return;
    closed = true;
    await closeFile();
  };
  const wait = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    waiting = setTimeout(() => {
      controller.error(new Error('nobody takes the bundle'));
      void close();
    }, patience).unref();
  };
  return new ReadableStream<Uint8Array>(
    {
      start: wait,
      async pull(controller) {
        clearTimeout(waiting);
        const next = await pieces.next();
        if (next.done === true) {
          await close();
          return controller.close();
        }
        controller.enqueue(next.value);
        wait(controller);
      },
      cancel: close,
    },
    { highWaterMark: 0 },
  );
}
