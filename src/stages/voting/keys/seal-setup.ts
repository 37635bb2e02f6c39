import { parseCredentials } from '../../../ballot/credentials-list.ts';
import { fingerprintOf, groupFingerprint } from '../../../ballot/fingerprint/fingerprint.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import type { Act } from '../../../trail/perform-act.ts';
import { stepElectronic } from '../electronic-channel.ts';
import { prepareWhenAllReady } from '../prepare-round.ts';
import type { Round } from '../round-store.ts';
import type { KeySet } from './ceremony-store.ts';
import { setupArchive } from './compose-setup.ts';
import { slipsMissing } from './refusals.ts';

/** Rows written at once. */
const batch = 500;

/**
 * Seals a set-up inside the act of the last confirmation: the archive so far goes to the public board,
 * and the box is laid out, one row for each slip in the order of the slips' numbers, before anybody votes.
 * The round is ready when its papers, where it has some, are printed too.
 *
 * Refuses with `slips-missing`, with what the channel's machine and `prepareWhenAllReady` refuse.
 */
export async function sealSetup(act: Act, round: Round, keySet: KeySet): Promise<Result<null>> {
  const election = round.electronic?.election ?? null;
  const archive = election === null ? null : setupArchive(election, keySet);
  if (archive === null || archive.lastEvent !== election?.setupHash) return refuse(slipsMissing);
  const listed = parseCredentials(keySet.credentialsJson ?? '');
  if (!listed.ok) throw new Error(`stored list of slips: ${listed.code} at ${listed.path}`);
  const here = { congress_id: act.congressId, uuid: election.uuid };
  await act.transaction
    .insertInto('board.election')
    .values({
      ...here,
      round_id: round.id,
      setup_hash: archive.lastEvent,
      archive_seconds: archive.timestamp,
      receipt_key: keySet.receiptKey,
    })
    .execute();
  await act.transaction
    .insertInto('board.archive_record')
    .values(
      archive.records.map(({ kind, hash, text }, position) => ({
        ...here,
        ...{ position, kind, hash, content: text },
      })),
    )
    .execute();
  const slips = listed.value
    .map(({ credential }) => credential)
    .sort((a, b) => (a < b ? -1 : 1))
    .map((credential) => ({ ...here, credential: String(credential) }));
  for (let start = 0; start < slips.length; start += batch) {
    await act.transaction
      .insertInto('box.slip')
      .values(slips.slice(start, start + batch))
      .execute();
  }
  await act.transaction
    .insertInto('box.test_ballots')
    .values({ ...here, tests: 0 })
    .execute();
  const step = await stepElectronic(act, round, 'seal');
  if (!step.ok) return step;
  act.record({
    event: 'setup-sealed',
    subjects: { meeting: round.meetingId, round: round.id, slips: slips.length },
    detail: {
      title: round.title,
      fingerprint: groupFingerprint(fingerprintOf(archive.lastEvent)),
      slips: slips.length,
    },
  });
  const prepared = await prepareWhenAllReady(act, round, 'electronic');
  return prepared.ok ? ok(null) : prepared;
}
