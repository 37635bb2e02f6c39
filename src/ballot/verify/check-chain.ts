import { type Event, parseEvent } from '../archive/event.ts';
import { fields, hash, type Parsed, parse } from '../read.ts';
import { parseSizedTally } from '../tally/encrypted-tally.ts';
import { parseOwned } from '../tally/partial-decryption.ts';
import type { ReadRecord } from './check-container.ts';
import { type Failure, failure } from './failure.ts';

/** An event with the records that it brings, the payload last. */
export interface LinkedEvent {
  readonly event: Event;
  readonly hash: string;
  readonly records: readonly ReadRecord[];
}

/** The chain as far as it could be read. */
export interface Chain {
  readonly events: readonly LinkedEvent[];
  readonly failures: readonly Failure[];
}

/** The three texts that the Setup event commits to (setup_data, §4.10). */
export interface SetupData {
  readonly election: string;
  readonly trustees: string;
  readonly credentials: string;
}

/** Reads setup_data (§4.10). */
function parseSetupData(json: string): Parsed<SetupData> {
  return parse(json, (node) => {
    const field = fields(node, 'election', 'trustees', 'credentials');
    return {
      election: hash(field('election')),
      trustees: hash(field('trustees')),
      credentials: hash(field('credentials')),
    };
  });
}

/**
 * Check 2 (§4.4): each event points to the one before, heights count up from 0, and each brings exactly
 * its own records, right before it and in the order of the specification. Nothing else is there.
 */
export function checkChain(records: readonly ReadRecord[]): Chain {
  const failures: Failure[] = [];
  const events: LinkedEvent[] = [];
  let pending: ReadRecord[] = [];
  let parent: string | undefined;
  let height = 0;
  for (const record of records) {
    if (record.kind === 'data') {
      pending.push(record);
      continue;
    }
    const place = { record: record.name, height };
    const parsed = parseEvent(record.text);
    if (!parsed.ok) {
      failures.push(failure(parsed.code, { ...place, path: parsed.path }));
    } else {
      const event = parsed.value;
      if (event.parent !== parent) failures.push(failure('chain-parent', place));
      if (event.height !== height) failures.push(failure('chain-height', place));
      failures.push(...checkRecords(event, pending, place));
      events.push({ event, hash: record.hash, records: pending });
    }
    pending = [];
    parent = record.hash;
    height += 1;
  }
  failures.push(...pending.map(({ name }) => failure('foreign-record', { record: name })));
  return { events, failures };
}

/** Whether the records before an event are the ones that it needs, and no others. */
function checkRecords(
  event: Event,
  pending: readonly ReadRecord[],
  place: { readonly record: string; readonly height: number },
): Failure[] {
  const payload = pending[pending.length - 1];
  if (event.payload !== payload?.hash) return [failure('chain-payload', place)];
  const misfit = [failure('chain-payload', place)];
  // EndBallots alone brings nothing.
  if (payload === undefined) return event.type === 'EndBallots' ? [] : misfit;
  if (event.type === 'EndBallots') return misfit;
  const needed = before(event, payload.text);
  if (!needed.ok) return [failure(needed.code, { record: payload.name, path: needed.path })];
  const found = pending.slice(0, -1).map((record) => record.hash);
  return needed.value.join() === found.join() ? [] : misfit;
}

/** Hashes of the records that a payload refers to itself. */
function before({ type }: Event, payload: string): Parsed<readonly string[]> {
  if (type === 'Setup') {
    const setup = parseSetupData(payload);
    if (!setup.ok) return setup;
    const { election, trustees, credentials } = setup.value;
    return { ok: true, value: [election, trustees, credentials] };
  }
  if (type === 'EncryptedTally') {
    const sized = parseSizedTally(payload);
    return sized.ok ? { ok: true, value: [sized.value.encryptedTally] } : sized;
  }
  if (type === 'PartialDecryption') {
    const owned = parseOwned(payload);
    return owned.ok ? { ok: true, value: [owned.value.payload] } : owned;
  }
  return { ok: true, value: [] };
}
