import { constants, createPublicKey, type KeyObject, publicEncrypt } from 'node:crypto';
import type { Exponentiate } from '../../../ballot/group/group.ts';
import { parameters } from '../../../ballot/group/parameters.ts';
import { windowPower } from '../../../ballot/group/window-power.ts';

const { p, q } = parameters;

/** Digits of p in hexadecimal, two for each byte. */
const digits = 512;

/**
 * Makes an exponentiation in BELENIOS-2048 by OpenSSL: RSA without padding is one power modulo a number
 * that the caller chooses, so a "public key" of modulus p and exponent e raises to e. Some six times as
 * fast as BigInt, and faster than a Diffie–Hellman agreement, which checks more. Not constant in time,
 * like any public-key operation: give it no secret exponents.
 *
 * What OpenSSL does not take (bases from p on, exponents below 3) BigInt answers, so that answers are the
 * same for every input. Making a key takes a tenth of using it; the last one is kept, because proofs raise
 * two elements to each challenge, and the one of q, because every element is raised to it.
 */
export function createOpensslExponentiate(): Exponentiate {
  const order = keyOf(q);
  let last = { exponent: q, key: order };
  return (base, exponent) => {
    if (base < 0n || base >= p || exponent < 3n) return windowPower(base, exponent, p);
    if (exponent !== q && exponent !== last.exponent) last = { exponent, key: keyOf(exponent) };
    const key = exponent === q ? order : last.key;
    const bytes = Buffer.from(base.toString(16).padStart(digits, '0'), 'hex');
    const power = publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, bytes);
    return BigInt(`0x${power.toString('hex')}`);
  };
}

const modulus = base64Url(p);

function keyOf(exponent: bigint): KeyObject {
  return createPublicKey({
    format: 'jwk',
    key: { kty: 'RSA', n: modulus, e: base64Url(exponent) },
  });
}

function base64Url(number: bigint): string {
  const text = number.toString(16);
  return Buffer.from(text.length % 2 === 0 ? text : `0${text}`, 'hex').toString('base64url');
}
