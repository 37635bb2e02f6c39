import { describe, expect, test } from 'vitest';
import { hex } from '../../src/ballot/bytes.ts';
import { prepareBallot } from '../../src/ballot/prepare-ballot.ts';
import { receiptJson, signReceipt } from '../../src/ballot/receipt.ts';
import {
  describeWithReceiptKey,
  receiptKeyHash,
  receiptKeyHashIn,
} from '../../src/ballot/receipt-key.ts';
import { testAddress } from '../../src/client/ballot/test-address.ts';
import { beginsWith } from '../../src/client/ballot/tracker-words.ts';
import { checkTestBallot } from '../../src/client/test-ballot/check-test-ballot.ts';
import { shownMarks } from '../../src/client/test-ballot/shown-marks.ts';
import { type BoxContents, checkReceipt } from '../../src/client/verify/check-receipt.ts';
import { cast, group, makeRound, must, question, seeded } from '../support/ballot-rounds.ts';

const secret = 12345678901234567890n;
const round = makeRound('receipts', {
  ...{ questions: [question(3, 1, 2, true)], slips: 3, receiptSecret: secret },
});
const { uuid, description } = round.election.election;

describe('the description of an election', () => {
  test('names the receipt key by the whole of its hash, at its end and nowhere else', () => {
    const own = group.powerOfG(secret);
    expect(receiptKeyHashIn(description)).toBe(receiptKeyHash(own));
    expect(receiptKeyHash(own)).toMatch(/^[A-Za-z0-9+/]{43}$/);
    // A name that looks like the words itself does not take their place.
    const planted = describeWithReceiptKey(describeWithReceiptKey('第五次会议', own + 1n), own);
    expect(receiptKeyHashIn(planted)).toBe(receiptKeyHash(own));
    for (const none of ['第五次会议', description.slice(0, -2), ''])
      expect(receiptKeyHashIn(none)).toBeNull();
  });
});

describe('a receipt', () => {
  const key = String(group.powerOfG(secret));
  const { tracker } = cast(round, 0, [[0, 1, 0, 0]]);
  const receipt = receiptJson(signReceipt(group, secret, uuid, tracker, seeded('receipt')));
  const box: BoxContents = { uuid, description, trackers: [tracker], closed: true };

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
    expect(kind({ receipt, key: other }, { ...box, trackers: [] })).toBe('other-key');
    // An election that names no receipt key, or a text before the end, vouches for none.
    for (const named of [null, '', '民生实事项目票决', `${description}（续）`])
      expect(kind({ receipt, key }, { ...box, description: named })).toBe('other-key');
    const astray = describeWithReceiptKey('', group.powerOfG(secret + 1n));
    const lied = { ...box, description: astray, trackers: [] };
    expect(kind({ receipt, key: other }, lied)).toBe('not-signed');
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
  const told = { uuid, seed: hex(seed), credential: String(credential), marks, commitment };
  const address = (changed: Partial<typeof told> = {}) =>
    testAddress('https://ballot.example.cn', { ...told, ...changed });
  const check = (typed: string, shown = '') => checkTestBallot(round.election.json, typed, shown);

  test('is rebuilt to the commitment that an honest phone showed', () => {
    expect(check(address())).toEqual({
      kind: 'rebuilt',
      commitment,
      marks: [
        { name: '已选 2 个', items: ['1 号 1号项目', '3 号 3号项目'] },
        { name: '没有选 1 个', items: ['2 号 2号项目'] },
      ],
      ...{ uuid, electionHash: round.election.hash },
      same: true,
      typed: false,
    });
    const shown = `${commitment.slice(0, 4)} ${commitment.slice(4, 12)}`;
    expect(check(address(), shown)).toMatchObject({ same: true, typed: true });
    // What a scanner gives is as good as what stands behind the #.
    expect(check(address().replace(/^.*#/, ''))).toMatchObject({ same: true });
  });

  test('of a phone that encrypted other marks shows another commitment', () => {
    const lied = prepareBallot(round.election, credential, [[0, 0, 1, 0]], seed).commitment;
    expect(check(address({ commitment: lied }))).toMatchObject({ same: false });
    // A phone that makes the QR good afterwards is found by what it had shown before.
    expect(check(address(), lied)).toMatchObject({ same: false });
    expect(check(address(), commitment.slice(0, 11))).toMatchObject({ same: false });
  });

  test('of other people’s questions is shown in their own words', () => {
    const questions = [question(2, 0, 1), question(2, 1, 1, true)];
    expect(
      shownMarks(questions, [
        [0, 1],
        [1, 0, 0],
      ]),
    ).toEqual([
      { name: '请选择', items: ['2号项目'] },
      { name: '请选择', items: ['弃权'] },
    ]);
  });

  test('is refused when it is of another round, against the rules, or unreadable', () => {
    expect(check(address({ uuid: 'XXXXXXXXXXXXXX' })).kind).toBe('other-round');
    expect(check(address({ marks: [[1, 1, 0, 0]] })).kind).toBe('marks-not-allowed');
    expect(check(address({ marks: [[0, 1, 0, 1], [1]] })).kind).toBe('marks-not-allowed');
    const bad = ['', '核对码', address({ seed: 'ab' }), address().replace('&m=', '&n=')];
    for (const typed of bad) expect(check(typed).kind).toBe('unreadable');
    expect(checkTestBallot('{}', address(), '').kind).toBe('unreadable');
  });

  test('a code is compared by twelve characters at least', () => {
    expect(beginsWith(commitment, commitment.slice(0, 12))).toBe(true);
    expect(beginsWith(commitment, commitment.slice(0, 11))).toBe(false);
    expect(
      beginsWith(commitment, `${commitment.slice(0, 11)}${commitment[11] === 'x' ? 'y' : 'x'}`),
    ).toBe(false);
  });
});
