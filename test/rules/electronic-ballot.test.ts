import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ElectronicForm,
  electronicTotals,
  keySetsNeeded,
  questionsOf,
} from '../../src/rules/electronic-ballot.ts';

const items = [
  { number: 1, title: '路灯' },
  { number: 2, title: '桥梁' },
  { number: 3, title: '水管' },
];
const base: ElectronicForm = {
  form: 'upto',
  title: '票决',
  most: 2,
  least: 0,
  blank: false,
  items,
};

describe('questions', () => {
  test('at most N: one question, answers are number and title', () => {
    expect(questionsOf(base)).toEqual([
      {
        answers: ['1. 路灯', '2. 桥梁', '3. 水管'],
        blank: false,
        min: 0,
        max: 2,
        question: '票决',
      },
    ]);
  });
  test('abstaining by a mark of its own asks for one mark at least: never two ways to abstain', () => {
    expect(questionsOf({ ...base, blank: true })).toMatchObject([{ blank: true, min: 1, max: 2 }]);
  });
  test('from m to N, and exactly N', () => {
    expect(questionsOf({ ...base, least: 2 })).toMatchObject([{ min: 2, max: 2 }]);
    expect(questionsOf({ ...base, form: 'exactly' })).toMatchObject([{ min: 2, max: 2 }]);
  });
  test('each project: a question of three answers, exactly one of them', () => {
    const asked = questionsOf({ ...base, form: 'each', most: 3 });
    expect(asked).toHaveLength(3);
    expect(asked[1]).toEqual({
      answers: ['赞成', '反对', '弃权'],
      blank: false,
      min: 1,
      max: 1,
      question: '2. 桥梁',
    });
  });
});

describe('a satisfaction test', () => {
  test('asks for one of three grades of each project, and its totals are grades', () => {
    const asked = questionsOf({ ...base, form: 'grades', most: 3 });
    expect(asked).toHaveLength(3);
    expect(asked[2]).toEqual({
      ...{ answers: ['满意', '基本满意', '不满意'], blank: false, min: 1, max: 1 },
      question: '3. 水管',
    });
    const opened = [
      [3, 1, 0],
      [0, 0, 4],
      [2, 1, 1],
    ];
    const totals = electronicTotals({ form: 'grades', items, blank: false }, opened, 4);
    expect(totals.items.map(({ grades }) => grades)).toEqual(
      opened.map(([satisfied, fairly_satisfied, dissatisfied]) => ({
        ...{ satisfied, fairly_satisfied, dissatisfied },
      })),
    );
    expect(totals.items.every((one) => one.for + one.against + one.abstain === 0)).toBe(true);
  });
});

describe('totals', () => {
  test('the blank entry comes first; what is not chosen abstains', () => {
    const totals = electronicTotals({ form: 'upto', items, blank: true }, [[1, 2, 0, 3]], 4);
    expect(totals).toMatchObject({ papers: 4, valid: 4, void: 0, blank: 1, voidReasons: {} });
    expect(totals.items.map((item) => [item.for, item.against, item.abstain])).toEqual([
      [2, 0, 2],
      [0, 0, 4],
      [3, 0, 1],
    ]);
  });
  test('without a blank entry nobody knows how many were empty', () => {
    const totals = electronicTotals({ form: 'upto', items, blank: false }, [[2, 0, 3]], 4);
    expect(totals.blank).toBeNull();
    expect(totals.items[2]?.for).toBe(3);
  });
  test('that are missing are no votes for nobody: they are refused', () => {
    const short = (form: 'upto' | 'each', blank: boolean, vectors: number[][]) => () =>
      electronicTotals({ form, items, blank }, vectors, 4);
    expect(short('upto', true, [[1, 2, 0]])).toThrow(RangeError);
    expect(short('upto', false, [])).toThrow(RangeError);
    expect(
      short('each', false, [
        [1, 2, 1],
        [4, 0, 0],
      ]),
    ).toThrow(RangeError);
    expect(
      short('each', false, [
        [1, 2],
        [4, 0, 0],
        [4, 0, 0],
      ]),
    ).toThrow(RangeError);
  });
  test('each: for, against, abstain of every project add up to the ballots', () => {
    const votes = fc.array(fc.tuple(...items.map(() => fc.integer({ min: 0, max: 2 }))), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(votes, (ballots) => {
        const vectors = items.map((_, i) =>
          [0, 1, 2].map((answer) => ballots.filter((ballot) => ballot[i] === answer).length),
        );
        const totals = electronicTotals(
          { form: 'each', items, blank: false },
          vectors,
          ballots.length,
        );
        for (const item of totals.items) {
          expect(item.for + item.against + item.abstain).toBe(ballots.length);
        }
      }),
    );
  });
});

describe('sets of keys', () => {
  test('one for the first round and those in reserve; one for each category', () => {
    const categories = [
      { name: '道路', places: 6 },
      { name: '教育', places: 4 },
    ];
    expect(keySetsNeeded({ form: 'upto', categories: [] }, { reserveRounds: 2 })).toBe(3);
    expect(keySetsNeeded({ form: 'upto', categories }, { reserveRounds: 0 })).toBe(1);
    expect(keySetsNeeded({ form: 'categories', categories }, { reserveRounds: 2 })).toBe(4);
    expect(keySetsNeeded({ form: 'categories', categories: [] }, { reserveRounds: 0 })).toBe(1);
  });
});
