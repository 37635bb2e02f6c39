import { unzipSync } from 'fflate';
import {
  beginsFile,
  localHeaderLength,
  readLocalHeader,
  type StoredFile,
  zipDirectory,
} from '../../rules/stored-zip.ts';
import { bundleFolders, bundleNames } from '../../wire/bundle.ts';
import { type BundleSource, sourceOf, sumsOf } from './bundle-source.ts';
import type { BundleFailure } from './checks.ts';

/** A file of a bundle: its content is read when it is asked for. */
export interface BundleEntry {
  readonly bytes: number;
  readonly sha256: string;
  readonly read: () => Promise<Uint8Array>;
}

/** The files of a bundle by their path. */
export type BundleContent = ReadonlyMap<string, BundleEntry>;

/** What opening a bundle gave; files are null when it is no zip at all. */
export interface OpenedBundle {
  readonly files: BundleContent | null;
  readonly failures: readonly BundleFailure[];
}

/**
 * Walks through a bundle from its first byte to its last. It has one form only: headers, order and list of
 * files are compared with what they have to be, so that any changed byte shows, also one that belongs to no
 * file. Contents are hashed piece by piece and never held together.
 */
export async function openBundle(
  source: BundleSource,
  onRead: (bytes: number) => void = () => undefined,
): Promise<OpenedBundle> {
  const walked = await walk(source, onRead);
  if (walked.stopped === null) return walked;
  const failures = [...walked.failures, walked.stopped];
  const otherwise = await openAnyZip(source);
  return { files: otherwise, failures: otherwise === null ? [...failures, unreadable] : failures };
}

const unreadable: BundleFailure = {
  ...{ check: 'container', place: '压缩包' },
  message: '打不开：不是资料包，或者下载不完整。',
};

function broken(place: string, message: string): BundleFailure {
  return { check: 'container', place, message };
}

async function walk(source: BundleSource, onRead: (bytes: number) => void) {
  const files = new Map<string, BundleEntry>();
  const seen: StoredFile[] = [];
  const failures: BundleFailure[] = [];
  let at = 0;
  let before = '';
  const stop = (message: string) => ({
    ...{ files, failures },
    stopped: broken(`压缩包 第${at + 1}字节${before === '' ? '' : `（“${before}”之后）`}`, message),
  });
  for (;;) {
    const start = await source.read(at, Math.min(at + localHeaderLength, source.size));
    if (!beginsFile(start)) break;
    const name = new DataView(start.buffer, start.byteOffset).getUint16(26, true);
    const begins = at + localHeaderLength + name;
    const file = readLocalHeader(await source.read(at, Math.min(begins, source.size)));
    if (file === null) return stop('文件头不是规定的写法：压缩过、加密、加了附注或者重新打过包。');
    if (begins + file.bytes > source.size) return stop('文件没有到头：下载不完整，或者被截去。');
    const [from, to] = [begins, begins + file.bytes];
    const { crc, sha256 } = await sumsOf(source, from, to);
    failures.push(...checkName(file.path, before, files));
    if (crc !== file.crc) {
      failures.push(broken(file.path, '内容与压缩包里写的校验和（CRC-32）不符。'));
    }
    seen.push(file);
    files.set(file.path, { bytes: file.bytes, sha256, read: () => source.read(from, to) });
    before = file.path;
    at = to;
    onRead(at);
  }
  if (files.size === 0) return stop('这里应当是第一个文件：前面加了东西，或者不是资料包。');
  failures.push(...(await checkDirectory(source, at, zipDirectory(seen))));
  return { files, failures, stopped: null };
}

const named: ReadonlySet<string> = new Set(Object.values(bundleNames));
const folders = Object.values(bundleFolders).map((folder) => folder.slice(0, -1));
const inFolder = new RegExp(`^(?:${folders.join('|')})/[0-9A-Za-z][0-9A-Za-z._-]*$`);

function checkName(
  path: string,
  before: string,
  files: ReadonlyMap<string, unknown>,
): readonly BundleFailure[] {
  if (files.has(path)) return [broken(path, '同一个名称的文件有两个。')];
  if (!named.has(path) && !inFolder.test(path)) {
    return [broken(path, '资料包里没有这样名称的文件：不要解开，它可能写到别的文件夹去。')];
  }
  return before < path ? [] : [broken(path, '文件没有按名称排列：被人重新打过包。')];
}

/** The list of files at the end is exactly what follows from the files, and nothing stands behind it. */
async function checkDirectory(
  source: BundleSource,
  at: number,
  expected: Uint8Array,
): Promise<readonly BundleFailure[]> {
  const place = '压缩包 末尾的目录';
  const extra = source.size - at - expected.length;
  if (extra > 0) return [broken(place, `多出${extra}字节：后面加了东西，或者不是规定的写法。`)];
  if (extra < 0) return [broken(place, `少了${-extra}字节：下载不完整，或者被截去。`)];
  const tail = await source.read(at, source.size);
  const differs = expected.findIndex((byte, index) => byte !== tail[index]);
  if (differs === -1) return [];
  return [broken(place, `与前面的文件不符（第${at + differs + 1}字节）：被改动过。`)];
}

/** A zip that was packed by another program is opened up to this size, and up to so much content. */
const largestOther = 256 * 1024 ** 2;

/** Opens a zip of any other form, so that what is in it can still be looked at; null when it is none. */
async function openAnyZip(source: BundleSource): Promise<BundleContent | null> {
  if (source.size > largestOther) return null;
  let unzipped: Record<string, Uint8Array>;
  try {
    let content = 0;
    unzipped = unzipSync(await source.read(0, source.size), {
      filter: ({ originalSize }) => {
        content += originalSize;
        if (content > 2 * largestOther) throw new RangeError('more than any bundle');
        return true;
      },
    });
  } catch {
    return null;
  }
  const files = new Map<string, BundleEntry>();
  for (const [path, bytes] of Object.entries(unzipped)) {
    const { sha256 } = await sumsOf(sourceOf(bytes), 0, bytes.length);
    files.set(path, { bytes: bytes.length, sha256, read: async () => bytes });
  }
  return files.size === 0 ? null : files;
}
