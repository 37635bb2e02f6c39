import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { modQ } from '../../src/ballot/group/group.ts';
import { proveDisjunction, verifyDisjunction } from '../../src/ballot/proofs/disjunction.ts';
import {
  proveEqualLogarithms,
  verifyEqualLogarithms,
} from '../../src/ballot/proofs/equal-logarithms.ts';
import type { Proof } from '../../src/ballot/proofs/proof.ts';
import { proveKnowledge, verifyKnowledge } from '../../src/ballot/proofs/schnorr.ts';
import { group, must, seeded } from '../support/ballot-rounds.ts';

const { q } = group;
const scalars = fc.bigInt({ min: 1n, max: q - 1n });
const few = { numRuns: 15 };
const plusOne = ({ challenge, response }: Proof): Proof[] => [
  { challenge: modQ(challenge + 1n), response },
  { challenge, response: modQ(response + 1n) },
];

describe('a proof that a secret is known', () => {
  test('holds for its prefix and key alone, and not when a number of it is changed', () => {
    fc.assert(
      fc.property(scalars, fc.string(), (secret, prefix) => {
        const key = group.powerOfG(secret);
        const proof = proveKnowledge(group, prefix, secret, seeded('w'));
        expect(verifyKnowledge(group, prefix, key, proof)).toBe(true);
        expect(verifyKnowledge(group, `${prefix}|`, key, proof)).toBe(false);
        expect(verifyKnowledge(group, prefix, group.multiply(key, group.g), proof)).toBe(false);
        for (const changed of plusOne(proof))
          expect(verifyKnowledge(group, prefix, key, changed)).toBe(false);
      }),
      few,
    );
  });
});

describe('a proof that one secret made both', () => {
  test('holds for the true factor alone', () => {
    fc.assert(
      fc.property(scalars, scalars, (secret, r) => {
        const base = group.powerOfG(r);
        const publicKey = group.powerOfG(secret);
        const factor = group.power(base, secret);
        const proof = proveEqualLogarithms(group, 'p|', base, secret, seeded('w'));
        const statement = { publicKey, base, factor };
        expect(verifyEqualLogarithms(group, 'p|', statement, proof)).toBe(true);
        for (const wrong of ['publicKey', 'base', 'factor'] as const) {
          const changed = { ...statement, [wrong]: group.multiply(statement[wrong], group.g) };
          expect(verifyEqualLogarithms(group, 'p|', changed, proof)).toBe(false);
        }
        expect(verifyEqualLogarithms(group, 'q|', statement, proof)).toBe(false);
        for (const changed of plusOne(proof))
          expect(verifyEqualLogarithms(group, 'p|', statement, changed)).toBe(false);
      }),
      few,
    );
  });
});

describe('a proof that one of several cases is true', () => {
  const y = group.powerOfG(31337n);
  const keys = { group, powerOfY: group.fixedBase(y) };
  const seal = (r: bigint, mark: number) => ({
    alpha: group.powerOfG(r),
    beta: group.multiply(group.power(y, r), group.powerOfG(BigInt(mark))),
  });

  test('holds for the mark that was sealed, and for no other message, order or prefix', () => {
    fc.assert(
      fc.property(scalars, fc.nat(3), (r, mark) => {
        const messages = [0, 1, 2, 3];
        const known = messages.map((message) => ({ r, excess: mark - message }));
        const proofs = proveDisjunction(keys, 'p|', known, seeded('d'));
        const cases = messages.map((message) => ({ ...seal(r, mark), message }));
        expect(verifyDisjunction(keys, 'p|', cases, proofs)).toBe(true);
        expect(verifyDisjunction(keys, 'q|', cases, proofs)).toBe(false);
        expect(verifyDisjunction(keys, 'p|', [...cases].reverse(), proofs)).toBe(false);
        expect(verifyDisjunction(keys, 'p|', cases, [...proofs].reverse())).toBe(false);
        const shifted = cases.map((one) => ({ ...one, message: one.message + 1 }));
        expect(verifyDisjunction(keys, 'p|', shifted, proofs)).toBe(false);
        expect(verifyDisjunction(keys, 'p|', cases.slice(1), proofs)).toBe(false);
        expect(verifyDisjunction(keys, 'p|', cases, proofs.slice(1))).toBe(false);
        for (const changed of plusOne(must(proofs[2]))) {
          const list = proofs.map((proof, j) => (j === 2 ? changed : proof));
          expect(verifyDisjunction(keys, 'p|', cases, list)).toBe(false);
        }
      }),
      few,
    );
  });

  test('cannot be made when no case is true', () => {
    const known = [1, 2].map((excess) => ({ r: 5n, excess }));
    expect(() => proveDisjunction(keys, 'p|', known, seeded('d'))).toThrow('no case is true');
  });

  test('tells nothing: challenges of the false cases and responses are spread over all of ℤ_q', () => {
    const random = seeded('spread');
    const numbers = Array.from({ length: 40 }, (_, i) =>
      proveDisjunction(
        keys,
        'p|',
        [0, 1].map((message) => ({ r: 9n, excess: (i % 2) - message })),
        random,
      ).flatMap(({ challenge, response }) => [challenge, response]),
    );
    for (let column = 0; column < 4; column += 1) {
      const values = numbers.map((row) => must(row[column]));
      expect(new Set(values).size).toBe(40);
      expect(values.filter((value) => value > q / 2n).length).toBeGreaterThan(6);
      expect(values.filter((value) => value < q / 2n).length).toBeGreaterThan(6);
    }
  });
});
