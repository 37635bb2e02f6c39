import { createGroup, type Group } from '../../../ballot/group/group.ts';
import type { RandomSource } from '../../../ballot/random.ts';
import { createOpensslExponentiate } from '../exponentiate/openssl.ts';

let made: Group | null = null;

/**
 * The group for the server's own checks, made when first needed: its table for g takes 40 ms. Powers of
 * g, the only ones with secret exponents here, are of that table and not OpenSSL's.
 */
export function serverGroup(): Group {
  made ??= createGroup(createOpensslExponentiate());
  return made;
}

/** Randomness of the operating system. */
export const serverRandom: RandomSource = (length) =>
  crypto.getRandomValues(new Uint8Array(length));
