import { unzipSync, zipSync } from 'fflate';
import type { BundleFailure } from './checks.ts';

/** The files of a bundle by their path. */
export type BundleContent = ReadonlyMap<string, Uint8Array>;

/**
 * Opens a bundle and makes the zip again from what was in it: a bundle has one form only, so that any
 * changed byte shows, also one that belongs to no file. Files are null when it is no zip at all.
 */
export function openBundle(bytes: Uint8Array): {
  readonly files: BundleContent | null;
  readonly failures: readonly BundleFailure[];
} {
  let unzipped: Record<string, Uint8Array>;
  try {
    unzipped = unzipSync(bytes);
  } catch {
    return { files: null, failures: [broken('压缩包打不开：不是资料包，或者下载不完整。')] };
  }
  const entries = Object.entries(unzipped).sort(([one], [other]) => (one < other ? -1 : 1));
  const files = new Map(entries);
  if (files.size === 0) return { files: null, failures: [broken('压缩包里没有文件。')] };
  const again = zipSync(Object.fromEntries(entries), {
    level: 0,
    mtime: '1980-01-01T00:00:00',
  });
  const at = firstDifference(bytes, again);
  return {
    files,
    failures:
      at === null
        ? []
        : [
            broken(
              `与重新装成的不同，${placeOf(files, at)}就对不上。只是重新压缩过的，文件内容看下面各项。`,
            ),
          ],
  };
}

function broken(message: string): BundleFailure {
  return { check: 'container', place: '压缩包', message };
}

function firstDifference(one: Uint8Array, other: Uint8Array): number | null {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at += 1) if (one[at] !== other[at]) return at;
  return one.length === other.length ? null : length;
}

/** Length of the header of a file inside a zip without its name (APPNOTE 4.3.7). */
const localHeader = 30;

/** The file in whose part of the zip a byte lies, as the zip should be. */
function placeOf(files: BundleContent, at: number): string {
  let end = 0;
  for (const [path, content] of files) {
    end += localHeader + new TextEncoder().encode(path).length + content.length;
    if (at < end) return `从“${path}”这一段起`;
  }
  return '末尾的目录';
}
