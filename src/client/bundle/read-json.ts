import { canonicalJson, type JsonValue } from '../../rules/canonical-json.ts';

/** A JSON object of which nothing is known yet. */
export type JsonObject = { readonly [key: string]: JsonValue };

/** The JSON files of a bundle by their path, held in memory. */
export type TextFiles = ReadonlyMap<string, Uint8Array>;

/** A row of a `.jsonl` file with the number of its line. */
export interface Row {
  readonly line: number;
  readonly value: JsonObject;
}

/** The text of bytes; null when they are no UTF-8. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Reads one canonical JSON value; null when it is none, or written in any other way. */
export function readCanonical(text: string): JsonValue | null {
  try {
    const value: JsonValue = JSON.parse(text);
    return canonicalJson(value) === text ? value : null;
  } catch {
    return null;
  }
}

/** Whether a value is an object with fields. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list, or an empty one where there is none. */
export function listIn(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

/** The objects of a list. */
export function objectsIn(value: JsonValue | undefined): readonly JsonObject[] {
  return listIn(value).filter(isObject);
}

/** A text, or the empty one where there is none. */
export function wordsIn(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
