import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { uuidPattern } from '../../src/ballot/election.ts';
import { parameters } from '../../src/ballot/group/parameters.ts';
import {
  base58,
  createUuid,
  type RandomSource,
  randomBase58,
  randomBelow,
  randomScalar,
  seededRandom,
  shuffle,
} from '../../src/ballot/random.ts';
import { seeded } from '../support/ballot-rounds.ts';

/** A source that gives these bytes and then breaks. */
function scripted(...bytes: readonly number[]): RandomSource {
  const left = [...bytes];
  return (length) => {
    if (left.length < length) throw new Error('more was drawn than expected');
    return Uint8Array.from(left.splice(0, length));
  };
}

describe('randomness from a seed', () => {
  const seed = Uint8Array.from({ length: 32 }, (_, i) => i);

  test('is HMAC-SHA256 in counter mode, however it is cut', () => {
    const block = (i: number) => createHmac('sha256', seed).update(`piaojue-ballot|${i}`).digest();
    const stream = Buffer.concat([block(0), block(1), block(2)]);
    const random = seededRandom(seed);
    const drawn = [1, 30, 5, 0, 40, 20].map((length) => Buffer.from(random(length)));
    expect(Buffer.concat(drawn)).toEqual(stream.subarray(0, 96));
  });

  test('needs 32 bytes', () => {
    for (const length of [0, 31, 33])
      expect(() => seededRandom(new Uint8Array(length))).toThrow('32 bytes');
  });
});

describe('uniform choices', () => {
  test('a scalar at or above q is drawn again', () => {
    const bytes = (x: bigint) => [...Buffer.from(x.toString(16).padStart(64, '0'), 'hex')] as const;
    const { q } = parameters;
    const source = scripted(...bytes(q), ...bytes(2n ** 256n - 1n), ...bytes(q - 1n));
    expect(randomScalar(source)).toBe(q - 1n);
    expect(randomScalar(scripted(...bytes(0n)))).toBe(0n);
  });

  test('a byte that would favour some numbers is drawn again', () => {
    // 4 × 58 = 232.
    expect(randomBelow(58, scripted(232, 255, 231))).toBe(57);
    expect(randomBelow(58, scripted(58))).toBe(0);
    expect(randomBelow(256, scripted(255))).toBe(255);
  });

  test('an index that would favour some places is drawn again', () => {
    // 3 does not divide 2³²: the last number is thrown out.
    const last = [255, 255, 255, 255];
    expect(shuffle(['a', 'b', 'c'], scripted(...last, 0, 0, 0, 0, 0, 0, 0, 1))).toEqual([
      'c',
      'b',
      'a',
    ]);
    expect(shuffle(['a'], scripted())).toEqual(['a']);
  });

  test('a shuffle keeps every item, leaves its input, and reaches every order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.string(), (items, name) => {
        const before = [...items];
        const mixed = shuffle(items, seeded(name));
        expect(items).toEqual(before);
        expect([...mixed].sort()).toEqual([...items].sort());
      }),
    );
    const counts = new Map<string, number>();
    const random = seeded('orders');
    for (let i = 0; i < 2400; i += 1) {
      const order = shuffle(['a', 'b', 'c', 'd'], random).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    // 100 expected of each; six standard deviations.
    for (const count of counts.values()) expect(Math.abs(count - 100)).toBeLessThan(60);
  });

  test('base58 leaves out what readers confuse', () => {
    expect(base58).toMatch(/^[^0OIl]{58}$/);
    expect(new Set(base58).size).toBe(58);
    const words = randomBase58(2000, seeded('base58'));
    expect(words).toHaveLength(2000);
    expect(new Set(words).size).toBe(58);
    expect(createUuid(seeded('uuid'))).toMatch(uuidPattern);
    expect(createUuid(seeded('uuid'))).toHaveLength(14);
  });
});
