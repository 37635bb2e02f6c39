import type { CredentialProblem } from '../../ballot/credential.ts';
import { base58 } from '../../ballot/random.ts';

/** How many characters a slip has, its dashes not counted. */
export const slipLength = 15;

/** Keys of the page's own keypad, in rows: figures, capitals, small letters. */
export const keypadRows: readonly string[] = [
  base58.slice(0, 9),
  base58.slice(9, 17),
  base58.slice(17, 25),
  base58.slice(25, 33),
  base58.slice(33, 42),
  base58.slice(42, 50),
  base58.slice(50),
];

/**
 * What was typed so far, cleaned: full-width characters become plain ones, spaces and dashes go, and
 * what is too much is cut. Characters that no slip has stay, so that their reader sees them.
 */
export function cleanSlip(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[\s\-‐‑‒–—―−_·.]/g, '')
    .slice(0, slipLength);
}

/** With its dashes, three characters a group. */
export function dashSlip(clean: string): string {
  return (clean.match(/.{1,3}/g) ?? []).join('-');
}

/** The sentence about what is typed so far; null while nothing is wrong with it. */
export function problemOfTyping(clean: string): string | null {
  const wrong = [...clean].find((character) => !base58.includes(character));
  if (wrong === undefined) return null;
  if ('0OIl'.includes(wrong)) {
    return `票码里没有“${wrong}”：为了不看错，没有用数字 0、大写 O、大写 I 和小写 l。请再看一遍票码。`;
  }
  return `票码里只有数字和英文字母，没有“${wrong}”。`;
}

const problems: Readonly<Record<CredentialProblem, string>> = {
  'credential-length': `票码是 ${slipLength} 个字符，还没有输全。`,
  'credential-character': '票码里有不认识的字符，请再看一遍票码。',
  'credential-checksum': '票码输错了：有字符和票码上的不一样。请逐个核对，注意大写和小写。',
};

/** The sentence for a whole slip that is not one. */
export function problemOfSlip(problem: CredentialProblem): string {
  return problems[problem];
}

/** How a key is read out: capitals and small letters sound alike. */
export function nameOfKey(key: string): string {
  if (/[A-Z]/.test(key)) return `大写 ${key}`;
  return /[a-z]/.test(key) ? `小写 ${key}` : key;
}
