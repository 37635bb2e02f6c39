import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closeBox } from '../../src/ballot/archive/close-box.ts';
import { decryptionKeys } from '../../src/ballot/ceremony/trustees.ts';
import { type Ciphertext, multiplyCiphertexts } from '../../src/ballot/ciphertext.ts';
import { modQ } from '../../src/ballot/group/group.ts';
import { sha256Hex } from '../../src/ballot/hash.ts';
import {
  combineShares,
  disagreeingOwners,
  lagrange,
  missingShares,
  type Shares,
} from '../../src/ballot/tally/combine.ts';
import {
  computeTally,
  encryptedTallyJson,
  parseEncryptedTally,
  parseSizedTally,
  sizedTallyJson,
} from '../../src/ballot/tally/encrypted-tally.ts';
import {
  checkPartialDecryption,
  decryptPartially,
  ownedJson,
  parseOwned,
  parsePartialDecryption,
  partialDecryptionJson,
} from '../../src/ballot/tally/partial-decryption.ts';
import {
  openTally,
  parseResult,
  resultJson,
  smallLogarithm,
} from '../../src/ballot/tally/result.ts';
import {
  checkStrongProofs,
  parseStrongProofs,
  proveStrongly,
  strongProofsJson,
} from '../../src/ballot/tally/strong-proofs.ts';
import {
  cast,
  giveShare,
  group,
  makeRound,
  must,
  question,
  seeded,
} from '../support/ballot-rounds.ts';

const round = makeRound('tally', {
  questions: [question(2, 1, 2, true), question(2, 0, 1)],
  slips: 4,
  ceremony: [3, 2],
});
const { election } = round.election;
const votes = [
  [
    [0, 1, 1],
    [0, 1],
  ],
  [
    [1, 0, 0],
    [0, 0],
  ],
  [
    [0, 1, 0],
    [0, 1],
  ],
];
const ballots = votes.map((marks, slip) => cast(round, slip, marks).json);
const { tally } = closeBox(round.election, round.archive, ballots);
const given = [1, 2, 3, 4].map((owner) => giveShare(round, owner, tally));
const shares = (...owners: readonly number[]): Shares =>
  new Map(owners.map((owner) => [owner, must(given[owner - 1]).decryption.factors]));
const shape = [3, 2];
const totals = [
  [1, 2, 1],
  [0, 2],
];

const few = { numRuns: 30 };

describe('the encrypted tally', () => {
  const seal = (y: bigint, r: bigint, mark: bigint): Ciphertext => ({
    alpha: group.powerOfG(r),
    beta: group.multiply(group.power(y, r), group.powerOfG(mark)),
  });

  test('holds the sum of what the factors hold, in any order; of nothing it holds 0', () => {
    const x = 99n;
    const y = group.powerOfG(x);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.bigInt(1n, 10n ** 9n), fc.nat(5))), (marks) => {
        const sealed = marks.map(([r, mark]) => seal(y, r, BigInt(mark)));
        const { alpha, beta } = multiplyCiphertexts(group, sealed);
        const sum = marks.reduce((total, [, mark]) => total + mark, 0);
        const opened = group.divide(beta, group.power(alpha, x));
        expect(opened).toBe(group.powerOfG(BigInt(sum)));
        expect(multiplyCiphertexts(group, [...sealed].reverse())).toEqual({ alpha, beta });
      }),
      few,
    );
    expect(multiplyCiphertexts(group, [])).toEqual({ alpha: 1n, beta: 1n });
  });

  test('counts a weighted ballot as often as it weighs', () => {
    const answers = [{ choices: [seal(group.g, 5n, 1n)], individualProofs: [], overallProof: [] }];
    const one = { ...election, questions: [question(1, 0, 1)] };
    const thrice = computeTally(group, one, [{ answers }, { answers }, { answers }]);
    expect(computeTally(group, one, [{ answers, weight: 3 }])).toEqual(thrice);
    expect(computeTally(group, one, [{ answers }])).not.toEqual(thrice);
  });

  test('is read back as it was written, of the election’s shape, with its size', () => {
    const json = encryptedTallyJson(tally);
    expect(parseEncryptedTally(election, json)).toEqual({ ok: true, value: tally });
    const single = { ...election, questions: [question(2, 0, 1)] };
    expect(parseEncryptedTally(single, json)).toMatchObject({ code: 'wrong-length', path: '' });
    const wider = { ...election, questions: [question(3, 0, 1), question(2, 0, 1)] };
    expect(parseEncryptedTally(wider, json)).toMatchObject({ ok: true });
    const narrower = { ...election, questions: [question(2, 0, 1), question(2, 0, 1)] };
    expect(parseEncryptedTally(narrower, json)).toMatchObject({
      code: 'wrong-length',
      path: '[0]',
    });
    expect(parseSizedTally(sizedTallyJson(3, json))).toEqual({
      ok: true,
      value: { numTallied: 3, totalWeight: 3, encryptedTally: sha256Hex(json) },
    });
    expect(parseSizedTally('{"num_tallied":"3","total_weight":3,"encrypted_tally":""}')).toEqual({
      ok: false,
      code: 'wrong-value',
      path: 'num_tallied',
    });
  });
});

describe('Lagrange’s coefficients', () => {
  test('find the value at 0, or anywhere, from any T values of a polynomial', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt(0n, group.q - 1n), { minLength: 1, maxLength: 4 }),
        fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 4, maxLength: 4 }),
        fc.integer({ min: 0, max: 20 }),
        (coefficients, all, at) => {
          const value = (x: number) =>
            coefficients.reduceRight((sum, one) => modQ(sum * BigInt(x) + one), 0n);
          const owners = all.slice(0, coefficients.length);
          const found = owners.reduce(
            (sum, d) => modQ(sum + value(d) * lagrange(d, owners, group.q, at)),
            0n,
          );
          expect(found).toBe(value(at));
          const atZero = owners.reduce(
            (sum, d) => modQ(sum + value(d) * lagrange(d, owners, group.q)),
            0n,
          );
          expect(atZero).toBe(coefficients[0]);
        },
      ),
    );
  });
});

describe('shares', () => {
  test('of the server and any two scrutineers open the totals; more make no difference', () => {
    for (const owners of [
      [1, 2, 3],
      [1, 2, 4],
      [1, 3, 4],
      [4, 3, 1],
      [1, 2, 3, 4],
    ]) {
      expect(missingShares(round.trustees, shares(...owners))).toEqual([]);
      expect(disagreeingOwners(group, round.trustees, shares(...owners))).toEqual([]);
      const factors = combineShares(group, round.trustees, shares(...owners), shape);
      expect(openTally(group, tally, factors, 3)).toEqual(totals);
    }
  });

  test('that are missing are counted for each item', () => {
    expect(missingShares(round.trustees, shares())).toEqual([
      { firstOwner: 1, missing: 1 },
      { firstOwner: 2, missing: 2 },
    ]);
    expect(missingShares(round.trustees, shares(3))).toEqual([
      { firstOwner: 1, missing: 1 },
      { firstOwner: 2, missing: 1 },
    ]);
    expect(missingShares(round.trustees, shares(2, 3, 4))).toEqual([{ firstOwner: 1, missing: 1 }]);
  });

  test('of which some quorums would open another total are named', () => {
    const bad = new Map(shares(1, 2, 3, 4));
    const shifted = must(bad.get(4)).map((row) => row.map((one) => group.multiply(one, group.g)));
    bad.set(4, shifted);
    expect(disagreeingOwners(group, round.trustees, bad)).toEqual([4]);
    // A single choice of a single question is enough.
    const once = must(bad.get(2)).map((row, i) =>
      row.map((one, j) => (i === 1 && j === 1 ? group.multiply(one, group.g) : one)),
    );
    const other = new Map(shares(1, 2, 3, 4));
    other.set(4, once);
    expect(disagreeingOwners(group, round.trustees, other)).toEqual([4]);
    const few3 = new Map(shares(1, 2, 4));
    few3.set(4, shifted);
    expect(disagreeingOwners(group, round.trustees, few3)).toEqual([]);
  });

  test('of a threshold of one are taken as they are', () => {
    const alone = round.trustees.map((trustee) =>
      trustee.kind === 'Single'
        ? trustee
        : { ...trustee, parameters: { ...trustee.parameters, threshold: 1 } },
    );
    const both = combineShares(group, alone, shares(1, 3), shape);
    const [server, own] = [must(given[0]).decryption.factors, must(given[2]).decryption.factors];
    expect(both[1]?.[0]).toBe(group.multiply(must(server[1]?.[0]), must(own[1]?.[0])));
  });
});

describe('a partial decryption', () => {
  const keys = decryptionKeys(round.trustees);
  const statement = {
    group,
    electionHash: round.election.hash,
    publicKey: must(keys[1]).publicKey,
    tally,
  };
  const { decryption, text, strong } = must(given[1]);

  test('is each α raised to the secret, with two proofs', () => {
    expect(decryption.factors).toEqual(
      tally.map((row) => row.map(({ alpha }) => group.power(alpha, must(round.secrets.get(2))))),
    );
    expect(checkPartialDecryption(statement, decryption)).toEqual([]);
    expect(checkStrongProofs(statement, decryption, strong)).toEqual([]);
    expect(strong).toMatchObject({ owner: 2, partialDecryption: sha256Hex(text) });
  });

  test('is wrong with each proof that belongs to another key, election or tally', () => {
    const everywhere = [0, 1, 2]
      .map((choice) => [0, choice])
      .concat([
        [1, 0],
        [1, 1],
      ]);
    const placesOf = (problems: readonly { question: number; choice: number }[]) =>
      problems.map((problem) => [problem.question, problem.choice]);
    const others = [
      { ...statement, publicKey: must(keys[0]).publicKey },
      { ...statement, electionHash: 'another' },
      {
        ...statement,
        tally: tally.map((row) =>
          row.map((one) => ({ ...one, alpha: group.multiply(one.alpha, group.g) })),
        ),
      },
    ];
    for (const other of others) {
      expect(placesOf(checkPartialDecryption(other, decryption))).toEqual(everywhere);
      expect(placesOf(checkStrongProofs(other, decryption, strong))).toEqual(everywhere);
    }
  });

  test('with one factor changed is wrong there in both proofs', () => {
    const changed = (one: (factor: bigint) => bigint) => ({
      ...decryption,
      factors: decryption.factors.map((row, i) =>
        row.map((factor, j) => (i === 1 && j === 0 ? one(factor) : factor)),
      ),
    });
    const moved = changed((factor) => group.multiply(factor, group.g));
    const place = { question: 1, choice: 0 };
    expect(checkPartialDecryption(statement, moved)).toEqual([
      { code: 'decryption-proof', ...place },
    ]);
    expect(checkStrongProofs(statement, moved, strong)).toEqual([
      { code: 'strong-proof', ...place },
    ]);
    const outside = changed((factor) => group.p - factor);
    expect(checkPartialDecryption(statement, outside)).toContainEqual({
      code: 'factor-not-in-group',
      ...place,
    });
    // The strong proof never takes the place of the first: each is drawn freshly.
    const fresh = decryptPartially(statement, must(round.secrets.get(2)), seeded('fresh'));
    const again = proveStrongly(statement, 2, must(round.secrets.get(2)), fresh, text, seeded('f'));
    expect(again.proofs).not.toEqual(strong.proofs);
    expect(checkStrongProofs(statement, fresh, again)).toEqual([]);
    const swapped = { ...strong, proofs: decryption.proofs };
    expect(checkStrongProofs(statement, decryption, swapped)).toHaveLength(5);
  });

  test('is read back as it was written, of the election’s shape', () => {
    expect(parsePartialDecryption(election, partialDecryptionJson(decryption))).toEqual({
      ok: true,
      value: decryption,
    });
    const short = { ...decryption, proofs: decryption.proofs.slice(1) };
    expect(parsePartialDecryption(election, partialDecryptionJson(short))).toMatchObject({
      code: 'wrong-length',
      path: 'decryption_proofs',
    });
    const narrow = {
      ...decryption,
      factors: [must(decryption.factors[1]), must(decryption.factors[1])],
    };
    expect(parsePartialDecryption(election, partialDecryptionJson(narrow))).toMatchObject({
      code: 'wrong-length',
      path: 'decryption_factors[0]',
    });
    const payload = sha256Hex(text);
    expect(parseOwned(ownedJson({ owner: 2, payload }))).toEqual({
      ok: true,
      value: { owner: 2, payload },
    });
    expect(parseOwned('{"owner":2}')).toMatchObject({ code: 'wrong-fields' });
  });

  test('has its strong proofs in the side file', () => {
    const json = strongProofsJson([strong]);
    expect(JSON.parse(json)[0]).toMatchObject({ owner: 2, pd: sha256Hex(text) });
    expect(parseStrongProofs(election, json)).toEqual({ ok: true, value: [strong] });
    const short = strongProofsJson([{ ...strong, proofs: strong.proofs.slice(1) }]);
    expect(parseStrongProofs(election, short)).toMatchObject({
      code: 'wrong-length',
      path: '[0].proofs',
    });
    expect(parseStrongProofs(election, '{}')).toMatchObject({ code: 'wrong-value', path: '' });
  });
});

describe('the totals', () => {
  test('are small logarithms, found up to their bound and no further', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(400), (exponent, bound) => {
        const found = smallLogarithm(group, group.powerOfG(BigInt(exponent)), bound);
        expect(found).toBe(exponent <= bound ? exponent : null);
      }),
    );
    for (const bound of [0, 1, 2, 3, 4, 8, 9, 15, 16, 17]) {
      expect(smallLogarithm(group, group.powerOfG(BigInt(bound)), bound)).toBe(bound);
      expect(smallLogarithm(group, group.powerOfG(BigInt(bound + 1)), bound)).toBeNull();
    }
    expect(smallLogarithm(group, group.powerOfG(-1n + group.q), 100)).toBeNull();
  });

  test('are null where the factors are not those of the tally', () => {
    const factors = combineShares(group, round.trustees, shares(1, 2, 3), shape);
    const wrong = factors.map((row, i) =>
      row.map((one, j) => (i === 0 && j === 2 ? group.multiply(one, group.g) : one)),
    );
    // One less is still reachable for a count of one, but not for none.
    expect(openTally(group, tally, wrong, 3)[0]).toEqual([1, 2, 0]);
    const further = factors.map((row) =>
      row.map((one) => group.multiply(one, group.power(group.g, 3n))),
    );
    expect(openTally(group, tally, further, 3)).toEqual([
      [null, null, null],
      [null, null],
    ]);
  });

  test('are read back as they were written, of the election’s shape', () => {
    expect(resultJson(totals)).toBe('{"result":[[1,2,1],[0,2]]}');
    expect(parseResult(election, resultJson(totals))).toEqual({ ok: true, value: totals });
    for (const [json, code, path] of [
      ['{"result":[[1,2],[0,2]]}', 'wrong-length', 'result[0]'],
      ['{"result":[[1,2,1]]}', 'wrong-length', 'result'],
      ['{"result":[[1,2,-1],[0,2]]}', 'wrong-number', 'result[0][2]'],
      ['{"results":[[1,2,1],[0,2]]}', 'wrong-fields', ''],
    ])
      expect(parseResult(election, must(json))).toEqual({ ok: false, code, path });
  });
});
