import { commitTo, genesisHash, type HashedEntry, hashEntry } from './append.ts';

/** An entry as it stands in a database or an export, with its detail unless that was erased. */
export interface StoredEntry extends HashedEntry {
  readonly hash: string;
  readonly detail: {
    readonly salt: string;
    readonly detail: Readonly<Record<string, string | number>>;
  } | null;
}

/** Where a chain is broken first, and what is wrong there. */
export interface Break {
  readonly sequence: number;
  readonly code:
    | 'gap'
    | 'out-of-order'
    | 'link'
    | 'entry-changed'
    | 'detail-changed'
    | 'head-missing'
    | 'head-differs';
  readonly message: string;
}

/** What a verification found. */
export interface ChainReport {
  readonly entries: number;
  readonly erased: number;
  readonly head: { readonly sequence: number; readonly hash: string } | null;
  readonly broken: Break | null;
}

/** A head that somebody wrote down earlier, outside the database. */
export interface Anchor {
  readonly sequence: number;
  readonly hash: string;
}

/**
 * Checks a chain from its first entry on: no gap, each entry linked to the one before, each hash over
 * its own content, each detail as it was committed to. With anchors it also finds an end that was cut
 * off and an earlier part that was rewritten as a whole. Stops at the first broken place.
 */
export function checkChain(
  entries: readonly StoredEntry[],
  anchors: readonly Anchor[] = [],
): ChainReport {
  const last = entries.at(-1);
  const broken = findBreak(entries) ?? findMissingAnchor(entries, anchors);
  return {
    entries: entries.length,
    erased: entries.filter((entry) => entry.detail === null).length,
    head: last === undefined ? null : { sequence: last.sequence, hash: last.hash },
    broken,
  };
}

function findBreak(entries: readonly StoredEntry[]): Break | null {
  let previous = genesisHash;
  let expected = 1;
  for (const entry of entries) {
    const found = checkEntry(entry, expected, previous);
    if (found !== null) return found;
    previous = entry.hash;
    expected += 1;
  }
  return null;
}

function checkEntry(entry: StoredEntry, expected: number, previous: string): Break | null {
  const { sequence } = entry;
  const at = (code: Break['code'], message: string): Break => ({ sequence, code, message });
  if (sequence > expected) {
    return {
      sequence: expected,
      code: 'gap',
      message: `第${expected}条缺失：记录从第${expected - 1}条直接到了第${sequence}条。`,
    };
  }
  if (sequence < expected) return at('out-of-order', `第${sequence}条重复或次序颠倒。`);
  const { hash, detail, ...hashed } = entry;
  if (hashEntry(hashed) !== hash) {
    return at('entry-changed', `第${sequence}条被改动：内容与它的指纹不符。`);
  }
  if (entry.previous_hash !== previous) {
    return at('link', `第${sequence}条与前一条接不上：中间被插入、删除或调换过。`);
  }
  if (detail !== null && commitTo(detail.salt, detail.detail) !== entry.commitment) {
    return at('detail-changed', `第${sequence}条的详情被改动：与记录时的承诺不符。`);
  }
  return null;
}

function findMissingAnchor(
  entries: readonly StoredEntry[],
  anchors: readonly Anchor[],
): Break | null {
  const bySequence = new Map(entries.map((entry) => [entry.sequence, entry.hash]));
  for (const anchor of anchors) {
    const hash = bySequence.get(anchor.sequence);
    if (hash === undefined) {
      return {
        sequence: entries.length + 1,
        code: 'head-missing',
        message: `末尾被截去：存档的链首在第${anchor.sequence}条，现在只到第${entries.length}条。`,
      };
    }
    if (hash !== anchor.hash) {
      return {
        sequence: anchor.sequence,
        code: 'head-differs',
        message: `第${anchor.sequence}条与存档的链首不符：此前的记录被整体改写过。`,
      };
    }
  }
  return null;
}
