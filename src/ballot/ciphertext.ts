import type { Group } from './group/group.ts';
import { element, fields, type Node } from './read.ts';

/** An ElGamal ciphertext (§4.3): α = g^r, β = y^r g^m. */
export interface Ciphertext {
  readonly alpha: bigint;
  readonly beta: bigint;
}

/** Reads a ciphertext (§4.3). */
export function readCiphertext(node: Node): Ciphertext {
  const field = fields(node, 'alpha', 'beta');
  return { alpha: element(field('alpha')), beta: element(field('beta')) };
}

/** The wire form of a ciphertext (§4.3). */
export function ciphertextToJson({ alpha, beta }: Ciphertext) {
  return { alpha: String(alpha), beta: String(beta) };
}

/** The product (§4.16): it holds the sum of what the factors hold. Of nothing: (1, 1), which holds 0. */
export function multiplyCiphertexts(group: Group, ciphertexts: readonly Ciphertext[]): Ciphertext {
  return ciphertexts.reduce(
    (product, { alpha, beta }) => ({
      alpha: group.multiply(product.alpha, alpha),
      beta: group.multiply(product.beta, beta),
    }),
    { alpha: 1n, beta: 1n },
  );
}

/** α,β in base 10: what proofs about it hash. */
export function ciphertextText({ alpha, beta }: Ciphertext): string {
  return `${alpha},${beta}`;
}
