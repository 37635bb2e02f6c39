import type { Group } from '../group/group.ts';
import { type Proof, proofToJson, readProof } from '../proofs/proof.ts';
import { proveKnowledge, verifyKnowledge } from '../proofs/schnorr.ts';
import { type RandomSource, randomScalar } from '../random.ts';
import { element, fields, isPresent, type Node, text } from '../read.ts';

/** A trustee's public key with a proof that its secret is known (trustee_public_key, §4.5). */
export interface TrusteeKey {
  readonly pok: Proof;
  readonly publicKey: bigint;
  /** By the trustee's verification key over the public key; in threshold parameters, from 3.0 on. */
  readonly signature?: Proof;
  readonly name?: string;
}

/** A key pair that decrypts. */
export interface DecryptionKey {
  readonly secret: bigint;
  readonly key: TrusteeKey;
}

/** Makes a mandatory trustee's key ("Single", §3.1.1): x at random, X = g^x, proof of knowledge. */
export function createSingleKey(group: Group, random: RandomSource): DecryptionKey {
  const secret = randomScalar(random);
  return { secret, key: proveKey(group, secret, random) };
}

/** The public key of a secret with the proof that it is known (§4.5). */
export function proveKey(group: Group, secret: bigint, random: RandomSource): TrusteeKey {
  const publicKey = group.powerOfG(secret);
  return { pok: proveKnowledge(group, pokPrefix(group, publicKey), secret, random), publicKey };
}

/** Whether a key is in the group, is not 1, and its owner knows the secret (§4.5). */
export function checkTrusteeKey(group: Group, { publicKey, pok }: TrusteeKey): boolean {
  return (
    publicKey !== 1n &&
    group.isMember(publicKey) &&
    verifyKnowledge(group, pokPrefix(group, publicKey), publicKey, pok)
  );
}

/** Reads a trustee's public key (§4.5). */
export function readTrusteeKey(node: Node): TrusteeKey {
  const field = fields(node, 'pok', 'public_key', 'signature?', 'name?');
  const [signature, name] = [field('signature'), field('name')];
  return {
    pok: readProof(field('pok')),
    publicKey: element(field('public_key')),
    ...(isPresent(signature) ? { signature: readProof(signature) } : {}),
    ...(isPresent(name) ? { name: text(name) } : {}),
  };
}

/** The wire form of a trustee's public key (§4.5), fields in their order. */
export function trusteeKeyToJson({ pok, publicKey, signature, name }: TrusteeKey) {
  return {
    pok: proofToJson(pok),
    public_key: String(publicKey),
    ...(signature === undefined ? {} : { signature: proofToJson(signature) }),
    ...(name === undefined ? {} : { name }),
  };
}

/** Prefix of H_pok (§4.5). */
function pokPrefix({ name }: Group, publicKey: bigint): string {
  return `pok|${name}|${publicKey}|`;
}
