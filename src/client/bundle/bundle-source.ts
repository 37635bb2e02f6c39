import { hex } from '../../ballot/bytes.ts';
import { sha256Stream } from '../../ballot/hash.ts';
import { crc32 } from '../../rules/stored-zip.ts';

/** Bytes that are read piece by piece: a chosen file of a browser, a file on a disk, bytes in memory. */
export interface BundleSource {
  readonly size: number;
  /** The bytes from one place up to another. */
  readonly read: (from: number, to: number) => Promise<Uint8Array>;
}

/** Bytes that are in memory anyway. */
export function sourceOf(bytes: Uint8Array): BundleSource {
  return { size: bytes.length, read: async (from, to) => bytes.subarray(from, to) };
}

/** So much is read at a time; a file of this size is hashed at once. */
const piece = 8 * 1024 ** 2;

/** The sums over a part of a source. The browser's own SHA-256 is taken where there is one. */
export async function sumsOf(
  { read }: BundleSource,
  from: number,
  to: number,
): Promise<{ readonly crc: number; readonly sha256: string }> {
  const { subtle } = globalThis.crypto ?? {};
  if (to - from <= piece && subtle !== undefined) {
    const bytes = await read(from, to);
    const digest = await subtle.digest('SHA-256', new Uint8Array(bytes));
    return { crc: crc32(bytes), sha256: hex(new Uint8Array(digest)) };
  }
  const hash = sha256Stream();
  let crc = 0;
  for (let at = from; at < to; at += piece) {
    const bytes = await read(at, Math.min(at + piece, to));
    crc = crc32(bytes, crc);
    hash.update(bytes);
  }
  return { crc, sha256: hash.hex() };
}
