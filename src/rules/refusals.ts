/**
 * An expected failure: a value from a closed list, never an exception. A programming error is an
 * exception and ends the request (docs/architecture.md, "Refusals and crashes").
 */
export interface Refusal {
  /** Stable, in kebab-case; tests and other programs rely on it. */
  readonly code: string;
  /** One Chinese sentence that says what is wrong and what to do about it. */
  readonly message: string;
  /** Name of the form field that it belongs to, when it belongs to one. */
  readonly field?: string;
  /** The page on which it can be resolved, when that is another one. */
  readonly href?: string;
}

/** The result of an act or a rule: either a value or the refusals, never both. */
export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusals: readonly [Refusal, ...Refusal[]] };

/** Wraps a value as a success. */
export function ok<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

/** Refuses with one or more reasons, the first in documented precedence first. */
export function refuse(first: Refusal, ...others: readonly Refusal[]): Result<never> {
  return { ok: false, refusals: [first, ...others] };
}
