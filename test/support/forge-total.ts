import { startOfStatement } from '../../src/ballot/answer-prefixes.ts';
import { ballotJson, signaturePrefix, unsignedBallotJson } from '../../src/ballot/ballot.ts';
import { fromHex } from '../../src/ballot/bytes.ts';
import { decryptionKeys } from '../../src/ballot/ceremony/trustees.ts';
import { encryptAnswer } from '../../src/ballot/encrypt-answer.ts';
import { modQ } from '../../src/ballot/group/group.ts';
import { inverse } from '../../src/ballot/group/modular.ts';
import { challengeOf, hashJson } from '../../src/ballot/hash.ts';
import type { Proof } from '../../src/ballot/proofs/proof.ts';
import { proveKnowledge } from '../../src/ballot/proofs/schnorr.ts';
import { type RandomSource, randomScalar } from '../../src/ballot/random.ts';
import type { EncryptedTally } from '../../src/ballot/tally/encrypted-tally.ts';
import type { PartialDecryption } from '../../src/ballot/tally/partial-decryption.ts';
import { must, seeded, type TestRound } from './ballot-rounds.ts';

/**
 * The forgery of "Beyond Belenios", 1, in the hands of whoever holds one decrypting key and casts the
 * last ballot (one question).
 *
 * The protocol's proof of decryption hashes A and B, but neither α nor the factor. So the forger fixes
 * A = g^w and B = α_others^w × g^t first and learns the challenge c. Then he casts a ballot whose r is
 * (t + shift × c) / w: with α = α_others × g^r, the false factor α^x × g^(−shift) satisfies
 * B = α^response × factor^c. The total comes out `shift` too high.
 */

export interface Prepared {
  readonly w: bigint;
  readonly challenge: bigint;
  readonly r: bigint;
  /** What the share's factor is wrong by. */
  readonly shift: bigint;
}

/** Fixes the commitments before the last ballot, one for each choice. */
export function prepareForgery(
  round: TestRound,
  owner: number,
  others: EncryptedTally,
  shifts: readonly bigint[],
): Prepared[] {
  const { group, election } = round;
  const { publicKey } = must(decryptionKeys(round.trustees)[owner - 1]);
  const random = seeded(`${round.name}|forgery`);
  return shifts.map((shift, j) => {
    const [w, t] = [randomScalar(random), randomScalar(random)];
    const { alpha } = must(others[0]?.[j]);
    const b = group.multiply(group.power(alpha, w), group.powerOfG(t));
    const prefix = `decrypt|${election.hash}|${publicKey}|`;
    const challenge = challengeOf(prefix, [group.powerOfG(w), b]);
    return { w, challenge, shift, r: modQ((t + modQ(shift) * challenge) * inverse(w, group.q)) };
  });
}

/** The forger's own ballot: valid in every proof, with the r that the forgery asks for. */
export function castForgersBallot(
  round: TestRound,
  slip: number,
  marks: readonly number[],
  prepared: readonly Prepared[],
): string {
  const { election, group } = round;
  const { publicKey: credential, secret } = must(round.slips[slip]);
  const chosen = prepared.map(({ r }) => r);
  const rest = seeded(`${round.name}|forger`);
  const random: RandomSource = (length) => {
    const next = chosen.shift();
    return next === undefined ? rest(length) : must(fromHex(next.toString(16).padStart(64, '0')));
  };
  const start = startOfStatement(election.hash, credential);
  const answer = encryptAnswer(
    election,
    must(election.election.questions[0]),
    start,
    marks,
    random,
  );
  const unsigned = {
    electionUuid: election.election.uuid,
    electionHash: election.hash,
    credential,
    answers: [answer],
  };
  const hash = hashJson(unsignedBallotJson(unsigned));
  const proof = proveKnowledge(group, signaturePrefix(hash), secret, rest);
  return ballotJson({ ...unsigned, signature: { hash, proof } });
}

/** The false share, with proofs that the protocol takes for good. */
export function forgeShare(
  round: TestRound,
  owner: number,
  tally: EncryptedTally,
  prepared: readonly Prepared[],
): PartialDecryption {
  const { group } = round;
  const x = must(round.secrets.get(owner));
  const factors = must(tally[0]).map(({ alpha }, j) =>
    group.multiply(group.power(alpha, x), group.powerOfG(modQ(-must(prepared[j]).shift))),
  );
  const proofs = prepared.map(
    ({ w, challenge }): Proof => ({ challenge, response: modQ(w - x * challenge) }),
  );
  return { factors: [factors], proofs: [proofs] };
}
