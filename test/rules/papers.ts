import fc from 'fast-check';
import type { Paper } from '../../src/rules/judge-paper.ts';
import type { PaperRules } from '../../src/rules/paper-rules.ts';

/** A ballot of five items with a cap of three, in 逐项式. */
export const each: PaperRules = {
  form: 'each',
  parts: [{ items: [1, 2, 3, 4, 5], most: 3, least: 0 }],
  unmarked: 'abstain',
  overMarked: 'paper',
  blankBallot: 'abstain',
  illegibleMark: 'item',
};

/** Marks of one paper, any of them, blank items included. */
export const anyPaper = (rules: PaperRules, number: number): fc.Arbitrary<Paper> => {
  const codes =
    rules.form === 'each' ? ['for', 'against', 'abstain', 'illegible'] : ['for', 'illegible'];
  const items = rules.parts.flatMap((part) => part.items);
  return fc
    .record({
      marks: fc.tuple(...items.map(() => fc.constantFrom('', ...codes))),
      voidReason: fc.option(fc.constant('unreadable'), { freq: 8, nil: null }),
    })
    .map(({ marks, voidReason }) => ({
      number,
      voidReason,
      marks: Object.fromEntries(
        items.flatMap((item, index) => (marks[index] === '' ? [] : [[item, marks[index] ?? '']])),
      ),
    }));
};

/** Any rules of the five items. */
export const anyRules: fc.Arbitrary<PaperRules> = fc
  .record({
    form: fc.constantFrom('each' as const, 'upto' as const, 'exactly' as const),
    most: fc.integer({ min: 1, max: 5 }),
    parts: fc.boolean(),
    unmarked: fc.constantFrom('abstain' as const, 'against' as const),
    overMarked: fc.constantFrom('paper' as const, 'part' as const),
    blankBallot: fc.constantFrom('abstain' as const, 'void' as const),
    illegibleMark: fc.constantFrom('item' as const, 'paper' as const),
  })
  .map(({ form, most, parts, ...rest }): PaperRules => {
    const least = form === 'exactly' ? Math.min(most, 2) : 0;
    return {
      form,
      ...rest,
      parts: parts
        ? [
            { items: [1, 2], most: Math.min(most, 2), least: Math.min(least, 1) },
            { items: [3, 4, 5], most, least },
          ]
        : [{ items: [1, 2, 3, 4, 5], most, least }],
    };
  });
