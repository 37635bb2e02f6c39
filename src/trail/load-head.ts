import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';

/** The last entry of a chain. */
export interface TrailHead {
  readonly sequence: number;
  readonly hash: string;
}

/** The head of a congress's chain, null while it has no entry. */
export async function loadHead(
  database: Kysely<Tables>,
  congressId: string,
): Promise<TrailHead | null> {
  const head = await database
    .selectFrom('trail.entry')
    .select(['sequence', 'hash'])
    .where('congress_id', '=', congressId)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return head ?? null;
}
