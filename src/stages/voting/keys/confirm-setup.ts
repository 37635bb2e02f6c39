import type { Kysely } from 'kysely';
import { fingerprintOf, groupFingerprint } from '../../../ballot/fingerprint/fingerprint.ts';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import type { ConfirmationTaken } from '../../../wire/keys.ts';
import type { KeyVault } from '../key-vault.ts';
import { noElectronic, noSuchRound, wrongPaperStep } from '../refusals.ts';
import { loadRound, type Round } from '../round-store.ts';
import { destroyGivenUp } from './cancel-ceremony.ts';
import { type KeySet, loadKeySet } from './ceremony-store.ts';
import { type Confirmer, listConfirmers } from './confirmers.ts';
import {
  alreadyConfirmed,
  keyCopyMissing,
  keyFileMissing,
  notAHolder,
  setupChanged,
} from './refusals.ts';
import { returnSetup } from './reject-setup.ts';
import { sealSetup } from './seal-setup.ts';
import { lockElection } from './take-keys.ts';

/** The word of one holder or of the chief about the fingerprint that was read aloud. */
export interface Confirmation {
  readonly meetingId: string;
  readonly roundId: string;
  readonly setupHash: string;
  readonly same: boolean;
  readonly occasion: 'real' | 'rehearsal' | 'demo';
}

/**
 * Takes a confirmation. One "different" sends the set-up back and spoils its keys; the last "same" seals
 * it. The election's row is locked throughout: of two confirmations at once exactly one is the last, and
 * after a "different" nothing is sealed.
 *
 * Refuses, in order, with `no-such-round`, `no-electronic`, `not-a-holder`, `setup-changed`,
 * `already-confirmed`, `wrong-state`, for the last one `key-copy-missing` and `key-file-missing` (the
 * server could not open the box), with what sealing refuses. A repeated "same" is simply taken.
 */
export async function confirmSetup(
  database: Kysely<Tables>,
  vault: KeyVault,
  request: ActRequest,
  input: Confirmation,
): Promise<Result<Taken>> {
  const result = await performAct(database, request, (act) => take(act, vault, input));
  if (result.ok && result.value.outcome === 'rejected') {
    await destroyGivenUp(database, vault, request.congressId, result.value.ceremonyId);
  }
  return result;
}

/** What became of a confirmation, and whose keys it was about. */
type Taken = {
  readonly outcome: ConfirmationTaken['outcome'];
  readonly ceremonyId: string;
};

async function take(act: Act, vault: KeyVault, input: Confirmation): Promise<Result<Taken>> {
  const { meetingId, roundId, setupHash, same } = input;
  await lockElection(act, roundId);
  const round = await loadRound(act.transaction, act.congressId, meetingId, roundId);
  if (round === null) return refuse(noSuchRound);
  const election = round.electronic?.election ?? null;
  if (election === null) return refuse(noElectronic);
  const keySet = await loadKeySet(act.transaction, act.congressId, election.keySetId);
  const { ceremonyId } = keySet;
  const place = { congressId: act.congressId, meetingId, roundId };
  const confirmers = await listConfirmers(act.transaction, place, keySet, setupHash);
  const own = confirmers.find((one) => one.personId === act.personId);
  if (own === undefined) return refuse(notAHolder);
  if (election.setupHash !== setupHash) return refuse(setupChanged);
  if (own.same !== null) {
    return own.same === same ? ok({ outcome: 'noted', ceremonyId }) : refuse(alreadyConfirmed);
  }
  if (round.electronic?.state !== 'slips') return refuse(wrongPaperStep('正在核对设置指纹'));
  await writeConfirmation(act, round, own, input);
  if (!same) {
    const reason = `${own.name}核对设置指纹，与宣读的不同`;
    const returned = await returnSetup(act, round, keySet, reason);
    return returned.ok ? ok({ outcome: 'rejected', ceremonyId }) : returned;
  }
  if (confirmers.some((one) => one !== own && one.same !== true)) {
    return ok({ outcome: 'noted', ceremonyId });
  }
  const sealed = await seal(act, vault, { round, keySet, occasion: input.occasion });
  return sealed.ok ? ok({ outcome: 'sealed', ceremonyId }) : sealed;
}

async function writeConfirmation(
  act: Act,
  round: Round,
  own: Confirmer,
  { setupHash, same }: Confirmation,
): Promise<void> {
  await act.transaction
    .insertInto('record.setup_confirmation')
    .values({
      congress_id: act.congressId,
      round_id: round.id,
      setup_hash: setupHash,
      person_id: own.personId,
      same,
      act_id: act.id,
    })
    .execute();
  act.touch(`meeting:${round.meetingId}`);
  if (!same) return;
  act.record({
    event: 'setup-confirmed',
    subjects: { meeting: round.meetingId, round: round.id },
    detail: {
      name: own.name,
      title: round.title,
      fingerprint: groupFingerprint(fingerprintOf(setupHash)),
    },
  });
}

async function seal(
  act: Act,
  vault: KeyVault,
  sealing: { round: Round; keySet: KeySet; occasion: Confirmation['occasion'] },
): Promise<Result<null>> {
  const { round, keySet, occasion } = sealing;
  if (occasion === 'real' && !vault.hasCopy) return refuse(keyCopyMissing);
  if ((await vault.read(keySet.uuid)) === null) return refuse(keyFileMissing);
  return await sealSetup(act, round, keySet);
}
