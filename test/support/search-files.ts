import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What is looked for, by the shape that it would have in a file. */
export interface Sought {
  /** Fifteen base58 characters, with or without dashes. */
  readonly slips: ReadonlySet<string>;
  /** Decimal numbers as whole runs of digits. */
  readonly numbers: ReadonlySet<string>;
}

/** Every file below a folder. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const status = statSync(path, { throwIfNoEntry: false });
    if (status === undefined) return [];
    return status.isDirectory() ? filesBelow(path) : [path];
  });
}

/** What of it stands in a text, whatever surrounds it. */
export function findIn(text: string, { slips, numbers }: Sought): readonly string[] {
  const found: string[] = [];
  // Dashes are taken out, so that both ways of writing a slip are one run of characters.
  for (const [run] of text.matchAll(/[1-9A-HJ-NP-Za-km-z-]{15,}/g)) {
    const plain = run.replace(/-/g, '');
    for (let at = 0; at + 15 <= plain.length; at += 1) {
      const piece = plain.slice(at, at + 15);
      if (slips.has(piece)) found.push(piece);
    }
  }
  for (const [run] of text.matchAll(/[0-9]{20,}/g)) if (numbers.has(run)) found.push(run);
  return found;
}

/** The files of a folder that hold any of it, with what they hold: data, logs, write-ahead log. */
export function searchFolder(folder: string, sought: Sought): ReadonlyMap<string, string> {
  const hits = new Map<string, string>();
  for (const file of filesBelow(folder)) {
    const [first] = findIn(readFileSync(file).toString('latin1'), sought);
    if (first !== undefined) hits.set(file, first);
  }
  return hits;
}
