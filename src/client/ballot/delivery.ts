import type { BallotTaken } from '../../wire/ballot.ts';
import type { WireRefusal } from '../../wire/refusal.ts';

/** Why an attempt is to be repeated with the same bytes. */
export type Trouble = 'offline' | 'busy' | 'interrupted' | 'receipts-broken';

/** What one attempt came to. */
export type Attempt =
  | { readonly kind: 'taken'; readonly receipt: string }
  | { readonly kind: 'refused'; readonly refusal: WireRefusal }
  | { readonly kind: 'again'; readonly trouble: Trouble };

/** Reads an answer. Whatever is not the site's own (a portal's page, half an answer) is tried again. */
export function readAttempt(status: number, text: string): Attempt {
  let answer: Partial<BallotTaken & WireRefusal> = {};
  try {
    answer = JSON.parse(text) ?? {};
  } catch {
    return { kind: 'again', trouble: 'offline' };
  }
  const { receipt, code, message } = answer;
  if (status === 200 && typeof receipt === 'string') return { kind: 'taken', receipt };
  if (typeof code !== 'string' || typeof message !== 'string') {
    return { kind: 'again', trouble: 'offline' };
  }
  if (code === 'busy' || code === 'interrupted' || code === 'receipts-broken') {
    return { kind: 'again', trouble: code };
  }
  // The set-up was opened too early and is waited for, like an interruption.
  if (code === 'not-open') return { kind: 'again', trouble: 'interrupted' };
  return status >= 500
    ? { kind: 'again', trouble: 'offline' }
    : { kind: 'refused', refusal: { code, message } };
}

/** How long to rest after so many failed attempts, in milliseconds: 1, 2, 4, 8, 8 … seconds ± 30 %. */
export function restAfter(attempts: number, chance: number): number {
  const base = 1000 * 2 ** Math.min(attempts - 1, 3);
  return Math.round(base * (0.7 + 0.6 * chance));
}

/** What a delivery works with; tests bring their own. */
export interface DeliveryTools {
  /** Sends the ballot once; it throws when nothing came back. */
  readonly send: () => Promise<Attempt>;
  readonly rest: (milliseconds: number) => Promise<void>;
  /** A number in [0, 1). */
  readonly chance: () => number;
  /** Told before every repetition. */
  readonly troubled: (trouble: Trouble, attempts: number) => void;
  /** True once the page is left or cleared. */
  readonly stopped: () => boolean;
}

/**
 * Sends the same bytes until the server takes or refuses them. Sending them twice is harmless: the server
 * knows a ballot by its hash. Null when it was stopped.
 */
export async function deliver(
  tools: DeliveryTools,
): Promise<Exclude<Attempt, { kind: 'again' }> | null> {
  for (let attempts = 1; !tools.stopped(); attempts += 1) {
    let attempt: Attempt;
    try {
      attempt = await tools.send();
    } catch {
      attempt = { kind: 'again', trouble: 'offline' };
    }
    if (attempt.kind !== 'again') return attempt;
    if (tools.stopped()) return null;
    tools.troubled(attempt.trouble, attempts);
    await tools.rest(restAfter(attempts, tools.chance()));
  }
  return null;
}
