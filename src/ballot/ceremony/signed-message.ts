import type { Group } from '../group/group.ts';
import { type Proof, proofToJson, readProof } from '../proofs/proof.ts';
import { proveKnowledge, verifyKnowledge } from '../proofs/schnorr.ts';
import type { RandomSource } from '../random.ts';
import { fields, type Node, text } from '../read.ts';

/** A signed text (signed_msg, §4.6.1). The text is kept byte for byte: the signature is over it. */
export interface SignedMessage {
  readonly message: string;
  readonly signature: Proof;
}

/** Signs a text with a signing key (§4.6.1). */
export function signMessage(
  group: Group,
  signingKey: bigint,
  message: string,
  random: RandomSource,
): SignedMessage {
  return { message, signature: signText(group, signingKey, message, random) };
}

/** The signature alone (§4.6.1): challenge = H(sigmsg|message|, A). */
export function signText(
  group: Group,
  signingKey: bigint,
  message: string,
  random: RandomSource,
): Proof {
  return proveKnowledge(group, `sigmsg|${message}|`, signingKey, random);
}

/** Verifies a signature over a text with the signer's verification key (§4.6.1). */
export function verifyText(
  group: Group,
  verificationKey: bigint,
  message: string,
  signature: Proof,
): boolean {
  return verifyKnowledge(group, `sigmsg|${message}|`, verificationKey, signature);
}

/** Reads a signed message (§4.6.1). */
export function readSignedMessage(node: Node): SignedMessage {
  const field = fields(node, 'message', 'signature');
  return { message: text(field('message')), signature: readProof(field('signature')) };
}

/** The wire form of a signed message (§4.6.1). */
export function signedMessageToJson({ message, signature }: SignedMessage) {
  return { message, signature: proofToJson(signature) };
}
