import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  explanationDueOn,
  promisedUntil,
  proposalDueOn,
  proposeSupervision,
  wasUnfinished,
  type YearEndFacts,
} from '../../src/rules/next-supervision.ts';

const underway: YearEndFacts = {
  ...{ year: 2026, state: 'underway', votedFinish: '2026年11月底前', completedOn: null },
  ...{ verdicts: [], lowVerdictOn: null },
};
const late = '2027-01-15';

describe('the end of a project’s year', () => {
  test.each([
    ['2026年11月底前', '2026-12-31'],
    [null, '2026-12-31'],
    ['尽快', '2026-12-31'],
    ['2027年6月底前', '2027-06-30'],
  ])('a finish that was voted as %s is promised until %s', (votedFinish, until) => {
    expect(promisedUntil({ ...underway, votedFinish })).toBe(until);
  });

  test.each([
    ['still open in time', {}, '2026-12-31', false],
    ['open when the year is over', {}, late, true],
    ['never begun', { state: 'adopted' }, late, true],
    ['finished in time', { state: 'completed', completedOn: '2026-12-31' }, late, false],
    ['finished late', { state: 'accepted', completedOn: '2027-01-02' }, late, true],
    ['done, the day not known', { state: 'completed' }, late, false],
    ['suspended by a decision', { state: 'suspended' }, late, false],
    ['ended by a decision', { state: 'ended' }, late, false],
    ['promised for two years', { votedFinish: '2027年底前' }, late, false],
  ] as const)('%s', (_, change, today, expected) => {
    expect(wasUnfinished({ ...underway, ...change }, today)).toBe(expected);
  });

  test('a low verdict or an unfinished project is proposed, with every reason', () => {
    const done = { ...underway, state: 'completed', completedOn: '2026-11-01' } as const;
    expect(proposeSupervision(done, late)).toBeNull();
    expect(proposeSupervision({ ...done, verdicts: ['fairly_satisfied'] }, late)).toBeNull();
    const low = { ...done, verdicts: ['satisfied', 'dissatisfied'] } as const;
    expect(proposeSupervision(low, '2029-05-01')).toEqual({
      ...{ forYear: 2027, reasons: ['dissatisfied'] },
    });
    expect(proposeSupervision({ ...low, state: 'ended' }, late)).toBeNull();
    expect(proposeSupervision(underway, '2028-03-01')).toEqual({
      ...{ forYear: 2028, reasons: ['unfinished'] },
    });
    expect(proposeSupervision({ ...underway, verdicts: ['dissatisfied'] }, late)).toEqual({
      ...{ forYear: 2027, reasons: ['dissatisfied', 'unfinished'] },
    });
  });

  test('is dealt with within ninety days of what it comes from', () => {
    const due = (change: Partial<YearEndFacts>, today: string) => {
      const facts = { ...underway, ...change };
      const proposal = proposeSupervision(facts, today);
      return proposal === null ? null : proposalDueOn(facts, proposal, 90);
    };
    const low = { verdicts: ['dissatisfied'], lowVerdictOn: '2026-12-10' } as const;
    expect(due({}, late)).toBe('2027-03-31');
    expect(due({ ...low, state: 'completed', completedOn: '2026-11-01' }, late)).toBe('2027-03-31');
    // A verdict that came after the year was over.
    expect(due({ ...low, lowVerdictOn: '2027-02-01' }, late)).toBe('2027-05-02');
    // A finish that was voted into the next year, and one that is still open two years later.
    expect(due({ votedFinish: '2027年6月底前' }, '2027-07-01')).toBe('2027-09-28');
    expect(due({}, '2028-03-01')).toBe('2028-03-30');
    expect(explanationDueOn({ ...underway, votedFinish: '2027年6月底前' }, 90)).toBe('2027-09-28');
  });

  test('nothing open is proposed for a year that is over', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2027, max: 2060 }), (year) => {
        expect(proposeSupervision(underway, `${year}-02-01`)?.forYear).toBe(year);
      }),
      { seed: 66 },
    );
  });
});
