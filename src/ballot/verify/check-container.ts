import { headerJson } from '../archive/archive.ts';
import { readTar } from '../archive/tar.ts';
import { sha256Hex } from '../hash.ts';
import { type Failure, failure } from './failure.ts';

/** A record of the archive, read. */
export interface ReadRecord {
  readonly name: string;
  readonly hash: string;
  readonly kind: 'data' | 'event';
  readonly text: string;
}

/** The records that could be read, and what is wrong with the container. */
export interface Container {
  /** False when the file is no archive at all. */
  readonly isArchive: boolean;
  readonly records: readonly ReadRecord[];
  readonly failures: readonly Failure[];
}

/**
 * Check 1 (§4.4): the file is exactly what the writer would make; each record's name is the hash of its
 * content; no record stands there twice.
 */
export function checkContainer(bytes: Uint8Array): Container {
  const tar = readTar(bytes);
  if (!tar.ok) {
    const isArchive = tar.offset > 0;
    const code = isArchive ? 'archive-block' : 'not-an-archive';
    return { isArchive, records: [], failures: [failure(code)] };
  }
  const [first, ...rest] = tar.files;
  if (first?.name !== 'BELENIOS') {
    return { isArchive: false, records: [], failures: [failure('not-an-archive')] };
  }
  const failures: Failure[] = [];
  const header = decode(first.content);
  // The reference writes the timestamp as text and also reads a number.
  const written = headerJson(tar.modified);
  if (header !== written && header !== written.replace(/"(\d+)"}$/, '$1}')) {
    failures.push(failure('header-record', { record: 'BELENIOS' }));
  }
  const seen = new Set<string>();
  const records = rest.flatMap(({ name, content }): ReadRecord[] => {
    const [, hash, kind] = /^([0-9a-f]{64})\.(data|event)\.json$/.exec(name) ?? [];
    const text = decode(content);
    if (seen.has(name)) failures.push(failure('record-repeated', { record: name }));
    seen.add(name);
    if (hash === undefined || kind === undefined) {
      failures.push(failure('record-name', { record: name }));
      return [];
    }
    if (sha256Hex(content) !== hash) failures.push(failure('record-hash', { record: name }));
    if (text === null) {
      failures.push(failure('record-text', { record: name }));
      return [];
    }
    return [{ name, hash, kind: kind === 'data' ? 'data' : 'event', text }];
  });
  return { isArchive: true, records, failures };
}

function decode(content: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    return null;
  }
}
