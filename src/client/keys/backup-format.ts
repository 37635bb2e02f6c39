import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { scrypt } from '@noble/hashes/scrypt.js';
import { utf8 } from '../../ballot/bytes.ts';
import { uuidPattern } from '../../ballot/election.ts';
import type { RandomSource } from '../../ballot/random.ts';

/** What a backup holds: keys of one ceremony, enough to open and to check a set-up on another device. */
export interface BackupContent {
  readonly ceremonyId: string;
  readonly position: number;
  readonly rehearsal: boolean;
  readonly meeting: string;
  readonly holder: string;
  readonly keys: readonly {
    readonly uuid: string;
    /** S_j in decimal. */
    readonly secret: string;
    /** SHA-256 of the trustees' text, in hexadecimal. */
    readonly trusteesHash: string;
  }[];
}

/** Version 1 of the format; another version has another mark, and its own parameters. */
const mark = 'PIAOJUE-KEY1.';

/** Cost of deriving the key from the passphrase: 32 MB, a fifth of a second. Never read from a file. */
const cost = { N: 2 ** 15, r: 8, p: 3, dkLen: 32 } as const;

const saltLength = 16;
const nonceLength = 24;

/** Why a backup could not be opened. */
export type BackupFault =
  /** No backup code stands in the text. */
  | 'no-code'
  /** Made by a later program. */
  | 'other-version'
  /** Wrong passphrase, or a damaged code: the cipher cannot tell which. */
  | 'wrong';

/**
 * Encrypts keys under a passphrase (XChaCha20-Poly1305 under scrypt): one line of text that fits a file, a
 * message and a QR code. Layout after the mark, in base64url: salt (16 bytes), nonce (24), ciphertext with
 * its tag. The mark and the salt are authenticated with it.
 */
export function createBackup(
  content: BackupContent,
  passphrase: string,
  random: RandomSource,
): string {
  const salt = random(saltLength);
  const nonce = random(nonceLength);
  const plain = utf8(JSON.stringify(packed(content)));
  const sealed = cipher(passphrase, salt, nonce).encrypt(plain);
  return mark + base64Url(joined(salt, nonce, sealed));
}

/** Finds the code in a file, a pasted message or a scanned QR code, and opens it. */
export function openBackup(
  text: string,
  passphrase: string,
):
  | { readonly ok: true; readonly value: BackupContent }
  | { readonly ok: false; readonly fault: BackupFault } {
  const found = /PIAOJUE-KEY([0-9]+)\.([A-Za-z0-9_-]+)/.exec(text.replace(/\s+/g, ' '));
  if (found === null) return { ok: false, fault: 'no-code' };
  if (found[1] !== '1') return { ok: false, fault: 'other-version' };
  const bytes = fromBase64Url(found[2] ?? '');
  const salt = bytes.slice(0, saltLength);
  const nonce = bytes.slice(saltLength, saltLength + nonceLength);
  const sealed = bytes.slice(saltLength + nonceLength);
  if (sealed.length < 16) return { ok: false, fault: 'wrong' };
  try {
    const plain = cipher(passphrase, salt, nonce).decrypt(sealed);
    const content = unpacked(JSON.parse(new TextDecoder().decode(plain)));
    return content === null ? { ok: false, fault: 'wrong' } : { ok: true, value: content };
  } catch {
    // The cipher throws when the tag does not fit.
    return { ok: false, fault: 'wrong' };
  }
}

function cipher(passphrase: string, salt: Uint8Array, nonce: Uint8Array) {
  const key = scrypt(utf8(passphrase), salt, cost);
  return xchacha20poly1305(key, nonce, joined(utf8(mark), salt));
}

/** Numbers and hashes as bytes: a QR code of three keys stays readable on paper. */
function packed({ ceremonyId, position, rehearsal, meeting, holder, keys }: BackupContent) {
  return [
    ceremonyId,
    position,
    rehearsal ? 1 : 0,
    meeting,
    holder,
    ...keys.map(({ uuid, secret, trusteesHash }) => [
      uuid,
      base64Url(bytesOf(BigInt(secret))),
      base64Url(bytesOf(BigInt(`0x${trusteesHash}`))),
    ]),
  ];
}

function unpacked(value: unknown): BackupContent | null {
  if (!Array.isArray(value)) return null;
  const [ceremonyId, position, rehearsal, meeting, holder, ...rows]: unknown[] = value;
  const keys = rows.map(unpackedKey);
  const whole = keys.filter((key) => key !== null);
  if (
    typeof ceremonyId !== 'string' ||
    typeof position !== 'number' ||
    typeof meeting !== 'string' ||
    typeof holder !== 'string' ||
    whole.length === 0 ||
    whole.length !== keys.length
  ) {
    return null;
  }
  return { ceremonyId, position, rehearsal: rehearsal === 1, meeting, holder, keys: whole };
}

function unpackedKey(row: unknown): BackupContent['keys'][number] | null {
  if (!Array.isArray(row)) return null;
  const [uuid, secret, hash]: unknown[] = row;
  if (typeof uuid !== 'string' || typeof secret !== 'string' || typeof hash !== 'string') {
    return null;
  }
  const digest = numberOf(fromBase64Url(hash)).toString(16).padStart(64, '0');
  return uuidPattern.test(uuid)
    ? { uuid, secret: String(numberOf(fromBase64Url(secret))), trusteesHash: digest }
    : null;
}

function bytesOf(number: bigint): Uint8Array {
  const bytes = new Uint8Array(32);
  let rest = number;
  for (let i = bytes.length - 1; i >= 0; i -= 1) {
    bytes[i] = Number(rest & 255n);
    rest >>= 8n;
  }
  return bytes;
}

function numberOf(bytes: Uint8Array): bigint {
  return bytes.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function base64Url(bytes: Uint8Array): string {
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return text.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/** The bytes of a base64url text; none at all when its length is no such text's. */
function fromBase64Url(text: string): Uint8Array {
  if (text.length % 4 === 1) return new Uint8Array(0);
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}
