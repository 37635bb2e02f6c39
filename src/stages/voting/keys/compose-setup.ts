import { createArchive } from '../../../ballot/archive/archive.ts';
import type { Act } from '../../../trail/perform-act.ts';
import type { Round } from '../round-store.ts';

/**
 * Puts election, trustees and slips of a round together to its Setup event (specification §4.4), whose
 * hash is what the fingerprint shows, and stores hash and time. Throws when the round has no keys: the
 * state of its channel says so before.
 */
export async function composeSetup(
  act: Act,
  round: Round,
  credentialsJson: string,
): Promise<{ setupHash: string }> {
  const election = round.electronic?.election ?? null;
  if (election === null) throw new Error('a round without keys has no set-up');
  const { trustees_json: trustees } = await act.transaction
    .selectFrom('record.key_set')
    .select('trustees_json')
    .where('congress_id', '=', act.congressId)
    .where('id', '=', election.keySetId)
    .executeTakeFirstOrThrow();
  if (trustees === null) throw new Error('a key set in use has its trustees');
  const seconds = Math.floor(act.recordedAt.getTime() / 1000);
  const { lastEvent: setupHash } = createArchive(seconds, {
    election: election.electionJson,
    trustees,
    credentials: credentialsJson,
  });
  await act.transaction
    .updateTable('record.electronic_channel')
    .set({
      setup_hash: setupHash,
      archive_time: seconds,
      act_id: act.id,
      version: election.version + 1,
    })
    .where('congress_id', '=', act.congressId)
    .where('round_id', '=', round.id)
    .executeTakeFirstOrThrow();
  return { setupHash };
}
