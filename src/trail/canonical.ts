import { createHash } from 'node:crypto';
import type { Json } from '../database/tables/json.ts';

/**
 * Writes a JSON value in one canonical form: keys sorted by code unit, no white space. What is
 * hashed anywhere in the record is hashed in this form.
 */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonicalJson(one)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/** SHA-256 of a text (UTF-8) or of bytes, as 64 lower-case hexadecimal digits. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** SHA-256 of a JSON value in its canonical form. */
export function hashJson(value: Json): string {
  return sha256(canonicalJson(value));
}
