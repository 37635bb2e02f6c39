import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countPapers } from '../../src/rules/count.ts';
import { countTally } from '../../src/rules/count-tally.ts';
import { emptyTotals, mergeTotals, sumTotals } from '../../src/rules/count-totals.ts';
import { judgePaper, type Paper } from '../../src/rules/judge-paper.ts';
import { type PaperRules, paperRules } from '../../src/rules/paper-rules.ts';
import { anyPaper, anyRules, each } from './papers.ts';

const items = [1, 2, 3, 4, 5];
const paper = (marks: Record<string, string>, voidReason: string | null = null): Paper => ({
  ...{ number: 1, marks, voidReason },
});
const ofAny = fc.integer({ min: 0, max: 12 }).chain((size) =>
  anyRules.chain((rules) =>
    fc.record({
      rules: fc.constant(rules),
      papers: fc.tuple(...Array.from({ length: size }, (_, index) => anyPaper(rules, index + 1))),
    }),
  ),
);

describe('one paper', () => {
  test.each<[string, Record<string, string>, Partial<PaperRules>, boolean, string | null]>([
    ['with as many ○ as the cap is valid', { 1: 'for', 2: 'for', 3: 'for' }, {}, true, null],
    [
      'with more ○ than the cap is void (选举法 Art. 43)',
      { 1: 'for', 2: 'for', 3: 'for', 4: 'for' },
      {},
      false,
      'over-marked',
    ],
    ['without a mark abstains', {}, {}, true, null],
    ['without a mark is void where the sheet says so', {}, { blankBallot: 'void' }, false, 'blank'],
    ['with an illegible mark counts elsewhere', { 1: 'illegible', 2: 'for' }, {}, true, null],
    [
      'with an illegible mark is void where the sheet says so',
      { 1: 'illegible', 2: 'for' },
      { illegibleMark: 'paper' },
      false,
      'illegible',
    ],
    [
      'of illegible marks alone is void',
      { 1: 'illegible', 2: 'illegible', 3: 'illegible', 4: 'illegible', 5: 'illegible' },
      {},
      false,
      'illegible',
    ],
  ])('%s', (_name, marks, changes, valid, reason) => {
    const verdict = judgePaper({ ...each, ...changes }, paper(marks));
    expect(verdict).toMatchObject({ valid, reason });
  });

  test('of exactly N is void with too few, and blank', () => {
    const exactly: PaperRules = { ...each, form: 'exactly', parts: [{ items, most: 3, least: 3 }] };
    expect(judgePaper(exactly, paper({ 1: 'for' })).reason).toBe('under-marked');
    expect(judgePaper(exactly, paper({})).reason).toBe('blank');
    expect(judgePaper(exactly, paper({ 1: 'for', 2: 'for', 3: 'for' })).valid).toBe(true);
  });

  test('of from two to three is void with one, and abstains blank where the sheet says so', () => {
    const between: PaperRules = { ...each, form: 'upto', parts: [{ items, most: 3, least: 2 }] };
    expect(judgePaper(between, paper({ 1: 'for' })).reason).toBe('under-marked');
    expect(judgePaper(between, paper({ 1: 'for', 2: 'for' })).valid).toBe(true);
    expect(judgePaper(between, paper({}))).toMatchObject({ valid: true, blank: true });
    expect(judgePaper({ ...between, blankBallot: 'void' }, paper({})).reason).toBe('blank');
  });

  test('of categories loses the part with too many, or the whole', () => {
    const parts: PaperRules = {
      ...{ ...each, form: 'upto' },
      parts: [
        { items: [1, 2], most: 1, least: 0 },
        { items: [3, 4, 5], most: 2, least: 0 },
      ],
    };
    const marks = { 1: 'for', 2: 'for', 3: 'for' };
    expect(judgePaper(parts, paper(marks)).reason).toBe('over-marked');
    const partly = judgePaper({ ...parts, overMarked: 'part' }, paper(marks));
    expect(partly.effects.map((one) => one.effect)).toEqual([
      ...['over-marked', 'over-marked', 'for', 'abstain', 'abstain'],
    ]);
  });

  test('set aside by the tellers keeps their reason', () => {
    expect(judgePaper(each, paper({}, 'signed'))).toMatchObject({ valid: false, reason: 'signed' });
  });

  test.each([[{ 1: 'maybe' }], [{ 9: 'for' }]])(
    'with a mark that no ballot has is a fault',
    (marks) => {
      expect(() => judgePaper(each, paper(marks))).toThrow(RangeError);
      expect(() => judgePaper({ ...each, form: 'upto' }, paper({ 1: 'against' }))).toThrow(
        RangeError,
      );
    },
  );
});

describe('the rules of a ballot', () => {
  const settings = {
    againstSymbol: '×',
    overMarked: 'paper',
    blankBallot: 'abstain',
    illegibleMark: 'item',
  } as const;

  test('take "against" for what is unmarked where it has no symbol', () => {
    const ballot = { form: 'each', items, most: 3 } as const;
    expect(paperRules(settings, ballot).unmarked).toBe('abstain');
    expect(paperRules({ ...settings, againstSymbol: '' }, ballot).unmarked).toBe('against');
    expect(
      paperRules({ ...settings, againstSymbol: '' }, { ...ballot, form: 'upto' }).unmarked,
    ).toBe('abstain');
  });

  test('ask for as many as the cap in a ballot of exactly N', () => {
    expect(paperRules(settings, { form: 'exactly', items, most: 3 }).parts[0].least).toBe(3);
    expect(paperRules(settings, { form: 'upto', items, most: 3, least: 1 }).parts[0].least).toBe(1);
  });
});

describe('counting papers', () => {
  test('in any order gives the same totals', () => {
    fc.assert(
      fc.property(ofAny, fc.infiniteStream(fc.nat()), ({ rules, papers }, order) => {
        const shuffled = papers
          .map((one) => ({ one, key: order.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        expect(countPapers(rules, shuffled).totals).toEqual(countPapers(rules, papers).totals);
      }),
    );
  });

  test('in two batches equals one count', () => {
    fc.assert(
      fc.property(ofAny, fc.nat(12), ({ rules, papers }, cut) => {
        const first = countPapers(rules, papers.slice(0, cut)).totals;
        const second = countPapers(rules, papers.slice(cut)).totals;
        expect(mergeTotals(first, second)).toEqual(countPapers(rules, papers).totals);
        expect(sumTotals(items, [first, second])).toEqual(countPapers(rules, papers).totals);
      }),
    );
  });

  test('accounts for every valid paper on every item', () => {
    fc.assert(
      fc.property(ofAny, ({ rules, papers }) => {
        const { totals } = countPapers(rules, papers);
        expect(totals.valid + totals.void).toBe(papers.length);
        for (const item of totals.items) {
          expect(item.for + item.against + item.abstain).toBe(totals.valid);
          expect(item.illegible + item.overMarked).toBeLessThanOrEqual(item.abstain);
        }
        const reasons = Object.values(totals.voidReasons).reduce((a, b) => a + b, 0);
        expect(reasons).toBe(totals.void);
      }),
    );
  });

  test('never lowers a project when an abstention becomes a ○ within the cap', () => {
    fc.assert(
      fc.property(anyPaper(each, 1), fc.constantFrom(...items), (one, item) => {
        fc.pre(one.voidReason === null && one.marks[item] === undefined);
        const more = { ...one, marks: { ...one.marks, [item]: 'for' } };
        fc.pre(Object.values(more.marks).filter((mark) => mark === 'for').length <= 3);
        const votes = (given: Paper) =>
          countPapers(each, [given]).totals.items.find((row) => row.number === item)?.for ?? 0;
        expect(votes(more)).toBeGreaterThanOrEqual(votes(one));
      }),
    );
  });
});

describe('totals', () => {
  test('of other items are not added', () => {
    expect(() => mergeTotals(emptyTotals([1]), emptyTotals([1, 2]))).toThrow(RangeError);
    expect(() => mergeTotals(emptyTotals([1]), emptyTotals([2]))).toThrow(RangeError);
  });

  test('two totals are added in every figure', () => {
    const one = { ...emptyTotals([1]), papers: 9, valid: 6, void: 3, blank: 2 };
    const other = { ...emptyTotals([1]), papers: 5, valid: 1, void: 4, blank: 1 };
    expect(mergeTotals(one, other)).toMatchObject({ papers: 14, valid: 7, void: 7, blank: 3 });
  });

  test('do not know blank papers once a tally sheet is among them', () => {
    const unknown = { ...emptyTotals([1]), blank: null };
    expect(mergeTotals(unknown, emptyTotals([1])).blank).toBeNull();
    expect(mergeTotals(emptyTotals([1]), unknown).blank).toBeNull();
  });
});

describe('a tally sheet', () => {
  test('adds up to the totals of the papers that it was called out from', () => {
    fc.assert(
      fc.property(ofAny, ({ rules, papers }) => {
        fc.pre(rules.overMarked === 'paper' && rules.illegibleMark === 'item');
        const { totals, verdicts } = countPapers(rules, papers);
        const votes: Record<string, Record<string, number>> = {};
        papers.forEach((one, index) => {
          if (verdicts[index]?.valid !== true) return;
          // In 逐项式 the caller calls out what an unmarked item means; elsewhere it is passed over.
          const said: readonly (readonly [string, string])[] =
            rules.form === 'each'
              ? items.map((item) => [String(item), rules.unmarked] as const)
              : [];
          const called: Record<string, string> = { ...Object.fromEntries(said), ...one.marks };
          for (const [item, mark] of Object.entries(called)) {
            votes[item] = { ...votes[item], [mark]: (votes[item]?.[mark] ?? 0) + 1 };
          }
        });
        const blankAgainst =
          rules.unmarked === 'against' && verdicts.some((one) => one.valid && one.blank);
        fc.pre(!blankAgainst);
        const tally = countTally(rules, { papers: papers.length, void: totals.void, votes });
        expect(tally).toMatchObject({
          ok: true,
          value: { valid: totals.valid, items: totals.items },
        });
      }),
    );
  });

  const votes = { 1: { for: 2 } };
  test.each<[string, Parameters<typeof countTally>[1], string, string]>([
    [
      'more void papers than papers',
      { papers: 2, void: 3, votes: {} },
      'void-exceeds-papers',
      'void',
    ],
    ['a figure that is no count', { papers: 2, void: -1, votes: {} }, 'not-a-count', 'void'],
    [
      'a mark that no ballot has',
      { papers: 2, void: 0, votes: { 1: { maybe: 1 } } },
      'unknown-mark',
      'votes-1-maybe',
    ],
    [
      'an item that no ballot has',
      { papers: 2, void: 0, votes: { 9: { for: 1 } } },
      'unknown-mark',
      'votes-9-for',
    ],
    [
      'more votes than valid papers',
      { papers: 2, void: 1, votes },
      'votes-exceed-papers',
      'votes-1-for',
    ],
    [
      'votes that do not add up',
      { papers: 3, void: 0, votes: { 1: { for: 1, against: 1, abstain: 0 } } },
      'votes-do-not-add-up',
      'votes-1-for',
    ],
    [
      'more ○ than all papers may hold',
      { papers: 1, void: 0, votes: { 1: { for: 1 }, 2: { for: 1 }, 3: { for: 1 }, 4: { for: 1 } } },
      'too-many-marks',
      'votes-1-for',
    ],
  ])('with %s is refused at the field', (_name, tally, code, field) => {
    expect(countTally(each, tally)).toMatchObject({ ok: false, refusals: [{ code, field }] });
  });

  test('with fewer ○ than a ballot of exactly N holds is refused', () => {
    const exactly: PaperRules = { ...each, form: 'exactly', parts: [{ items, most: 3, least: 3 }] };
    expect(countTally(exactly, { papers: 1, void: 0, votes })).toMatchObject({
      ...{ ok: false, refusals: [{ code: 'votes-exceed-papers' }, { code: 'too-few-marks' }] },
    });
  });

  test('does not know why papers are void', () => {
    const counted = countTally(each, { papers: 2, void: 1, votes: {} });
    expect(counted).toMatchObject({
      ok: true,
      value: { blank: null, voidReasons: { unstated: 1 } },
    });
  });

  test('counts what is not called out as against where the sheet gives it no symbol', () => {
    const counted = countTally({ ...each, unmarked: 'against' }, { papers: 3, void: 0, votes });
    expect(counted).toMatchObject({
      ok: true,
      value: { items: [{ for: 2, against: 1 }, {}, {}, {}, {}] },
    });
  });
});

describe('papers of a satisfaction test', () => {
  const grades: PaperRules = { ...each, form: 'grades', parts: [{ ...each.parts[0], most: 5 }] };
  const codes = ['satisfied', 'fairly_satisfied', 'dissatisfied', 'illegible', ''] as const;
  const graded = fc
    .array(fc.tuple(...items.map(() => fc.constantFrom(...codes))), { maxLength: 12 })
    .map((rows) =>
      rows.map(
        (row, index): Paper => ({
          number: index + 1,
          voidReason: null,
          marks: Object.fromEntries(
            items.flatMap((item, at) => (row[at] === '' ? [] : [[item, row[at] ?? '']])),
          ),
        }),
      ),
    );

  test('are counted by grades, and two batches counted apart equal one count', () => {
    fc.assert(
      fc.property(graded, graded, (first, second) => {
        const whole = countPapers(grades, [...first, ...second]).totals;
        const apart = [first, second].map((papers) => countPapers(grades, papers).totals);
        expect(sumTotals(items, apart)).toEqual(sumTotals(items, [whole]));
        for (const { number, grades: given } of whole.items) {
          const marked = [...first, ...second].filter(
            (one) => judgePaper(grades, one).valid && one.marks[number] === 'dissatisfied',
          );
          expect(given?.dissatisfied).toBe(marked.length);
        }
      }),
    );
  });

  test('on a tally sheet are the same grades; what was not called out is not graded', () => {
    const votes = { 1: { satisfied: 3, fairly_satisfied: 1, dissatisfied: 0 } };
    const tally = countTally(grades, { papers: 4, void: 0, votes });
    expect(tally.ok && tally.value.items.map((one) => one.grades)).toEqual([
      { satisfied: 3, fairly_satisfied: 1, dissatisfied: 0 },
      ...items.slice(1).map(() => ({ satisfied: 0, fairly_satisfied: 0, dissatisfied: 0 })),
    ]);
  });
});
