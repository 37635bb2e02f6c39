import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { characters } from '../../src/ballot/fingerprint/characters.ts';
import {
  fingerprintLength,
  fingerprintOf,
  groupFingerprint,
  readFingerprint,
} from '../../src/ballot/fingerprint/fingerprint.ts';
import { sha256Hex } from '../../src/ballot/hash.ts';

const hashes = fc.string().map(sha256Hex);

describe('the table', () => {
  test('has 2,048 different characters of the basic plane, each its own normal form', () => {
    expect(characters).toHaveLength(2048);
    expect(new Set(characters).size).toBe(2048);
    expect(characters).toMatch(/^[一-鿿]+$/);
    expect(characters.normalize('NFKC')).toBe(characters);
  });

  test('never changes: every fingerprint that was ever read out depends on it', () => {
    expect(sha256Hex(characters)).toBe(
      'e486f71646a0ec93b3040f8723cda0380127ffe6db88f576086a4256b89b7e8e',
    );
  });

  test('lacks look-alikes', () => {
    for (const alike of ['己已巳', '未末', '拔拨', '土士', '日曰'])
      expect([...alike].filter((one) => characters.includes(one)).length).toBeLessThan(2);
  });
});

describe('a fingerprint', () => {
  test('is the first 132 bits of the hash, eleven in each of twelve characters', () => {
    fc.assert(
      fc.property(hashes, (hash) => {
        const fingerprint = fingerprintOf(hash);
        expect(fingerprint).toHaveLength(fingerprintLength);
        const bits = [...fingerprint]
          .map((one) => characters.indexOf(one).toString(2).padStart(11, '0'))
          .join('');
        const expected = [...hash]
          .map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0'))
          .join('');
        expect(bits).toBe(expected.slice(0, 132));
      }),
    );
  });

  test('changes with each of its 132 bits', () => {
    const hash = sha256Hex('set-up');
    const seen = new Set([fingerprintOf(hash)]);
    for (let bit = 0; bit < 132; bit += 1) {
      const at = Math.floor(bit / 4);
      const digit = Number.parseInt(hash.charAt(at), 16) ^ (8 >> (bit % 4));
      seen.add(fingerprintOf(hash.slice(0, at) + digit.toString(16) + hash.slice(at + 1)));
    }
    expect(seen.size).toBe(133);
  });

  test('is read back however it is typed', () => {
    fc.assert(
      fc.property(hashes, (hash) => {
        const fingerprint = fingerprintOf(hash);
        const grouped = groupFingerprint(fingerprint);
        expect(grouped).toMatch(/^.{4} .{4} .{4}$/);
        for (const typed of [fingerprint, grouped, ` ${grouped}。`, [...fingerprint].join('、')])
          expect(readFingerprint(typed)).toBe(fingerprint);
      }),
    );
  });

  test('is nothing when a character is missing, too many, or not of the table', () => {
    const fingerprint = fingerprintOf(sha256Hex('set-up'));
    for (const typed of [
      '',
      fingerprint.slice(1),
      `${fingerprint}八`,
      `A${fingerprint.slice(1)}`,
      `己${fingerprint.slice(1)}`,
      `😀${fingerprint.slice(2)}`,
    ])
      expect([typed, readFingerprint(typed)]).toEqual([typed, null]);
  });
});
