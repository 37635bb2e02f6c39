import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numberInWords } from '../../../src/rules/rule-sheet/chinese-numerals.ts';
import {
  compareFractions,
  type Fraction,
  fractionInWords,
  isFraction,
  shareInWords,
  smallestCount,
} from '../../../src/rules/rule-sheet/fraction.ts';

const fractions = fc
  .tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 }))
  .map(([a, b]): Fraction => (a <= b ? `${a}/${b}` : `${b}/${a}`));

describe('counting by a fraction', () => {
  test.each([
    ['more-than', '1/2', 174, 88],
    ['more-than', '1/2', 50, 26],
    ['more-than', '1/2', 47, 24],
    ['at-least', '2/3', 102, 68],
    ['at-least', '2/3', 47, 32],
    ['at-least', '1/2', 50, 25],
    ['more-than', '1/1', 9, 10],
  ] as const)('%s %s of %i is %i', (comparison, fraction, base, expected) => {
    expect(smallestCount(comparison, fraction, base)).toBe(expected);
  });

  test('the count satisfies the rule and one less does not', () => {
    fc.assert(
      fc.property(fractions, fc.integer({ min: 1, max: 999 }), (fraction, base) => {
        const [a, b] = fraction.split('/').map(Number) as [number, number];
        const more = smallestCount('more-than', fraction, base);
        const least = smallestCount('at-least', fraction, base);
        expect(more * b).toBeGreaterThan(a * base);
        expect((more - 1) * b).toBeLessThanOrEqual(a * base);
        expect(least * b).toBeGreaterThanOrEqual(a * base);
        expect((least - 1) * b).toBeLessThan(a * base);
      }),
    );
  });

  test('fractions are compared exactly', () => {
    expect(compareFractions('1/2', '2/4')).toBe(0);
    expect(compareFractions('2/3', '1/2')).toBeGreaterThan(0);
    expect(compareFractions('1/2', '2/3')).toBeLessThan(0);
  });

  test.each(['0/3', '4/3', '1/0', '01/2', '1/02', '0.5', '1', '1/2/3', ' 1/2', '-1/2', '１/2', ''])(
    '“%s” is not a fraction of a sheet',
    (text) => {
      expect(isFraction(text)).toBe(false);
    },
  );

  test('fractions and shares are read out in Chinese', () => {
    expect(fractionInWords('2/3')).toBe('三分之二');
    expect(shareInWords('at-least', '2/3')).toBe('三分之二以上');
    expect(shareInWords('more-than', '2/4')).toBe('过半数');
    expect(shareInWords('more-than', '3/5')).toBe('超过五分之三');
  });
});

describe('numbers in Chinese', () => {
  test.each([
    [0, '零'],
    [9, '九'],
    [10, '十'],
    [12, '十二'],
    [20, '二十'],
    [35, '三十五'],
    [100, '一百'],
    [105, '一百零五'],
    [110, '一百一十'],
    [1_001, '一千零一'],
    [1_010, '一千零一十'],
    [9_999, '九千九百九十九'],
  ])('%i is %s', (number, expected) => {
    expect(numberInWords(number)).toBe(expected);
  });

  test.each([-1, 10_000, 1.5, Number.NaN])('%d has no words', (number) => {
    expect(() => numberInWords(number)).toThrow(RangeError);
  });
});
