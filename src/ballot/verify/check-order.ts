import { type EventType, eventTypes } from '../archive/event.ts';
import type { LinkedEvent } from './check-chain.ts';
import { type Failure, failure } from './failure.ts';

/** How far a round is said to have come: set up, box closed, or everything opened. */
export type Stage = 'setup' | 'closed' | 'tallied';

const many: readonly EventType[] = ['Ballot', 'PartialDecryption'];

const missing = [
  ['Setup', 'event-missing-setup', ['setup', 'closed', 'tallied']],
  ['EndBallots', 'event-missing-end', ['closed', 'tallied']],
  ['EncryptedTally', 'event-missing-tally', ['closed', 'tallied']],
  ['Result', 'event-missing-result', ['tallied']],
] as const;

/**
 * Check 3 (§4.4): Setup, ballots, EndBallots, EncryptedTally, partial decryptions, Result, in this
 * order, none missing that the stage asks for, no second one of those that happen once.
 */
export function checkOrder(events: readonly LinkedEvent[], stage: Stage): Failure[] {
  const failures: Failure[] = [];
  let reached = -1;
  events.forEach(({ event: { type, height } }) => {
    const rank = eventTypes.indexOf(type);
    const repeats = rank === reached && !many.includes(type);
    if (rank < reached || repeats) failures.push(failure('event-order', { height }));
    // A tally stands upon EndBallots, a decryption upon the tally.
    reached = Math.max(reached, rank);
  });
  for (const [type, code, stages] of missing) {
    const asked = stages.some((one) => one === stage);
    const present = events.some(({ event }) => event.type === type);
    const passed = eventTypes.indexOf(type) < reached;
    if (!present && (asked || passed)) failures.push(failure(code));
  }
  return failures;
}
