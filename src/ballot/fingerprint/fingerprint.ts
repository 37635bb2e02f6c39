import { characters } from './characters.ts';

/** How many characters are read out: 12 × 11 = 132 bits. */
export const fingerprintLength = 12;

/**
 * The fingerprint of a round's set-up ("Beyond Belenios", 3): the first 132 bits of the hash of the
 * Setup event, eleven for each of twelve characters. That event commits to election, trustees and
 * slips; φ commits to the first alone. `setupHash` is SHA-256 in hexadecimal.
 */
export function fingerprintOf(setupHash: string): string {
  let bits = BigInt(`0x${setupHash.slice(0, 33)}`);
  let text = '';
  for (let i = 0; i < fingerprintLength; i += 1) {
    text = characters.charAt(Number(bits % 2048n)) + text;
    bits /= 2048n;
  }
  return text;
}

/** The fingerprint in groups of four, as it is shown and read: `甲乙丙丁 …`. */
export function groupFingerprint(fingerprint: string): string {
  return fingerprint.replace(/.{4}(?=.)/g, '$& ');
}

/**
 * Reads a typed fingerprint: spaces and punctuation between the characters are left out. Null when it is
 * not twelve characters of the table.
 */
export function readFingerprint(typed: string): string | null {
  const plain = typed.normalize('NFKC').replace(/[\s,.，。、·-]/g, '');
  const known = [...plain].every((character) => characters.includes(character));
  return plain.length === fingerprintLength && known ? plain : null;
}
