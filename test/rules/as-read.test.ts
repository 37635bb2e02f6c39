import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asRead, changedSince, writtenMeanwhile } from '../../src/rules/as-read.ts';

test('a mark is the same for the same texts and another for others', () => {
  const texts = fc.array(fc.option(fc.string()), { maxLength: 4 });
  fc.assert(
    fc.property(texts, texts, (some, others) => {
      expect(asRead(some)).toMatch(/^[0-9a-f]{16}$/);
      expect(asRead(some) === asRead(others)).toBe(JSON.stringify(some) === JSON.stringify(others));
    }),
  );
  expect(asRead([])).not.toBe(asRead([null]));
  expect(asRead(['一', '二'])).not.toBe(asRead(['一二']));
});

test('only a form that was made from other texts is stale', () => {
  const standing = ['路灯已经换了', null];
  expect(changedSince(asRead(standing), standing)).toBe(false);
  expect(changedSince(asRead(['路灯没有换', null]), standing)).toBe(true);
  expect(changedSince(undefined, standing)).toBe(false);
  expect(writtenMeanwhile.code).toBe('stale-form');
});
