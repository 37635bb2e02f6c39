import { createHash } from 'node:crypto';
import type { Json } from '../database/tables/json.ts';
import { canonicalJson } from '../rules/canonical-json.ts';

export { canonicalJson };

/** SHA-256 of a text (UTF-8) or of bytes, as 64 lower-case hexadecimal digits. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** SHA-256 of a JSON value in its canonical form. */
export function hashJson(value: Json): string {
  return sha256(canonicalJson(value));
}
