import { type Group, modQ } from '../group/group.ts';
import { challengeOf } from '../hash.ts';
import { type RandomSource, randomScalar } from '../random.ts';
import type { Proof } from './proof.ts';

/**
 * Proves that one secret leads from g to its public key and from `base` to base^secret (§4.18): fresh
 * w, A = g^w, B = base^w, challenge = H(prefix, A, B), response = w − secret × challenge.
 */
export function proveEqualLogarithms(
  group: Group,
  prefix: string,
  base: bigint,
  secret: bigint,
  random: RandomSource,
): Proof {
  const w = randomScalar(random);
  const challenge = challengeOf(prefix, [group.powerOfG(w), group.power(base, w)]);
  return { challenge, response: modQ(w - secret * challenge) };
}

/** What such a proof is about. */
export interface EqualLogarithms {
  readonly publicKey: bigint;
  readonly base: bigint;
  /** Claimed to be base^secret. */
  readonly factor: bigint;
}

/** Verifies it: A = g^response × X^challenge, B = base^response × factor^challenge. */
export function verifyEqualLogarithms(
  group: Group,
  prefix: string,
  { publicKey, base, factor }: EqualLogarithms,
  { challenge, response }: Proof,
): boolean {
  const a = group.multiply(group.powerOfG(response), group.power(publicKey, challenge));
  const b = group.multiply(group.power(base, response), group.power(factor, challenge));
  return challengeOf(prefix, [a, b]) === challenge;
}
