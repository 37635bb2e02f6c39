import { z } from 'zod';
import type { StoredEntry } from './check-chain.ts';

const plain = z.record(z.string(), z.union([z.string(), z.number()]));
const hash = z.string().regex(/^[0-9a-f]{64}$/);

const entryShape = z.strictObject({
  congress_id: z.string(),
  sequence: z.number().int(),
  event: z.string(),
  act_id: z.string(),
  happened_at: z.string(),
  recorded_at: z.string(),
  recorded_by: z.string().nullable(),
  subjects: plain,
  commitment: hash,
  previous_hash: hash,
  hash,
  detail: z.strictObject({ salt: hash, detail: plain }).nullable(),
});

/** A chain as JSON Lines, one entry a line, in order: what an auditor takes away and checks alone. */
export function exportChain(entries: readonly StoredEntry[]): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}

/** Reads an exported chain; a line that is no entry is thrown with its number. */
export function readExport(text: string): readonly StoredEntry[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => {
      const parsed = entryShape.safeParse(parseLine(line));
      if (!parsed.success) throw new Error(`第${index + 1}行不是留痕记录。`);
      return parsed.data;
    });
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
