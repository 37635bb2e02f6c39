import { describe, expect, test } from 'vitest';
import {
  type Archive,
  appendEvent,
  archiveBytes,
  createArchive,
  type SetupTexts,
} from '../../src/ballot/archive/archive.ts';
import { readTar, writeTar } from '../../src/ballot/archive/tar.ts';
import { utf8 } from '../../src/ballot/bytes.ts';
import { createSingleKey, proveKey } from '../../src/ballot/ceremony/trustee-key.ts';
import { trusteesJson } from '../../src/ballot/ceremony/trustees.ts';
import { credentialsJson } from '../../src/ballot/credentials-list.ts';
import { electionJson } from '../../src/ballot/election.ts';
import { sha256Hex } from '../../src/ballot/hash.ts';
import { encryptedTallyJson, sizedTallyJson } from '../../src/ballot/tally/encrypted-tally.ts';
import { failure } from '../../src/ballot/verify/failure.ts';
import { type VerifyOptions, verifyArchive } from '../../src/ballot/verify/verify-archive.ts';
import {
  cast,
  giveShare,
  group,
  holdCeremony,
  must,
  question,
  seeded,
  timestamp,
} from '../support/ballot-rounds.ts';

import {
  ballots,
  box,
  bytes,
  changed,
  codesOf,
  labels,
  round,
  strongProofs,
  verify,
  votes,
} from '../support/verified-round.ts';

/** Findings about container, chain and set-up, each made by the smallest change that leads to it. */

describe('a sound archive', () => {
  test('has no failure, and a report of what it says', () => {
    expect(verify(bytes)).toEqual({
      isArchive: true,
      failures: [],
      warnings: [],
      report: {
        uuid: round.election.election.uuid,
        name: '第一轮投票',
        fingerprint: expect.stringMatching(/^[一-鿿]{12}$/),
        slips: 4,
        trackers: box.trackers,
        totals: [
          [1, 1, 0],
          [0, 1],
        ],
      },
    });
    const { exponentiate: _, ...options }: VerifyOptions = { strongProofs };
    expect(verifyArchive(bytes, options).failures).toEqual([]);
  });

  test('is sound at each stage, and not said to be further than it is', () => {
    const [setup, closed] = [archiveBytes(round.archive), archiveBytes(box.archive)];
    expect(codesOf(setup, { stage: 'setup', strongProofs: '[]' })).toEqual([]);
    expect(verify(setup, { stage: 'setup' }).report).toMatchObject({ totals: null, trackers: [] });
    expect(codesOf(setup, { stage: 'closed', strongProofs: '[]' })).toEqual([
      'event-missing-end',
      'event-missing-tally',
    ]);
    expect(codesOf(closed, { stage: 'closed', strongProofs: '[]' })).toEqual([]);
    expect(codesOf(closed, { stage: 'setup', strongProofs: '[]' })).toEqual([]);
    expect(codesOf(closed, { strongProofs: '[]' })).toEqual([
      'event-missing-result',
      'share-missing',
    ]);
    // A result that is there is checked, whatever is asked.
    const wrong = appendEvent(box.archive, 'Result', ['{"result":[[1,1,0],[0,1]]}']);
    const early = { stage: 'closed', strongProofs: '[]' } as const;
    expect(codesOf(archiveBytes(wrong), early)).toEqual(['share-missing']);
  });
});

describe('1 the container', () => {
  const files = (() => {
    const reading = readTar(bytes);
    if (!reading.ok) throw new Error('the archive cannot be read');
    return reading.files;
  })();
  const written = (change: (all: typeof files) => typeof files, time = timestamp) =>
    writeTar(change(files), time);

  test('what is no archive is not reported further', () => {
    for (const file of [utf8('hello'), new Uint8Array(0), written((all) => all.slice(1))]) {
      const found = verify(file);
      expect([found.isArchive, found.failures.map(({ code }) => code)]).toEqual([
        false,
        expect.arrayContaining(['not-an-archive']),
      ]);
      expect(found.report).toEqual({
        uuid: null,
        name: null,
        fingerprint: null,
        slips: 0,
        trackers: [],
        totals: null,
      });
    }
  });

  test('a block that is not as it was written ends the reading', () => {
    const found = verify(bytes.subarray(0, bytes.length - 1));
    expect(found.isArchive).toBe(true);
    expect(found.failures.map(({ code }) => code)).toContain('archive-block');
  });

  test('header, names, hashes, repetitions and texts of records', () => {
    const other = (index: number, file: Partial<(typeof files)[number]>) =>
      written((all) => all.map((one, i) => (i === index ? { ...one, ...file } : one)));
    const header = (text: string) => codesOf(other(0, { content: utf8(text) }));
    expect(header(`{"version":1,"timestamp":${timestamp}}`)).toEqual([]);
    expect(header(`{"version":1,"timestamp":"${timestamp + 1}"}`)).toEqual(['header-record']);
    expect(header(`{"version":2,"timestamp":"${timestamp}"}`)).toEqual(['header-record']);
    expect(codesOf(other(0, { content: Uint8Array.of(0xff) }))).toEqual(['header-record']);
    expect(codesOf(written((all) => all, timestamp + 1))).toEqual(['header-record']);
    for (const name of ['note.txt', `${'a'.repeat(63)}.data.json`, `x${must(files[1]).name}`])
      expect(codesOf(other(1, { name }))).toContain('record-name');
    const first = must(files[1]);
    expect(codesOf(other(1, { content: utf8('x') }))).toContain('record-hash');
    expect(codesOf(other(1, { content: Uint8Array.of(0xff) }))).toEqual(
      expect.arrayContaining(['record-hash', 'record-text']),
    );
    expect(codesOf(written((all) => [...all, first]))).toEqual([
      'foreign-record',
      'record-repeated',
    ]);
    const repeated = verify(written((all) => [...all, first])).failures[0];
    expect(repeated).toEqual(failure('record-repeated', { record: first.name }));
  });
});

describe('2 and 3 the chain and its order', () => {
  test('a payload that is not right before its event', () => {
    const reading = readTar(bytes);
    const files = reading.ok ? reading.files : [];
    const last = files.length - 1;
    const foreign = { name: `${sha256Hex('x')}.data.json`, content: utf8('x') };
    const between = [...files.slice(0, last), foreign, ...files.slice(last)];
    expect(codesOf(writeTar(between, timestamp))).toEqual(['chain-payload']);
    const dropped = [...files.slice(0, last - 1), ...files.slice(last)];
    expect(codesOf(writeTar(dropped, timestamp))).toEqual(['chain-payload']);
  });

  const last = (label: string, change: (text: string) => string) => {
    const events = labels.filter((one) => one.startsWith('event '));
    return changed(label === 'last' ? must(events[events.length - 1]) : label, change);
  };

  test('parents, heights and forms of events', () => {
    expect(last('last', (text) => text.replace(/"parent":"./, '"parent":"x'))).toContain(
      'wrong-value',
    );
    const otherParent = `"parent":"${'0'.repeat(64)}"`;
    expect(last('last', (text) => text.replace(/"parent":"\w+"/, otherParent))).toEqual([
      'chain-parent',
    ]);
    expect(last('last', (text) => text.replace(/"height":\d+/, '"height":77'))).toEqual([
      'chain-height',
    ]);
    expect(changed('event 0', (text) => `{${otherParent},${text.slice(1)}`)).toEqual([
      'chain-parent',
    ]);
  });

  test('each event brings its own records, in their order, and nothing else', () => {
    const end = (text: string) => appendEvent(round.archive, 'EndBallots', [text]);
    const stage = { stage: 'setup' } as const;
    const of = (archive: Archive) =>
      codesOf(archiveBytes(archive), { ...stage, strongProofs: '[]' });
    expect(of(end('payload'))).toEqual(['chain-payload']);
    const nothing = (type: 'Ballot' | 'EncryptedTally' | 'PartialDecryption' | 'Result') =>
      of(appendEvent(box.archive, type, []));
    expect(nothing('Ballot')).toEqual(['chain-payload', 'event-order']);
    expect(nothing('EncryptedTally')).toEqual(['chain-payload', 'event-order']);
    expect(nothing('PartialDecryption')).toEqual(['chain-payload']);
    expect(nothing('Result')).toContain('chain-payload');
    const tally = encryptedTallyJson(box.tally);
    const sized = sizedTallyJson(2, tally);
    const ended = appendEvent(box.archive, 'EndBallots', []);
    const reorder = (texts: string[]) => of(appendEvent(ended, 'EncryptedTally', texts));
    expect(reorder([sized])).toContain('chain-payload');
    expect(reorder(['foreign', tally, sized])).toContain('chain-payload');
    expect(reorder([tally, 'foreign', sized])).toContain('chain-payload');
    expect(reorder([tally, tally])).toContain('wrong-value');
    const share = giveShare(round, 1, box.tally).text;
    expect(of(appendEvent(box.archive, 'PartialDecryption', [share]))).toContain('wrong-fields');
    const other = `{"owner":1,"payload":"${'0'.repeat(64)}"}`;
    expect(of(appendEvent(box.archive, 'PartialDecryption', [share, other]))).toContain(
      'chain-payload',
    );
    expect(of(appendEvent(box.archive, 'PartialDecryption', [other]))).toContain('chain-payload');
    expect(changed('setup data', (text) => text.replace('"election"', '"elections"'))).toEqual(
      expect.arrayContaining(['wrong-fields']),
    );
    expect(changed('setup data', (text) => text.replace(/:"\w/, ':"x'))).toContain('wrong-value');
  });

  test('order, repetition and absence of events', () => {
    const tally = encryptedTallyJson(box.tally);
    const texts = [tally, sizedTallyJson(2, tally)];
    const cast2 = ballots.reduce((all, json) => appendEvent(all, 'Ballot', [json]), round.archive);
    const of = (archive: Archive) =>
      codesOf(archiveBytes(archive), { stage: 'setup', strongProofs: '[]' });
    const unended = appendEvent(cast2, 'EncryptedTally', texts);
    expect(of(unended)).toContain('event-missing-end');
    const early = appendEvent(unended, 'EndBallots', []);
    expect(of(early)).toContain('event-order');
    expect(of(appendEvent(appendEvent(cast2, 'EndBallots', []), 'EndBallots', []))).toContain(
      'event-order',
    );
    const late = appendEvent(box.archive, 'Ballot', [cast(round, 2, must(votes[0])).json]);
    expect(of(late)).toContain('event-order');
    const result = appendEvent(round.archive, 'Result', ['{"result":[[0,0,0],[0,0]]}']);
    expect(of(result)).toEqual(['event-missing-end', 'event-missing-tally', 'share-missing']);
    const bare = writeTar(
      [{ name: 'BELENIOS', content: utf8(`{"version":1,"timestamp":"${timestamp}"}`) }],
      timestamp,
    );
    expect(codesOf(bare, { stage: 'setup' })).toEqual(['event-missing-setup']);
    const all = ['event-missing-end', 'event-missing-result', 'event-missing-setup'];
    expect(codesOf(bare)).toEqual([...all, 'event-missing-tally']);
    const order = verify(archiveBytes(late), { stage: 'setup' }).failures;
    expect(order.find(({ code }) => code === 'event-order')?.place).toEqual({
      height: late.height,
    });
  });
});

/** A fresh archive upon another set-up, before any ballot. */
function setUp(setup: Partial<SetupTexts>, options: VerifyOptions = {}) {
  const archive = createArchive(timestamp, { ...round.setup, ...setup });
  return codesOf(archiveBytes(archive), { stage: 'setup', strongProofs: '[]', ...options });
}

describe('4 to 7 the set-up', () => {
  test('the fingerprint that was read out', () => {
    const fingerprint = must(verify(bytes).report.fingerprint);
    expect(codesOf(bytes, { fingerprint })).toEqual([]);
    expect(codesOf(bytes, { fingerprint: [...fingerprint].join(' ') })).toEqual([]);
    const [first = '', second = '', ...rest] = fingerprint;
    const other = first === '埃' ? '哎' : '埃';
    expect(codesOf(bytes, { fingerprint: other + second + rest.join('') })).toEqual([
      'fingerprint-differs',
    ]);
    expect(codesOf(bytes, { fingerprint: fingerprint.slice(1) })).toEqual([
      'fingerprint-unreadable',
    ]);
    expect(codesOf(utf8('none'), { fingerprint })).not.toContain('fingerprint-differs');
  });

  test('records of the set-up that cannot be read are named', () => {
    expect(setUp({ election: '{}' })).toEqual(['wrong-fields']);
    expect(setUp({ trustees: '{}' })).toEqual(['wrong-value']);
    expect(setUp({ credentials: '{}' })).toEqual(['wrong-value']);
    const found = verify(
      archiveBytes(createArchive(timestamp, { ...round.setup, election: '[]' })),
    );
    expect(found.failures).toContainEqual(
      failure('wrong-value', { record: `${sha256Hex('[]')}.data.json`, path: '' }),
    );
    // Totals are opened with the trustees alone; without them the rest is still checked.
    expect(changed('trustees', () => '{}')).toEqual(['wrong-value']);
  });

  test('a question with two ways to abstain', () => {
    const { election } = round.election;
    const twice = electionJson({
      ...election,
      questions: [question(2, 0, 1), question(2, 0, 1, true)],
    });
    expect(setUp({ election: twice })).toEqual(['question-abstains-twice']);
    expect(setUp({ election: twice }, { plainBelenios: true })).toEqual([]);
  });

  const single = must(round.trustees[0]);
  const pedersen = must(round.trustees[1]);
  if (single.kind !== 'Single' || pedersen.kind !== 'Pedersen') throw new Error('other trustees');
  const { parameters } = pedersen;

  test('keys that do not make the election’s, are none, unproved, or twice there', () => {
    expect(setUp({ trustees: '[]' })).toEqual(['trustees-none']);
    expect(setUp({ trustees: trusteesJson([single]) })).toEqual(['election-key']);
    const other = createSingleKey(group, seeded('other')).key;
    const unproved = { ...single.key, pok: other.pok };
    const one = { kind: 'Single', key: unproved } as const;
    expect(setUp({ trustees: trusteesJson([one, pedersen]) })).toEqual(['trustee-key']);
    expect(setUp({ trustees: trusteesJson([single, single, pedersen]) })).toEqual([
      'election-key',
      'trustee-key-repeated',
    ]);
    const places = verify(
      archiveBytes(
        createArchive(timestamp, {
          ...round.setup,
          trustees: trusteesJson([pedersen, single, one]),
        }),
      ),
      { stage: 'setup', strongProofs: '[]' },
    ).failures;
    expect(places.map(({ code, place }) => [code, place.owner])).toEqual([
      ['trustee-key', 5],
      ['trustee-key-repeated', 5],
      ['election-key', undefined],
    ]);
    const neutral = { kind: 'Single', key: proveKey(group, 0n, seeded('0')) } as const;
    expect(setUp({ trustees: trusteesJson([single, pedersen, neutral]) })).toEqual(['trustee-key']);
  });

  test('threshold ceremonies that are weak or unsound, with the trustee', () => {
    const withParameters = (change: Partial<typeof parameters>) =>
      trusteesJson([single, { kind: 'Pedersen', parameters: { ...parameters, ...change } }]);
    const reversed = <Item>(items: readonly Item[]) => [...items].reverse();
    const cases = [
      ['threshold-certificate', { certs: reversed(parameters.certs) }],
      ['threshold-coefficients', { signatures: reversed(must(parameters.signatures)) }],
      ['threshold-verification-key', { verificationKeys: reversed(parameters.verificationKeys) }],
    ] as const;
    for (const [code, change] of cases)
      expect(setUp({ trustees: withParameters(change) })).toContain(code);
    const bare = parameters.verificationKeys.map(({ signature: _, ...key }) => key);
    expect(setUp({ trustees: withParameters({ verificationKeys: bare }) })).toEqual([
      'threshold-key-signature',
    ]);
    expect(
      setUp({ trustees: withParameters({ verificationKeys: bare }) }, { plainBelenios: true }),
    ).toEqual([]);
    const unreadable = parameters.coefexps.map((one) => ({ ...one, message: '{}' }));
    expect(setUp({ trustees: withParameters({ coefexps: unreadable }) })).toEqual([
      'election-key',
      'threshold-coefficients',
    ]);
    const owner = verify(
      archiveBytes(
        createArchive(timestamp, {
          ...round.setup,
          trustees: withParameters({ certs: reversed(parameters.certs) }),
        }),
      ),
    ).failures.filter(({ code }) => code === 'threshold-certificate');
    expect(owner.map(({ place }) => place.owner)).toEqual([2, 4]);
    expect(setUp({ trustees: withParameters({ threshold: 1 }) })).toContain('threshold-weak');
    expect(
      setUp({ trustees: withParameters({ threshold: 1 }) }, { plainBelenios: true }),
    ).not.toContain('threshold-weak');
    const five = holdCeremony(5, 2, seeded('five')).parameters;
    const foreign = trusteesJson([single, { kind: 'Pedersen', parameters: five }]);
    expect(setUp({ trustees: foreign })).toEqual(['election-key']);
  });

  test('slips that are repeated, weighted, unsorted or no slips', () => {
    const keys = round.slips.map((slip) => slip.publicKey);
    const [first = 0n, ...others] = [...keys].sort((a, b) => (a < b ? -1 : 1));
    const list = (items: readonly (bigint | string)[]) => JSON.stringify(items.map(String));
    expect(setUp({ credentials: credentialsJson([...keys, first]) })).toEqual(['slip-repeated']);
    expect(setUp({ credentials: list([`${first},2`, ...others]) })).toEqual(['slip-weight']);
    expect(setUp({ credentials: list([...others, first]) })).toEqual(['slips-unsorted']);
    expect(setUp({ credentials: credentialsJson([...keys, 1n]) })).toEqual(['slip-not-in-group']);
    expect(setUp({ credentials: credentialsJson([...keys, 2n]) })).toEqual(['slip-not-in-group']);
    const plain = { plainBelenios: true };
    expect(setUp({ credentials: list([`${others[0]},2`, first]) }, plain)).toEqual([]);
    const places = verify(
      archiveBytes(createArchive(timestamp, { ...round.setup, credentials: list([first, first]) })),
    ).failures.filter(({ code }) => code === 'slip-repeated');
    expect(places.map(({ place }) => place.path)).toEqual(['[1]']);
  });
});
