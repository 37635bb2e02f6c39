import { utf8 } from '../bytes.ts';

/** A file of the archive. */
export interface TarFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** The files of an archive, or the offset of the first block that is not as the writer makes it. */
export type TarReading =
  | { readonly ok: true; readonly files: readonly TarFile[]; readonly modified: number }
  | { readonly ok: false; readonly offset: number };

const block = 512;

/** Octal digits of a number, padded with zeros. */
function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}

/**
 * The header of one file in an old-style tar (§4.4), byte for byte as the reference writes it: mode
 * 0644, owner 0, no magic.
 */
function header(name: string, size: number, modified: number): Uint8Array {
  const bytes = new Uint8Array(block);
  bytes.set(utf8(name), 0);
  const numbers = `0000644\u00000000000\u00000000000\u0000${octal(size, 11)}\u0000${octal(modified, 11)}\u0000`;
  bytes.set(utf8(numbers), 100);
  bytes.set(utf8('        0'), 148);
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  bytes.set(utf8(`${octal(sum, 6)}\u0000 `), 148);
  return bytes;
}

/**
 * Writes files one after another (§4.4), without the empty blocks that end other tar files: the
 * archive only ever grows. `modified` is the same for all, in seconds.
 */
export function writeTar(files: readonly TarFile[], modified: number): Uint8Array {
  const padded = (size: number) => Math.ceil(size / block) * block;
  const total = files.reduce((sum, { content }) => sum + block + padded(content.length), 0);
  const bytes = new Uint8Array(total);
  let offset = 0;
  for (const { name, content } of files) {
    bytes.set(header(name, content.length, modified), offset);
    bytes.set(content, offset + block);
    offset += block + padded(content.length);
  }
  return bytes;
}

/**
 * Reads an archive strictly (§4.4): every header must be the one that `writeTar` would write, padding
 * must be zero, and nothing may be left over.
 */
export function readTar(bytes: Uint8Array): TarReading {
  const files: TarFile[] = [];
  let modified = 0;
  let offset = 0;
  while (offset < bytes.length) {
    const head = bytes.subarray(offset, offset + block);
    const entry = readHeader(head);
    if (entry === null) return { ok: false, offset };
    if (offset === 0) modified = entry.modified;
    const end = offset + block + entry.size;
    const next = offset + block + Math.ceil(entry.size / block) * block;
    const expected = header(entry.name, entry.size, modified);
    const clean = next <= bytes.length && bytes.subarray(end, next).every((byte) => byte === 0);
    if (!clean || !head.every((byte, i) => byte === expected[i])) return { ok: false, offset };
    files.push({ name: entry.name, content: bytes.slice(offset + block, end) });
    offset = next;
  }
  return { ok: true, files, modified };
}

function readHeader(head: Uint8Array) {
  if (head.length < block) return null;
  const text = (from: number, to: number) => String.fromCharCode(...head.subarray(from, to));
  const [name = ''] = text(0, 100).split('\u0000');
  const [size, modified] = [text(124, 135), text(136, 147)];
  if (!/^[A-Za-z0-9.]{1,99}$/.test(name) || !/^[0-7]{22}$/.test(size + modified)) return null;
  return { name, size: Number.parseInt(size, 8), modified: Number.parseInt(modified, 8) };
}
