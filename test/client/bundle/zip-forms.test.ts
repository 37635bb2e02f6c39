import { deflateRawSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { sourceOf } from '../../../src/client/bundle/bundle-source.ts';
import { BundleTooLarge, checkBundle } from '../../../src/client/bundle/check-bundle.ts';
import { bundleYear, noArchive } from '../../support/bundle-year.ts';
import { type Contents, contentsOf, packed, signed } from '../../support/pack-bundle.ts';

const check = (bytes: Uint8Array) => {
  const options = { publicKey: null, mostHeld: 2 ** 26, verifyArchive: noArchive };
  return checkBundle(sourceOf(bytes), options);
};

/** A stored zip of whatever names, twice too. */
function rawZip(files: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  const parts = files.map(([path, content]) => zipSync({ [path]: content }, zipOptions));
  const locals = parts.map((one) => one.subarray(0, directoryAt(one)));
  let offset = 0;
  const listed = parts.map((one, index) => {
    const entry = Buffer.from(one.subarray(directoryAt(one), one.length - 22));
    entry.writeUInt32LE(offset, 42);
    offset += locals[index]?.length ?? 0;
    return entry;
  });
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(Buffer.concat(listed).length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...locals, ...listed, end]));
}

const zipOptions = { level: 0, mtime: '1980-01-01T00:00:00' } as const;
const directoryAt = (zip: Uint8Array) =>
  new DataView(zip.buffer, zip.byteOffset + zip.length - 22).getUint32(16, true);

const whole = () => signed(contentsOf(bundleYear()));
const entriesOf = (contents: Contents) =>
  Object.entries(contents).sort(([one], [other]) => (one < other ? -1 : 1));

const join = (...parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

/** Zips that are not of the one form, and the place where each differs. */
const zips: Readonly<Record<string, readonly [() => Uint8Array, string]>> = {
  'bytes before it': [() => join(Buffer.from('MZ'), packed(whole())), '压缩包 第1字节'],
  'bytes behind it': [() => join(packed(whole()), Buffer.from('more')), '压缩包 末尾的目录'],
  'its end cut off': [() => packed(whole()).subarray(0, -40), '压缩包 末尾的目录'],
  'a name twice': [
    () => {
      const entries = entriesOf(whole());
      const [first] = entries;
      return rawZip(first === undefined ? entries : [first, ...entries]);
    },
    'manifest.json',
  ],
  'names out of order': [() => rawZip(entriesOf(whole()).reverse()), 'trail/entries.jsonl'],
  'a name that climbs out of the folder': [
    () => packed(signed({ ...contentsOf(bundleYear()), '../../evil.sh': new Uint8Array(3) })),
    '../../evil.sh',
  ],
  'a name that climbs inside a folder': [
    () => packed(signed({ ...contentsOf(bundleYear()), 'papers/../../x': new Uint8Array(3) })),
    'papers/../../x',
  ],
  'an absolute name': [
    () => packed(signed({ ...contentsOf(bundleYear()), '/etc/x': new Uint8Array(3) })),
    '/etc/x',
  ],
  'compressed contents': [
    () => zipSync(whole(), { level: 9, mtime: '1980-01-01T00:00:00' }),
    '压缩包 第1字节',
  ],
  'a comment of the whole': [
    () => {
      const zip = Buffer.from(packed(whole()));
      zip.writeUInt16LE(2, zip.length - 2);
      return join(zip, Buffer.from('hi'));
    },
    '压缩包 末尾的目录',
  ],
  'an extension for large files': [
    () => {
      const zip = Buffer.from(packed(whole()));
      zip.writeUInt16LE(45, 4);
      return new Uint8Array(zip);
    },
    '压缩包 第1字节',
  ],
  'a sum that is not of the content': [
    () => {
      const zip = packed(whole());
      zip[14] = (zip[14] ?? 0) ^ 1;
      return zip;
    },
    'manifest.json',
  ],
  'another offset in the list of files': [
    () => {
      const zip = packed(whole());
      const at = directoryAt(zip) + 42;
      zip[at] = (zip[at] ?? 0) ^ 1;
      return zip;
    },
    '压缩包 末尾的目录',
  ],
};

describe('a zip of another form', () => {
  test.each(Object.entries(zips))('is told with its place: %s', async (_, [make, place]) => {
    const { failures } = await check(make());
    const places = failures.filter((one) => one.check === 'container').map((one) => one.place);
    expect(places).toContain(place);
  });

  test('packed anew by another program is still looked into', async () => {
    const year = bundleYear();
    Object.assign(year.rows.decisions?.[0] ?? {}, { votes_for: 20 });
    const { failures } = await check(zipSync(signed(contentsOf(year)), { level: 9 }));
    const places = failures.map((one) => `${one.check} ${one.place}`);
    expect(places).toContain('outcomes record/decisions.jsonl 第1行');
  });

  test('that is none is said to be none, and one of records that do not fit is said to be too large', async () => {
    for (const bytes of [new Uint8Array(), new Uint8Array([1, 2, 3]), deflateRawSync('zip')]) {
      const { checks } = await check(new Uint8Array(bytes));
      expect(checks.filter(({ standing }) => standing === 'fails').length).toBe(1);
      expect(checks.filter(({ standing }) => standing === 'not-done').length).toBe(
        checks.length - 1,
      );
    }
    const source = sourceOf(packed(whole()));
    const options = { publicKey: null, mostHeld: 1000, verifyArchive: noArchive };
    await expect(checkBundle(source, options)).rejects.toThrow(BundleTooLarge);
  });
});
