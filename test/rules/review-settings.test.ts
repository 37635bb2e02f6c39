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
