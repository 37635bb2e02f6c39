import type { Kysely } from 'kysely';
import { type Archive, archiveBytes } from '../../../ballot/archive/archive.ts';
import { parseElection } from '../../../ballot/election.ts';
import { fingerprintOf } from '../../../ballot/fingerprint/fingerprint.ts';
import { parseStrongProofs, strongProofsJson } from '../../../ballot/tally/strong-proofs.ts';
import type { Verification } from '../../../ballot/verify/verify-archive.ts';
import type { Tables } from '../../../database/tables.ts';
import { sha256 } from '../../../trail/canonical.ts';
import { verifyArchiveInThreads } from '../verify-pool/verify-archive-in-threads.ts';

/** The two files of an election as they are published, with their hashes. */
export interface BoardFiles {
  readonly bytes: Uint8Array;
  readonly proofs: string;
  readonly archiveHash: string;
  readonly proofsHash: string;
}

/** The text of `<uuid>.proofs.json`: one entry for each share, in the order of the chain. */
export async function loadProofsText(
  database: Kysely<Tables>,
  place: { readonly congressId: string; readonly uuid: string },
  electionJson: string,
  owners: readonly number[],
): Promise<string> {
  const election = parseElection(electionJson);
  if (!election.ok) throw new Error(`the election on the board is ${election.code}`);
  const rows = await database
    .selectFrom('board.strong_proofs')
    .select(['owner', 'content'])
    .where('congress_id', '=', place.congressId)
    .where('uuid', '=', place.uuid)
    .execute();
  const entries = owners.flatMap((owner) => {
    const row = rows.find((one) => one.owner === owner);
    const parsed = parseStrongProofs(election.value, row?.content ?? '[]');
    if (!parsed.ok) throw new Error(`strong proofs on the board are ${parsed.code}`);
    return parsed.value;
  });
  return strongProofsJson(entries);
}

/** Puts together the two files of an archive. */
export function filesOf(archive: Archive, proofs: string): BoardFiles {
  const bytes = archiveBytes(archive);
  return { bytes, proofs, archiveHash: sha256(bytes), proofsHash: sha256(proofs) };
}

/** Verifications that run now, by what they verify: two scrutineers at once wait for the same one. */
const running = new Map<string, Promise<Verification>>();

/** Verifies a whole opened election as any citizen can: every ballot, proof, share and the totals. */
export async function verifyFiles(files: BoardFiles, setupHash: string): Promise<Verification> {
  const key = `${files.archiveHash} ${files.proofsHash} ${setupHash}`;
  const known = running.get(key);
  if (known !== undefined) return await known;
  const started = verify(files, setupHash);
  running.set(key, started);
  try {
    return await started;
  } finally {
    running.delete(key);
  }
}

function verify({ bytes, proofs }: BoardFiles, setupHash: string): Promise<Verification> {
  return verifyArchiveInThreads(bytes, {
    strongProofs: proofs,
    fingerprint: fingerprintOf(setupHash),
    stage: 'tallied',
  });
}
