import { type Group, modQ } from '../group/group.ts';
import { known } from '../known.ts';
import { type Proof, proofToJson, readProof } from '../proofs/proof.ts';
import type { RandomSource } from '../random.ts';
import { fields, list, type Parsed, parse, scalar, text } from '../read.ts';
import { receive, send } from './channel.ts';
import { powerAt, verificationKeyAt } from './coefficients.ts';
import type { PersonalKeys } from './personal-keys.ts';
import { type Certificates, checkPolynomial, type Polynomial } from './polynomial.ts';
import {
  readSignedMessage,
  type SignedMessage,
  signedMessageToJson,
  signText,
} from './signed-message.ts';
import {
  checkTrusteeKey,
  proveKey,
  readTrusteeKey,
  type TrusteeKey,
  trusteeKeyToJson,
} from './trustee-key.ts';

/** What a trustee is given in step 4 (vinput, §4.6.5). */
export interface ShareInput {
  readonly polynomial: string;
  /** f_i(j) of each trustee i for this trustee j, encrypted to it. */
  readonly secrets: readonly string[];
  readonly coefexps: readonly SignedMessage[];
  readonly signatures: readonly Proof[];
}

/** What a trustee gives back in step 5 (voutput, §4.6.6). */
export interface ShareOutput {
  /** Its decryption key S_j, encrypted to itself. */
  readonly privateKey: string;
  readonly publicKey: TrusteeKey;
}

/** A share that was made, or the trustees (from 1) whose messages are bad. */
export type ShareMade =
  | { readonly ok: true; readonly value: ShareOutput }
  | { readonly ok: false; readonly blamed: readonly number[] };

/** Step 4 (§3.1.1, §4.6.5): sorts what all trustees sent into what trustee `index` must see. */
export function createShareInput(polynomials: readonly Polynomial[], index: number): ShareInput {
  return {
    polynomial: known(polynomials[index - 1]).polynomial,
    secrets: polynomials.map(({ secrets }) => known(secrets[index - 1])),
    coefexps: polynomials.map(({ coefexps }) => coefexps),
    signatures: polynomials.map(({ signature }) => signature),
  };
}

/**
 * Step 5 (§3.1.1, §4.6.6): checks every trustee's powers, signatures and value for us
 * (g^(s_ij) = ∏ A_ik^(j^k)), and adds the values to our decryption key S_j. A trustee whose message is
 * bad is named: the ceremony starts again with new keys.
 */
export function createShare(
  group: Group,
  certificates: Certificates,
  index: number,
  keys: PersonalKeys,
  input: ShareInput,
  random: RandomSource,
): ShareMade {
  const values = certificates.checked.map(({ verification }, i) => {
    const powers = checkPolynomial(group, certificates, i + 1, {
      coefexps: known(input.coefexps[i]),
      signature: known(input.signatures[i]),
    });
    const message = receive(group, keys, verification, known(input.secrets[i]));
    if (powers === null || message === null) return null;
    const secret = parse(message, (node) => scalar(fields(node, 'secret')('secret')));
    if (!secret.ok || group.powerOfG(secret.value) !== powerAt(group, powers, index)) return null;
    return secret.value;
  });
  const blamed = values.flatMap((value, i) => (value === null ? [i + 1] : []));
  const sound = values.filter((value) => value !== null);
  if (sound.length < values.length) return { ok: false, blamed };
  const secret = sound.reduce((sum, value) => modQ(sum + value), 0n);
  const publicKey = proveKey(group, secret, random);
  const signature = signText(group, keys.signing, String(publicKey.publicKey), random);
  const message = JSON.stringify({ decryption_key: String(secret) });
  return {
    ok: true,
    value: {
      privateKey: send(group, keys, keys.encryption, message, random),
      publicKey: { ...publicKey, signature },
    },
  };
}

/**
 * Step 5.d (§4.6.6): whether the key of trustee `index` is the one that all coefficients determine, and
 * its secret is known. `all` are the powers that `checkPolynomial` gave.
 */
export function checkShareKey(
  group: Group,
  all: readonly (readonly bigint[])[],
  index: number,
  key: TrusteeKey,
): boolean {
  return key.publicKey === verificationKeyAt(group, all, index) && checkTrusteeKey(group, key);
}

/** Opens one's own decryption key S_j again (§4.6.6), or null when it is not ours. */
export function openShare(group: Group, keys: PersonalKeys, privateKey: string): bigint | null {
  const message = receive(group, keys, keys.verification, privateKey);
  if (message === null) return null;
  const secret = parse(message, (node) => scalar(fields(node, 'decryption_key')('decryption_key')));
  return secret.ok ? secret.value : null;
}

/** Writes a vinput (§4.6.5), fields in their order. */
export function shareInputJson(input: ShareInput): string {
  return JSON.stringify({
    polynomial: input.polynomial,
    secrets: input.secrets,
    coefexps: input.coefexps.map(signedMessageToJson),
    signatures: input.signatures.map(proofToJson),
  });
}

/** Reads a vinput (§4.6.5) of a ceremony of `size` trustees. */
export function parseShareInput(json: string, size: number): Parsed<ShareInput> {
  return parse(json, (node) => {
    const field = fields(node, 'polynomial', 'secrets', 'coefexps', 'signatures');
    return {
      polynomial: text(field('polynomial')),
      secrets: list(field('secrets'), text, size),
      coefexps: list(field('coefexps'), readSignedMessage, size),
      signatures: list(field('signatures'), readProof, size),
    };
  });
}

/** Writes a voutput (§4.6.6), fields in their order. */
export function shareOutputJson({ privateKey, publicKey }: ShareOutput): string {
  return JSON.stringify({ private_key: privateKey, public_key: trusteeKeyToJson(publicKey) });
}

/** Reads a voutput (§4.6.6). */
export function parseShareOutput(json: string): Parsed<ShareOutput> {
  return parse(json, (node) => {
    const field = fields(node, 'private_key', 'public_key');
    return {
      privateKey: text(field('private_key')),
      publicKey: readTrusteeKey(field('public_key')),
    };
  });
}
