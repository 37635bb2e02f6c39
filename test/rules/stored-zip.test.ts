import { crc32 as nodeCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import {
  beginsFile,
  crc32,
  localHeader,
  readLocalHeader,
  zipDirectory,
  zipLength,
} from '../../src/rules/stored-zip.ts';

const name = fc.stringMatching(/^[a-z说明.]{1,8}$/u).map((text) => `f/${text}`);
const contents = fc.dictionary(name, fc.uint8Array({ maxLength: 40 }), { minKeys: 1, maxKeys: 5 });

/** The zip by our own headers. */
function zip(files: Record<string, Uint8Array>): Buffer {
  const sorted = Object.entries(files).sort(([one], [other]) => (one < other ? -1 : 1));
  const stored = sorted.map(([path, content]) => ({
    path,
    bytes: content.length,
    crc: crc32(content),
  }));
  const parts = sorted.flatMap(([, content], index) => {
    const file = stored[index];
    return file === undefined ? [] : [localHeader(file), content];
  });
  const made = Buffer.concat([...parts, zipDirectory(stored)]);
  expect(zipLength(stored)).toBe(made.length);
  return made;
}

describe('the form of a stored zip', () => {
  test('is byte for byte what fflate writes without compression', () => {
    fc.assert(
      fc.property(contents, (files) => {
        const sorted = Object.entries(files).sort(([one], [other]) => (one < other ? -1 : 1));
        const mtime = '1980-01-01T00:00:00';
        const theirs = zipSync(Object.fromEntries(sorted), { level: 0, mtime });
        expect(zip(files)).toEqual(Buffer.from(theirs));
      }),
    );
  });

  test('a header is read back, and no other form of it is', () => {
    const file = { path: '说明.txt', bytes: 7, crc: 0xffff_fff0 };
    const header = localHeader(file);
    expect(readLocalHeader(header)).toEqual(file);
    expect(beginsFile(header)).toBe(true);
    expect(beginsFile(new Uint8Array(3))).toBe(false);
    // Offset 14 to 17 are the sum and 18 to 25 the sizes, which are whatever they are.
    for (const at of [0, 4, 6, 8, 10, 12, 18, 26, 28]) {
      const other = Uint8Array.from(header);
      other[at] = (other[at] ?? 0) ^ 1;
      expect([at, readLocalHeader(other)]).toEqual([at, null]);
    }
    expect(readLocalHeader(header.subarray(0, 20))).toBe(null);
    expect(readLocalHeader(header.subarray(0, 34))).toBe(null);
    const broken = Uint8Array.from(header);
    broken[30] = 0xff;
    expect(readLocalHeader(broken)).toBe(null);
  });

  test('the sum is that of Node, taken at once or piece by piece', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(60), (bytes, at) => {
        expect(crc32(bytes)).toBe(nodeCrc32(bytes));
        expect(crc32(bytes.subarray(at), crc32(bytes.subarray(0, at)))).toBe(nodeCrc32(bytes));
      }),
    );
  });
});
