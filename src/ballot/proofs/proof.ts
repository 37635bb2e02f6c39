import { fields, type Node, scalar } from '../read.ts';

/** A Schnorr-like proof (§4.3): verified by A = g^response × X^challenge. */
export interface Proof {
  readonly challenge: bigint;
  readonly response: bigint;
}

/** Reads a proof (§4.3). */
export function readProof(node: Node): Proof {
  const field = fields(node, 'challenge', 'response');
  return { challenge: scalar(field('challenge')), response: scalar(field('response')) };
}

/** The wire form of a proof (§4.3), ready for JSON. */
export function proofToJson({ challenge, response }: Proof) {
  return { challenge: String(challenge), response: String(response) };
}
