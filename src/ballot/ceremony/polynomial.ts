import type { Group } from '../group/group.ts';
import { known } from '../known.ts';
import { type Proof, proofToJson, readProof } from '../proofs/proof.ts';
import { type RandomSource, randomScalar } from '../random.ts';
import { fields, list, type Node, type Parsed, parse, text } from '../read.ts';
import type { Certificate } from './certificate.ts';
import { send } from './channel.ts';
import { certificatesText, coefficientsJson, parseCoefficients, valueAt } from './coefficients.ts';
import type { PersonalKeys } from './personal-keys.ts';
import {
  readSignedMessage,
  type SignedMessage,
  signedMessageToJson,
  signMessage,
  signText,
  verifyText,
} from './signed-message.ts';

/** What a trustee sends in step 3 (polynomial, §4.6.4). */
export interface Polynomial {
  /** The coefficients, encrypted to their owner. */
  readonly polynomial: string;
  /** f_i(j), encrypted to trustee j. */
  readonly secrets: readonly string[];
  readonly coefexps: SignedMessage;
  /** Over all certificates and the coefficients' powers. */
  readonly signature: Proof;
}

/** The certificates of a ceremony as they were signed and as they were checked, in order. */
export interface Certificates {
  readonly threshold: number;
  readonly signed: readonly SignedMessage[];
  readonly checked: readonly Certificate[];
}

/**
 * Step 3 (§3.1.1, §4.6.4): draws f_i of degree T − 1, and gives A_ik = g^(a_ik) signed, the value f_i(j)
 * for each trustee encrypted, and a signature over the list of trustees that we were shown. Throws
 * when our own keys do not stand in that list at `index`.
 */
export function createPolynomial(
  group: Group,
  certificates: Certificates,
  index: number,
  keys: PersonalKeys,
  random: RandomSource,
): Polynomial {
  const own = certificates.checked[index - 1];
  if (own?.verification !== keys.verification || own.encryption !== keys.encryption) {
    throw new RangeError('our own certificate does not stand in the list');
  }
  const coefficients = Array.from({ length: certificates.threshold }, () => randomScalar(random));
  const powers = coefficients.map(group.powerOfG);
  const raw = JSON.stringify({ polynomial: coefficients.map(String) });
  const text = certificatesText(certificates.signed, powers, signedMessageToJson);
  return {
    polynomial: send(group, keys, keys.encryption, raw, random),
    secrets: certificates.checked.map(({ encryption }, j) => {
      const secret = JSON.stringify({ secret: String(valueAt(coefficients, j + 1)) });
      return send(group, keys, encryption, secret, random);
    }),
    coefexps: signMessage(group, keys.signing, coefficientsJson(powers), random),
    signature: signText(group, keys.signing, text, random),
  };
}

/**
 * Step 3.c (§3.1.1): the powers of trustee `index`'s coefficients, or null when a power is not in the
 * group, there are more or fewer than T, or one of its two signatures is wrong.
 */
export function checkPolynomial(
  group: Group,
  certificates: Certificates,
  index: number,
  { coefexps, signature }: Pick<Polynomial, 'coefexps' | 'signature'>,
): readonly bigint[] | null {
  const { verification } = known(certificates.checked[index - 1]);
  const parsed = parseCoefficients(coefexps, certificates.threshold);
  if (!parsed.ok) return null;
  const powers = parsed.value;
  const text = certificatesText(certificates.signed, powers, signedMessageToJson);
  const sound =
    powers.every(group.isMember) &&
    verifyText(group, verification, coefexps.message, coefexps.signature) &&
    verifyText(group, verification, text, signature);
  return sound ? powers : null;
}

/** Writes a polynomial (§4.6.4), fields in their order. */
export function polynomialJson({ polynomial, secrets, coefexps, signature }: Polynomial): string {
  return JSON.stringify({
    polynomial,
    secrets,
    coefexps: signedMessageToJson(coefexps),
    signature: proofToJson(signature),
  });
}

/** Reads a polynomial (§4.6.4) of a ceremony of `size` trustees. */
export function parsePolynomial(json: string, size: number): Parsed<Polynomial> {
  return parse(json, (node: Node) => {
    const field = fields(node, 'polynomial', 'secrets', 'coefexps', 'signature');
    return {
      polynomial: text(field('polynomial')),
      secrets: list(field('secrets'), text, size),
      coefexps: readSignedMessage(field('coefexps')),
      signature: readProof(field('signature')),
    };
  });
}
