import type { Kysely } from 'kysely';
import type { SlipTable } from '../../../database/tables/electronic.ts';
import type { Tables } from '../../../database/tables.ts';
import type { Act } from '../../../trail/perform-act.ts';

/** Why a slip may no longer be used. */
export type VoidReason = NonNullable<SlipTable['void_reason']>;

/** One slip as the box knows it: by its public key alone. */
export interface Slip {
  readonly credential: string;
  readonly voidReason: VoidReason | null;
  readonly hasBallot: boolean;
}

/** Finds slips of an election by their public keys; what is not listed is not in the answer. */
export async function findSlips(
  database: Kysely<Tables>,
  congressId: string,
  uuid: string,
  credentials: readonly string[],
): Promise<readonly Slip[]> {
  if (credentials.length === 0) return [];
  const rows = await database
    .selectFrom('box.slip')
    .select(['credential', 'void_reason'])
    .select((select) => select('ballot', 'is not', null).as('has_ballot'))
    .where('congress_id', '=', congressId)
    .where('uuid', '=', uuid)
    .where('credential', 'in', credentials)
    .execute();
  return rows.map((row) => ({
    credential: row.credential,
    voidReason: row.void_reason,
    hasBallot: Boolean(row.has_ballot),
  }));
}

/** Publishes slips as void. The caller has seen under the lock that each is listed, unused and not void. */
export async function markVoid(
  act: Act,
  uuid: string,
  credentials: readonly string[],
  reason: VoidReason,
): Promise<void> {
  await act.transaction
    .updateTable('box.slip')
    .set({ void_reason: reason })
    .where('congress_id', '=', act.congressId)
    .where('uuid', '=', uuid)
    .where('credential', 'in', credentials)
    .execute();
}

/** Slips of an election by what became of them. */
export interface SlipCounts {
  readonly unissued: number;
  readonly reserve: number;
  readonly exchanged: number;
  readonly ballots: number;
}

/** Counts the void slips by reason, and the ballots. */
export async function countSlips(
  database: Kysely<Tables>,
  congressId: string,
  uuid: string,
): Promise<SlipCounts> {
  const row = await database
    .selectFrom('box.slip')
    .select(({ fn }) => [
      fn.countAll<string>().filterWhere('void_reason', '=', 'unissued').as('unissued'),
      fn.countAll<string>().filterWhere('void_reason', '=', 'reserve').as('reserve'),
      fn.countAll<string>().filterWhere('void_reason', '=', 'exchanged').as('exchanged'),
      fn.countAll<string>().filterWhere('ballot', 'is not', null).as('ballots'),
    ])
    .where('congress_id', '=', congressId)
    .where('uuid', '=', uuid)
    .executeTakeFirstOrThrow();
  return {
    unissued: Number(row.unissued),
    reserve: Number(row.reserve),
    exchanged: Number(row.exchanged),
    ballots: Number(row.ballots),
  };
}

/** The public keys of an election that are void by now. */
export async function listVoidSlips(
  database: Kysely<Tables>,
  congressId: string,
  uuid: string,
): Promise<readonly string[]> {
  const rows = await database
    .selectFrom('box.slip')
    .select('credential')
    .where('congress_id', '=', congressId)
    .where('uuid', '=', uuid)
    .where('void_reason', 'is not', null)
    .orderBy('credential')
    .execute();
  return rows.map((row) => row.credential);
}
