import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../src/rules/days.ts';
import { publishedYears } from '../../src/rules/published-holidays.ts';
import {
  addWorkingDays,
  isWorkingDay,
  unknownInWords,
  workCalendar,
} from '../../src/rules/working-days.ts';

const calendar = workCalendar(publishedYears);
const weekends = workCalendar([]);
const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();

describe('the published years', () => {
  test('hold as many days as their notices count', () => {
    // 2023: 3+7+1+5+3+8; 2024: 1+8+3+5+1+3+7; 2025: 1+8+3+5+3+8; 2026: 3+9+3+5+3+3+7.
    expect(publishedYears.map((one) => [one.year, one.holidays.length])).toEqual([
      [2023, 27],
      [2024, 28],
      [2025, 28],
      [2026, 33],
    ]);
    for (const one of publishedYears) {
      expect(one.source).toMatch(/^国办发明电〔20\d\d〕\d+号$/);
      expect(one.workdays.every((day) => [0, 6].includes(weekday(day)))).toBe(true);
      expect(one.holidays.some((day) => one.workdays.includes(day))).toBe(false);
      expect(new Set([...one.holidays, ...one.workdays]).size).toBe(
        one.holidays.length + one.workdays.length,
      );
    }
  });

  test('give and take weekends as the notices say', () => {
    // Spring Festival 2026: 15 to 23 February free, 14 and 28 February worked.
    expect(isWorkingDay('2026-02-14', calendar)).toBe(true);
    expect(isWorkingDay('2026-02-16', calendar)).toBe(false);
    expect(isWorkingDay('2026-02-23', calendar)).toBe(false);
    expect(isWorkingDay('2026-02-24', calendar)).toBe(true);
    expect(isWorkingDay('2026-02-28', calendar)).toBe(true);
    // National Day 2025 with the Mid-Autumn Festival: eight days.
    expect(isWorkingDay('2025-10-08', calendar)).toBe(false);
    expect(isWorkingDay('2025-10-11', calendar)).toBe(true);
    // A Saturday that no notice names stays free.
    expect(isWorkingDay('2026-03-07', calendar)).toBe(false);
  });
});

describe('a deadline in working days', () => {
  test('passes over holidays and counts worked weekends', () => {
    expect(addWorkingDays('2026-02-13', 1, calendar)).toEqual({ day: '2026-02-14', unknown: [] });
    expect(addWorkingDays('2026-02-13', 2, calendar).day).toBe('2026-02-24');
    expect(addWorkingDays('2026-09-30', 1, calendar).day).toBe('2026-10-08');
    expect(addWorkingDays('2026-03-02', 20, calendar).day).toBe('2026-03-30');
    expect(addWorkingDays('2026-03-02', 0, calendar).day).toBe('2026-03-02');
  });

  test('of a year without a notice leaves out weekends and says so', () => {
    expect(addWorkingDays('2026-03-06', 1, weekends)).toEqual({
      ...{ day: '2026-03-09', unknown: [2026] },
    });
    const over = addWorkingDays('2026-12-30', 3, calendar);
    expect(over).toEqual({ day: '2027-01-04', unknown: [2027] });
    expect(unknownInWords(over)).toContain('2027年的节假日安排没有登记');
    expect(unknownInWords(addWorkingDays('2026-03-02', 5, calendar))).toBe('');
  });

  test('lies so many working days ahead, on a working day, whatever the calendar', () => {
    const start = fc.integer({ min: 0, max: 1400 }).map((days) => addDays('2023-01-01', days));
    const either = fc.constantFrom(calendar, weekends);
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 60 }), either, (day, days, asked) => {
        const { day: end } = addWorkingDays(day, days, asked);
        expect(isWorkingDay(end, asked)).toBe(true);
        let counted = 0;
        for (let at = addDays(day, 1); at <= end; at = addDays(at, 1)) {
          if (isWorkingDay(at, asked)) counted += 1;
        }
        expect(counted).toBe(days);
        expect(addWorkingDays(day, days + 1, asked).day > end).toBe(true);
      }),
    );
  });
});

test('of two notices for one year the later one stands', () => {
  const [first] = publishedYears;
  if (first === undefined) throw new Error('no year is published');
  const mended = workCalendar([first, { ...first, holidays: [], workdays: [] }]);
  expect(isWorkingDay('2023-04-05', mended)).toBe(true);
});
