import { numberInWords } from './chinese-numerals.ts';

/** A fraction as it stands in a rule sheet and in the outcome's input: `2/3`, never a decimal. */
export type Fraction = `${number}/${number}`;

/** "More than" excludes the exact share (1/2 of 50 is 26), "at least" includes it (2/3 of 102 is 68). */
export type Comparison = 'more-than' | 'at-least';

interface Parts {
  readonly numerator: number;
  readonly denominator: number;
}

const pattern = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/;

/** Tells whether a text is a fraction above 0 and at most 1, of numbers without leading zeros. */
export function isFraction(text: string): text is Fraction {
  return pattern.test(text) && compareFractions(text as Fraction, '1/1') <= 0;
}

function partsOf(fraction: Fraction): Parts {
  const [numerator, denominator] = fraction.split('/').map(Number) as [number, number];
  return { numerator, denominator };
}

/** Compares two fractions exactly: negative when the first is smaller, 0 when they are equal. */
export function compareFractions(first: Fraction, second: Fraction): number {
  const a = partsOf(first);
  const b = partsOf(second);
  return a.numerator * b.denominator - b.numerator * a.denominator;
}

/**
 * The smallest whole number that satisfies "more than" or "at least" a fraction of `base`. It may
 * exceed `base` (more than 1/1), which then says that nothing can satisfy it.
 */
export function smallestCount(comparison: Comparison, fraction: Fraction, base: number): number {
  const { numerator, denominator } = partsOf(fraction);
  const product = numerator * base;
  return comparison === 'more-than'
    ? Math.floor(product / denominator) + 1
    : Math.ceil(product / denominator);
}

/** Reads a fraction out: 2/3 is 三分之二. */
export function fractionInWords(fraction: Fraction): string {
  const { numerator, denominator } = partsOf(fraction);
  return `${numberInWords(denominator)}分之${numberInWords(numerator)}`;
}

/** Reads a share out as rules are worded: more than 1/2 is 过半数, at least 2/3 is 三分之二以上. */
export function shareInWords(comparison: Comparison, fraction: Fraction): string {
  if (comparison === 'at-least') return `${fractionInWords(fraction)}以上`;
  return compareFractions(fraction, '1/2') === 0 ? '过半数' : `超过${fractionInWords(fraction)}`;
}
