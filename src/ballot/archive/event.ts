import {
  fields,
  hash,
  isPresent,
  MalformedRecord,
  type Parsed,
  parse,
  smallNumber,
  text,
} from '../read.ts';

/** What can happen in an election without shuffles (event_type, §4.4). */
export const eventTypes = [
  'Setup',
  'Ballot',
  'EndBallots',
  'EncryptedTally',
  'PartialDecryption',
  'Result',
] as const;

/** One of them. */
export type EventType = (typeof eventTypes)[number];

/** A link of the chain (event, §4.4). */
export interface Event {
  /** SHA-256 of the event before; the first has none. */
  readonly parent?: string;
  /** From 0. */
  readonly height: number;
  readonly type: EventType;
  /** SHA-256 of the record that it brings; EndBallots brings none. */
  readonly payload?: string;
}

/** Writes an event (§4.4), fields in their order. */
export function eventJson({ parent, height, type, payload }: Event): string {
  return JSON.stringify({
    ...(parent === undefined ? {} : { parent }),
    height,
    type,
    ...(payload === undefined ? {} : { payload }),
  });
}

/** Reads an event (§4.4); a type that is not ours (a shuffle, or none at all) is a wrong value. */
export function parseEvent(json: string): Parsed<Event> {
  return parse(json, (node) => {
    const field = fields(node, 'parent?', 'height', 'type', 'payload?');
    const [parent, payload] = [field('parent'), field('payload')];
    const name = text(field('type'));
    const type = eventTypes.find((known) => known === name);
    if (type === undefined) throw new MalformedRecord('wrong-value', 'type');
    return {
      ...(isPresent(parent) ? { parent: hash(parent) } : {}),
      height: smallNumber(field('height')),
      type,
      ...(isPresent(payload) ? { payload: hash(payload) } : {}),
    };
  });
}
