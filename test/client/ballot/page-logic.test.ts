import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { archiveBytes } from '../../../src/ballot/archive/archive.ts';
import { hex } from '../../../src/ballot/bytes.ts';
import { createCredential } from '../../../src/ballot/credential.ts';
import { sha256Bytes } from '../../../src/ballot/hash.ts';
import { prepareBallot } from '../../../src/ballot/prepare-ballot.ts';
import {
  type Attempt,
  deliver,
  readAttempt,
  restAfter,
  type Trouble,
} from '../../../src/client/ballot/delivery.ts';
import { readFragment, readSlipAddress } from '../../../src/client/ballot/fragment.ts';
import { keeperIn, keepNothing } from '../../../src/client/ballot/kept.ts';
import { padBallot } from '../../../src/client/ballot/pad-ballot.ts';
import { breakText } from '../../../src/client/ballot/picture.ts';
import {
  cleanSlip,
  dashSlip,
  keypadRows,
  nameOfKey,
  problemOfSlip,
  problemOfTyping,
} from '../../../src/client/ballot/slip-input.ts';
import { readTestAddress, testAddress } from '../../../src/client/ballot/test-address.ts';
import { shortTracker } from '../../../src/client/ballot/tracker-words.ts';
import { boothTimes, idleStep } from '../../../src/client/booth/idle.ts';
import { electionIn } from '../../../src/client/test-ballot/election-in.ts';
import { cast, makeRound, must, question, seeded } from '../../support/ballot-rounds.ts';

const round = makeRound('page logic', { questions: [question(4, 0, 2)], slips: 12 });

describe('the fragment', () => {
  test('gives slip and hash, whatever else stands there; a plus stays a plus', () => {
    const hash = `${'a+/'.repeat(14)}B`;
    expect(readFragment(`#c=abc-def&e=${hash}`)).toEqual({ slip: 'abc-def', electionHash: hash });
    expect(readFragment(`e=${encodeURIComponent(hash)}&x=1`)).toEqual({
      ...{ slip: null, electionHash: hash },
    });
    for (const nothing of ['', '#', 'e=short', '%', 'c']) {
      expect(readFragment(nothing)).toEqual({ slip: null, electionHash: null });
    }
    expect(readFragment('c=%E0%A4%A').slip).toBe('%E0%A4%A');
  });

  test('of a scanned slip is taken only from an address of a ballot', () => {
    const uuid = round.election.election.uuid;
    expect(readSlipAddress(`http://a.example:8490/b/${uuid}#c=x `)).toEqual({
      uuid,
      fragment: { slip: 'x', electionHash: null },
    });
    expect(readSlipAddress(`https://a/b/${uuid}`)?.fragment.slip).toBeNull();
    for (const wrong of ['x', `https://a/keys/${uuid}`, 'https://a/b/short#c=x', 'javascript:x']) {
      expect(readSlipAddress(wrong)).toBeNull();
    }
  });
});

describe('typing a slip', () => {
  test('takes dashes, spaces and full-width characters in good part, and cuts what is too much', () => {
    expect(cleanSlip(' ａＢ１-２ 3－4_5 ')).toBe('aB12345');
    expect(cleanSlip('x'.repeat(40))).toHaveLength(15);
    expect(dashSlip('aB12345')).toBe('aB1-234-5');
    const slip = createCredential(seeded('slip'));
    expect(dashSlip(cleanSlip(slip))).toBe(slip);
  });

  test('says which character no slip has, and why', () => {
    expect(problemOfTyping('a0')).toContain('没有“0”');
    expect(problemOfTyping('a!')).toContain('只有数字和英文字母');
    expect(problemOfTyping('aB1')).toBeNull();
    expect(problemOfSlip('credential-checksum')).toContain('输错了');
    expect(problemOfSlip('credential-length')).toContain('15');
  });

  test('every character of a slip has one key, which is read out with its case', () => {
    const keys = keypadRows.join('');
    expect(new Set(keys).size).toBe(58);
    expect(keypadRows.every((row) => row.length <= 9)).toBe(true);
    expect(['A', 'a', '7'].map(nameOfKey)).toEqual(['大写 A', '小写 a', '7']);
  });
});

describe('what goes over the network', () => {
  test('every ballot of a round has the same length, so that none is known by it', () => {
    const ballots = Array.from({ length: 12 }, (_, slip) =>
      cast(round, slip, [[slip % 2, 0, 0, slip % 3 === 0 ? 1 : 0]]),
    );
    const bare = new Set(ballots.map(({ json }) => json.length));
    expect(bare.size).toBeGreaterThan(3);
    const padded = ballots.map(({ json }) => padBallot(json));
    expect(new Set(padded.map(({ length }) => length)).size).toBe(1);
    expect(padded.map((text) => text.replace(/ +$/, ''))).toEqual(ballots.map(({ json }) => json));
  });
});

describe('delivering', () => {
  test('an answer is taken only when it is the site’s own', () => {
    expect(readAttempt(200, '{"receipt":"r"}')).toEqual({ kind: 'taken', receipt: 'r' });
    const refusal = { code: 'slip-used', message: '用过' };
    expect(readAttempt(409, JSON.stringify(refusal))).toEqual({ kind: 'refused', refusal });
    for (const [status, text] of [
      [200, '<html>portal</html>'],
      [200, '{}'],
      [200, 'null'],
      [302, ''],
      [500, '{"code":"crashed","message":"x"}'],
      [404, '{"code":"no message"}'],
    ] as const) {
      expect(readAttempt(status, text)).toEqual({ kind: 'again', trouble: 'offline' });
    }
    for (const [code, trouble] of [
      ['busy', 'busy'],
      ['receipts-broken', 'receipts-broken'],
      ['interrupted', 'interrupted'],
      ['not-open', 'interrupted'],
    ]) {
      const answer = JSON.stringify({ code, message: 'x' });
      expect(readAttempt(503, answer)).toEqual({ kind: 'again', trouble });
    }
  });

  test('rests longer and longer, each phone a little differently', () => {
    expect([1, 2, 3, 4, 5, 50].map((attempts) => restAfter(attempts, 0.5))).toEqual([
      ...[1000, 2000, 4000, 8000, 8000, 8000],
    ]);
    expect([restAfter(1, 0), restAfter(1, 1)]).toEqual([700, 1300]);
  });

  async function run(answers: readonly (Attempt | Error)[], stopAfter = Number.POSITIVE_INFINITY) {
    const told: (readonly [Trouble, number])[] = [];
    let sent = 0;
    const end = await deliver({
      send: async () => {
        const answer = answers[sent];
        sent += 1;
        if (answer === undefined || answer instanceof Error) throw answer ?? new Error('network');
        return answer;
      },
      rest: async () => undefined,
      chance: () => 0,
      troubled: (trouble, attempts) => told.push([trouble, attempts]),
      stopped: () => sent >= stopAfter,
    });
    return { end, told, sent };
  }

  test('goes on until there is an answer, and tells what is the matter', async () => {
    const taken = { kind: 'taken', receipt: 'r' } as const;
    expect(
      await run([new Error('cut'), { kind: 'again', trouble: 'busy' }, new Error('cut'), taken]),
    ).toEqual({
      end: taken,
      told: [
        ['offline', 1],
        ['busy', 2],
        ['offline', 3],
      ],
      sent: 4,
    });
    const refused = { kind: 'refused', refusal: { code: 'closed', message: '' } } as const;
    expect((await run([refused])).end).toEqual(refused);
    expect(await run([new Error('cut')], 1)).toEqual({ end: null, told: [], sent: 1 });
    expect(await run([], 0)).toEqual({ end: null, told: [], sent: 0 });
  });
});

describe('what a reload finds', () => {
  const kept = { uuid: 'u', tracker: 't', ballot: 'b', receipt: null };

  test('is the ballot of this round, and only that', () => {
    const held = new Map<string, string>();
    const keeper = keeperIn(() => ({
      getItem: (name) => held.get(name) ?? null,
      setItem: (name, value) => void held.set(name, value),
      removeItem: (name) => void held.delete(name),
    }));
    expect(keeper.read('u')).toBeNull();
    keeper.write(kept);
    expect(keeper.read('u')).toEqual(kept);
    expect(keeper.read('another')).toBeNull();
    for (const strange of ['[]', 'null', '1', '{', '{"uuid":"u","tracker":"t","ballot":1}']) {
      held.set('piaojue-ballot', strange);
      expect(keeper.read('u')).toBeNull();
    }
    keeper.clear();
    expect(held.size).toBe(0);
  });

  test('is nothing where the browser withholds its storage, and in a booth', () => {
    const withheld = keeperIn(() => {
      throw new Error('SecurityError');
    });
    for (const keeper of [withheld, keepNothing]) {
      keeper.write(kept);
      expect(keeper.read('u')).toBeNull();
      keeper.clear();
    }
  });
});

describe('a test ballot', () => {
  const { uuid } = round.election.election;
  const seed = sha256Bytes('seed of a test');
  const credential = must(round.slips[0]).publicKey;
  const marks = [[0, 1, 0, 1]];
  const { commitment } = prepareBallot(round.election, credential, marks, seed);
  const given = { uuid, seed: hex(seed), credential: String(credential), marks, commitment };

  test('comes through its address whole', () => {
    const address = testAddress('http://a.example', given);
    expect(address).toMatch(/^http:\/\/a\.example\/test-ballot#u=/);
    const read = must(readTestAddress(address));
    expect(read).toEqual(given);
    expect(readTestAddress(address.split('#')[1] ?? '')).toEqual(given);
  });

  test('is not read from a text with a piece missing', () => {
    const parts = must(testAddress('', given).split('#')[1]).split('&');
    parts.forEach((_, index) => {
      expect(readTestAddress(parts.filter((__, i) => i !== index).join('&'))).toBeNull();
    });
  });

  test('finds its election in an archive or a text of its own', () => {
    const { election } = round.setup;
    expect(electionIn(archiveBytes(round.archive), uuid)).toBe(election);
    expect(electionIn(new TextEncoder().encode(`${election}\n`), uuid)).toBe(election);
    expect(electionIn(archiveBytes(round.archive), 'Nobody11111111')).toBeNull();
    expect(electionIn(new Uint8Array([1, 2]), uuid)).toBeNull();
  });
});

describe('the booth', () => {
  test('clears after a minute without a touch, counting down, and soon after the end', () => {
    const step = (where: Parameters<typeof idleStep>[1], seconds: number) =>
      idleStep(boothTimes, where, seconds * 1000);
    expect(step('voting', 39)).toEqual({ is: 'nothing' });
    expect(step('voting', 40)).toEqual({ is: 'count', seconds: 20 });
    expect(step('voting', 60)).toEqual({ is: 'clear' });
    expect(step('ended', 0)).toEqual({ is: 'count', seconds: 15 });
    expect(step('ended', 15)).toEqual({ is: 'clear' });
    expect(step('casting', 3600)).toEqual({ is: 'nothing' });
    expect(step('rest', 3600)).toEqual({ is: 'nothing' });
  });
});

test('a text is broken where it gets too wide, and nothing of it is lost', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 9 }), (text, most) => {
      const lines = breakText(text, (part) => part.length, most);
      expect(lines.join('')).toBe(text);
      expect(lines.every((line) => line.length <= Math.max(most, 2))).toBe(true);
    }),
  );
});

test('twelve characters of a tracker stand in groups', () => {
  expect(shortTracker('abcdefghijklmnop')).toBe('abcd efgh ijkl');
});
