import { expect, test } from 'vitest';
import { planDueOn, reviewSettings } from '../../src/rules/review-settings.ts';
import { fullSheet } from './rule-sheet/change-sheet.ts';

test('a sheet says when a plan is due and what is drift; without the chapter the defaults hold', () => {
  const sheet = fullSheet();
  const changed = { ...sheet, review: { ...sheet.review, planDays: 45, driftTolerance: 5 } };
  const settings = reviewSettings(changed, 'township');
  expect(settings).toMatchObject({ regulated: true, planDays: 45, driftTolerance: 5 });
  expect(planDueOn('2026-01-20', settings)).toBe('2026-03-06');
  const { review: _review, ...rest } = sheet;
  const first = reviewSettings({ ...rest, schemaVersion: 1 }, 'township');
  expect(first).toMatchObject({ regulated: true, planDays: 30, driftTolerance: 10 });
  expect(reviewSettings(null, 'county')).toMatchObject({
    ...{ regulated: false, planDays: 30, driftTolerance: 10 },
    adjustmentDecidedBy: 'standing-committee',
  });
});

test('a sheet sets the days of each step after the vote and of the reminders', () => {
  const sheet = fullSheet();
  // What no sheet regulates is as the wizard proposes it.
  for (const level of ['street', 'township', 'county', 'city'] as const) {
    const { regulated: _one, ...proposed } = reviewSettings(fullSheet({ level }), level);
    const { regulated: _other, ...unregulated } = reviewSettings(null, level);
    expect(proposed).toEqual(unregulated);
  }
  expect(reviewSettings(null, 'township')).toEqual({
    ...{ regulated: false, planDays: 30, driftTolerance: 10, progressMarks: 'five' },
    ...{ redBelow: 30, orangeBelow: 50, yellowBelow: 70, inspectionMonths: 3, reportMonths: 6 },
    ...{ testMonths: 12, opinionDays: 30, publicationWorkingDays: 20, residentsAsked: true },
    ...{ smallestGroup: 5, rectificationDays: 90, verdictBase: 'members', recheckDays: 30 },
    ...{ handOverDays: 15, ratingDays: 30, problemDays: 15, yearEndDays: 90 },
    reminderDays: { department: -5, clerk: 1, chair: 8, county: 16 },
    adjustmentDecidedBy: 'congress',
  });
  const changed = {
    ...sheet,
    review: { ...sheet.review, recheckDays: 20 },
    deadlines: {
      ...{ ...sheet.deadlines, handOverDays: 7, ratingDays: 14, problemDays: 10, yearEndDays: 60 },
      ...{ remindBefore: 0, clerkAfter: 2, chairAfter: 5, aboveAfter: 10 },
    },
  };
  expect(reviewSettings(changed, 'township')).toMatchObject({
    ...{ recheckDays: 20, handOverDays: 7, ratingDays: 14, problemDays: 10, yearEndDays: 60 },
    reminderDays: { department: 0, clerk: 2, chair: 5, county: 10 },
  });
});

test('residents are asked unless the sheet says that they are not', () => {
  const sheet = fullSheet();
  const asks = (residentsAsked: boolean) =>
    reviewSettings(
      { ...sheet, satisfaction: { ...sheet.satisfaction, residentsAsked } },
      'township',
    );
  expect([asks(true).residentsAsked, asks(false).residentsAsked]).toEqual([true, false]);
  expect(reviewSettings(null, 'township').residentsAsked).toBe(true);
});
