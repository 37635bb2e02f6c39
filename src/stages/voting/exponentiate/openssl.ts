import { createDiffieHellman } from 'node:crypto';
import type { Exponentiate } from '../../../ballot/group/group.ts';
import { parameters } from '../../../ballot/group/parameters.ts';
import { windowPower } from '../../../ballot/group/window-power.ts';

/**
 * Makes an exponentiation in BELENIOS-2048 by OpenSSL: a Diffie–Hellman agreement is one power modulo p
 * (exponent as the private key, base as the peer's public key). Some seven times as fast as BigInt.
 *
 * OpenSSL refuses 0, 1 and p − 1 as bases and as results. Where that happens BigInt answers instead, so
 * that answers are the same for every input; x^q, which is 1 for every element of the group, is found as
 * x^(q − 1) × x. Making one takes 0.1 s; share it within a thread.
 */
export function createOpensslExponentiate(): Exponentiate {
  const { p, q, g } = parameters;
  const agreement = createDiffieHellman(bytesOf(p), bytesOf(g));
  const power = (base: bigint, exponent: bigint): bigint => {
    if (base <= 1n || base >= p - 1n || exponent <= 0n) return windowPower(base, exponent, p);
    agreement.setPrivateKey(bytesOf(exponent));
    try {
      return BigInt(`0x${agreement.computeSecret(bytesOf(base)).toString('hex')}`);
    } catch {
      return windowPower(base, exponent, p);
    }
  };
  return (base, exponent) =>
    exponent === q ? (power(base, q - 1n) * base) % p : power(base, exponent);
}

function bytesOf(number: bigint): Buffer {
  const digits = number.toString(16);
  return Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex');
}
