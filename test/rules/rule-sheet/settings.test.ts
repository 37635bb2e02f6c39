import { describe, expect, test } from 'vitest';
import { checkValue } from '../../../src/rules/rule-sheet/check-value.ts';
import {
  contextOf,
  defaultChapter,
  defaultRuleSheet,
  regulatedChapters,
  settle,
  withChapter,
  withoutChapter,
} from '../../../src/rules/rule-sheet/default-sheet.ts';
import { chapterNames } from '../../../src/rules/rule-sheet/document.ts';
import {
  sourceMarkNames,
  steps,
  stepTitles,
} from '../../../src/rules/rule-sheet/settings/setting.ts';
import {
  allSettings,
  chapterOfStep,
  settingOf,
  settingsOfStep,
} from '../../../src/rules/rule-sheet/settings.ts';
import { fullSheet, withVote } from './change-sheet.ts';

const levels = ['city', 'county', 'township', 'street'] as const;

describe('the catalogue', () => {
  test('every setting has its own key, a label, a help text and a sourced default', () => {
    const keys = allSettings.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const setting of allSettings) {
      expect(setting.label, setting.key).not.toBe('');
      expect(setting.help, setting.key).toMatch(/。$/);
      expect(setting.source.text, setting.key).not.toBe('');
      expect(Object.keys(sourceMarkNames)).toContain(setting.source.mark);
    }
  });

  test('every number has the bounds that were decided for it', () => {
    const bounds = allSettings.flatMap((setting) =>
      setting.kind === 'number' ? [[setting.key, setting.least, setting.most]] : [],
    );
    expect(bounds).toEqual([
      ['vote.places', 1, 500],
      ['vote.candidates', 1, 500],
      ['vote.leastSurplus', 0, 100],
      ['vote.most', 1, 500],
      ['vote.leastMarked', 0, 500],
      ['vote.secondRoundCount', 1, 500],
      ['vote.batchSize', 1, 25],
      ['vote.announcementDays', 0, 60],
      ['keys.keyThreshold', 1, 20],
      ['keys.keyHolders', 1, 20],
      ['keys.reserveRounds', 0, 9],
      ['keys.smallestChannel', 2, 100],
      ['keys.lateSlips', 0, 100],
      ['keys.objectionDays', 0, 365],
      ['satisfaction.smallestGroup', 1, 1000],
      ['satisfaction.rectificationDays', 1, 365],
      ['followUp.solicitationDays', 1, 365],
      ['followUp.publicationWorkingDays', 1, 60],
      ['followUp.redBelow', 1, 100],
      ['followUp.orangeBelow', 1, 100],
      ['followUp.yellowBelow', 1, 100],
      ['followUp.inspectionMonths', 1, 12],
      ['followUp.reportMonths', 1, 12],
      ['followUp.testMonths', 1, 12],
      ['followUp.opinionDays', 1, 180],
      ['review.planDays', 1, 180],
      ['review.driftTolerance', 0, 100],
      ['review.noticeDays', 1, 180],
      ['review.paperDays', 0, 180],
      ['review.leastSuggestions', 1, 100],
      ['review.leastTraced', 0, 100],
      ['review.mostOneChannel', 0, 100],
      ['review.mostReady', 0, 100],
      ['review.smallestProject', 0, 1000],
      ['review.mostTrivial', 0, 100],
      ['review.mostRepeated', 0, 100],
      ['review.unanimousPercent', 50, 100],
      ['review.quorumMargin', 0, 30],
      ['review.quietMonths', 1, 12],
      ['review.spendingGap', 0, 100],
      ['review.mostLateOpinions', 0, 100],
      ['review.recheckDays', 1, 180],
      ['deadlines.handOverDays', 1, 90],
      ['deadlines.ratingDays', 1, 180],
      ['deadlines.problemDays', 1, 90],
      ['deadlines.yearEndDays', 1, 365],
      ['deadlines.remindBefore', 0, 60],
      ['deadlines.clerkAfter', 0, 60],
      ['deadlines.chairAfter', 1, 180],
      ['deadlines.aboveAfter', 1, 365],
    ]);
  });

  test('every text has the length that was decided for it', () => {
    const lengths = allSettings.flatMap((setting) =>
      setting.kind === 'text' ? [[setting.key, setting.longest]] : [],
    );
    expect(lengths).toEqual([
      ['vote.noSurplusReason', 300],
      ['vote.paperColour', 10],
      ['vote.firstReserveColour', 10],
      ['vote.secondReserveColour', 10],
      ['vote.presidiumRule', 300],
      ['vote.otherProvisions', 2000],
    ]);
  });

  test('a source marked as law names the law', () => {
    const lawful = allSettings.filter(({ source }) => source.mark === 'L');
    expect(lawful.map(({ key }) => key)).toEqual([
      'vote.quorum',
      'vote.passingBase',
      'vote.passingComparison',
      'vote.passingFraction',
      'followUp.publicationWorkingDays',
    ]);
    for (const { source } of lawful) expect(source.text).toMatch(/《.+》.*第.+条/);
  });

  test.each(levels)('every default of a %s is a value that the setting accepts', (level) => {
    for (const channels of ['paper', 'electronic', 'hybrid', 'keypad'] as const) {
      for (const setting of allSettings) {
        const value = setting.initial({ level, scope: 'meeting', channels });
        expect(checkValue(setting, value), setting.key).toEqual({ ok: true, value });
      }
    }
  });

  test('every setting stands on exactly one page of the wizard, and its chapter is that page’s', () => {
    const shown = steps.flatMap((step) => settingsOfStep(step));
    expect(shown.map(({ key }) => key).sort()).toEqual(allSettings.map(({ key }) => key).sort());
    for (const step of steps) {
      expect(stepTitles[step]).not.toBe('');
      for (const setting of settingsOfStep(step)) expect(setting.chapter).toBe(chapterOfStep(step));
    }
  });

  test('a key leads to its setting, an unknown one to nothing', () => {
    expect(settingOf('vote.quorum')?.label).toBe('法定人数');
    expect(settingOf('vote.lottery')).toBeUndefined();
  });

  test('a missing chapter has no values, and none of its settings has an effect', () => {
    const sheet = withoutChapter(fullSheet(), 'keys');
    const setting = settingOf('keys.keyThreshold');
    expect(setting?.valueIn(sheet)).toBeUndefined();
    expect(setting?.relevantIn(sheet)).toBe(false);
    expect(setting?.relevantIn(fullSheet())).toBe(true);
  });

  test.each([
    ['vote.noSurplusReason', withVote({}), false],
    ['vote.noSurplusReason', withVote({ candidates: 10 }), true],
    ['vote.noSurplusReason', withVote({ places: null }), false],
    ['vote.noSurplusReason', withVote({ candidates: null }), false],
    ['vote.most', withVote({ cap: 'number' }), true],
    ['vote.most', withVote({ form: 'categories', cap: 'number' }), false],
    ['vote.categories', withVote({ form: 'categories' }), true],
    ['vote.overMarked', withVote({ form: 'categories', cap: 'none' }), true],
    ['vote.overMarked', withVote({ cap: 'none' }), false],
    ['vote.overMarked', withVote({ form: 'exactly' }), false],
    ['vote.overMarked', withVote({ channels: 'electronic' }), false],
    ['vote.abstainSymbol', withVote({ channels: 'keypad' }), false],
    ['vote.abstainSymbol', withVote({ form: 'upto' }), false],
    ['vote.batchSize', withVote({ channels: 'electronic' }), false],
    ['vote.batchSize', withVote({ channels: 'hybrid' }), true],
    ['vote.notPressed', withVote({ channels: 'keypad' }), true],
    ['vote.signerMissing', withVote({ signers: 'chief' }), false],
    ['vote.secondTie', withVote({ tie: 'both' }), false],
    ['vote.presidiumRule', withVote({ tie: 'presidium', secondTie: 'lot' }), true],
    ['vote.presidiumRule', withVote({ tie: 'neither', secondTie: 'presidium' }), false],
    ['vote.secondRoundCount', withVote({ secondRoundCandidates: 'first-by-votes' }), true],
    [
      'vote.secondRoundCount',
      withVote({ shortfall: 'fewer', secondRoundCandidates: 'first-by-votes' }),
      false,
    ],
  ])('%s has an effect or not by the settings beside it', (key, sheet, expected) => {
    expect(settingOf(key)?.relevantIn(sheet)).toBe(expected);
  });

  test('thresholds and groups of the other chapters have an effect only where they are used', () => {
    const sheet = fullSheet();
    const three = { ...sheet, followUp: { ...sheet.followUp, progressMarks: 'three' as const } };
    expect(settingOf('followUp.orangeBelow')?.relevantIn(three)).toBe(false);
    expect(settingOf('followUp.orangeBelow')?.relevantIn(sheet)).toBe(true);
    const alone = { ...sheet.satisfaction, residentsAsked: false };
    const group = settingOf('satisfaction.smallestGroup');
    expect(group?.relevantIn({ ...sheet, satisfaction: alone })).toBe(false);
  });
});

describe('default sheets', () => {
  test('a township announces by its presidium and decides adjustments in its congress', () => {
    const sheet = defaultRuleSheet({ level: 'township', places: 10, candidates: 12 });
    expect(sheet).toMatchObject({ schemaVersion: 3, level: 'township', scope: 'meeting' });
    expect(sheet.vote).toMatchObject({
      places: 10,
      candidates: 12,
      channels: 'paper',
      form: 'each',
      cap: 'places',
      quorum: '2/3',
      passingBase: 'due',
      passingComparison: 'more-than',
      passingFraction: '1/2',
      tie: 'revote',
      revoteDecides: 'most-votes',
      secondTie: 'presidium',
      shortfall: 'second-round',
      secondShortfall: 'fewer',
      announcement: 'presidium',
      term: 'ballot',
    });
    expect(sheet.followUp?.adjustmentDecidedBy).toBe('congress');
    expect(sheet.satisfaction?.testedUnit).toBe('project');
    expect(regulatedChapters(sheet)).toEqual([
      ...['vote', 'satisfaction', 'followUp', 'review', 'deadlines'],
    ]);
  });

  test.each([
    ['county', 'standing-committee', 'standing-committee', 'project'],
    ['city', 'standing-committee', 'standing-committee', 'part'],
    ['township', 'presidium', 'congress', 'project'],
    ['street', 'working-committee', 'congress', 'project'],
  ] as const)('a %s announces and decides by its own bodies', (level, announcer, decides, unit) => {
    const sheet = defaultRuleSheet({ level });
    expect(sheet.vote?.announcement).toBe(announcer);
    expect(sheet.followUp?.adjustmentDecidedBy).toBe(decides);
    expect(sheet.satisfaction?.testedUnit).toBe(unit);
  });

  test('甘肃 says 审议监督', () => {
    expect(defaultRuleSheet({ level: 'county', province: '甘肃省' }).vote?.term).toBe(
      'deliberation',
    );
    expect(defaultRuleSheet({ level: 'county', province: '浙江省' }).vote?.term).toBe('ballot');
  });

  test.each([
    ['paper', 'each', 'places', false],
    ['electronic', 'upto', 'places', true],
    ['hybrid', 'upto', 'places', true],
    ['keypad', 'each', 'none', false],
  ] as const)(
    'a vote by %s has the form %s and keys only where it needs them',
    (channels, form, cap, keys) => {
      const sheet = defaultRuleSheet({ level: 'township', channels });
      expect(sheet.vote).toMatchObject({ form, cap });
      expect(sheet.keys !== undefined).toBe(keys);
    },
  );

  test('a wished form is kept, and a blank paper is void where exactly N are asked', () => {
    const sheet = defaultRuleSheet({ level: 'township', form: 'exactly' });
    expect(sheet.vote).toMatchObject({ form: 'exactly', blankBallot: 'void' });
  });

  test('a standing sheet may leave the numbers to each meeting', () => {
    const sheet = defaultRuleSheet({ level: 'township', scope: 'standing' });
    expect(sheet.scope).toBe('standing');
    expect(sheet.vote).toMatchObject({ places: null, candidates: null });
  });

  test('chapters are added with defaults, kept when there, and removed', () => {
    const sheet = defaultRuleSheet({ level: 'county' });
    const added = withChapter(sheet, 'keys');
    expect(added.keys).toEqual(defaultChapter('keys', contextOf(sheet)));
    const changed = { ...added, keys: { ...fullSheet().keys, keyHolders: 5 } };
    expect(withChapter(changed, 'keys')).toBe(changed);
    expect(withoutChapter(added, 'keys')).toEqual(sheet);
    expect(regulatedChapters(withChapter(sheet, 'keys'))).toEqual(chapterNames);
  });

  test('the review makes a sheet one of version 2, the deadlines one of 3, no other chapter does', () => {
    const { review: _review, followUp: _followUp, deadlines: _deadlines, ...rest } = fullSheet();
    const first = { ...rest, schemaVersion: 1 as const };
    expect(withChapter(first, 'followUp').schemaVersion).toBe(1);
    const second = withChapter(first, 'review');
    expect(second.schemaVersion).toBe(2);
    expect(second.review).toEqual(fullSheet().review);
    expect(withChapter(second, 'deadlines').schemaVersion).toBe(3);
    expect(withChapter(withChapter(first, 'deadlines'), 'review').schemaVersion).toBe(3);
    expect(withoutChapter(first, 'review')).toEqual(first);
  });

  test('a sheet without a vote counts as one on paper', () => {
    const sheet = withoutChapter(fullSheet(), 'vote');
    expect(contextOf(sheet)).toEqual({ level: 'township', scope: 'meeting', channels: 'paper' });
  });

  test('settling puts what has no effect back to its default and nothing else', () => {
    const sheet = withVote({
      cap: 'none',
      most: 7,
      abstainSymbol: '△',
      tie: 'both',
      secondTie: 'lot',
    });
    const settled = settle(sheet);
    expect(settled.vote).toMatchObject({
      cap: 'none',
      most: null,
      abstainSymbol: '△',
      tie: 'both',
      secondTie: 'presidium',
    });
    expect(settle(settled)).toEqual(settled);
    const small = withoutChapter(sheet, 'satisfaction');
    expect(settle(small).satisfaction).toBeUndefined();
  });
});
