import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import type { Act } from '../../../trail/perform-act.ts';
import { ownersOnBoard } from '../board/archive-store.ts';
import type { Round } from '../round-store.ts';

/** The server's key comes first among those that decrypt (specification §4.7). */
export const serverOwner = 1;

/** Somebody who holds a key of a round. */
export interface HolderOfKey {
  readonly personId: string;
  readonly name: string;
  /** Number among the owners of partial decryptions: the server's is 1. */
  readonly owner: number;
}

/** How far the opening of a box has come. */
export interface Opening {
  readonly holders: readonly HolderOfKey[];
  /** Shares of scrutineers that open the box. */
  readonly needed: number;
  /** Owners whose shares stand on the board. */
  readonly owners: readonly number[];
  /** Shares of scrutineers among them. */
  readonly given: number;
  /** Whether the server's own share is public. */
  readonly begun: boolean;
}

/** Loads how far the opening of a round has come; null in a round without keys. */
export async function loadOpening(database: Kysely<Tables>, round: Round): Promise<Opening | null> {
  const election = round.electronic?.election;
  if (election === undefined || election === null) return null;
  const { congressId } = round;
  const ceremony = await database
    .selectFrom('record.key_set as keys')
    .innerJoin('record.ceremony as ceremony', (join) =>
      join
        .onRef('ceremony.congress_id', '=', 'keys.congress_id')
        .onRef('ceremony.id', '=', 'keys.ceremony_id'),
    )
    .select(['ceremony.id', 'ceremony.threshold'])
    .where('keys.congress_id', '=', congressId)
    .where('keys.id', '=', election.keySetId)
    .executeTakeFirstOrThrow();
  const holders = await database
    .selectFrom('record.key_holder as holder')
    .innerJoin('people.person as person', 'person.id', 'holder.person_id')
    .select(['holder.person_id', 'holder.position', 'person.name'])
    .where('holder.congress_id', '=', congressId)
    .where('holder.ceremony_id', '=', ceremony.id)
    .orderBy('holder.position')
    .execute();
  const owners = await ownersOnBoard(database, { congressId, uuid: election.uuid });
  return {
    holders: holders.map(({ person_id, position, name }) => ({
      ...{ personId: person_id, name },
      owner: serverOwner + position,
    })),
    needed: ceremony.threshold,
    owners,
    given: owners.filter((owner) => owner !== serverOwner).length,
    begun: owners.includes(serverOwner),
  };
}

/** The columns of the election behind the electronic channel that opening writes. */
export async function writeElection(
  act: Act,
  round: Round,
  values: {
    readonly paper_sheet_hash?: string;
    readonly archive_hash?: string;
    readonly proofs_hash?: string;
  },
): Promise<void> {
  const version = round.electronic?.election?.version ?? 0;
  const updated = await act.transaction
    .updateTable('record.electronic_channel')
    .set({ ...values, act_id: act.id, version: version + 1 })
    .where('congress_id', '=', round.congressId)
    .where('round_id', '=', round.id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (updated.numUpdatedRows !== 1n) throw new Error('the box is locked, nobody else writes it');
}
