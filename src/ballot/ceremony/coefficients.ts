import { type Group, modQ } from '../group/group.ts';
import { element, fields, list, type Parsed, parse } from '../read.ts';
import type { SignedMessage } from './signed-message.ts';

/** The text that a trustee signs: A_i0, …, A_it (raw_coefexps, §4.6.4). */
export function coefficientsJson(coefficients: readonly bigint[]): string {
  return JSON.stringify({ coefexps: coefficients.map(String) });
}

/** Reads the T powers of a trustee's coefficients (§4.6.4). */
export function parseCoefficients(
  { message }: SignedMessage,
  threshold: number,
): Parsed<readonly bigint[]> {
  return parse(message, (node) => list(fields(node, 'coefexps')('coefexps'), element, threshold));
}

/** g^f(index) from the powers of f's coefficients: ∏ A_k^(index^k) (§4.6.5). */
export function powerAt(group: Group, coefficients: readonly bigint[], index: number): bigint {
  let exponent = 1n;
  let result = 1n;
  for (const coefficient of coefficients) {
    result = group.multiply(result, group.power(coefficient, exponent));
    exponent = modQ(exponent * BigInt(index));
  }
  return result;
}

/** f(index) mod q from the coefficients themselves (§4.6.4). */
export function valueAt(coefficients: readonly bigint[], index: number): bigint {
  return coefficients.reduceRight(
    (sum, coefficient) => modQ(sum * BigInt(index) + coefficient),
    0n,
  );
}

/** The verification key of trustee `index`: ∏ over all trustees of g^f_i(index) (§4.6.6). */
export function verificationKeyAt(
  group: Group,
  all: readonly (readonly bigint[])[],
  index: number,
): bigint {
  return all.reduce((key, each) => group.multiply(key, powerAt(group, each, index)), 1n);
}

/**
 * What each trustee signs besides (signatures of §5 in the facts; releases from 2.x on): all
 * certificates and its own coefficients, so that nobody can be shown two lists of trustees.
 */
export function certificatesText(
  certificates: readonly SignedMessage[],
  coefficients: readonly bigint[],
  toJson: (signed: SignedMessage) => unknown,
): string {
  const certs = certificates.map(toJson);
  return `certs_sig|${JSON.stringify({ certs, coefexps: coefficients.map(String) })}`;
}
