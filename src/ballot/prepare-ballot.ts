import { startOfStatement } from './answer-prefixes.ts';
import {
  ballotJson,
  signaturePrefix,
  trackerOf,
  type UnsignedBallot,
  unsignedBallotJson,
} from './ballot.ts';
import type { OpenElection } from './election.ts';
import { encryptAnswer } from './encrypt-answer.ts';
import { hashJson } from './hash.ts';
import { known } from './known.ts';
import { proveKnowledge } from './proofs/schnorr.ts';
import type { Marks } from './question.ts';
import { type RandomSource, seededRandom } from './random.ts';

/** An encrypted ballot that nobody can cast yet, because it is not signed. */
export interface PreparedBallot {
  readonly unsigned: UnsignedBallot;
  /** The later `signature.hash`: shown before the choice between casting and testing. */
  readonly commitment: string;
}

/** A ballot ready to send: these bytes and no others, also when they are sent again. */
export interface SignedBallot {
  readonly json: string;
  readonly tracker: string;
}

/**
 * Encrypts and proves all marks (§4.11). All randomness comes from the seed of 32 bytes: the same
 * seed, credential and marks give the same commitment anywhere. Throws on marks that are not allowed.
 */
export function prepareBallot(
  { election, hash, group, powerOfY }: OpenElection,
  credential: bigint,
  marks: readonly Marks[],
  seed: Uint8Array,
): PreparedBallot {
  if (marks.length !== election.questions.length) {
    throw new RangeError('marks are given for each question');
  }
  const random = seededRandom(seed);
  const start = startOfStatement(hash, credential);
  const unsigned = {
    electionUuid: election.uuid,
    electionHash: hash,
    credential,
    answers: election.questions.map((question, index) =>
      encryptAnswer({ group, powerOfY }, question, start, known(marks[index]), random),
    ),
  };
  return { unsigned, commitment: hashJson(unsignedBallotJson(unsigned)) };
}

/**
 * Signs a prepared ballot (§4.14) with the secret half of its credential. The nonce comes from
 * `random`, never from the ballot's seed. Throws when the secret is not the credential's.
 */
export function signBallot(
  { group }: OpenElection,
  { unsigned, commitment }: PreparedBallot,
  secret: bigint,
  random: RandomSource,
): SignedBallot {
  if (group.powerOfG(secret) !== unsigned.credential) {
    throw new RangeError('this is not the secret of the credential');
  }
  const proof = proveKnowledge(group, signaturePrefix(commitment), secret, random);
  const json = ballotJson({ ...unsigned, signature: { hash: commitment, proof } });
  return { json, tracker: trackerOf(json) };
}

/**
 * Rebuilds a test ballot (试票) on another device from what its QR tells, and gives the commitment
 * that the first device should have shown. A device that encrypted other marks shows another.
 */
export function rebuildTestBallot(
  election: OpenElection,
  seed: Uint8Array,
  credential: bigint,
  marks: readonly Marks[],
): string {
  return prepareBallot(election, credential, marks, seed).commitment;
}
