import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  sumTenThousandYuan,
  tenThousandYuanOf,
  yuanOf,
  yuanWritten,
} from '../../src/rules/money.ts';

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
])('%j in an older paper is %j yuan', (text, yuan) => {
  expect(yuanWritten(text)).toBe(yuan);
});

test('what is written in 万元 is read back as the same yuan', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000_000), (yuan) => {
      expect(yuanWritten(tenThousandYuanOf(yuan))).toBe(yuan);
    }),
  );
});

test('what is entered is exact: no float is between 万元 and yuan', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 13n }), (yuan) => {
      expect(yuanOf(tenThousandYuanOf(yuan))).toBe(yuan);
    }),
  );
  expect(sumTenThousandYuan(['0.1', '0.2', '85.5'])).toBe('85.8');
  expect(sumTenThousandYuan(['1', 'x'])).toBeNull();
  expect([yuanOf('1.23456'), yuanOf(' 1 ')]).toEqual([null, null]);
});
