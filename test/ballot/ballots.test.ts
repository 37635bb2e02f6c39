import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ballotJson,
  parseBallot,
  signaturePrefix,
  trackerOf,
  unsignedBallotJson,
  unsignedPart,
} from '../../src/ballot/ballot.ts';
import { checkBallot } from '../../src/ballot/check-ballot.ts';
import { electionJson, openElection } from '../../src/ballot/election.ts';
import { hashJson, sha256Bytes } from '../../src/ballot/hash.ts';
import { prepareBallot, rebuildTestBallot, signBallot } from '../../src/ballot/prepare-ballot.ts';
import { proofToJson } from '../../src/ballot/proofs/proof.ts';
import { proveKnowledge } from '../../src/ballot/proofs/schnorr.ts';
import {
  abstainsTwice,
  choiceCount,
  type Marks,
  marksAllowed,
  overallCases,
  type Question,
} from '../../src/ballot/question.ts';
import { parseReceipt, receiptJson, signReceipt, verifyReceipt } from '../../src/ballot/receipt.ts';
import { cast, group, makeRound, must, question, seeded } from '../support/ballot-rounds.ts';

/** A question of up to four answers, and any marks for it. */
const questions = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.nat(4), fc.nat(4), fc.boolean())
  .filter(([count, min, max]) => max >= 1 && min <= max && max <= count)
  .map(([count, min, max, blank]) => question(count, min, max, blank));
const marksFor = (one: Question) =>
  fc.array(fc.constantFrom(0, 1), { minLength: choiceCount(one), maxLength: choiceCount(one) });

/** What may be cast, said in another way: a list of all allowed rows of marks. */
function allowed({ answers, blank, min, max }: Question): string[] {
  const rows = Array.from({ length: 2 ** answers.length }, (_, bits) =>
    answers.map((__, j) => (bits >> j) & 1),
  ).filter((row) => {
    const total = row.filter((mark) => mark === 1).length;
    return total >= min && total <= max;
  });
  const marked = rows.map((row) => (blank ? [0, ...row] : row).join());
  return blank ? [...marked, [1, ...answers.map(() => 0)].join()] : marked;
}

describe('marks', () => {
  test('are allowed exactly when they stand in the list of all allowed ones', () => {
    fc.assert(
      fc.property(
        questions.chain((one) => fc.tuple(fc.constant(one), marksFor(one))),
        ([one, marks]) => {
          expect(marksAllowed(one, marks)).toBe(allowed(one).includes(marks.join()));
          expect(marksAllowed(one, [...marks, 0])).toBe(false);
          expect(marksAllowed(one, marks.slice(1))).toBe(false);
        },
      ),
    );
    for (const odd of [2, -1, 0.5]) expect(marksAllowed(question(2, 0, 2), [odd, 0])).toBe(false);
  });

  test('counts of ciphertexts and cases; two ways to abstain', () => {
    expect([choiceCount(question(3, 0, 2)), choiceCount(question(3, 1, 2, true))]).toEqual([3, 4]);
    expect([overallCases(question(3, 0, 2)), overallCases(question(3, 1, 2, true))]).toEqual([
      3, 3,
    ]);
    const twice = [question(3, 0, 2, true), question(3, 1, 2, true), question(3, 0, 2)];
    expect(twice.map(abstainsTwice)).toEqual([true, false, false]);
  });
});

describe('a ballot', () => {
  test('of any allowed marks is sound, and says nothing about them by its length or shape', () => {
    fc.assert(
      fc.property(
        questions.chain((one) => fc.tuple(fc.constant(one), marksFor(one))),
        ([one, marks]) => {
          fc.pre(marksAllowed(one, marks));
          const round = makeRound('sound', { questions: [one], slips: 1 });
          const { json } = cast(round, 0, [marks]);
          expect(checkBallot(round.election, json).problems).toEqual([]);
          const parsed = parseBallot(round.election.election, json);
          expect(parsed.ok && ballotJson(parsed.value)).toBe(json);
          expect(parsed.ok && unsignedBallotJson(parsed.value)).toBe(unsignedPart(json));
        },
      ),
      { numRuns: 12 },
    );
  });

  const round = makeRound('ballots', {
    questions: [question(3, 1, 2, true), question(2, 1, 1)],
    slips: 2,
  });
  const opened = round.election;
  const slip = must(round.slips[0]);
  const marks: Marks[] = [
    [0, 1, 0, 1],
    [0, 1],
  ];
  const seed = sha256Bytes('seed');
  const prepared = prepareBallot(opened, slip.publicKey, marks, seed);

  test('commits before it is signed: the commitment is the hash that is signed later', () => {
    const signed = signBallot(opened, prepared, slip.secret, seeded('sign'));
    expect(JSON.parse(signed.json).signature.hash).toBe(prepared.commitment);
    expect(prepared.commitment).toBe(hashJson(unsignedPart(signed.json)));
    expect(signed.tracker).toBe(trackerOf(signed.json));
    expect(signed.tracker).toMatch(/^[A-Za-z0-9+/]{43}$/);
    const again = signBallot(opened, prepared, slip.secret, seeded('sign again'));
    expect(again.tracker).not.toBe(signed.tracker);
    expect(checkBallot(opened, again.json).problems).toEqual([]);
  });

  test('of a test is rebuilt by another device; other marks, seed or slip give another commitment', () => {
    const other = openElection(round.setup.election);
    if (!other.ok) throw new Error(other.path);
    const { publicKey } = slip;
    expect(rebuildTestBallot(other.value, seed, publicKey, marks)).toBe(prepared.commitment);
    const different = [
      rebuildTestBallot(opened, seed, publicKey, [must(marks[0]), [1, 0]]),
      rebuildTestBallot(opened, seed, publicKey, [[1, 0, 0, 0], must(marks[1])]),
      rebuildTestBallot(opened, sha256Bytes('other'), publicKey, marks),
      rebuildTestBallot(opened, seed, must(round.slips[1]).publicKey, marks),
    ];
    expect(new Set([prepared.commitment, ...different]).size).toBe(5);
  });

  test('is not made of marks that are not allowed, nor signed by another slip', () => {
    const prepare = (wrong: Marks[]) => () => prepareBallot(opened, slip.publicKey, wrong, seed);
    expect(prepare([must(marks[0])])).toThrow('marks are given for each question');
    expect(prepare([must(marks[0]), [1, 1]])).toThrow('these marks cannot be cast');
    expect(prepare([[1, 1, 0, 0], must(marks[1])])).toThrow('these marks cannot be cast');
    const foreign = must(round.slips[1]).secret;
    expect(() => signBallot(opened, prepared, foreign, seeded('s'))).toThrow('not the secret');
  });

  test('of another election, also of one that differs in a word, is refused', () => {
    const { json } = signBallot(opened, prepared, slip.secret, seeded('sign'));
    const renamed = electionJson({ ...opened.election, name: '第二轮投票' });
    const other = openElection(renamed, group);
    if (!other.ok) throw new Error(other.path);
    const codes = checkBallot(other.value, json).problems.map(({ code }) => code);
    expect(codes).toContain('ballot-of-another-election');
    expect(codes).toContain('individual-proof');
    // With φ alone put right, nothing in it holds any more.
    const moved = json.replace(opened.hash, other.value.hash);
    const problems = checkBallot(other.value, moved).problems;
    expect(problems[0]).toEqual({ code: 'signature-hash' });
    expect(problems.filter(({ code }) => code === 'individual-proof')).toHaveLength(6);
    const elsewhere = json.replace(opened.election.uuid, '1'.repeat(14));
    expect(checkBallot(opened, elsewhere).problems[0]?.code).toBe('ballot-of-another-election');
  });

  test('signed by somebody else, or whose signature was changed, is refused', () => {
    const { json } = signBallot(opened, prepared, slip.secret, seeded('sign'));
    const read = parseBallot(opened.election, json);
    if (!read.ok) throw new Error(read.path);
    const { hash } = read.value.signature;
    const proof = proveKnowledge(group, signaturePrefix(hash), 5n, seeded('somebody'));
    const forged = ballotJson({ ...read.value, signature: { hash, proof } });
    expect(checkBallot(opened, forged).problems).toEqual([{ code: 'signature-proof' }]);
    const other = `"hash":"${hashJson('other')}"`;
    expect(checkBallot(opened, json.replace(/"hash":"[^"]+"/, other)).problems).toEqual([
      { code: 'signature-hash' },
      { code: 'signature-proof' },
    ]);
  });

  test('of the slip “1” is refused: everybody knows its secret', () => {
    const one = prepareBallot(opened, 1n, marks, seed);
    const { json } = signBallot(opened, one, 0n, seeded('s'));
    expect(checkBallot(opened, json).problems).toEqual([{ code: 'credential-not-in-group' }]);
  });

  test.each([
    ['individual_proofs', 0, { code: 'individual-proof', question: 0, choice: 0 }],
    ['individual_proofs', 1, { code: 'individual-proof', question: 1, choice: 0 }],
    ['overall_proof', 0, { code: 'overall-proof', question: 0 }],
    ['overall_proof', 1, { code: 'overall-proof', question: 1 }],
    ['blank_proof', 0, { code: 'blank-proof', question: 0 }],
  ])('with its %s of question %i spoiled is refused for that alone', (name, at, problem) => {
    const { json } = signBallot(opened, prepared, slip.secret, seeded('sign'));
    const { signature: _, ...unsigned } = JSON.parse(json);
    const [first] = unsigned.answers[at][name];
    (Array.isArray(first) ? first[0] : first).response = '5';
    // Signed again by its own voter, so that nothing else is wrong.
    const hash = hashJson(JSON.stringify(unsigned));
    const proof = proveKnowledge(group, signaturePrefix(hash), slip.secret, seeded('again'));
    const spoiled = JSON.stringify({
      ...unsigned,
      signature: { hash, proof: proofToJson(proof) },
    });
    expect(checkBallot(opened, spoiled).problems).toEqual([problem]);
  });

  test('with a ciphertext outside the group is refused with its place', () => {
    const { json } = signBallot(opened, prepared, slip.secret, seeded('sign'));
    const { beta } = JSON.parse(json).answers[1].choices[1];
    const outside = String(group.p - BigInt(beta));
    const problems = checkBallot(opened, json.replace(beta, outside)).problems;
    expect(problems).toContainEqual({ code: 'choice-not-in-group', question: 1, choice: 1 });
    expect(problems.filter(({ code }) => code === 'choice-not-in-group')).toHaveLength(1);
    const { alpha } = JSON.parse(json).answers[0].choices[0];
    const first = checkBallot(opened, json.replace(alpha, String(group.p - BigInt(alpha))));
    expect(first.problems).toContainEqual({ code: 'choice-not-in-group', question: 0, choice: 0 });
  });

  test('that cannot be read has its tracker and one problem', () => {
    expect(checkBallot(opened, '{}')).toEqual({
      tracker: trackerOf('{}'),
      ballot: null,
      problems: [{ code: 'wrong-fields', path: '' }],
    });
  });
});

describe('a receipt', () => {
  const secret = 424242n;
  const key = group.powerOfG(secret);
  const receipt = signReceipt(group, secret, 'uuid', 'tracker', seeded('receipt'));

  test('is verified with the round’s key, and is read back as it was written', () => {
    expect(verifyReceipt(group, key, receipt)).toBe(true);
    expect(parseReceipt(receiptJson(receipt))).toEqual({ ok: true, value: receipt });
    expect(JSON.parse(receiptJson(receipt))).toEqual({
      uuid: 'uuid',
      tracker: 'tracker',
      signature: {
        challenge: String(receipt.signature.challenge),
        response: String(receipt.signature.response),
      },
    });
  });

  test('does not hold for another round, tracker or key', () => {
    expect(verifyReceipt(group, key, { ...receipt, uuid: 'uuid2' })).toBe(false);
    expect(verifyReceipt(group, key, { ...receipt, tracker: 'tracker2' })).toBe(false);
    expect(verifyReceipt(group, key, { ...receipt, uuid: 'uuid|', tracker: 'racker' })).toBe(false);
    expect(verifyReceipt(group, group.powerOfG(5n), receipt)).toBe(false);
    expect(parseReceipt('{"uuid":1,"tracker":"t","signature":{}}')).toMatchObject({
      code: 'wrong-value',
      path: 'uuid',
    });
  });
});
