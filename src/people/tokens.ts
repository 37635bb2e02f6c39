import { randomBytes } from 'node:crypto';
import { sha256 } from '../trail/canonical.ts';

/** A new opaque secret of 256 bits in URL-safe letters. Only its hash is ever stored. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database keeps of a token. A random token of 256 bits needs no slow hash. */
export function hashToken(token: string): string {
  return sha256(token);
}
