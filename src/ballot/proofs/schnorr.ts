import { type Group, modQ } from '../group/group.ts';
import { challengeOf } from '../hash.ts';
import { type RandomSource, randomScalar } from '../random.ts';
import type { Proof } from './proof.ts';

/**
 * Proves knowledge of `secret` (§4.5, §4.6.1, §4.14): fresh w, A = g^w, challenge = H(prefix, A),
 * response = w − secret × challenge.
 */
export function proveKnowledge(
  group: Group,
  prefix: string,
  secret: bigint,
  random: RandomSource,
): Proof {
  const w = randomScalar(random);
  const challenge = challengeOf(prefix, [group.powerOfG(w)]);
  return { challenge, response: modQ(w - secret * challenge) };
}

/** Verifies it: A = g^response × publicKey^challenge, challenge = H(prefix, A). */
export function verifyKnowledge(
  group: Group,
  prefix: string,
  publicKey: bigint,
  { challenge, response }: Proof,
): boolean {
  const commitment = group.multiply(group.powerOfG(response), group.power(publicKey, challenge));
  return challengeOf(prefix, [commitment]) === challenge;
}
