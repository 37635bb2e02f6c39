import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contradictions, soundRuleSheet } from '../../../src/rules/rule-sheet/contradictions.ts';
import { defaultRuleSheet, withoutChapter } from '../../../src/rules/rule-sheet/default-sheet.ts';
import type { Chapters, RuleSheetDocument } from '../../../src/rules/rule-sheet/document.ts';
import { settingOf } from '../../../src/rules/rule-sheet/settings.ts';
import { sheets } from './arbitrary-sheet.ts';
import { fullSheet, withVote } from './change-sheet.ts';

/** Refusals and warnings as `code field`; the small-channel warning of the defaults left out. */
function found(sheet: RuleSheetDocument) {
  const { refusals, warnings } = contradictions(sheet);
  const list = (all: typeof refusals) =>
    all.map(({ code, field }) => `${code} ${field}`).filter((one) => !one.startsWith('small-ch'));
  return { refused: list(refusals), warned: list(warnings) };
}

function keys(changes: Partial<Chapters['keys']>): RuleSheetDocument {
  const sheet = fullSheet();
  return { ...sheet, keys: { ...sheet.keys, ...changes } };
}

function followUp(
  changes: Partial<Chapters['followUp']>,
  level: 'township' | 'county' = 'township',
) {
  const sheet = fullSheet({ level });
  return { ...sheet, followUp: { ...sheet.followUp, ...changes } };
}

const categories = [
  { name: '道路', places: 6 },
  { name: '教育', places: 4 },
];

describe('default sheets', () => {
  test.each(['city', 'county', 'township', 'street'] as const)(
    'the defaults of a %s contradict nothing, whatever the channels',
    (level) => {
      for (const channels of ['paper', 'electronic', 'hybrid', 'keypad'] as const) {
        for (const form of ['upto', 'exactly', undefined] as const) {
          if (channels === 'keypad' && form !== undefined) continue;
          const wishes = { level, channels, places: 10, candidates: 12 };
          const sheet = defaultRuleSheet(form === undefined ? wishes : { ...wishes, form });
          const warned = level === 'street' ? ['street-recommends vote.term'] : [];
          expect(found(sheet)).toEqual({ refused: [], warned });
        }
      }
    },
  );

  test('a standing sheet may leave its numbers open', () => {
    expect(found(defaultRuleSheet({ level: 'county', scope: 'standing' }))).toEqual({
      refused: [],
      warned: [],
    });
  });

  test('a document without chapters has nothing to contradict', () => {
    const bare = { schemaVersion: 1, level: 'county', scope: 'meeting' } as const;
    expect(contradictions(bare)).toEqual({ refusals: [], warnings: [] });
  });
});

describe('places and candidates', () => {
  test('the sheet of a meeting needs both numbers', () => {
    expect(found(withVote({ places: null, candidates: null })).refused).toEqual([
      'places-missing vote.places',
      'candidates-missing vote.candidates',
    ]);
  });

  test.each([10, 9])(
    '%i candidates for ten places need a reason, and then only a warning',
    (candidates) => {
      expect(found(withVote({ candidates })).refused).toEqual([
        'no-surplus-without-reason vote.noSurplusReason',
      ]);
      const reasoned = withVote({ candidates, noSurplusReason: '全部为续建项目' });
      expect(found(reasoned)).toEqual({ refused: [], warned: ['no-surplus vote.candidates'] });
    },
  );

  test('a surplus under the least one is a warning, the least one itself is not', () => {
    expect(found(withVote({ candidates: 11 })).warned).toEqual(['small-surplus vote.candidates']);
    expect(found(withVote({ candidates: 12 })).warned).toEqual([]);
    const [warning] = contradictions(withVote({ places: 24, candidates: 26 })).warnings;
    expect(warning?.message).toContain('差额2项，是应选项目数的8.3%，低于20%');
  });

  test('a least surplus under 20 % is a warning of its own', () => {
    expect(found(withVote({ candidates: 11, leastSurplus: 10 })).warned).toEqual([
      'low-surplus-rule vote.leastSurplus',
    ]);
  });

  test.each(['electronic', 'hybrid'] as const)(
    'a vote by %s needs the chapter of keys',
    (channels) => {
      const sheet = withVote({ channels, form: 'upto' });
      expect(found(sheet).refused).toEqual([]);
      expect(found(withoutChapter(sheet, 'keys')).refused).toEqual([
        'keys-not-regulated regulated.keys',
      ]);
    },
  );
});

describe('the ballot', () => {
  test.each([
    ['upto', 'selection-without-cap vote.cap'],
    ['exactly', 'selection-without-cap vote.cap'],
  ] as const)('the form %s needs a number', (form, expected) => {
    expect(found(withVote({ form, cap: 'none', blankBallot: 'void' })).refused).toEqual([expected]);
  });

  test('a cap of its own must be entered, and be no more than the candidates', () => {
    expect(found(withVote({ cap: 'number' })).refused).toEqual(['cap-missing vote.most']);
    expect(found(withVote({ cap: 'number', most: 13 })).refused).toEqual([
      'cap-above-candidates vote.most',
    ]);
    expect(found(withVote({ cap: 'number', most: 10 }))).toEqual({ refused: [], warned: [] });
  });

  test('so many at least must leave a choice under the cap', () => {
    const upto = { form: 'upto' } as const;
    expect(found(withVote({ ...upto, leastMarked: 9 })).refused).toEqual([]);
    for (const leastMarked of [10, 11]) {
      expect(found(withVote({ ...upto, leastMarked })).refused).toEqual([
        'least-not-below-cap vote.leastMarked',
      ]);
    }
    expect(found(withVote({ form: 'each', leastMarked: 11 })).refused).toEqual([]);
    const open = withVote({ ...upto, leastMarked: 11, places: null, candidates: null });
    expect(found({ ...open, scope: 'standing' }).refused).toEqual([]);
  });

  test.each([9, 11])('a cap of %i beside ten places is a warning', (most) => {
    expect(found(withVote({ cap: 'number', most }))).toEqual({
      refused: [],
      warned: ['cap-differs-from-places vote.most'],
    });
  });

  test('a cap is compared only with numbers that are known', () => {
    const open = withVote({ cap: 'number', most: 13, places: null, candidates: null });
    expect(found({ ...open, scope: 'standing' })).toEqual({ refused: [], warned: [] });
    const exactly = withVote({ form: 'exactly', places: null, blankBallot: 'void' });
    expect(found({ ...exactly, scope: 'standing' }).refused).toEqual([]);
    const unknown = withVote({ form: 'exactly', candidates: null, blankBallot: 'void' });
    expect(found({ ...unknown, scope: 'standing' }).refused).toEqual([]);
  });

  test('exactly as many as there are candidates leaves no choice', () => {
    const sheet = withVote({ form: 'exactly', blankBallot: 'void', cap: 'number', most: 12 });
    expect(found(sheet).refused).toEqual(['exactly-leaves-no-choice vote.form']);
  });

  test('exactly N and a blank paper that abstains exclude each other', () => {
    expect(found(withVote({ form: 'exactly' })).refused).toEqual([
      'exactly-with-blank-abstaining vote.blankBallot',
    ]);
    expect(found(withVote({ form: 'exactly', blankBallot: 'void' })).refused).toEqual([]);
  });

  test.each(['electronic', 'hybrid'] as const)(
    'a capped 逐项式 cannot be proved in a vote by %s, and the sentence offers the alternatives',
    (channels) => {
      const sheet = withVote({ channels });
      expect(found(sheet).refused).toEqual(['capped-each-cannot-be-proved vote.form']);
      const [refusal] = contradictions(sheet).refusals;
      expect(refusal?.message).toMatch(/无法证明.*选择式.*不限项数的逐项式.*纸质/);
      expect(found(withVote({ channels, cap: 'none' })).refused).toEqual([]);
    },
  );

  test('the hall’s buttons cannot cap, and may go without a cap', () => {
    expect(found(withVote({ channels: 'keypad' })).refused).toEqual(['cap-on-keypad vote.cap']);
    expect(found(withVote({ channels: 'keypad', cap: 'none' })).refused).toEqual([]);
    expect(found(withVote({ channels: 'keypad', form: 'upto' })).refused).toEqual([
      'cap-on-keypad vote.form',
    ]);
  });

  test('categories must be two or more, named once, and add up to the places', () => {
    const form = 'categories' as const;
    expect(found(withVote({ form, categories })).refused).toEqual([]);
    expect(found(withVote({ form })).refused).toEqual(['categories-missing vote.categories']);
    expect(found(withVote({ form, categories: categories.slice(0, 1) })).refused).toEqual([
      'categories-missing vote.categories',
    ]);
    const twice = [...categories, { name: '道路', places: 1 }];
    expect(
      found(withVote({ form, categories: twice, places: 11, candidates: 14 })).refused,
    ).toEqual(['category-twice vote.categories']);
    expect(found(withVote({ form, categories, places: 9 })).refused).toEqual([
      'categories-do-not-add-up vote.categories',
    ]);
    const open = withVote({ form, categories, places: null });
    expect(found({ ...open, scope: 'standing' }).refused).toEqual([]);
  });

  test('“for” needs a symbol', () => {
    expect(found(withVote({ forSymbol: '', abstainSymbol: '△' })).refused).toEqual([
      'for-without-symbol vote.forSymbol',
    ]);
  });

  test.each([
    ['○', '○', '', 'vote.againstSymbol'],
    ['○', '0', '', 'vote.againstSymbol'],
    ['○', '', '', 'vote.abstainSymbol'],
    ['○', '×', 'X', 'vote.abstainSymbol'],
    ['同', '反', '同', 'vote.abstainSymbol'],
  ])(
    'symbols “%s”, “%s”, “%s” cannot be told apart',
    (forSymbol, againstSymbol, abstainSymbol, field) => {
      const sheet = withVote({ forSymbol, againstSymbol, abstainSymbol });
      expect(found(sheet).refused).toEqual([`symbols-alike ${field}`]);
      expect(found({ ...sheet, vote: { ...sheet.vote, form: 'upto' } }).refused).toEqual([]);
    },
  );

  test('only a ballot of categories has parts', () => {
    expect(found(withVote({ overMarked: 'part' })).refused).toEqual([
      'no-parts-on-ballot vote.overMarked',
    ]);
    const sheet = withVote({ form: 'categories', categories, overMarked: 'part' });
    expect(found(sheet).refused).toEqual([]);
  });

  test('abstaining by blank and void blanks together are a warning', () => {
    expect(found(withVote({ blankBallot: 'void' })).warned).toEqual([
      'abstaining-on-all-is-void vote.blankBallot',
    ]);
    expect(found(withVote({ blankBallot: 'void', abstainSymbol: '△' })).warned).toEqual([]);
  });

  test('papers of two rounds must differ in colour, where there are papers', () => {
    expect(found(withVote({ firstReserveColour: '白色' })).refused).toEqual([
      'colours-alike vote.firstReserveColour',
    ]);
    for (const secondReserveColour of ['白色', '浅黄色']) {
      expect(found(withVote({ secondReserveColour })).refused).toEqual([
        'colours-alike vote.secondReserveColour',
      ]);
    }
    const keypad = { channels: 'keypad', cap: 'none', firstReserveColour: '白色' } as const;
    expect(found(withVote(keypad)).refused).toEqual([]);
  });
});

describe('quorum, majority, ties and shortfall', () => {
  test.each([
    ['1/2', ['quorum-below-law vote.quorum']],
    ['2/3', []],
    ['4/6', []],
    ['3/4', []],
  ] as const)('a quorum of %s', (quorum, refused) => {
    expect(found(withVote({ quorum, passingFraction: '1/2' })).refused).toEqual(refused);
  });

  test.each(['present', 'valid'] as const)('the base “%s” is a warning', (passingBase) => {
    expect(found(withVote({ passingBase }))).toEqual({
      refused: [],
      warned: ['base-differs-from-law vote.passingBase'],
    });
  });

  test.each([
    ['more-than', '1/2', []],
    ['at-least', '1/2', ['majority-below-law vote.passingFraction']],
    ['more-than', '1/3', ['majority-below-law vote.passingFraction']],
    ['at-least', '2/3', []],
    ['at-least', '3/4', ['majority-above-quorum vote.passingFraction']],
  ] as const)('%s %s of all deputies', (passingComparison, passingFraction, warned) => {
    const sheet = withVote({ passingComparison, passingFraction });
    expect(found(sheet)).toEqual({ refused: [], warned });
  });

  test('more than all is impossible', () => {
    expect(found(withVote({ passingFraction: '1/1', quorum: '1/1' })).refused).toEqual([
      'majority-impossible vote.passingFraction',
    ]);
    const all = { passingFraction: '1/1', quorum: '1/1', passingComparison: 'at-least' } as const;
    expect(found(withVote(all))).toEqual({ refused: [], warned: [] });
  });

  test.each([
    ['presidium', 'lot', true],
    ['revote', 'presidium', true],
    ['revote', 'lot', false],
    ['both', 'presidium', false],
    ['neither', 'presidium', false],
  ] as const)(
    'tie “%s”, second tie “%s”: the presidium needs a rule is %s',
    (tie, secondTie, needed) => {
      const sheet = withVote({ tie, secondTie, presidiumRule: '' });
      expect(found(sheet).refused).toEqual(
        needed ? ['presidium-without-rule vote.presidiumRule'] : [],
      );
    },
  );

  test('a second round of the first k needs a k that is possible', () => {
    const first = { secondRoundCandidates: 'first-by-votes' } as const;
    expect(found(withVote(first)).refused).toEqual([
      'second-round-count-missing vote.secondRoundCount',
    ]);
    expect(found(withVote({ ...first, secondRoundCount: 13 })).refused).toEqual([
      'second-round-count-too-many vote.secondRoundCount',
    ]);
    expect(found(withVote({ ...first, secondRoundCount: 12 })).refused).toEqual([]);
    const open = withVote({ ...first, secondRoundCount: 13, candidates: null });
    expect(found({ ...open, scope: 'standing' }).refused).toEqual([]);
    expect(found(withVote({ ...first, shortfall: 'fewer' })).refused).toEqual([]);
    expect(found(withVote({ secondRoundCount: 13 })).refused).toEqual([]);
  });

  test('a second round by the majority of those present is a warning', () => {
    const sheet = withVote({ secondRoundPassing: 'present-majority' });
    expect(found(sheet).warned).toEqual(['second-round-below-law vote.secondRoundPassing']);
    const none = withVote({ secondRoundPassing: 'present-majority', shortfall: 'fewer' });
    expect(found(none).warned).toEqual([]);
  });
});

describe('count, announcement and the other chapters', () => {
  test('a report signed by the chief alone and a late announcement are warnings', () => {
    expect(found(withVote({ signers: 'chief' })).warned).toEqual([
      'chief-signs-alone vote.signers',
    ]);
    expect(found(withVote({ announcementDays: 7 })).warned).toEqual([]);
    expect(found(withVote({ announcementDays: 8 })).warned).toEqual([
      'late-announcement vote.announcementDays',
    ]);
  });

  test.each([
    ['township', 'standing-committee', true],
    ['township', 'working-committee', true],
    ['county', 'presidium', false],
    ['county', 'working-committee', true],
    ['city', 'presidium', false],
    ['street', 'presidium', true],
    ['street', 'standing-committee', true],
  ] as const)(
    'in a %s an announcement by the %s is refused: %s',
    (level, announcement, expected) => {
      expect(found(withVote({ announcement }, { level })).refused).toEqual(
        expected ? ['no-such-announcer vote.announcement'] : [],
      );
    },
  );

  test('a township has no standing committee to test or to decide', () => {
    const sheet = fullSheet();
    const tested = { ...sheet.satisfaction, testedBy: 'standing-committee' } as const;
    expect(found({ ...sheet, satisfaction: tested }).refused).toEqual([
      'no-standing-committee satisfaction.testedBy',
    ]);
    expect(found({ ...fullSheet({ level: 'county' }), satisfaction: tested }).refused).toEqual([]);
    const decided = { adjustmentDecidedBy: 'standing-committee' } as const;
    expect(found(followUp(decided)).refused).toEqual([
      'no-standing-committee followUp.adjustmentDecidedBy',
    ]);
    expect(found(followUp(decided, 'county')).refused).toEqual([]);
  });

  test.each([
    [1, 3, ['one-key-opens keys.keyThreshold']],
    [2, 2, ['too-few-key-holders keys.keyHolders']],
    [2, 3, []],
    [3, 4, ['too-few-key-holders keys.keyHolders']],
    [3, 5, []],
  ])('%i of %i keys', (keyThreshold, keyHolders, refused) => {
    expect(found(keys({ keyThreshold, keyHolders })).refused).toEqual(refused);
  });

  test('a channel opened with fewer than ten ballots is a warning', () => {
    const codes = (smallestChannel: number) =>
      contradictions(keys({ smallestChannel })).warnings.map(({ code }) => code);
    expect(codes(9)).toEqual(['small-channel']);
    expect(codes(10)).toEqual([]);
  });

  test('a solicitation under 30 days is a warning, a publication after 20 working days is refused', () => {
    expect(found(followUp({ solicitationDays: 29 })).warned).toEqual([
      'short-solicitation followUp.solicitationDays',
    ]);
    expect(found(followUp({ solicitationDays: 30 })).warned).toEqual([]);
    expect(found(followUp({ publicationWorkingDays: 21 })).refused).toEqual([
      'publication-later-than-law followUp.publicationWorkingDays',
    ]);
  });

  test.each([
    ['five', 30, 50, 70, true],
    ['five', 30, 30, 70, false],
    ['five', 30, 70, 70, false],
    ['three', 30, 99, 70, true],
    ['three', 70, 99, 70, false],
  ] as const)(
    '%s marks under %i, %i, %i %% are in order: %s',
    (progressMarks, redBelow, orangeBelow, yellowBelow, good) => {
      const sheet = followUp({ progressMarks, redBelow, orangeBelow, yellowBelow });
      expect(found(sheet).refused).toEqual(good ? [] : ['marks-out-of-order followUp.yellowBelow']);
    },
  );
});

describe('the review', () => {
  const reviewed = (changes: Partial<Chapters['review']>) => {
    const sheet = fullSheet();
    return found({ ...sheet, review: { ...sheet.review, ...changes } });
  };

  test('papers cannot be sent before the notice', () => {
    expect(reviewed({ noticeDays: 7, paperDays: 7 }).refused).toEqual([]);
    expect(reviewed({ noticeDays: 7, paperDays: 8 }).refused).toEqual([
      'papers-before-notice review.paperDays',
    ]);
  });

  test.each([
    [{ planDays: 90 }, []],
    [{ planDays: 91 }, ['late-plan review.planDays']],
    [{ driftTolerance: 30 }, []],
    [{ driftTolerance: 31 }, ['wide-tolerance review.driftTolerance']],
    [{ leastTraced: 30 }, []],
    [{ leastTraced: 29 }, ['few-traced review.leastTraced']],
  ] as const)('%j warns %j', (changes, warned) => {
    expect(reviewed(changes)).toEqual({ refused: [], warned });
  });
});

describe('the deadlines', () => {
  test.each([
    [{}, [], []],
    [{ clerkAfter: 8, chairAfter: 8 }, ['chair-before-clerk deadlines.chairAfter'], []],
    [{ chairAfter: 9, aboveAfter: 9 }, ['above-before-chair deadlines.aboveAfter'], []],
    [{ aboveAfter: 90 }, [], []],
    [{ aboveAfter: 91 }, [], ['late-above deadlines.aboveAfter']],
  ] as const)('%j: what is late climbs step by step', (changes, refused, warned) => {
    const sheet = fullSheet();
    const changed = { ...sheet, deadlines: { ...sheet.deadlines, ...changes } };
    expect(found(changed)).toEqual({ refused, warned });
  });
});

describe('every finding', () => {
  test('has a sentence and the field of a setting or of a chapter’s switch', () => {
    fc.assert(
      fc.property(sheets, (sheet) => {
        const { refusals, warnings } = contradictions(sheet);
        for (const { message, field = '' } of [...refusals, ...warnings]) {
          expect(message).toMatch(/。$/);
          expect(field === 'regulated.keys' || settingOf(field) !== undefined).toBe(true);
        }
      }),
    );
  });

  test('a sound sheet is given back, a contradictory one refused with all that was found', () => {
    const sheet = fullSheet();
    expect(soundRuleSheet(sheet)).toEqual({ ok: true, value: sheet });
    const wrong = withVote({ quorum: '1/2', forSymbol: '', abstainSymbol: '△' });
    expect(soundRuleSheet(wrong)).toEqual({
      ok: false,
      refusals: contradictions(wrong).refusals,
    });
    expect(contradictions(wrong).refusals).toHaveLength(2);
  });
});
