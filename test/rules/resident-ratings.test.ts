import { describe, expect, test } from 'vitest';
import { addGrades, gradeOf, noGrades } from '../../src/rules/grades.ts';
import { showGrades } from '../../src/rules/resident-grades.ts';
import { holdBack } from '../../src/rules/resident-ratings.ts';

const quiet = {
  ...{ fromAddress: 1, hallOpen: false, today: 1 },
  before: { ratings: 0, days: 0 },
};

describe('a rating is held back', () => {
  test('above twenty of one address in an hour, or three hundred while a hall is open', () => {
    expect(holdBack({ ...quiet, fromAddress: 20 })).toBeNull();
    expect(holdBack({ ...quiet, fromAddress: 21 })).toBe('address');
    expect(holdBack({ ...quiet, fromAddress: 21, hallOpen: true })).toBeNull();
    expect(holdBack({ ...quiet, fromAddress: 301, hallOpen: true })).toBe('address');
  });

  test('on a day with five times as many as usual, but never up to fifty', () => {
    expect(holdBack({ ...quiet, today: 50 })).toBeNull();
    expect(holdBack({ ...quiet, today: 51 })).toBe('surge');
    const busy = { ratings: 60, days: 3 };
    expect(holdBack({ ...quiet, today: 100, before: busy })).toBeNull();
    expect(holdBack({ ...quiet, today: 101, before: busy })).toBe('surge');
  });
});

describe('the residents’ column', () => {
  test('hides the numbers of fewer residents than the smallest group', () => {
    const four = { satisfied: 3, fairly_satisfied: 0, dissatisfied: 1 };
    expect(showGrades(noGrades, 5)).toEqual({ kind: 'none' });
    expect(showGrades(four, 5)).toEqual({ kind: 'too-few', smallest: 5 });
    const five = addGrades(four, { ...noGrades, fairly_satisfied: 1 });
    expect(showGrades(five, 5)).toEqual({ kind: 'shown', total: 5, counts: five });
  });

  test('knows the grades by their Chinese names, and no others', () => {
    expect(gradeOf('基本满意')).toBe('fairly_satisfied');
    expect(gradeOf('非常满意')).toBeNull();
  });
});
