/**
 * The one form of a bundle's zip (APPNOTE 6.3 without compression): stored files in the order of their
 * names, one fixed time, nothing between them, nothing behind. The server writes it and the checker
 * expects exactly it, so a byte that belongs to no file cannot differ unseen.
 */

/** A file inside a zip as far as the headers tell of it. */
export interface StoredFile {
  readonly path: string;
  readonly bytes: number;
  /** CRC-32 of the content. */
  readonly crc: number;
}

/** Without the extension for large archives a zip ends here. */
export const largestZip = 0xffff_fffe;

/** As many files as the end record can count. */
export const mostFiles = 0xfffe;

/** Length of a header before the name of the file. */
export const localHeaderLength = 30;
const directoryHeaderLength = 46;
const endLength = 22;

const signatures = { local: 0x0403_4b50, directory: 0x0201_4b50, end: 0x0605_4b50 } as const;

/** 1 January 1980, midnight: the first time that a zip can name. */
const fixedTime = 0x0021_0000;

/** Whether these bytes begin the header of a file. */
export function beginsFile(bytes: Uint8Array): boolean {
  return (
    bytes.length >= 4 &&
    new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true) === signatures.local
  );
}

/** The version, flags, method, time, sums and name that both headers of a file share. */
function writeCommon(view: DataView, at: number, file: StoredFile, name: Uint8Array): void {
  view.setUint16(at, 20, true);
  // Bit 11 says that the name is UTF-8; it is set where that makes a difference.
  view.setUint16(at + 2, name.length === file.path.length ? 0 : 0x0800, true);
  view.setUint32(at + 6, fixedTime, true);
  view.setUint32(at + 10, file.crc, true);
  view.setUint32(at + 14, file.bytes, true);
  view.setUint32(at + 18, file.bytes, true);
  view.setUint16(at + 22, name.length, true);
}

/** What stands before the content of a file. */
export function localHeader(file: StoredFile): Uint8Array {
  const name = new TextEncoder().encode(file.path);
  const bytes = new Uint8Array(localHeaderLength + name.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, signatures.local, true);
  writeCommon(view, 4, file, name);
  bytes.set(name, localHeaderLength);
  return bytes;
}

/** What stands behind the last file: the list of all of them and the end record. */
export function zipDirectory(files: readonly StoredFile[]): Uint8Array {
  const names = files.map(({ path }) => new TextEncoder().encode(path));
  const listed = names.reduce((sum, name) => sum + directoryHeaderLength + name.length, 0);
  const bytes = new Uint8Array(listed + endLength);
  const view = new DataView(bytes.buffer);
  let at = 0;
  let offset = 0;
  for (const [index, file] of files.entries()) {
    const name = names[index] ?? new Uint8Array();
    view.setUint32(at, signatures.directory, true);
    view.setUint16(at + 4, 20, true);
    writeCommon(view, at + 6, file, name);
    view.setUint32(at + 42, offset, true);
    bytes.set(name, at + directoryHeaderLength);
    at += directoryHeaderLength + name.length;
    offset += localHeaderLength + name.length + file.bytes;
  }
  view.setUint32(at, signatures.end, true);
  view.setUint16(at + 8, files.length, true);
  view.setUint16(at + 10, files.length, true);
  view.setUint32(at + 12, listed, true);
  view.setUint32(at + 16, offset, true);
  return bytes;
}

/** How long the zip of these files is. */
export function zipLength(files: readonly StoredFile[]): number {
  return files.reduce((sum, file) => {
    const name = new TextEncoder().encode(file.path).length;
    return sum + localHeaderLength + directoryHeaderLength + 2 * name + file.bytes;
  }, endLength);
}

/** A file as the header before its content tells of it; null where the header is of another form. */
export function readLocalHeader(bytes: Uint8Array): StoredFile | null {
  if (bytes.length < localHeaderLength || !beginsFile(bytes)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const length = view.getUint16(26, true);
  if (bytes.length < localHeaderLength + length) return null;
  let path: string;
  try {
    const name = bytes.subarray(localHeaderLength, localHeaderLength + length);
    path = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(name);
  } catch {
    return null;
  }
  const file = { path, crc: view.getUint32(14, true), bytes: view.getUint32(22, true) };
  const own = localHeader(file);
  return own.every((byte, at) => byte === bytes[at]) ? file : null;
}

/** Four tables, so that four bytes are taken in one step. */
const tables = makeTables();

function makeTables(): readonly [Uint32Array, Uint32Array, Uint32Array, Uint32Array] {
  const made = [0, 1, 2, 3].map(() => new Uint32Array(256));
  const [first = new Uint32Array(), ...others] = made;
  for (let value = 0; value < 256; value += 1) {
    let sum = value;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb8_8320 : 0);
    first[value] = sum;
  }
  let before = first;
  for (const table of others) {
    for (let value = 0; value < 256; value += 1) {
      const sum = before[value] ?? 0;
      table[value] = (sum >>> 8) ^ (first[sum & 0xff] ?? 0);
    }
    before = table;
  }
  const [second = first, third = first, fourth = first] = others;
  return [first, second, third, fourth];
}

/** CRC-32 of bytes, going on from that of what was before them. */
export function crc32(bytes: Uint8Array, before = 0): number {
  const [one, two, three, four] = tables;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let sum = ~before;
  let at = 0;
  for (; at + 4 <= bytes.length; at += 4) {
    sum ^= view.getUint32(at, true);
    sum =
      Number(four[sum & 0xff]) ^
      Number(three[(sum >>> 8) & 0xff]) ^
      Number(two[(sum >>> 16) & 0xff]) ^
      Number(one[sum >>> 24]);
  }
  for (; at < bytes.length; at += 1) {
    sum = (sum >>> 8) ^ Number(one[(sum ^ Number(bytes[at])) & 0xff]);
  }
  return ~sum >>> 0;
}
