import { decryptionKeys, type Trustee } from '../ceremony/trustees.ts';
import type { OpenElection } from '../election.ts';
import type { EncryptedTally } from '../tally/encrypted-tally.ts';
import {
  checkPartialDecryption,
  type DecryptionProblem,
  parseOwned,
  parsePartialDecryption,
} from '../tally/partial-decryption.ts';
import { checkStrongProofs, type StrongProofs } from '../tally/strong-proofs.ts';
import type { LinkedEvent } from './check-chain.ts';
import { type Failure, failure, type Place } from './failure.ts';

/** The shares of the chain by owner, with what is wrong with them. */
export interface Decryptions {
  readonly shares: ReadonlyMap<number, readonly (readonly bigint[])[]>;
  readonly failures: readonly Failure[];
}

/**
 * Check 11 (§4.18, "Beyond Belenios" 1): each share belongs to a key that exists and gave no other, each
 * factor is in the group, proved, and proved strongly. Proofs are about the tally that we computed, not
 * the one in the archive. The side file has one entry for each share, in their order. `strong` is null where other people's election has no strong proofs.
 */
export function checkDecryptions(
  opened: OpenElection,
  trustees: readonly Trustee[],
  tally: EncryptedTally,
  events: readonly LinkedEvent[],
  strong: readonly StrongProofs[] | null,
): Decryptions {
  const keys = decryptionKeys(trustees);
  const shares = new Map<number, readonly (readonly bigint[])[]>();
  const failures: Failure[] = [];
  let shared = 0;
  for (const { event, records } of events) {
    const [record, ownedRecord] = records;
    if (event.type !== 'PartialDecryption' || record === undefined) continue;
    const owned = ownedRecord === undefined ? null : parseOwned(ownedRecord.text);
    // What cannot be read was reported with the chain.
    if (owned === null || !owned.ok) continue;
    const { owner } = owned.value;
    const place = { height: event.height, owner };
    const key = keys[owner - 1];
    const parsed = parsePartialDecryption(opened.election, record.text);
    if (!parsed.ok) failures.push(failure(parsed.code, { record: record.name, path: parsed.path }));
    if (key === undefined) failures.push(failure('owner-unknown', place));
    if (shares.has(owner)) failures.push(failure('owner-twice', place));
    if (!parsed.ok || key === undefined) continue;
    const decryption = parsed.value;
    const { group, hash: electionHash } = opened;
    const statement = { group, electionHash, publicKey: key.publicKey, tally };
    const problems = checkPartialDecryption(statement, decryption);
    if (strong !== null) {
      const entry = strong[shared];
      if (entry?.owner !== owner || entry.partialDecryption !== record.hash) {
        failures.push(failure('strong-proof-missing', place));
      } else {
        problems.push(...checkStrongProofs(statement, decryption, entry));
      }
    }
    failures.push(...problems.map((problem) => decryptionFailure(opened, problem, place)));
    shares.set(owner, decryption.factors);
    shared += 1;
  }
  const foreign = (strong ?? []).slice(shared);
  failures.push(...foreign.map(({ owner }) => failure('strong-proof-foreign', { owner })));
  return { shares, failures };
}

/** The failure with its place for a problem of a partial decryption. */
function decryptionFailure(
  { election }: OpenElection,
  { code, question, choice }: DecryptionProblem,
  place: Place,
): Failure {
  const blank = election.questions[question]?.blank === true;
  return failure(code, { ...place, question: question + 1, answer: blank ? choice : choice + 1 });
}
