import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import type { KeyVault } from '../key-vault.ts';

/** Key files that no round can need any more, that nobody knows, and that are gone; by their identifiers. */
export interface LeftKeyFiles {
  /** Their key sets are destroyed or spoiled: a crash came between that commit and the deletion. */
  readonly givenUp: readonly string[];
  /** No key set of this database: of a convening that was never committed, or of another database. */
  readonly unknown: readonly string[];
  /** Key sets that a round may still need, of which neither folder has the file. */
  readonly missing: readonly string[];
}

/** Compares the key files with the key sets of every congress. */
export async function findLeftKeyFiles(
  database: Kysely<Tables>,
  vault: KeyVault,
): Promise<LeftKeyFiles> {
  const files = await vault.list();
  const rows = await database
    .selectFrom('record.key_set')
    .select(['uuid', 'state'])
    .where(({ or, eb }) =>
      or([
        eb('state', 'not in', ['destroyed', 'spoiled']),
        ...(files.length === 0 ? [] : [eb('uuid', 'in', files)]),
      ]),
    )
    .execute();
  const states = new Map(rows.map(({ uuid, state }) => [uuid, state]));
  const isGivenUp = (uuid: string) => ['destroyed', 'spoiled'].includes(states.get(uuid) ?? '');
  return {
    givenUp: files.filter(isGivenUp),
    unknown: files.filter((uuid) => !states.has(uuid)),
    missing: rows.flatMap(({ uuid }) => (files.includes(uuid) || isGivenUp(uuid) ? [] : [uuid])),
  };
}

/**
 * Deletes the key files of sets that the record says are destroyed or spoiled; that act is minuted
 * already, this finishes it. Unknown files stay: they may belong to another database, where they are the
 * only way to open a box. Gives how many sets lost their files.
 */
export async function sweepKeyFiles(database: Kysely<Tables>, vault: KeyVault): Promise<number> {
  const { givenUp } = await findLeftKeyFiles(database, vault);
  for (const uuid of givenUp) await vault.destroy(uuid);
  return givenUp.length;
}
