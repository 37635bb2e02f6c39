import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import type { KeyVault } from '../key-vault.ts';
import { type Ceremony, loadCeremony } from './ceremony-store.ts';
import { noCeremony } from './refusals.ts';

/**
 * Holds a ceremony for the rest of the transaction, so that whatever happens to it happens one after
 * the other. Null when the meeting has none of this id.
 */
export async function lockCeremony(
  act: Act,
  meetingId: string,
  ceremonyId: string,
): Promise<Ceremony | null> {
  await sql`select id from record.ceremony where congress_id = ${act.congressId}
    and id = ${ceremonyId} for update`.execute(act.transaction);
  return await loadCeremony(act.transaction, act.congressId, meetingId, ceremonyId);
}

/**
 * Ends a ceremony inside an act: what no round uses is destroyed. Keys of a round that uses them stay.
 * Gives the identifiers whose key files the caller destroys after the commit.
 */
export async function endCeremony(
  act: Act,
  ceremony: Ceremony,
  reason: string,
): Promise<readonly string[]> {
  await act.transaction
    .updateTable('record.ceremony')
    .set({ state: 'cancelled', state_reason: reason, version: ceremony.version + 1 })
    .where('congress_id', '=', act.congressId)
    .where('id', '=', ceremony.id)
    .execute();
  const destroyed = await act.transaction
    .updateTable('record.key_set')
    .set((column) => ({ state: 'destroyed', version: column('version', '+', 1) }))
    .where('congress_id', '=', act.congressId)
    .where('ceremony_id', '=', ceremony.id)
    .where('state', 'in', ['making', 'ready'])
    .returning('uuid')
    .execute();
  act.touch(`meeting:${ceremony.meetingId}`);
  return destroyed.map((row) => row.uuid);
}

/**
 * Cancels a ceremony, or gives up the keys of a complete one that no round uses, and destroys their key
 * files.
 *
 * Refuses with `no-ceremony`, also when it is cancelled already.
 */
export async function cancelCeremony(
  database: Kysely<Tables>,
  vault: KeyVault,
  request: ActRequest,
  input: { readonly meetingId: string; readonly ceremonyId: string; readonly reason: string },
): Promise<Result<{ ceremonyId: string }>> {
  const { meetingId, ceremonyId, reason } = input;
  const result = await performAct(database, request, async (act) => {
    const ceremony = await lockCeremony(act, meetingId, ceremonyId);
    if (ceremony === null || ceremony.state === 'cancelled') return refuse(noCeremony);
    const destroyed = await endCeremony(act, ceremony, reason);
    act.record({
      event: 'ceremony-cancelled',
      subjects: { meeting: meetingId, ceremony: ceremonyId, destroyed: destroyed.length },
      detail: { destroyed: destroyed.length, reason },
    });
    return ok({ ceremonyId });
  });
  // Also after a repeat: the first try may have ended between the commit and here.
  if (result.ok) await destroyGivenUp(database, vault, request.congressId, ceremonyId);
  return result;
}

/** Destroys the key files of all sets of a ceremony that are destroyed or spoiled. */
export async function destroyGivenUp(
  database: Kysely<Tables>,
  vault: KeyVault,
  congressId: string,
  ceremonyId: string,
): Promise<void> {
  const rows = await database
    .selectFrom('record.key_set')
    .select('uuid')
    .where('congress_id', '=', congressId)
    .where('ceremony_id', '=', ceremonyId)
    .where('state', 'in', ['destroyed', 'spoiled'])
    .execute();
  for (const { uuid } of rows) await vault.destroy(uuid);
}
