import type { PowerOf } from '../group/fixed-base.ts';
import { type Group, modQ } from '../group/group.ts';
import { challengeOf } from '../hash.ts';
import { known } from '../known.ts';
import { type RandomSource, randomScalar } from '../random.ts';
import type { Proof } from './proof.ts';

/** What both sides compute with: the group and powers of the election key y. */
export interface Keys {
  readonly group: Group;
  readonly powerOfY: PowerOf;
}

/**
 * One case of a disjunction as its prover knows it: a ciphertext (g^r, y^r g^m) said to hold M.
 * `excess` is m − M: 0 for the true case.
 */
export interface KnownCase {
  readonly r: bigint;
  readonly excess: number;
}

/** One case as anybody sees it: the ciphertext and the message M that it is said to hold. */
export interface PublicCase {
  readonly alpha: bigint;
  readonly beta: bigint;
  readonly message: number;
}

/**
 * Proves that one of the cases is true without saying which (§4.12, §4.13).
 *
 * The false ones are simulated with random challenge and response. Because the prover knows each r,
 * A = g^response × α^challenge is g^(response + r × challenge): powers of g and y suffice.
 */
export function proveDisjunction(
  { group, powerOfY }: Keys,
  prefix: string,
  cases: readonly KnownCase[],
  random: RandomSource,
): Proof[] {
  const trueCase = cases.findIndex(({ excess }) => excess === 0);
  if (trueCase < 0) throw new RangeError('no case is true: such a ballot cannot be proved');
  // 1. simulate each false case; 2.a, 2.b commit in the true one
  const drawn = cases.map((one, j) => {
    const challenge = j === trueCase ? 0n : randomScalar(random);
    const response = randomScalar(random);
    const exponent = modQ(response + one.r * challenge);
    const surplus = group.powerOfG(modQ(BigInt(one.excess) * challenge));
    const a = group.powerOfG(exponent);
    return { ...one, challenge, response, a, b: group.multiply(powerOfY(exponent), surplus) };
  });
  // 2.c the true case's challenge is what is left of the hash
  const hash = challengeOf(
    prefix,
    drawn.flatMap(({ a, b }) => [a, b]),
  );
  const rest = drawn.reduce((left, { challenge }) => modQ(left - challenge), hash);
  // 2.d response = w − r × challenge; there, what was drawn as response is w
  return drawn.map(({ r, challenge, response }, j) =>
    j === trueCase
      ? { challenge: rest, response: modQ(response - r * rest) }
      : { challenge, response },
  );
}

/**
 * Verifies it (§4.12, §4.13.3): A_j = g^response × α^challenge, B_j = y^response × (β / g^M)^challenge,
 * and the challenges add up to the hash. The list must have one proof for each case.
 */
export function verifyDisjunction(
  { group, powerOfY }: Keys,
  prefix: string,
  cases: readonly PublicCase[],
  proofs: readonly Proof[],
): boolean {
  if (cases.length !== proofs.length) return false;
  const commitments: bigint[] = [];
  let sum = 0n;
  cases.forEach(({ alpha, beta, message }, j) => {
    const { challenge, response } = known(proofs[j]);
    const a = group.multiply(group.powerOfG(response), group.power(alpha, challenge));
    const zero = group.multiply(beta, group.inversePowerOfG(message));
    const b = group.multiply(powerOfY(response), group.power(zero, challenge));
    commitments.push(a, b);
    sum += challenge;
  });
  return challengeOf(prefix, commitments) === modQ(sum);
}
