import type { Act } from '../../../trail/perform-act.ts';
import type { KeyVault } from '../key-vault.ts';

/** How many key sets were destroyed, and how many of them no round had used. */
export interface DestroyedKeys {
  readonly keys: number;
  readonly reserve: number;
}

/**
 * Destroys every key set of a meeting that still has secrets: marks them, then removes the key files.
 * When a file cannot be removed, nothing is marked; removing what is gone already is no fault, so the
 * act can be tried again. The caller has decided that it may be done.
 */
export async function destroyKeySets(
  act: Act,
  vault: KeyVault,
  meetingId: string,
): Promise<DestroyedKeys> {
  const sets = await act.transaction
    .selectFrom('record.key_set as keys')
    .innerJoin('record.ceremony as ceremony', (join) =>
      join
        .onRef('ceremony.congress_id', '=', 'keys.congress_id')
        .onRef('ceremony.id', '=', 'keys.ceremony_id'),
    )
    .select(['keys.id', 'keys.uuid', 'keys.state'])
    .where('keys.congress_id', '=', act.congressId)
    .where('ceremony.meeting_id', '=', meetingId)
    .where('keys.state', '<>', 'destroyed')
    .execute();
  if (sets.length === 0) return { keys: 0, reserve: 0 };
  const ids = sets.map((one) => one.id);
  await act.transaction
    .updateTable('record.key_set')
    .set((column) => ({
      state: 'destroyed' as const,
      act_id: act.id,
      version: column('version', '+', 1),
    }))
    .where('congress_id', '=', act.congressId)
    .where('id', 'in', ids)
    .execute();
  await act.transaction
    .updateTable('record.electronic_channel')
    .set((column) => ({
      key_destroyed_at: act.happenedAt,
      act_id: act.id,
      version: column('version', '+', 1),
    }))
    .where('congress_id', '=', act.congressId)
    .where('key_set_id', 'in', ids)
    .execute();
  for (const { uuid } of sets) await vault.destroy(uuid);
  return { keys: sets.length, reserve: sets.filter((one) => one.state !== 'used').length };
}
