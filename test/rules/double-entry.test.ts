import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparePapers, compareTallies, paperInWriting } from '../../src/rules/compare-entries.ts';
import type { Paper } from '../../src/rules/judge-paper.ts';
import { settlePapers, settleTally } from '../../src/rules/settle-entries.ts';
import { anyPaper, each } from './papers.ts';

const entry = fc.tuple(anyPaper(each, 1), anyPaper(each, 2), anyPaper(each, 3));

describe('two entries of a batch', () => {
  test('that are alike do not differ; swapped tellers swap the values and nothing else', () => {
    fc.assert(
      fc.property(entry, entry, (first, second) => {
        expect(comparePapers(first, first)).toEqual([]);
        const there = comparePapers(first, second);
        const back = comparePapers(second, first);
        expect(back).toEqual(
          there.map((one) => ({ ...one, first: one.second, second: one.first })),
        );
      }),
    );
  });

  test('settled as either teller had it become that teller’s papers', () => {
    fc.assert(
      fc.property(entry, entry, fc.boolean(), (first, second, takeFirst) => {
        const settled = comparePapers(first, second).map(
          ({ first: one, second: other, ...place }) => ({
            ...{ ...place, settled: takeFirst ? one : other },
          }),
        );
        const papers = settlePapers(first, settled);
        expect(papers.ok && papers.value.map(paperInWriting)).toEqual(
          (takeFirst ? first : second).map(paperInWriting),
        );
      }),
    );
  });

  test('differ as a whole where one teller lacks a paper or set it aside', () => {
    const one: Paper = { number: 1, marks: { 3: 'against', 1: 'for' }, voidReason: null };
    const aside: Paper = { number: 1, marks: {}, voidReason: 'signed' };
    expect(comparePapers([one], [])).toEqual([
      { paper: 1, item: null, option: null, first: 'marks:1=for,3=against', second: 'missing' },
    ]);
    expect(comparePapers([aside], [one])[0]).toMatchObject({ first: 'void:signed' });
    expect(comparePapers([aside], [aside])).toEqual([]);
  });

  test('are not settled while a place is open or a value is none', () => {
    const one: Paper = { number: 1, marks: { 1: 'for' }, voidReason: null };
    const place = { paper: 1, item: 1, option: null };
    const refusal = (settled: string | null, item: number | null = 1) =>
      settlePapers([one], [{ ...place, item, settled }]);
    expect(refusal(null)).toMatchObject({ refusals: [{ code: 'differences-open' }] });
    for (const [value, item] of [
      ['FOR!', 1],
      ['marks', null],
      ['other:1', null],
      ['marks:x=for', null],
      ['void:', null],
    ] as const) {
      expect(refusal(value, item)).toMatchObject({ refusals: [{ code: 'not-a-value' }] });
    }
    const nobody = settlePapers([], [{ ...place, settled: 'for' }]);
    expect(nobody).toMatchObject({ refusals: [{ code: 'not-a-value' }] });
    expect(refusal('marks:', null)).toEqual({
      ok: true,
      value: [{ number: 1, marks: {}, voidReason: null }],
    });
    expect(() =>
      settlePapers([one], [{ paper: null, item: 1, option: 'for', settled: '1' }]),
    ).toThrow(RangeError);
  });
});

describe('two tally sheets of a batch', () => {
  const first = { papers: 5, void: 0, votes: { 1: { for: 3 }, 2: { for: 1 } } };
  const second = { papers: 5, void: 1, votes: { 1: { for: 3, against: 1 }, 3: { for: 2 } } };

  test('differ by void papers, items and options; what was not called out is zero', () => {
    expect(compareTallies(first, second)).toEqual([
      { paper: null, item: null, option: 'void', first: '0', second: '1' },
      { paper: null, item: 1, option: 'against', first: '0', second: '1' },
      { paper: null, item: 2, option: 'for', first: '1', second: '0' },
      { paper: null, item: 3, option: 'for', first: '0', second: '2' },
    ]);
  });

  test('are settled by numbers', () => {
    const settled = compareTallies(first, second).map(
      ({ first: _one, second: value, ...place }) => ({
        ...{ ...place, settled: value },
      }),
    );
    expect(settleTally(first, settled)).toEqual({
      ok: true,
      value: {
        papers: 5,
        void: 1,
        votes: { 1: { for: 3, against: 1 }, 2: { for: 0 }, 3: { for: 2 } },
      },
    });
  });

  test('are not settled while open, by words, or at a paper', () => {
    const place = { paper: null, item: 1, option: 'for' };
    expect(settleTally(first, [{ ...place, settled: null }])).toMatchObject({
      ...{ refusals: [{ code: 'differences-open' }] },
    });
    expect(settleTally(first, [{ ...place, settled: '三' }])).toMatchObject({
      ...{ refusals: [{ code: 'not-a-value' }] },
    });
    expect(() => settleTally(first, [{ paper: 1, item: 1, option: null, settled: 'for' }])).toThrow(
      RangeError,
    );
  });
});
