import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resolveTie, tieAwaitsDecision } from '../../../src/rules/outcome/resolve-tie.ts';

const tie = { rule: 'presidium', tied: [9, 10, 11], open: 2 } as const;
const codeOf = (result: ReturnType<typeof resolveTie>) => (result.ok ? 'ok' : result.refusals[0]);

describe('a tie that somebody decides', () => {
  test('waits for the presidium or the lot alone', () => {
    expect(tieAwaitsDecision(tie)).toBe(true);
    expect(tieAwaitsDecision({ rule: 'lot', tied: [1, 2] })).toBe(true);
    for (const rule of ['revote', 'both', 'neither'] as const) {
      expect(tieAwaitsDecision({ rule, tied: [1, 2] })).toBe(false);
      expect(codeOf(resolveTie({ ...tie, rule }, [9, 10]))).toMatchObject({
        code: 'no-tie-to-decide',
      });
    }
    expect(tieAwaitsDecision({ rule: 'lot', tied: [] })).toBe(false);
  });

  test('fills exactly the open places out of the tied', () => {
    expect(resolveTie(tie, [11, 9])).toEqual({ ok: true, value: [9, 11] });
    expect(codeOf(resolveTie(tie, [9, 12]))).toMatchObject({ code: 'not-tied', field: 'chosen' });
    expect(codeOf(resolveTie(tie, [9]))).toMatchObject({ code: 'wrong-number-chosen' });
    expect(codeOf(resolveTie(tie, [9, 9]))).toMatchObject({
      message: '同票项目共用2个名额，须正好确定2个，现在选了1个。',
    });
    expect(codeOf(resolveTie(tie, [9, 10, 11]))).toMatchObject({ code: 'wrong-number-chosen' });
  });

  test('never adopts more than the places, nor a project outside the tie', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 20 }), { minLength: 2, maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 20 })),
        fc.integer({ min: 1, max: 7 }),
        (tied, chosen, open) => {
          const result = resolveTie({ rule: 'lot', tied, open }, chosen);
          if (!result.ok) return;
          expect(result.value).toHaveLength(open);
          expect(result.value.every((number) => tied.includes(number))).toBe(true);
        },
      ),
    );
  });
});
