import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createArchive } from '../../src/ballot/archive/archive.ts';
import { deriveCredential, readCredential } from '../../src/ballot/credential.ts';
import { parseCredentials } from '../../src/ballot/credentials-list.ts';
import { sha256Hex } from '../../src/ballot/hash.ts';
import { base58 } from '../../src/ballot/random.ts';
import { makeSlips } from '../../src/client/slips/make-slips.ts';
import { checkPublished } from '../../src/client/slips/publish.ts';
import { readSlip, slipAddress } from '../../src/client/slips/slip-text.ts';
import { group, makeRound, question, seeded } from '../support/ballot-rounds.ts';

const uuid = 'Abcdefghijkmn2';
const origin = 'https://ballot.example.cn';

describe('making slips', () => {
  let heard = 0;
  const made = makeSlips(group, uuid, 40, seeded('forty slips'), () => {
    heard += 1;
  });

  test('every slip is a credential, distinct, and each public key is one of theirs', () => {
    expect(heard).toBe(40);
    expect(new Set(made.credentials).size).toBe(40);
    const derived = made.credentials.map((credential) => {
      expect(readCredential(credential)).toEqual({ ok: true, credential });
      return deriveCredential(group, uuid, credential).publicKey;
    });
    expect([...derived].sort((a, b) => (a < b ? -1 : 1)).map(String)).toEqual(made.publicKeys);
    expect(derived.every((key) => group.isMember(key))).toBe(true);
    expect(parseCredentials(JSON.stringify(made.publicKeys)).ok).toBe(true);
  });

  test('neither list keeps the order of the other, nor the order of making', () => {
    const keys = made.credentials.map((credential) =>
      String(deriveCredential(group, uuid, credential).publicKey),
    );
    expect(keys).not.toEqual(made.publicKeys);
    // The same seed without the shuffle: what is drawn first is printed somewhere.
    const places = new Set<number>();
    for (let i = 0; i < 20; i += 1) {
      const random = seeded(`run ${i}`);
      const few = makeSlips(group, uuid, 8, random, () => undefined);
      const again = seeded(`run ${i}`);
      const first = makeSlips(group, uuid, 1, again, () => undefined).credentials[0] ?? '';
      places.add(few.credentials.indexOf(first));
    }
    expect(places.has(-1)).toBe(false);
    expect(places.size).toBeGreaterThan(4);
  });
});

describe('the text of a slip', () => {
  const credential = makeSlips(group, uuid, 1, seeded('one'), () => undefined).credentials[0] ?? '';
  const electionHash = `${'aB/+'.repeat(10)}xyz`;

  test('has the secret in the fragment alone, or not at all', () => {
    const full = slipAddress(origin, uuid, { credential, electionHash });
    const { pathname, hash, search } = new URL(full);
    expect([pathname, search]).toEqual([`/b/${uuid}`, '']);
    expect(hash).toBe(`#c=${credential}&e=${encodeURIComponent(electionHash)}`);
    expect(hash).not.toMatch(/[+/]/);
    expect(slipAddress(origin, uuid, { credential: null, electionHash })).toBe(
      `${origin}/b/${uuid}#e=${encodeURIComponent(electionHash)}`,
    );
    expect(slipAddress(origin, uuid, { credential, electionHash: null })).toBe(
      `${origin}/b/${uuid}#c=${credential}`,
    );
    expect(slipAddress(origin, uuid, { credential: null, electionHash: null })).toBe(
      `${origin}/b/${uuid}`,
    );
  });

  test('is read back from a scanner, from a hand, in full width, for its own round alone', () => {
    const full = slipAddress(origin, uuid, { credential, electionHash });
    const wide = credential.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
    for (const text of [full, `${full}\n`, credential, credential.replace(/-/g, ' '), wide]) {
      expect(readSlip(text, uuid)).toEqual({ ok: true, credential });
    }
    expect(readSlip(full, 'Abcdefghijkmn3')).toMatchObject({
      ok: false,
      message: expect.stringContaining('另一轮'),
    });
    const typed = slipAddress(origin, uuid, { credential: null, electionHash });
    expect(readSlip(typed, uuid)).toMatchObject({ message: expect.stringContaining('不含密码') });
    expect(readSlip('abc', uuid)).toMatchObject({ message: expect.stringContaining('15') });
    expect(readSlip(`0${credential.slice(1)}`, uuid)).toMatchObject({
      message: expect.stringContaining('不会出现的字符'),
    });
  });

  test('one wrong character never passes, and no refusal repeats what was typed', () => {
    const plain = credential.replace(/-/g, '');
    fc.assert(
      fc.property(fc.nat(13), fc.nat(57), (at, digit) => {
        const other = base58.charAt(digit);
        fc.pre(plain.charAt(at) !== other);
        const reading = readSlip(plain.slice(0, at) + other + plain.slice(at + 1), uuid);
        // 53 is prime and no power of 58 is a multiple of it, so only digits 53 apart collide.
        const distance = Math.abs(base58.indexOf(plain.charAt(at)) - digit);
        expect(reading.ok).toBe(distance === 53);
        if (!reading.ok) expect(reading.message).not.toContain(plain.slice(0, 5));
      }),
    );
  });
});

describe('the published set-up against what was printed', () => {
  const round = makeRound('published', { questions: [question(4, 0, 2)], slips: 5 });
  const keys = JSON.parse(round.setup.credentials) as string[];
  const setupOf = (change: Partial<typeof round.setup>) => {
    const texts = { ...round.setup, ...change };
    return { ...texts, setupHash: createArchive(7, texts).lastEvent, voided: [] };
  };
  const printed = { uuid: round.election.election.uuid, electionHash: round.election.hash };
  const verdict = (published: ReturnType<typeof setupOf>) => {
    const check = checkPublished(published, printed, keys);
    return check.ok ? check.listHash : check.message;
  };

  test('is accepted when it is exactly this one, whatever its time', () => {
    expect(verdict(setupOf({}))).toBe(sha256Hex(round.setup.credentials));
  });

  test.each([
    ['a slip more', JSON.stringify([...keys, '9']), '有 6 份'],
    ['a slip less', JSON.stringify(keys.slice(1)), '有 4 份'],
    ['another slip', JSON.stringify([...keys.slice(0, 4), '9']), '不是本机制作的那一份'],
    ['another order', JSON.stringify([...keys].reverse()), '不是本机制作的那一份'],
    ['a slip twice', JSON.stringify([...keys.slice(0, 4), keys[0]]), '重复'],
    ['a weight', JSON.stringify([...keys.slice(0, 4), `${keys[4]},2`]), '加权'],
    ['spaces', round.setup.credentials.replace(',', ', '), '格式有误'],
  ])('%s is refused', (_, credentials, words) => {
    expect(verdict(setupOf({ credentials }))).toContain(words);
  });

  test('another election, even of the same questions, is refused, and so is another hash', () => {
    const election = round.setup.election.replace('第一轮投票', '第二轮投票');
    expect(verdict(setupOf({ election }))).toContain('不是同一份');
    const { setupHash } = setupOf({ election });
    expect(verdict({ ...setupOf({}), setupHash })).toContain('对不上');
  });
});
