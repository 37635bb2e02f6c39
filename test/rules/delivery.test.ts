import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { addDays, dayInWords, daysLate } from '../../src/rules/days.ts';

import { judgePlan, type PlanDraft, planTiming } from '../../src/rules/plan.ts';
import {
  endOfMonth,
  markProgress,
  type ProgressColour,
  percentOfMilestones,
  reportDueOn,
} from '../../src/rules/progress-colours.ts';
import { foldReminders, levelsDue, reminderOn, remindersDue } from '../../src/rules/reminders.ts';
import { reviewSettings } from '../../src/rules/review-settings.ts';

const five = { progressMarks: 'five', redBelow: 30, orangeBelow: 50, yellowBelow: 70 } as const;
const three = { ...five, progressMarks: 'three' } as const;
const year = { startsOn: '2026-01-01', finishesOn: '2026-12-31' };

describe('a plan', () => {
  const good: PlanDraft = {
    ...year,
    milestones: [
      { line: 1, title: '开工', dueOn: '2026-03-31', weight: 20 },
      { line: 2, title: '完工', dueOn: '2026-11-30', weight: 80 },
    ],
    goals: [],
  };
  const codes = (plan: PlanDraft) => judgePlan(plan).map((one) => one.code);

  test('in order has nothing wrong', () => {
    expect(codes(good)).toEqual([]);
  });

  test('names every fault at its line', () => {
    expect(codes({ ...good, finishesOn: '2025-01-01' })).toEqual(['finish-before-start']);
    expect(codes({ ...good, milestones: [] })).toEqual(['no-milestones']);
    const [first, second] = good.milestones;
    if (first === undefined || second === undefined) throw new Error('two milestones are given');
    expect(codes({ ...good, milestones: [second, { ...first, weight: 19 }] })).toEqual([
      'milestone-order',
      'weights-not-100',
    ]);
    const twice = {
      ...good,
      milestones: [first, { ...second, title: '开工', dueOn: '2027-01-01' }],
    };
    expect(codes(twice)).toEqual(['milestone-outside', 'milestone-repeated']);
  });

  test('over several years says what each year brings', () => {
    const long = { ...good, finishesOn: '2028-06-30' };
    expect(codes(long)).toEqual(['year-without-goal', 'year-without-goal', 'year-without-goal']);
    const goals = [2026, 2027, 2028].map((one, index) => ({ line: index + 1, year: one }));
    expect(codes({ ...long, goals })).toEqual([]);
    expect(codes({ ...good, goals: [...goals, { line: 4, year: 2026 }] })).toEqual([
      'goal-outside',
      'goal-outside',
      'goal-repeated',
    ]);
  });

  test('is late only after the day it was due', () => {
    expect(planTiming(null, null, '2026-03-01').kind).toBe('no-deadline');
    expect(planTiming('2026-02-19', null, '2026-02-19')).toEqual({ kind: 'open', daysLeft: 0 });
    expect(planTiming('2026-02-19', null, '2026-02-20')).toEqual({ kind: 'late', daysLate: 1 });
    expect(planTiming('2026-02-19', '2026-02-01', '2026-09-01')).toMatchObject({ daysLate: 0 });
    expect(planTiming('2026-02-19', '2026-03-01', '2026-09-01')).toMatchObject({ daysLate: 10 });
  });
});

describe('a mark', () => {
  const mark = (
    percent: number,
    month: string,
    today: string,
    settings: typeof five | typeof three = five,
  ) =>
    markProgress(settings, { plan: year, report: { month, percent }, accepted: false }, today)
      .colour;

  test('follows the thresholds in the middle of the plan', () => {
    const marks = [29, 30, 49, 50, 69, 70].map((one) => mark(one, '2026-06-01', '2026-07-02'));
    // On 30 June 180 of 364 days are gone: the limits are a little under 30, 50 and 70.
    expect(marks).toEqual(['red', 'orange', 'orange', 'yellow', 'yellow', 'green']);
    expect(mark(45, '2026-06-01', '2026-07-02', three)).toBe('yellow');
  });

  test('is unknown without a plan or a report, and never a pass', () => {
    const nothing = { plan: null, report: null, accepted: false };
    expect(markProgress(five, nothing, '2026-07-02').colour).toBe('unknown');
    expect(markProgress(five, { ...nothing, plan: year }, '2026-07-02').colour).toBe('unknown');
    expect(markProgress(five, { ...nothing, accepted: true }, '2026-07-02').colour).toBe('blue');
    expect(markProgress(three, { ...nothing, accepted: true }, '2026-07-02').colour).toBe('green');
  });

  test('does not stay green when nobody reports any more', () => {
    expect(mark(45, '2026-03-01', '2026-04-20')).toBe('green');
    expect(mark(45, '2026-03-01', '2026-05-05')).toBe('green');
    expect(mark(45, '2026-03-01', '2026-08-06')).toBe('orange');
    expect(mark(99, '2026-03-01', '2027-02-06')).toBe('red');
  });

  test('never gets better by less work or by waiting', () => {
    const rank: Readonly<Record<ProgressColour, number>> = {
      ...{ red: 0, orange: 1, yellow: 2, green: 3, blue: 4, unknown: -1 },
    };
    const percent = fc.integer({ min: 0, max: 100 });
    const day = fc.integer({ min: 0, max: 500 }).map((days) => addDays('2026-03-01', days));
    fc.assert(
      fc.property(
        percent,
        percent,
        day,
        day,
        fc.constantFrom(five, three),
        (a, b, one, two, sheet) => {
          const [less, more] = [Math.min(a, b), Math.max(a, b)];
          const [early, late] = one < two ? [one, two] : [two, one];
          const month = '2026-02-01';
          expect(rank[mark(less, month, early, sheet)]).toBeLessThanOrEqual(
            rank[mark(more, month, early, sheet)],
          );
          expect(rank[mark(less, month, late, sheet)]).toBeLessThanOrEqual(
            rank[mark(less, month, early, sheet)],
          );
        },
      ),
    );
  });

  test('is green before the first milestone is due, but only in the first quarter', () => {
    const at = (firstDueOn: string, today: string) =>
      markProgress(
        five,
        {
          ...{ plan: { ...year, firstDueOn }, accepted: false },
          report: { month: `${today.slice(0, 7)}-01`, percent: 0 },
        },
        today,
      ).colour;
    expect(at('2026-02-15', '2026-02-15')).toBe('green');
    expect(at('2026-02-15', '2026-02-16')).toBe('red');
    // A quarter of 364 days after 1 January is 2 April.
    expect(at('2026-12-31', '2026-04-02')).toBe('green');
    expect(at('2026-12-31', '2026-04-03')).toBe('red');
  });

  test('of milestones is the sum of the weights that were reached', () => {
    expect(
      percentOfMilestones([
        { weight: 20, reachedOn: '2026-03-02' },
        { weight: 80, reachedOn: null },
      ]),
    ).toBe(20);
  });
});

test('reports of a month are due on the fifth of the next', () => {
  expect(endOfMonth('2028-02-01')).toBe('2028-02-29');
  expect(reportDueOn('2026-12-01')).toBe('2027-01-05');
});

const days = reviewSettings(null, 'township').reminderDays;

test('a reminder climbs from the department to the county, and never falls back', () => {
  expect(levelsDue('2026-02-19', '2026-02-13', days)).toEqual([]);
  expect(levelsDue('2026-02-19', '2026-02-14', days)).toEqual(['department']);
  expect(levelsDue('2026-02-19', '2026-02-20', days)).toEqual(['department', 'clerk']);
  expect(levelsDue('2026-02-19', '2026-02-27', days)).toEqual(['department', 'clerk', 'chair']);
  expect(levelsDue('2026-02-19', '2026-03-07', days)).toHaveLength(4);
});

test('what the congress itself has to do reminds no department, and its clerk in good time', () => {
  const item = {
    congressId: 'c',
    subjectId: 's',
    projectId: null,
    dueOn: '2026-07-20',
    what: '测评',
  };
  const levels = (kind: 'test' | 'handling', today: string) =>
    remindersDue([{ ...item, kind }], new Set(), today, () => days).map(({ level }) => level);
  expect(levels('test', '2026-07-14')).toEqual([]);
  expect(levels('test', '2026-07-15')).toEqual(['clerk']);
  expect(levels('handling', '2026-07-15')).toEqual(['department']);
  expect(levels('test', '2026-08-05')).toEqual(['clerk', 'chair', 'county']);
});

test('a reminder says how late it is on the day it is read, older rows too', () => {
  const now = '“路灯”的计划应于2026年2月19日前完成，已逾期 19 天。';
  for (const stored of [
    '“路灯”的计划应于2026年2月19日前完成。',
    '“路灯”的计划应于2026年2月19日前完成，还有 5 天。',
    '“路灯”的计划应于2026年2月19日前完成，已逾期 1 天。',
  ]) {
    expect(reminderOn(stored, '2026-02-19', '2026-03-10')).toBe(now);
  }
  expect(reminderOn('计划应于2026年2月19日前完成。', '2026-02-19', '2026-02-17')).toContain(
    '还有 2 天',
  );
});

test('lateness is never less than none', () => {
  expect([daysLate(null, '2026-03-02'), daysLate('2026-03-05', '2026-03-02')]).toEqual([0, 0]);
  expect(daysLate('2026-03-02', '2026-03-05')).toBe(3);
});

test.each([
  ['2026-01-20', '2026年1月20日'],
  ['2026-11', '2026年11月'],
  ['没有', '没有'],
  ['2026-01-20T09:00', '2026-01-20T09:00'],
])('a day is written in one way: %s', (day, words) => {
  expect(dayInWords(day)).toBe(words);
});

test('what is to be done and what is reminded of are one list, each matter once', () => {
  const reminder = (
    kind: 'hand_over' | 'problem' | 'milestone',
    subjectId: string,
    dueOn: string,
  ) => ({
    ...{ kind, subjectId, dueOn },
  });
  const late = reminder('hand_over', 'o2', '2026-03-01');
  const first = reminder('problem', 'p1', '2026-03-05');
  const second = reminder('problem', 'p2', '2026-03-06');
  const others = reminder('milestone', 'o1', '2026-03-07');
  const todo = [
    { text: '建议', matter: null },
    { text: '意见一', matter: { kind: 'hand_over' as const, subjectId: 'o1' } },
    { text: '群众反映', matter: { kind: 'problem' as const, subjectId: null } },
    { text: '意见二', matter: { kind: 'hand_over' as const, subjectId: 'o2' } },
  ];
  const { waiting, rest } = foldReminders(todo, [late, first, second, others]);
  expect(waiting.map(({ text, reminder: told }) => [text, told])).toEqual([
    ['意见二', late],
    ['群众反映', first],
    ['建议', null],
    ['意见一', null],
  ]);
  expect(rest).toEqual([others]);
  expect(foldReminders([], [late])).toEqual({ waiting: [], rest: [late] });
});
