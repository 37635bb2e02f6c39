/**
 * Keys of a scrutineer, kept in the storage of their own browser under the address of the ballot site.
 * They never leave the device except as the file or QR code under a passphrase.
 */

/** A key of one round. */
export interface HeldKey {
  /** Identifier of the election that the key opens. */
  readonly uuid: string;
  readonly ceremonyId: string;
  /** Place of the holder in the ceremony, from 1. */
  readonly position: number;
  /** S_j, the decryption key (specification §4.6.6), in decimal. */
  readonly secret: string;
  /** SHA-256 of the trustees' text that was checked whole when the key was made. */
  readonly trusteesHash: string;
  /** Keys of a rehearsal never open a real box. */
  readonly rehearsal: boolean;
  /** Names for the reader: meeting and holder. */
  readonly meeting: string;
  readonly holder: string;
  /** Hash of the set-up whose fingerprint the holder confirmed; null before that. */
  readonly confirmedSetup: string | null;
  /** Hash of the encrypted tally that this key was used on; it is never used on another. */
  readonly usedTally: string | null;
}

const place = 'piaojue-keys';

/** Every key on this device. A storage that the browser withholds counts as empty. */
export function heldKeys(): readonly HeldKey[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(place) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isHeldKey) : [];
  } catch {
    return [];
  }
}

/** The key of one round, or null. */
export function heldKey(uuid: string): HeldKey | null {
  return heldKeys().find((key) => key.uuid === uuid) ?? null;
}

/** Adds keys, or replaces those of the same rounds. Throws when the browser does not store them. */
export function saveKeys(keys: readonly HeldKey[]): void {
  const others = heldKeys().filter((known) => keys.every((key) => key.uuid !== known.uuid));
  const text = JSON.stringify([...others, ...keys]);
  localStorage.setItem(place, text);
  if (localStorage.getItem(place) !== text) throw new Error('the browser did not store the keys');
}

/** Removes the keys of rounds from this device. */
export function forgetKeys(uuids: readonly string[]): void {
  const left = heldKeys().filter((key) => !uuids.includes(key.uuid));
  localStorage.setItem(place, JSON.stringify(left));
}

function isHeldKey(value: unknown): value is HeldKey {
  if (typeof value !== 'object' || value === null) return false;
  const { uuid, ceremonyId, position, secret, trusteesHash } = value as Record<string, unknown>;
  return (
    typeof uuid === 'string' &&
    typeof ceremonyId === 'string' &&
    typeof position === 'number' &&
    typeof secret === 'string' &&
    typeof trusteesHash === 'string'
  );
}
