import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inTenThousandYuan, yuanOf } from '../../src/rules/yuan.ts';

test.each([
  ['120', 1_200_000],
  ['0.0001', 1],
  ['12.50', 125_000],
  ['12.50000', 125_000],
  [' 3.2 ', 32_000],
  ['12.00001', null],
  ['-1', null],
  ['约120', null],
  ['', null],
  [null, null],
])('%j is %j yuan', (text, yuan) => {
  expect(yuanOf(text)).toBe(yuan);
});

test('what is written in 万元 is read back as the same yuan', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000_000), (yuan) => {
      expect(yuanOf(inTenThousandYuan(yuan))).toBe(yuan);
    }),
  );
});
