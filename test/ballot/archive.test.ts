import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appendEvent, archiveBytes, createArchive } from '../../src/ballot/archive/archive.ts';
import { closeBox, sortByTracker } from '../../src/ballot/archive/close-box.ts';
import { eventJson, eventTypes, parseEvent } from '../../src/ballot/archive/event.ts';
import { readTar, writeTar } from '../../src/ballot/archive/tar.ts';
import { utf8 } from '../../src/ballot/bytes.ts';
import { sha256Hex } from '../../src/ballot/hash.ts';
import { cast, makeRound, must, question, timestamp } from '../support/ballot-rounds.ts';

const contents = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  fc.constantFrom(0, 1, 511, 512, 513, 1024).map((length) => new Uint8Array(length).fill(7)),
);
const names = fc.stringMatching(/^[A-Za-z0-9.]{1,99}$/);
const files = fc.array(fc.record({ name: names, content: contents }), { maxLength: 4 });

describe('the container', () => {
  test('is read back as it was written', () => {
    fc.assert(
      fc.property(files, fc.nat(2 ** 33 - 1), (written, modified) => {
        const bytes = writeTar(written, modified);
        expect(bytes.length % 512).toBe(0);
        const reading = readTar(bytes);
        expect(reading).toEqual({
          ok: true,
          files: written,
          modified: written.length === 0 ? 0 : modified,
        });
      }),
    );
  });

  test('has the header of an old-style tar, byte for byte', () => {
    const bytes = writeTar([{ name: 'BELENIOS', content: utf8('abc') }], 0o14000000000);
    const text = Buffer.from(bytes.subarray(0, 512)).toString('latin1');
    expect(text.slice(0, 100)).toBe(`BELENIOS${'\0'.repeat(92)}`);
    const numbers = ['0000644', '0000000', '0000000', '00000000003', '14000000000', ''];
    expect(text.slice(100, 148)).toBe(numbers.join('\0'));
    const sum = [...bytes.subarray(0, 512)].reduce((total, byte) => total + byte, 0);
    const digits = Number.parseInt(text.slice(148, 154), 8);
    const written = [...text.slice(148, 156)].reduce((all, one) => all + one.charCodeAt(0), 0);
    expect(digits).toBe(sum - written + 8 * 32);
    expect(text.slice(154)).toBe(`\0 0${'\0'.repeat(355)}`);
    expect(Buffer.from(bytes.subarray(512)).toString('latin1')).toBe(`abc${'\0'.repeat(509)}`);
  });

  test('with any byte changed gives another content, name or time, or is refused where it stands', () => {
    const written = [
      { name: 'one', content: utf8('first') },
      { name: 'two', content: utf8('second') },
    ];
    const bytes = writeTar(written, timestamp);
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = bytes.slice();
      changed[at] = (must(changed[at]) + 1) % 256;
      const reading = readTar(changed);
      const inContent = (at >= 512 && at < 517) || (at >= 1536 && at < 1542);
      if (inContent) expect(reading.ok && reading.files).not.toEqual(written);
      else expect([at, reading.ok]).toEqual([at, false]);
      if (!reading.ok) expect(reading.offset).toBe(at < 1024 ? 0 : 1024);
    }
  });

  test('cut short or with something left over is refused', () => {
    const bytes = writeTar([{ name: 'one', content: utf8('first') }], timestamp);
    for (const length of [1, 511, 512, 1023])
      expect(readTar(bytes.subarray(0, length))).toEqual({ ok: false, offset: 0 });
    for (const more of [1, 511, 512, 1024])
      expect(readTar(Buffer.concat([bytes, new Uint8Array(more)]))).toEqual({
        ok: false,
        offset: 1024,
      });
  });

  test('keeps one time for all its files, and names that are not plain out', () => {
    const [a, b] = ['a', 'b'].map((name) => [{ name, content: utf8(name) }]);
    const mixed = Buffer.concat([writeTar(must(a), 1), writeTar(must(b), 2)]);
    expect(readTar(mixed)).toEqual({ ok: false, offset: 1024 });
    for (const name of ['../up', 'a/b', '-', ''])
      expect(readTar(writeTar([{ name, content: utf8('') }], 1))).toEqual({ ok: false, offset: 0 });
  });
});

describe('events', () => {
  const hash = 'ab'.repeat(32);

  test('are read back as they were written', () => {
    for (const type of eventTypes)
      for (const event of [
        { height: 0, type },
        { parent: hash, height: 7, type },
        { height: 0, type, payload: hash },
        { parent: hash, height: 1, type, payload: hash },
      ])
        expect(parseEvent(eventJson(event))).toEqual({ ok: true, value: event });
  });

  test.each([
    ['{"height":0,"type":"Shuffle"}', 'wrong-value', 'type'],
    ['{"height":0,"type":["Setup"]}', 'wrong-value', 'type'],
    ['{"height":"0","type":"Setup"}', 'wrong-value', 'height'],
    ['{"parent":"ab","height":0,"type":"Setup"}', 'wrong-value', 'parent'],
    ['{"height":0,"type":"Setup","payload":null}', 'wrong-value', 'payload'],
    ['{"type":"Setup","height":0}', 'wrong-fields', ''],
  ])('%s is refused', (json, code, path) => {
    expect(parseEvent(json)).toEqual({ ok: false, code, path });
  });
});

describe('the chain', () => {
  const setup = { election: 'e', trustees: 't', credentials: 'c' };

  test('links each event to the one before, records first', () => {
    const first = createArchive(timestamp, setup);
    expect(first.records.map(({ kind, text }) => [kind, text])).toEqual([
      ['data', 'e'],
      ['data', 't'],
      ['data', 'c'],
      [
        'data',
        `{"election":"${sha256Hex('e')}","trustees":"${sha256Hex('t')}","credentials":"${sha256Hex('c')}"}`,
      ],
      ['event', must(first.records[4]).text],
    ]);
    const second = appendEvent(first, 'Ballot', ['ballot']);
    const third = appendEvent(second, 'EndBallots', []);
    expect([first, second, third].map(({ height }) => height)).toEqual([0, 1, 2]);
    expect(first.records).toHaveLength(5);
    const last = (archive: typeof first) => must(archive.records[archive.records.length - 1]);
    expect(JSON.parse(last(first).text)).toEqual({
      height: 0,
      type: 'Setup',
      payload: must(first.records[3]).hash,
    });
    expect(JSON.parse(last(second).text)).toEqual({
      parent: last(first).hash,
      height: 1,
      type: 'Ballot',
      payload: sha256Hex('ballot'),
    });
    expect(JSON.parse(last(third).text)).toEqual({
      parent: last(second).hash,
      height: 2,
      type: 'EndBallots',
    });
    expect(third.lastEvent).toBe(sha256Hex(last(third).text));
  });

  test('is written with its header and a name for each record', () => {
    const bytes = archiveBytes(createArchive(timestamp, setup));
    const reading = readTar(bytes);
    expect(reading.ok && reading.modified).toBe(timestamp);
    const read = reading.ok ? reading.files : [];
    expect(Buffer.from(must(read[0]).content).toString()).toBe(
      `{"version":1,"timestamp":"${timestamp}"}`,
    );
    expect(read.map(({ name }) => name.replace(/^[0-9a-f]{64}/, 'hash'))).toEqual([
      'BELENIOS',
      ...Array.from({ length: 4 }, () => 'hash.data.json'),
      'hash.event.json',
    ]);
  });
});

describe('closing the box', () => {
  const round = makeRound('closing', { questions: [question(2, 0, 1)], slips: 4 });
  const ballots = [0, 1, 2, 3].map((slip) => cast(round, slip, [[0, slip % 2]]).json);

  test('sorts by tracker: the order of casting leaves no trace', () => {
    const box = closeBox(round.election, round.archive, ballots);
    expect(box.trackers).toEqual([...box.trackers].sort());
    expect(sortByTracker(ballots).map(({ tracker }) => tracker)).toEqual(box.trackers);
    for (const order of [[...ballots].reverse(), [2, 0, 3, 1].map((i) => must(ballots[i]))])
      expect(archiveBytes(closeBox(round.election, round.archive, order).archive)).toEqual(
        archiveBytes(box.archive),
      );
    const types = box.archive.records
      .filter(({ kind }) => kind === 'event')
      .map(({ text }) => JSON.parse(text).type);
    expect(types).toEqual([
      'Setup',
      'Ballot',
      'Ballot',
      'Ballot',
      'Ballot',
      'EndBallots',
      'EncryptedTally',
    ]);
  });

  test('throws on a ballot that was never checked', () => {
    expect(() => closeBox(round.election, round.archive, ['{}'])).toThrow('wrong-fields');
  });
});
