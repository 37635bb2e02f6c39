import { utf8 } from '../bytes.ts';
import { sha256Hex } from '../hash.ts';
import { type EventType, eventJson } from './event.ts';
import { writeTar } from './tar.ts';

/** One record: the text that its name is the hash of. */
export interface ArchiveRecord {
  readonly kind: 'data' | 'event';
  readonly hash: string;
  readonly text: string;
}

/** An archive as a value: adding an event gives another one, nothing is ever taken away (§4.4). */
export interface Archive {
  /** Seconds since 1970; every record carries it. */
  readonly timestamp: number;
  readonly records: readonly ArchiveRecord[];
  /** SHA-256 of the last event. */
  readonly lastEvent: string;
  /** Height of the last event. */
  readonly height: number;
}

/** The three texts that a round is set up with (§4.10). */
export interface SetupTexts {
  readonly election: string;
  readonly trustees: string;
  readonly credentials: string;
}

/** Begins an archive with its Setup event (§4.4, §4.10), whose hash is what the fingerprint shows. */
export function createArchive(timestamp: number, setup: SetupTexts): Archive {
  const texts = [setup.election, setup.trustees, setup.credentials];
  const [election, trustees, credentials] = texts.map(sha256Hex);
  const payload = JSON.stringify({ election, trustees, credentials });
  const event = eventJson({ height: 0, type: 'Setup', payload: sha256Hex(payload) });
  return {
    timestamp,
    records: [...[...texts, payload].map((text) => record('data', text)), record('event', event)],
    lastEvent: sha256Hex(event),
    height: 0,
  };
}

/**
 * Adds an event (§4.4). `texts` are the records that it brings, the last one being its payload; none
 * for EndBallots.
 */
export function appendEvent(archive: Archive, type: EventType, texts: readonly string[]): Archive {
  const last = texts[texts.length - 1];
  const event = eventJson({
    parent: archive.lastEvent,
    height: archive.height + 1,
    type,
    ...(last === undefined ? {} : { payload: sha256Hex(last) }),
  });
  const added = [...texts.map((text) => record('data', text)), record('event', event)];
  return {
    ...archive,
    records: [...archive.records, ...added],
    lastEvent: sha256Hex(event),
    height: archive.height + 1,
  };
}

/** The bytes of `<uuid>.bel` (§4.4): the header record, then every record in order. */
export function archiveBytes({ timestamp, records }: Archive): Uint8Array {
  const files = records.map(({ kind, hash, text }) => ({
    name: `${hash}.${kind}.json`,
    content: utf8(text),
  }));
  const header = { name: 'BELENIOS', content: utf8(headerJson(timestamp)) };
  return writeTar([header, ...files], timestamp);
}

/** The text of the header record (§4.4). */
export function headerJson(timestamp: number): string {
  return JSON.stringify({ version: 1, timestamp: String(timestamp) });
}

function record(kind: ArchiveRecord['kind'], text: string): ArchiveRecord {
  return { kind, hash: sha256Hex(text), text };
}
