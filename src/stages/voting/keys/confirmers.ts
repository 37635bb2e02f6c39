import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { listRoles } from '../../../people/index.ts';

/** Somebody whose "same" the sealing waits for, and what they have said of this set-up. */
export interface Confirmer {
  readonly personId: string;
  readonly name: string;
  /** Place among the holders of the keys; null for a chief without one. */
  readonly position: number | null;
  readonly same: boolean | null;
}

/**
 * Who must confirm the set-up of a round: every holder of its keys, and the chief scrutineer, whose list
 * of slips stands in it. In the holders' order, a chief without a key last.
 */
export async function listConfirmers(
  database: Kysely<Tables>,
  round: { readonly congressId: string; readonly meetingId: string; readonly roundId: string },
  keySet: { readonly ceremonyId: string },
  setupHash: string,
): Promise<readonly Confirmer[]> {
  const { congressId, meetingId, roundId } = round;
  const [holders, roles, said] = await Promise.all([
    database
      .selectFrom('record.key_holder as holder')
      .innerJoin('people.person as person', 'person.id', 'holder.person_id')
      .select(['holder.person_id as personId', 'person.name', 'holder.position'])
      .where('holder.congress_id', '=', congressId)
      .where('holder.ceremony_id', '=', keySet.ceremonyId)
      .orderBy('holder.position')
      .execute(),
    listRoles(database, congressId, meetingId),
    database
      .selectFrom('record.setup_confirmation')
      .select(['person_id', 'same'])
      .where('congress_id', '=', congressId)
      .where('round_id', '=', roundId)
      .where('setup_hash', '=', setupHash)
      .execute(),
  ]);
  const chiefs = roles.filter(
    (one) =>
      one.role === 'chief_scrutineer' &&
      holders.every((holder) => holder.personId !== one.personId),
  );
  const all = [...holders, ...chiefs.map((one) => ({ ...one, position: null }))];
  return all.map(({ personId, name, position }) => ({
    ...{ personId, name, position },
    same: said.find((one) => one.person_id === personId)?.same ?? null,
  }));
}
