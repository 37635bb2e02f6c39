import { archiveBytes } from '../../../ballot/archive/archive.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import { sha256 } from '../../../trail/canonical.ts';
import type { Act } from '../../../trail/perform-act.ts';
import { loadArchive } from '../board/archive-store.ts';
import { livesElectronic } from '../electronic-channel.ts';
import type { Round } from '../round-store.ts';
import { readClosedBox } from './box-of-archive.ts';
import { archiveFails } from './refusals.ts';
import { filesOf, loadProofsText, verifyFiles } from './verify-board.ts';

/**
 * Verifies an opened electronic box once more, when a count is reopened or a recount starts: encrypted
 * ballots are not counted again, the proofs of their total are. Nothing to do in a round without.
 *
 * Refuses with `archive-fails`, also when the files are not the ones that were published.
 */
export async function verifyElectronicAgain(act: Act, round: Round): Promise<Result<null>> {
  const election = round.electronic?.election;
  if (!livesElectronic(round) || election === null || election === undefined) return ok(null);
  const { uuid, electionJson, setupHash, archiveHash, proofsHash } = election;
  const archive = await loadArchive(act.transaction, uuid);
  // Before anything is read: somebody may have changed the database.
  if (sha256(archiveBytes(archive)) !== archiveHash) {
    return refuse(archiveFails('文件与开箱时公布的不同。'));
  }
  const { owners } = readClosedBox(archive);
  const place = { congressId: act.congressId, uuid };
  const proofs = await loadProofsText(act.transaction, place, electionJson, owners);
  const files = filesOf(archive, proofs);
  if (files.proofsHash !== proofsHash) {
    return refuse(archiveFails('强证明与开箱时公布的不同。'));
  }
  const { failures } = await verifyFiles(files, setupHash ?? '');
  const [first] = failures;
  if (first !== undefined) return refuse(archiveFails(first.message));
  act.record({
    event: 'box-verified-again',
    subjects: { round: round.id, archive: archiveHash, proofs: proofsHash },
    detail: { title: round.title, archive: archiveHash },
  });
  return ok(null);
}
