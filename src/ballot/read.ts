import { parameters } from './group/parameters.ts';

/** What can be wrong with the form of a record, before anything is computed. */
export type FormCode =
  /** Not JSON at all. */
  | 'not-json'
  /** JSON, but not the very bytes that writing it again gives: spaces, order, escapes. */
  | 'not-canonical'
  /** A field is missing, unknown, or stands in the wrong order. */
  | 'wrong-fields'
  /** A value is of another type, or not one of the values allowed. */
  | 'wrong-value'
  /** A number is not plain decimal (leading zero, sign, 0x), or outside its range. */
  | 'wrong-number'
  /** A list is longer or shorter than it must be. */
  | 'wrong-length';

/** Thrown by readers; `parse` turns it into a value. The path reads like `answers[0].choices[1].alpha`. */
export class MalformedRecord extends Error {
  readonly code: FormCode;
  readonly path: string;

  constructor(code: FormCode, path: string) {
    super(`${code} at ${path}`);
    this.code = code;
    this.path = path;
  }
}

/** A record that was read, or the first thing that is wrong with its form. */
export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: FormCode; readonly path: string };

/** A JSON value with the path that leads to it. */
export interface Node {
  readonly value: unknown;
  readonly path: string;
}

/**
 * Reads a record strictly (§4.1): it must be JSON, be exactly the compact text that writing it again
 * gives (no spaces, no doubled fields, no other escapes), and then satisfy the reader.
 */
export function parse<Value>(json: string, reader: (node: Node) => Value): Parsed<Value> {
  try {
    return { ok: true, value: reader({ value: readJson(json), path: '' }) };
  } catch (error) {
    if (error instanceof MalformedRecord) return { ok: false, code: error.code, path: error.path };
    throw error;
  }
}

function readJson(json: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new MalformedRecord('not-json', '');
  }
  if (JSON.stringify(value) !== json) throw new MalformedRecord('not-canonical', '');
  return value;
}

/**
 * Reads an object whose fields stand in exactly this order; a name that ends in `?` may be absent.
 * Gives a function that finds a field's node.
 */
export function fields<Name extends string>(
  node: Node,
  ...names: readonly Name[]
): (name: Name extends `${infer Bare}?` ? Bare : Name) => Node {
  const { value, path } = node;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new MalformedRecord('wrong-value', path);
  }
  const present = Object.keys(value);
  const expected = names
    .filter((name) => !name.endsWith('?') || present.includes(name.slice(0, -1)))
    .map((name) => (name.endsWith('?') ? name.slice(0, -1) : name));
  if (present.join('\n') !== expected.join('\n')) throw new MalformedRecord('wrong-fields', path);
  const record = value as Readonly<Record<string, unknown>>;
  return (name) => ({ value: record[name], path: path === '' ? name : `${path}.${name}` });
}

/** Whether an optional field is there. */
export function isPresent(node: Node): boolean {
  return node.value !== undefined;
}

/** Reads each item of a list; of exactly `length` items where that is given. */
export function list<Value>(
  node: Node,
  reader: (item: Node, index: number) => Value,
  length?: number,
): Value[] {
  const { value, path } = node;
  if (!Array.isArray(value)) throw new MalformedRecord('wrong-value', path);
  if (length !== undefined && value.length !== length) {
    throw new MalformedRecord('wrong-length', path);
  }
  return value.map((item: unknown, index) =>
    reader({ value: item, path: `${path}[${index}]` }, index),
  );
}

/** Reads a string. */
export function text({ value, path }: Node): string {
  if (typeof value !== 'string') throw new MalformedRecord('wrong-value', path);
  return value;
}

/** Reads a string of a form. */
export function textOf(pattern: RegExp, node: Node): string {
  const value = text(node);
  if (!pattern.test(value)) throw new MalformedRecord('wrong-value', node.path);
  return value;
}

/** Reads one allowed value. */
export function exactly<Value extends string | number | boolean>(wanted: Value, node: Node): Value {
  if (node.value !== wanted) throw new MalformedRecord('wrong-value', node.path);
  return wanted;
}

/** Reads a small integer 𝕀, written as a JSON number, not negative. */
export function smallNumber({ value, path }: Node): number {
  if (typeof value !== 'number') throw new MalformedRecord('wrong-value', path);
  if (!Number.isSafeInteger(value) || value < 0) throw new MalformedRecord('wrong-number', path);
  return value;
}

/** Reads a SHA-256 in hexadecimal. */
export function hash(node: Node): string {
  return textOf(/^[0-9a-f]{64}$/, node);
}

/** Reads a number of ℤ_q: decimal text, canonical, 0 ≤ x < q. */
export function scalar(node: Node): bigint {
  return decimal(node, 0n, parameters.q);
}

/**
 * Reads an element: decimal text, canonical, 0 < x < p. Whether it is in the group costs an
 * exponentiation and is asked apart (`Group.isMember`).
 */
export function element(node: Node): bigint {
  return decimal(node, 1n, parameters.p);
}

function decimal(node: Node, least: bigint, bound: bigint): bigint {
  const value = text(node);
  // At most 617 digits are looked at: BigInt of a long text would take quadratic time.
  if (!/^(0|[1-9][0-9]{0,616})$/.test(value)) throw new MalformedRecord('wrong-number', node.path);
  const number = BigInt(value);
  if (number < least || number >= bound) throw new MalformedRecord('wrong-number', node.path);
  return number;
}
