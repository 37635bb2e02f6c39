import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { toNumber, utf8 } from './bytes.ts';
import { type Group, modQ } from './group/group.ts';
import { base58, type RandomSource, randomBase58 } from './random.ts';

/** Why a typed slip is not a credential. */
export type CredentialProblem =
  /** Not fifteen characters. */
  | 'credential-length'
  /** A character outside base58 (0, O, I, l or a sign). */
  | 'credential-character'
  /** The last character does not fit the others: mistyped. */
  | 'credential-checksum';

/** A credential in the form XXX-XXX-XXX-XXX-XXX, or why it is none. */
export type CredentialReading =
  | { readonly ok: true; readonly credential: string }
  | { readonly ok: false; readonly problem: CredentialProblem };

/** The two halves of a credential (§4.8): s = secret(c) and g^s. */
export interface CredentialKeys {
  readonly secret: bigint;
  readonly publicKey: bigint;
}

/**
 * Draws a credential (§4.8): 14 random base58 characters and the checksum, with dashes.
 */
export function createCredential(random: RandomSource): string {
  const start = randomBase58(14, random);
  return withDashes(start + checksumOf(start));
}

/**
 * Reads what a deputy typed or a QR brought: full-width characters, spaces and any dashes are taken in
 * good part. Base58 distinguishes capitals, so letters stay as they are. Refusals in this order:
 * length, character, checksum.
 */
export function readCredential(typed: string): CredentialReading {
  const plain = typed.normalize('NFKC').replace(/[\s\-‐‑‒–—―−_·.]/g, '');
  if (plain.length !== 15) return { ok: false, problem: 'credential-length' };
  for (const character of plain) {
    if (!base58.includes(character)) return { ok: false, problem: 'credential-character' };
  }
  if (checksumOf(plain.slice(0, 14)) !== plain.slice(14)) {
    return { ok: false, problem: 'credential-checksum' };
  }
  return { ok: true, credential: withDashes(plain) };
}

/**
 * Derives the keys of a credential for one election (§4.8): PBKDF2-HMAC-SHA256 of the 19 characters
 * with their dashes, salted with the uuid, 1,000 iterations. Throws when it is not in that form: the
 * undashed form would silently give another key.
 */
export function deriveCredential(group: Group, uuid: string, credential: string): CredentialKeys {
  const reading = readCredential(credential);
  if (!reading.ok || reading.credential !== credential) {
    throw new RangeError('a credential must be read before it is derived');
  }
  const bytes = pbkdf2(sha256, utf8(credential), utf8(uuid), { c: 1000, dkLen: 32 });
  const secret = modQ(toNumber(bytes));
  return { secret, publicKey: group.powerOfG(secret) };
}

function withDashes(plain: string): string {
  return plain.replace(/.{3}(?=.)/g, '$&-');
}

/** 53 − (v mod 53) as a base58 digit, v being the number that the 14 characters write. */
function checksumOf(start: string): string {
  let value = 0;
  for (const character of start) value = (value * 58 + base58.indexOf(character)) % 53;
  return base58.charAt(53 - value);
}
