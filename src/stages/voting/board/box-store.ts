import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../../database/tables.ts';

/** Where a box lies. */
export interface BoxPlace {
  readonly congressId: string;
  readonly uuid: string;
}

/** The texts of all ballots in the box, in no order that means anything. */
export async function loadBallots(
  database: Kysely<Tables>,
  { congressId, uuid }: BoxPlace,
): Promise<readonly string[]> {
  const rows = await database
    .selectFrom('box.slip')
    .select('ballot')
    .where('congress_id', '=', congressId)
    .where('uuid', '=', uuid)
    .where('ballot', 'is not', null)
    .execute();
  return rows.flatMap(({ ballot }) => (ballot === null ? [] : [ballot]));
}

/** How many ballots lie in the box. */
export async function countBallots(
  database: Kysely<Tables>,
  { congressId, uuid }: BoxPlace,
): Promise<number> {
  const { count } = await database
    .selectFrom('box.slip')
    .select((select) => select.fn.countAll<string>().as('count'))
    .where('congress_id', '=', congressId)
    .where('uuid', '=', uuid)
    .where('tracker', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The trackers of all ballots, in the order of their characters: the list that is published. */
export async function listTrackers(
  database: Kysely<Tables>,
  { congressId, uuid }: BoxPlace,
): Promise<readonly string[]> {
  const rows = await database
    .selectFrom('box.slip')
    .select('tracker')
    .where('congress_id', '=', congressId)
    .where('uuid', '=', uuid)
    .where('tracker', 'is not', null)
    .orderBy(sql`tracker collate "C"`)
    .execute();
  return rows.flatMap(({ tracker }) => (tracker === null ? [] : [tracker]));
}

/** How many slips were published as void. */
export async function countVoidSlips(
  database: Kysely<Tables>,
  { congressId, uuid }: BoxPlace,
): Promise<number> {
  const { count } = await database
    .selectFrom('box.slip')
    .select((select) => select.fn.countAll<string>().as('count'))
    .where('congress_id', '=', congressId)
    .where('uuid', '=', uuid)
    .where('void_reason', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/**
 * The digest of the box (票箱校验码): SHA-256 of the sorted trackers, each followed by a line feed. Two
 * screens that show the same digest show the same box.
 */
export function digestOf(trackers: readonly string[]): string {
  const hash = createHash('sha256');
  for (const tracker of trackers) hash.update(`${tracker}\n`);
  return hash.digest('hex');
}
