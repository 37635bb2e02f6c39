import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { toNumber, utf8 } from './bytes.ts';
import { parameters } from './group/parameters.ts';
import { known } from './known.ts';

/** Gives so many unpredictable bytes: `crypto.getRandomValues` in the product, a seed in tests. */
export type RandomSource = (length: number) => Uint8Array;

/** Base58: no 0, O, I or l, which readers confuse. */
export const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/**
 * Expands a seed of 32 bytes to a stream: block i is HMAC-SHA256(seed, "piaojue-ballot|" + i). All
 * randomness of one encryption comes from here, so that a test ballot can be rebuilt from its seed.
 */
export function seededRandom(seed: Uint8Array): RandomSource {
  if (seed.length !== 32) throw new RangeError('a seed has 32 bytes');
  let block = new Uint8Array(0);
  let used = 0;
  let counter = 0;
  return (length) => {
    const bytes = new Uint8Array(length);
    for (let i = 0; i < length; i += 1) {
      if (used === block.length) {
        block = hmac(sha256, seed, utf8(`piaojue-ballot|${counter}`));
        counter += 1;
        used = 0;
      }
      bytes[i] = known(block[used]);
      used += 1;
    }
    return bytes;
  };
}

/** A uniform number in [0, q): drawn again until it falls below q, so that no value is favoured. */
export function randomScalar(random: RandomSource): bigint {
  for (;;) {
    const drawn = toNumber(random(32));
    if (drawn < parameters.q) return drawn;
  }
}

/** A uniform number in [0, bound), bound ≤ 256. */
export function randomBelow(bound: number, random: RandomSource): number {
  const limit = 256 - (256 % bound);
  for (;;) {
    const drawn = known(random(1)[0]);
    if (drawn < limit) return drawn % bound;
  }
}

/** Uniform base58 characters. */
export function randomBase58(length: number, random: RandomSource): string {
  let text = '';
  for (let i = 0; i < length; i += 1) text += base58.charAt(randomBelow(58, random));
  return text;
}

/** A new election identifier (§4.2): 14 base58 characters, as the reference makes them. */
export function createUuid(random: RandomSource): string {
  return randomBase58(14, random);
}

/** A copy in uniformly random order (Fisher and Yates): slips must not keep the order of making. */
export function shuffle<Item>(items: readonly Item[], random: RandomSource): Item[] {
  const shuffled = [...items];
  for (let i = shuffled.length - 1; i > 0; i -= 1) {
    const j = randomIndex(i + 1, random);
    const item = known(shuffled[i]);
    shuffled[i] = known(shuffled[j]);
    shuffled[j] = item;
  }
  return shuffled;
}

/** A uniform number in [0, bound), bound ≤ 2³²; 48 bits more than needed are thrown out when biased. */
function randomIndex(bound: number, random: RandomSource): number {
  const range = 2 ** 32;
  const limit = range - (range % bound);
  for (;;) {
    const drawn = Number(toNumber(random(4)));
    if (drawn < limit) return drawn % bound;
  }
}
