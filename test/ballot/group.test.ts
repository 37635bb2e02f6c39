import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fixedBase } from '../../src/ballot/group/fixed-base.ts';
import { createGroup, modQ } from '../../src/ballot/group/group.ts';
import { inverse, mod } from '../../src/ballot/group/modular.ts';
import { parameters } from '../../src/ballot/group/parameters.ts';
import { windowPower } from '../../src/ballot/group/window-power.ts';
import { challengeOf, hashJson, sha256Bytes, sha256Hex } from '../../src/ballot/hash.ts';
import { group } from '../support/ballot-rounds.ts';

const { p, q, g } = parameters;
const scalars = fc.oneof(fc.constantFrom(0n, 1n, q - 1n), fc.bigInt({ min: 0n, max: q - 1n }));
const few = { numRuns: 25 };

describe('the group', () => {
  test('is the one of the specification: g has order q in the numbers modulo p', () => {
    expect([p.toString(2).length, q.toString(2).length]).toEqual([2048, 256]);
    expect((p - 1n) % q).toBe(0n);
    expect(windowPower(g, q, p)).toBe(1n);
    expect(g).not.toBe(1n);
    expect(group).toMatchObject({ name: 'BELENIOS-2048', p, q, g });
  });

  test('powers obey the laws of exponents, however they are computed', () => {
    const pure = createGroup();
    const large = createGroup(undefined, { manyPowers: true });
    fc.assert(
      fc.property(scalars, scalars, (a, b) => {
        const x = group.powerOfG(a);
        expect(x).toBe(windowPower(g, a, p));
        expect(large.powerOfG(a)).toBe(x);
        expect(group.multiply(x, group.powerOfG(b))).toBe(group.powerOfG(modQ(a + b)));
        expect(group.power(x, b)).toBe(group.powerOfG(modQ(a * b)));
        expect(pure.power(x, b)).toBe(group.power(x, b));
        expect(group.divide(group.multiply(x, g), g)).toBe(x);
        expect(pure.isMember(x)).toBe(true);
      }),
      few,
    );
  });

  test('tables of any width give the powers of their base', () => {
    const base = group.powerOfG(12345n);
    const widths = [4, 5, 7, 8, 10].map((bits) => fixedBase(base, p, bits));
    fc.assert(
      fc.property(scalars, (exponent) => {
        const expected = group.power(base, exponent);
        for (const power of widths) expect(power(exponent)).toBe(expected);
      }),
      few,
    );
  });

  test('remembers the tables of a few bases, and forgets them when they are many', () => {
    const own = createGroup();
    expect(own.fixedBase(g)).toBe(own.powerOfG);
    const base = group.powerOfG(7n);
    const first = own.fixedBase(base);
    expect(own.fixedBase(base)).toBe(first);
    for (const exponent of [8n, 9n, 10n]) own.fixedBase(group.powerOfG(exponent));
    expect(own.fixedBase(base)).toBe(first);
    own.fixedBase(group.powerOfG(11n));
    expect(own.fixedBase(base)).not.toBe(first);
    expect(own.fixedBase(g)).toBe(own.powerOfG);
  });

  test('members are the powers of g alone', () => {
    for (const x of [1n, g, group.powerOfG(99n)]) expect(group.isMember(x)).toBe(true);
    for (const x of [0n, -1n, p - 1n, p, p + 1n, 2n, 3n, g + 1n, g + p])
      expect([x, group.isMember(x)]).toEqual([x, false]);
  });

  test('inverse powers of g are asked in any order', () => {
    for (const count of [3, 0, 20, 1])
      expect(group.multiply(group.inversePowerOfG(count), group.powerOfG(BigInt(count)))).toBe(1n);
  });
});

describe('modular numbers', () => {
  test('reduce into the range, also from below zero', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt({ min: 1n, max: 10n ** 20n }), (x, modulus) => {
        const rest = mod(x, modulus);
        expect(rest >= 0n && rest < modulus && (x - rest) % modulus === 0n).toBe(true);
      }),
    );
    expect([modQ(-1n), modQ(q), modQ(q + 5n)]).toEqual([q - 1n, 0n, 5n]);
  });

  test('have an inverse unless they are zero', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(q ** 2n), max: q ** 2n }), (x) => {
        fc.pre(mod(x, q) !== 0n);
        const found = inverse(x, q);
        expect(modQ(found * x)).toBe(1n);
        expect(found > 0n && found < q).toBe(true);
      }),
      few,
    );
    for (const zero of [0n, q, -q]) expect(() => inverse(zero, q)).toThrow(RangeError);
  });

  test('powers by windows are those of repeated multiplication', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 6n }), fc.nat(70), (base, exponent) => {
        let expected = 1n;
        for (let i = 0; i < exponent; i += 1) expected = (expected * base) % 1000003n;
        expect(windowPower(base, BigInt(exponent), 1000003n)).toBe(expected);
      }),
    );
  });
});

describe('hashes', () => {
  test('are SHA-256 of the text, in the three forms of the specification', () => {
    const digest = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
    expect(sha256Hex('hello')).toBe(digest);
    expect(sha256Hex(new TextEncoder().encode('hello'))).toBe(digest);
    expect(Buffer.from(sha256Bytes('hello')).toString('hex')).toBe(digest);
    expect(hashJson('hello')).toBe('LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ');
  });

  test('a challenge hashes the prefix and the elements with commas, modulo q', () => {
    const expected = modQ(BigInt(`0x${sha256Hex('pre|5,7,11')}`));
    expect(challengeOf('pre|', [5n, 7n, 11n])).toBe(expected);
    const large = Array.from({ length: 40 }, (_, i) => challengeOf(`${i}|`, [1n]));
    expect(large.every((challenge) => challenge >= 0n && challenge < q)).toBe(true);
    expect(large.some((_, i) => BigInt(`0x${sha256Hex(`${i}|1`)}`) >= q)).toBe(true);
  });
});
