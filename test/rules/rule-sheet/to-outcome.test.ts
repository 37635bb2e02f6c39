import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { soundRuleSheet } from '../../../src/rules/rule-sheet/contradictions.ts';
import { withoutChapter } from '../../../src/rules/rule-sheet/default-sheet.ts';
import {
  countingSettings,
  laterRoundSettings,
  leastOnBallot,
  outcomeContests,
} from '../../../src/rules/rule-sheet/to-outcome.ts';
import { sheets } from './arbitrary-sheet.ts';
import { fullSheet, withVote } from './change-sheet.ts';

function refused(result: { ok: boolean; refusals?: readonly { code: string; field?: string }[] }) {
  return result.refusals?.map(({ code, field }) => `${code} ${field}`);
}

const half = { base: 'due', comparison: 'more-than', fraction: '1/2' } as const;

describe('a sheet’s part of the outcome’s input', () => {
  test('the default of a township', () => {
    expect(outcomeContests(fullSheet())).toEqual({
      ok: true,
      value: [
        {
          category: null,
          form: 'each',
          places: 10,
          most: 10,
          quorum: '2/3',
          passing: half,
          tie: 'revote',
          shortfall: 'second-round',
        },
      ],
    });
  });

  test.each([
    ['each', 'none', null, null],
    ['each', 'number', 8, 8],
    ['upto', 'places', null, 10],
    ['exactly', 'number', 7, 7],
  ] as const)('form %s with cap %s (%j) allows %j marks', (form, cap, most, expected) => {
    const contests = outcomeContests(withVote({ form, cap, most }));
    expect(contests.ok && contests.value[0]).toMatchObject({ form, places: 10, most: expected });
  });

  test('a cap never exceeds the candidates', () => {
    const contests = outcomeContests(withVote({ candidates: 7 }));
    expect(contests.ok && contests.value[0].most).toBe(7);
  });

  test('other rules are handed over under their own names', () => {
    const sheet = withVote({
      quorum: '3/4',
      passingBase: 'valid',
      passingComparison: 'at-least',
      passingFraction: '2/3',
      tie: 'both',
      shortfall: 'fewer',
    });
    const contests = outcomeContests(sheet);
    expect(contests.ok && contests.value[0]).toMatchObject({
      quorum: '3/4',
      passing: { base: 'valid', comparison: 'at-least', fraction: '2/3' },
      tie: 'both',
      shortfall: 'fewer',
    });
  });

  test('each category is a contest of its own', () => {
    const categories = [
      { name: '道路', places: 6 },
      { name: '教育', places: 4 },
    ];
    const contests = outcomeContests(withVote({ form: 'categories', categories }));
    expect(contests.ok && contests.value).toMatchObject([
      { category: '道路', form: 'upto', places: 6, most: 6, passing: half },
      { category: '教育', form: 'upto', places: 4, most: 4, passing: half },
    ]);
  });

  test('a standing sheet takes the meeting’s numbers, but its own go first', () => {
    const open = withVote({ places: null, candidates: null });
    expect(refused(outcomeContests(open))).toEqual(['places-missing vote.places']);
    expect(refused(outcomeContests(open, { places: 5 }))).toEqual([
      'candidates-missing vote.candidates',
    ]);
    const contests = outcomeContests(open, { places: 5, candidates: 7 });
    expect(contests.ok && contests.value[0]).toMatchObject({ places: 5, most: 5 });
    const own = outcomeContests(fullSheet(), { places: 5, candidates: 7 });
    expect(own.ok && own.value[0]).toMatchObject({ places: 10, most: 10 });
  });

  test('what is not settled yet is refused at its field', () => {
    expect(refused(outcomeContests(withVote({ cap: 'number' })))).toEqual([
      'cap-missing vote.most',
    ]);
    expect(refused(outcomeContests(withVote({ form: 'categories' })))).toEqual([
      'categories-missing vote.categories',
    ]);
    const none = withoutChapter(fullSheet(), 'vote');
    const expected = ['vote-not-regulated regulated.vote'];
    expect(refused(outcomeContests(none))).toEqual(expected);
    expect(refused(countingSettings(none))).toEqual(expected);
    const round = { kind: 'revote', places: 1, candidates: 2 } as const;
    expect(refused(laterRoundSettings(none, round))).toEqual(expected);
  });

  test('every sound sheet of a meeting can be handed over, with possible numbers', () => {
    fc.assert(
      fc.property(sheets, (drawn) => {
        const sheet = { ...drawn, scope: 'meeting' as const };
        if (sheet.vote === undefined || !soundRuleSheet(sheet).ok) return;
        const contests = outcomeContests(sheet);
        expect(contests.ok).toBe(true);
        if (!contests.ok) return;
        const places = contests.value.reduce((sum, contest) => sum + contest.places, 0);
        expect(places).toBe(sheet.vote.places);
        for (const { most } of contests.value) expect(most ?? 1).toBeGreaterThan(0);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('later rounds', () => {
  const revote = { kind: 'revote', places: 1, candidates: 2 } as const;
  const second = { kind: 'second-round', places: 2, candidates: 4 } as const;

  test('a re-vote is won by most votes among projects that have already passed', () => {
    expect(laterRoundSettings(fullSheet(), revote)).toEqual({
      ok: true,
      value: {
        form: 'each',
        places: 1,
        most: 1,
        quorum: '2/3',
        passing: { base: 'earlier-round' },
        tie: 'presidium',
        shortfall: 'second-round',
      },
    });
  });

  test('a re-vote by majority keeps the first round’s rule', () => {
    const later = laterRoundSettings(withVote({ revoteDecides: 'majority' }), revote);
    expect(later.ok && later.value.passing).toEqual(half);
  });

  test.each([
    ['presidium', 'presidium'],
    ['lot', 'lot'],
    ['both', 'both'],
    ['leave-open', 'neither'],
  ] as const)(
    'a second tie settled by “%s” is the tie rule “%s” of the re-vote',
    (secondTie, tie) => {
      const later = laterRoundSettings(withVote({ secondTie }), revote);
      expect(later.ok && later.value.tie).toBe(tie);
    },
  );

  test('a second round has the first one’s tie rule and its own rule for a shortfall', () => {
    const sheet = withVote({ tie: 'both', secondShortfall: 'leave-open' });
    expect(laterRoundSettings(sheet, second)).toMatchObject({
      ok: true,
      value: { places: 2, most: 2, passing: half, tie: 'both', shortfall: 'leave-open' },
    });
    const present = laterRoundSettings(
      withVote({ secondRoundPassing: 'present-majority' }),
      second,
    );
    expect(present.ok && present.value.passing).toEqual({ ...half, base: 'present' });
  });

  test.each([
    ['each', 'none', 4, 'each', null],
    ['each', 'places', 4, 'each', 2],
    ['upto', 'places', 4, 'upto', 2],
    ['upto', 'places', 1, 'upto', 1],
    ['exactly', 'places', 4, 'exactly', 2],
    ['exactly', 'places', 2, 'upto', 2],
    ['categories', 'none', 4, 'upto', 2],
  ] as const)(
    'form %s with cap %s and %i candidates becomes %s with at most %j',
    (form, cap, candidates, expected, most) => {
      const later = laterRoundSettings(withVote({ form, cap }), { ...second, candidates });
      expect(later.ok && later.value).toMatchObject({ form: expected, most });
    },
  );
});

describe('counting settings', () => {
  test('symbols, faults, methods and signers of the default', () => {
    expect(countingSettings(fullSheet())).toEqual({
      ok: true,
      value: {
        form: 'each',
        categories: [],
        symbols: { for: '○', against: '×', abstain: '' },
        overMarked: 'paper',
        blankBallot: 'abstain',
        illegibleMark: 'item',
        methods: ['papers'],
        batchSize: 25,
        channelVoid: 'round',
        notPressed: 'apart',
        signers: 'chief-scrutineers-tellers',
        signerMissing: 'minuted',
      },
    });
  });

  test('tally sheets are a second method where the sheet allows them', () => {
    const settings = countingSettings(withVote({ countMethod: 'papers-or-tally' }));
    expect(settings.ok && settings.value.methods).toEqual(['papers', 'tally']);
  });
});

describe('so many at least', () => {
  test('as the sheet says, but never so many that a round with few places leaves no choice', () => {
    const { vote } = withVote({ form: 'upto', leastMarked: 3 });
    if (vote === undefined) throw new Error('the sheet regulates the vote');
    expect(leastOnBallot(vote, 10)).toBe(3);
    expect(leastOnBallot(vote, 2)).toBe(1);
    expect(leastOnBallot(vote, 1)).toBe(0);
    expect(leastOnBallot({ ...vote, form: 'each' }, 10)).toBe(0);
  });
});
