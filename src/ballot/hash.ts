import { sha256 } from '@noble/hashes/sha2.js';
import { base64, hex, toNumber, utf8 } from './bytes.ts';
import { modQ } from './group/group.ts';

/** SHA-256 in hexadecimal: the name of a record (§4.4). */
export function sha256Hex(text: string | Uint8Array): string {
  return hex(sha256(typeof text === 'string' ? utf8(text) : text));
}

/** H_JSON (§4.15): SHA-256 in Base64 without padding; trackers and the election's hash φ. */
export function hashJson(json: string): string {
  return base64(sha256(utf8(json)));
}

/**
 * The challenge of a proof: SHA-256 of the prefix and the elements in base 10 separated by commas, as a
 * big-endian number modulo q. The prefix brings its own vertical bars.
 */
export function challengeOf(prefix: string, elements: readonly bigint[]): bigint {
  return modQ(toNumber(sha256(utf8(prefix + elements.join(',')))));
}

/** SHA-256 of a text as bytes. */
export function sha256Bytes(text: string): Uint8Array {
  return sha256(utf8(text));
}

/** SHA-256 over bytes that come piece by piece. */
export function sha256Stream(): {
  readonly update: (bytes: Uint8Array) => void;
  readonly hex: () => string;
} {
  const hash = sha256.create();
  return { update: (bytes) => void hash.update(bytes), hex: () => hex(hash.digest()) };
}
