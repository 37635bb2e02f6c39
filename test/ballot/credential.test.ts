import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCredential, deriveCredential, readCredential } from '../../src/ballot/credential.ts';
import { base58 } from '../../src/ballot/random.ts';
import { group, seeded } from '../support/ballot-rounds.ts';

const credentials = fc.string().map((name) => createCredential(seeded(name)));
const plain = (credential: string) => credential.replace(/-/g, '');
const place = fc.nat(14);

/** The number that the 14 characters write, by its definition. */
function numberOf(start: string): bigint {
  return [...start].reduce((sum, one) => sum * 58n + BigInt(base58.indexOf(one)), 0n);
}

describe('a slip’s credential', () => {
  test('has fifteen characters in five groups, the last one checking the others', () => {
    fc.assert(
      fc.property(credentials, (credential) => {
        expect(credential).toMatch(/^([1-9A-HJ-NP-Za-km-z]{3}-){4}[1-9A-HJ-NP-Za-km-z]{3}$/);
        expect(readCredential(credential)).toEqual({ ok: true, credential });
        const characters = plain(credential);
        const check = BigInt(base58.indexOf(characters.slice(14)));
        expect((numberOf(characters.slice(0, 14)) + check) % 53n).toBe(0n);
      }),
    );
    expect(
      new Set(Array.from({ length: 50 }, (_, i) => createCredential(seeded(`${i}`)))).size,
    ).toBe(50);
  });

  test('is taken in good part however it is typed', () => {
    const credential = createCredential(seeded('typed'));
    const characters = plain(credential);
    const full = [...characters].map((one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));
    const typed = [
      characters,
      ` ${credential}\n`,
      characters.replace(/.{5}/g, '$& '),
      credential.replace(/-/g, '—'),
      credential.replace(/-/g, '－'),
      credential.replace(/-/g, '·'),
      credential.replace(/-/g, '_'),
      full.join(''),
    ];
    for (const one of typed) expect(readCredential(one)).toEqual({ ok: true, credential });
  });

  test('is refused by length, then character, then checksum', () => {
    const credential = createCredential(seeded('refused'));
    const characters = plain(credential);
    const problemOf = (typed: string) => {
      const reading = readCredential(typed);
      return reading.ok ? 'none' : reading.problem;
    };
    expect(problemOf('')).toBe('credential-length');
    expect(problemOf(characters.slice(1))).toBe('credential-length');
    expect(problemOf(`${characters}0`)).toBe('credential-length');
    for (const wrong of ['0', 'O', 'I', 'l', '+', '票'])
      expect(problemOf(wrong + characters.slice(1))).toBe('credential-character');
    const next = base58.charAt((base58.indexOf(characters.slice(14)) + 1) % 58);
    expect(problemOf(characters.slice(0, 14) + next)).toBe('credential-checksum');
  });

  test('one wrong character is noticed, but for those whose digits differ by 53', () => {
    fc.assert(
      fc.property(credentials, place, fc.nat(57), (credential, at, digit) => {
        const characters = plain(credential);
        const before = base58.indexOf(characters.charAt(at));
        fc.pre(digit !== before);
        const slipped = characters.slice(0, at) + base58.charAt(digit) + characters.slice(at + 1);
        // Five of 57 digits have one that is equal to it modulo 53: 1–x … 5–z at the ends of the alphabet.
        // The checksum itself is a digit from 1 to 53, so that there no slip at all is missed.
        const missed = at < 14 && Math.abs(digit - before) === 53;
        expect(readCredential(slipped).ok).toBe(missed);
      }),
      { numRuns: 2000 },
    );
  });

  test('two neighbours changed over are noticed, but for those whose digits differ by 53', () => {
    fc.assert(
      fc.property(credentials, fc.nat(13), (credential, at) => {
        const characters = plain(credential);
        const [a, b] = [characters.charAt(at), characters.charAt(at + 1)];
        fc.pre(a !== b);
        const changed = characters.slice(0, at) + b + a + characters.slice(at + 2);
        const [x, y] = [base58.indexOf(a), base58.indexOf(b)];
        // In the last two places the weights are 1 and 1: a change over with the checksum is never
        // noticed where both are digits that a checksum can be.
        const missed = at === 13 ? x >= 1 && x <= 53 : Math.abs(x - y) === 53;
        expect(readCredential(changed).ok).toBe(missed);
      }),
      { numRuns: 2000 },
    );
  });

  test('gives another key for each election, and throws when it was not read first', () => {
    const credential = createCredential(seeded('derived'));
    const uuids = ['11111111111111', '22222222222222'];
    const [first, second] = uuids.map((uuid) => deriveCredential(group, uuid, credential));
    expect(first?.publicKey).toBe(group.powerOfG(first?.secret ?? 0n));
    expect(first?.secret).not.toBe(second?.secret);
    expect(() => deriveCredential(group, uuids[0] ?? '', plain(credential))).toThrow(
      'must be read',
    );
    expect(() => deriveCredential(group, uuids[0] ?? '', 'abc')).toThrow('must be read');
  });
});
