import { existsSync } from 'node:fs';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../database/tables.ts';
import type { Anchor } from './check-chain.ts';
import { loadHead } from './load-head.ts';

const line = z.object({
  congress_id: z.uuid(),
  sequence: z.number().int().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.string(),
});

/** One head as it was written down, with the congress that it belongs to. */
export type AnchorLine = z.output<typeof line>;

/** The file of anchors in a data folder: one JSON line per head, appended only. */
export function anchorFile(dataFolder: string): string {
  return join(dataFolder, 'anchors.jsonl');
}

/** Reads a file of anchors; a line that is none is a fault of the file and is thrown. */
export async function readAnchors(file: string): Promise<readonly AnchorLine[]> {
  if (!existsSync(file)) return [];
  const text = await readFile(file, 'utf8');
  return text
    .split('\n')
    .filter((one) => one.trim() !== '')
    .map((one) => line.parse(JSON.parse(one)));
}

/** The anchors of one congress. */
export function anchorsOf(lines: readonly AnchorLine[], congressId: string): readonly Anchor[] {
  return lines
    .filter((one) => one.congress_id === congressId)
    .map(({ sequence, hash }) => ({ sequence, hash }));
}

/**
 * Appends the head of every chain that moved since it was last written down, and waits until the disk
 * has it. Whoever cuts off the end of a chain in the database does not reach this file; who copies it
 * elsewhere can prove it even against the operator.
 */
export async function writeAnchors(
  database: Kysely<Tables>,
  dataFolder: string,
  now: Date,
): Promise<number> {
  const known = await readAnchors(anchorFile(dataFolder));
  const latest = new Map(known.map((one) => [one.congress_id, one.hash]));
  const congresses = await database
    .selectFrom('record.congress')
    .select('congress_id')
    .orderBy('congress_id')
    .execute();
  const moved: AnchorLine[] = [];
  for (const { congress_id } of congresses) {
    const head = await loadHead(database, congress_id);
    if (head === null || latest.get(congress_id) === head.hash) continue;
    moved.push({ congress_id, sequence: head.sequence, hash: head.hash, at: now.toISOString() });
  }
  if (moved.length === 0) return 0;
  await mkdir(dataFolder, { recursive: true });
  const file = await open(anchorFile(dataFolder), 'a', 0o600);
  try {
    await file.write(moved.map((one) => `${JSON.stringify(one)}\n`).join(''));
    await file.sync();
  } finally {
    await file.close();
  }
  return moved.length;
}
