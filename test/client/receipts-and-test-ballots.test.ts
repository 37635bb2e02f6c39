import { describe, expect, test } from 'vitest';
import { prepareBallot } from '../../src/ballot/prepare-ballot.ts';
import { receiptJson, signReceipt } from '../../src/ballot/receipt.ts';
import { readTestBallot, testBallotText } from '../../src/client/parts/test-ballot.ts';
import { checkReceipt } from '../../src/client/verify/check-receipt.ts';
import { beginsWith, checkTestBallot } from '../../src/client/verify/check-test-ballot.ts';
import { cast, group, makeRound, must, question, seeded } from '../support/ballot-rounds.ts';

const round = makeRound('receipts', { questions: [question(3, 1, 2, true)], slips: 3 });
const { uuid } = round.election.election;

describe('a receipt', () => {
  const secret = 12345678901234567890n;
  const key = String(group.powerOfG(secret));
  const { tracker } = cast(round, 0, [[0, 1, 0, 0]]);
  const receipt = receiptJson(signReceipt(group, secret, uuid, tracker, seeded('receipt')));
  const box = { uuid, trackers: [tracker], closed: true };

  test('whose tracker is in the archive says that the ballot lies in the box', () => {
    expect(checkReceipt(group, { receipt, key }, box)).toEqual({ kind: 'in-the-box', tracker });
    const spaced = JSON.stringify(JSON.parse(receipt), null, 2);
    const typed = { receipt: spaced, key: ` ${key.slice(0, 300)}\n${key.slice(300)} ` };
    expect(checkReceipt(group, typed, box).kind).toBe('in-the-box');
  });

  test('whose tracker is missing from a closed archive proves a dropped ballot', () => {
    const without = { ...box, trackers: [] };
    expect(checkReceipt(group, { receipt, key }, without)).toEqual({ kind: 'dropped', tracker });
    expect(checkReceipt(group, { receipt, key }, { ...without, closed: false }).kind).toBe(
      'not-closed',
    );
  });

  test('proves nothing when it is another’s, of another round, or unreadable', () => {
    const kind = (typed: { receipt: string; key: string }, at: typeof box = box) =>
      checkReceipt(group, typed, at).kind;
    const other = String(group.powerOfG(secret + 1n));
    expect(kind({ receipt, key: other }, { ...box, trackers: [] })).toBe('not-signed');
    const moved = receipt.replace(tracker, cast(round, 1, [[1, 0, 0, 0]]).tracker);
    expect(kind({ receipt: moved, key }, { ...box, trackers: [] })).toBe('not-signed');
    expect(kind({ receipt, key }, { ...box, uuid: 'another' })).toBe('other-round');
    expect(kind({ receipt: '核对码', key })).toBe('unreadable');
    expect(kind({ receipt: receipt.slice(0, -2), key })).toBe('unreadable');
    expect(kind({ receipt, key: '' })).toBe('key-unreadable');
    expect(kind({ receipt, key: '2' })).toBe('key-unreadable');
  });
});

describe('a test ballot', () => {
  const marks = [[0, 1, 0, 1]];
  const seed = seeded('test ballot')(32);
  const credential = must(round.slips[0]).publicKey;
  const { commitment } = prepareBallot(round.election, credential, marks, seed);
  const text = testBallotText({ uuid, seed, credential, marks });

  test('is rebuilt to the commitment that an honest phone showed', () => {
    expect(checkTestBallot(round.election.json, text, '')).toEqual({
      kind: 'rebuilt',
      commitment,
      chosen: ['请选择：1号项目、3号项目'],
      same: null,
    });
    const shown = `${commitment.slice(0, 4)} ${commitment.slice(4, 12)}`;
    expect(checkTestBallot(round.election.json, text, shown)).toMatchObject({ same: true });
  });

  test('of a phone that encrypted other marks shows another commitment', () => {
    const lied = prepareBallot(round.election, credential, [[0, 0, 1, 0]], seed).commitment;
    expect(checkTestBallot(round.election.json, text, lied)).toMatchObject({ same: false });
    expect(checkTestBallot(round.election.json, text, commitment.slice(0, 11))).toMatchObject({
      same: false,
    });
  });

  test('is refused when it is of another round, against the rules, or unreadable', () => {
    const kind = (typed: string) => checkTestBallot(round.election.json, typed, '').kind;
    const test = { uuid, seed, credential, marks };
    expect(kind(testBallotText({ ...test, uuid: 'XXXXXXXXXXXXXX' }))).toBe('other-round');
    expect(kind(testBallotText({ ...test, marks: [[1, 1, 0, 0]] }))).toBe('marks-not-allowed');
    expect(kind(testBallotText({ ...test, marks: [] }))).toBe('marks-not-allowed');
    for (const bad of ['', 'null', '{}', text.slice(1), '[1]'])
      expect(kind(bad)).toBe('unreadable');
    expect(readTestBallot(text.replace(/"seed":"../, '"seed":"'))).toBeNull();
    expect(readTestBallot(text.replace('"credential":"', '"credential":"0'))).toBeNull();
    expect(readTestBallot(text.replace('[[0', '[[2'))).toBeNull();
    expect(readTestBallot(text)).toEqual(test);
  });

  test('a code is compared by twelve characters at least', () => {
    expect(beginsWith(commitment, commitment.slice(0, 12))).toBe(true);
    expect(beginsWith(commitment, commitment.slice(0, 11))).toBe(false);
    expect(
      beginsWith(commitment, `${commitment.slice(0, 11)}${commitment[11] === 'x' ? 'y' : 'x'}`),
    ).toBe(false);
  });
});
