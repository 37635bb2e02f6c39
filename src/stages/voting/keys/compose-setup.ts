import { type Archive, createArchive, type SetupTexts } from '../../../ballot/archive/archive.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import type { Act } from '../../../trail/perform-act.ts';
import { noElectronic, staleRound } from '../refusals.ts';
import type { ElectionOfRound, Round } from '../round-store.ts';
import { type KeySet, loadKeySet } from './ceremony-store.ts';
import { slipsMissing } from './refusals.ts';

/** The three texts of a round's set-up (specification §4.10), or null while the slips are not there. */
export function setupTextsOf(election: ElectionOfRound, keySet: KeySet): SetupTexts | null {
  const { trusteesJson: trustees, credentialsJson: credentials } = keySet;
  if (trustees === null || credentials === null) return null;
  return { election: election.electionJson, trustees, credentials };
}

/** The archive of a set-up that was composed: the Setup event and its records, nothing else yet. */
export function setupArchive(election: ElectionOfRound, keySet: KeySet): Archive | null {
  const texts = setupTextsOf(election, keySet);
  return texts === null || election.archiveTime === null
    ? null
    : createArchive(election.archiveTime, texts);
}

/**
 * Composes the set-up of a round when its slips are published, inside that act: after it wrote the list
 * to the key set and moved the channel to `slips`. From the hash of the Setup event comes the fingerprint
 * that everybody then compares ("Beyond Belenios", 3). `round` may have been read before those writes.
 *
 * Refuses with `no-electronic` (the round has taken no keys), `slips-missing`, `stale-form`.
 */
export async function composeSetup(
  act: Act,
  round: Round,
): Promise<Result<{ setupHash: string; archiveTime: number }>> {
  const election = round.electronic?.election ?? null;
  if (election === null) return refuse(noElectronic);
  const keySet = await loadKeySet(act.transaction, act.congressId, election.keySetId);
  const texts = setupTextsOf(election, keySet);
  if (texts === null) return refuse(slipsMissing);
  const archiveTime = Math.floor(act.recordedAt.getTime() / 1000);
  const setupHash = createArchive(archiveTime, texts).lastEvent;
  const updated = await act.transaction
    .updateTable('record.electronic_channel')
    .set({
      setup_hash: setupHash,
      archive_time: archiveTime,
      act_id: act.id,
      version: election.version + 1,
    })
    .where('congress_id', '=', act.congressId)
    .where('round_id', '=', round.id)
    .where('key_set_id', '=', keySet.id)
    .where('version', '=', election.version)
    .executeTakeFirst();
  if (updated.numUpdatedRows !== 1n) return refuse(staleRound);
  act.touch(`meeting:${round.meetingId}`);
  return ok({ setupHash, archiveTime });
}
