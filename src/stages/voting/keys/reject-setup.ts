import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { stepElectronic } from '../electronic-channel.ts';
import type { KeyVault } from '../key-vault.ts';
import { noElectronic, noSuchRound } from '../refusals.ts';
import { loadRound, type Round } from '../round-store.ts';
import { destroyGivenUp } from './cancel-ceremony.ts';
import { type KeySet, loadKeySet } from './ceremony-store.ts';
import { alreadySealed } from './refusals.ts';
import { lockElection } from './take-keys.ts';

/**
 * Takes a set-up back inside an act: the channel returns to its start, the key set is spoiled and never
 * serves again. The caller destroys its key file after the commit.
 *
 * Refuses with `already-sealed`, with what the channel's machine refuses, `stale-form`.
 */
export async function returnSetup(
  act: Act,
  round: Round,
  keySet: KeySet,
  reason: string,
): Promise<Result<null>> {
  // The machine refuses it too; this sentence says what to do instead.
  if (round.electronic?.state === 'sealed') return refuse(alreadySealed);
  const step = await stepElectronic(act, round, 'reject-setup');
  if (!step.ok) return step;
  await act.transaction
    .deleteFrom('record.electronic_channel')
    .where('congress_id', '=', act.congressId)
    .where('round_id', '=', round.id)
    .execute();
  await act.transaction
    .updateTable('record.key_set')
    .set({ state: 'spoiled', version: keySet.version + 1 })
    .where('congress_id', '=', act.congressId)
    .where('id', '=', keySet.id)
    .execute();
  act.record({
    event: 'setup-rejected',
    subjects: { meeting: round.meetingId, round: round.id, key_set: keySet.id },
    detail: { title: round.title, ordinal: keySet.ordinal, reason },
  });
  return ok(null);
}

/**
 * The clerk takes a set-up back before it is sealed, with the reason.
 *
 * Refuses, in order, with `no-such-round`, `no-electronic` (no keys taken), `already-sealed`,
 * `wrong-state`, `stale-form`.
 */
export async function rejectSetup(
  database: Kysely<Tables>,
  vault: KeyVault,
  request: ActRequest,
  input: { readonly meetingId: string; readonly roundId: string; readonly reason: string },
): Promise<Result<{ ceremonyId: string }>> {
  const { meetingId, roundId, reason } = input;
  const result = await performAct(database, request, async (act) => {
    await lockElection(act, roundId);
    const round = await loadRound(act.transaction, act.congressId, meetingId, roundId);
    if (round === null) return refuse(noSuchRound);
    const election = round.electronic?.election ?? null;
    if (election === null) return refuse(noElectronic);
    const keySet = await loadKeySet(act.transaction, act.congressId, election.keySetId);
    const returned = await returnSetup(act, round, keySet, reason);
    return returned.ok ? ok({ ceremonyId: keySet.ceremonyId }) : returned;
  });
  if (result.ok) {
    await destroyGivenUp(database, vault, request.congressId, result.value.ceremonyId);
  }
  return result;
}
