import { type RandomSource, randomBelow } from '../../ballot/random.ts';

/** Digits of a passphrase: 10^20 possibilities, 66 bits. */
export const passphraseDigits = 20;

/**
 * Draws a passphrase: twenty decimal digits. Digits are typed on every phone's number pad without an
 * input method, read aloud in any dialect, and written by hand without upper or lower case; twenty of
 * them are as long as a bank card's number.
 */
export function createPassphrase(random: RandomSource): string {
  return Array.from({ length: passphraseDigits }, () => randomBelow(10, random)).join('');
}

/** In groups of four, as it is shown, written and read out. */
export function groupPassphrase(digits: string): string {
  return (digits.match(/.{1,4}/g) ?? []).join(' ');
}

/** Reads a typed passphrase; full-width digits, spaces and hyphens do not matter. Null when incomplete. */
export function readPassphrase(typed: string): string | null {
  const digits = typed.normalize('NFKC').replace(/[\s\-—.,，。·]/g, '');
  return /^[0-9]{20}$/.test(digits) ? digits : null;
}
