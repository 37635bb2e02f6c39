import { randomBytes } from 'node:crypto';
import type { RandomSource } from '../../src/ballot/random.ts';

/** Real randomness, where a test must not repeat itself. */
export function createSystemRandom(): RandomSource {
  return (length) => new Uint8Array(randomBytes(length));
}
