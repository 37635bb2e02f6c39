import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { labelledTownship } from '../../../src/commands/indicators/synthetic-townships.ts';
import { fairFigures, sizeGroups } from '../../../src/rules/indicators/fair-comparison.ts';
import { lateMatters } from '../../../src/rules/indicators/late-matters.ts';
import { thresholdsOf } from '../../../src/rules/indicators/thresholds.ts';
import type { YearRecord } from '../../../src/rules/indicators/year-record.ts';
import { stageNames, yearStages } from '../../../src/rules/indicators/year-stages.ts';
import { summariseYear } from '../../../src/rules/indicators/year-summary.ts';

const thresholds = thresholdsOf(null, 'township');
const { record: healthy } = labelledTownship(11, 'healthy');

/** A year before anything happened in it. */
const emptyYear: YearRecord = {
  ...{ congressId: 'township', yearId: 'year', year: 2026, today: '2025-08-01' },
  ...{ solicitation: null, candidates: [], meeting: null, votes: [], projects: [] },
  ...{ planPublishedOn: null, earlierProjects: [], opinions: [], rectifications: [] },
  ...{ lookbacks: [], running: [] },
};

function states(record: YearRecord): string {
  return yearStages(record, thresholds)
    .stages.map(({ state }) => state)
    .join(' ');
}

describe('the ten stages of a year', () => {
  test('begin with the solicitation and end with the look-back', () => {
    expect(states(emptyYear)).toBe('now todo todo todo todo todo todo todo todo todo');
    expect(yearStages(emptyYear, thresholds)).toMatchObject({
      current: 1,
      next: { step: '征集建议' },
      late: [],
    });
    const lookbacks = [{ id: 'l', issuerId: 'county', closed: true }];
    const whole = { ...healthy, lookbacks, opinions: [], rectifications: [] };
    const { next } = yearStages(whole, thresholds);
    expect(next).toEqual({ step: '这一年已经办完', why: '十个环节都有记录。' });
  });

  test('a meeting that has begun deliberates before it votes, and only one stage is in hand', () => {
    const before = { ...healthy, votes: [], projects: [], opinions: [], rectifications: [] };
    const day = before.meeting?.startsOn ?? '';
    const meeting = (deliberationMinuted: boolean | null) =>
      before.meeting && { ...before.meeting, deliberationMinuted };
    const at = (record: YearRecord) => {
      const { current, next, stages } = yearStages(record, thresholds);
      expect(stages.filter(({ state }) => state === 'now')).toHaveLength(1);
      return [current, next.step];
    };
    expect(at({ ...before, today: '2025-01-02', meeting: meeting(null) })).toEqual([
      ...[3, '形成候选项目'],
    ]);
    expect(at({ ...before, today: day, meeting: meeting(null) })).toEqual([4, '审议候选项目']);
    expect(at({ ...before, today: day, meeting: meeting(true) })).toEqual([5, '组织票决']);
  });

  test('a solicitation that runs, a result that waits, and a test of some are shown as what they are', () => {
    const [vote] = healthy.votes;
    const [project, other] = healthy.projects;
    if (vote === undefined || project === undefined || other === undefined)
      throw new Error('a healthy township votes and has projects');
    const stageOf = (record: YearRecord, name: string) => {
      const found = yearStages(record, thresholds).stages.find((one) => one.name === name);
      return [found?.state, found?.note];
    };
    const solicitation = { startsOn: '2025-07-01', endsOn: '2025-09-01', channels: [] };
    expect(stageOf({ ...emptyYear, solicitation }, '征集')[0]).toBe('now');
    const waiting = { ...vote, declaredOn: '2025-01-20', announcedOn: null };
    const declared = { ...healthy, today: '2025-01-20', votes: [waiting] };
    expect(stageOf(declared, '公告')).toEqual(['now', '']);
    expect(stageOf({ ...declared, votes: [{ ...waiting, declaredOn: null }] }, '公告')[0]).toBe(
      'todo',
    );
    const calm = { ...healthy, opinions: [], rectifications: [] };
    const untested = { ...project, tests: [] };
    const some = { ...calm, projects: [untested, other] };
    expect(stageOf(some, '测评')).toEqual(['now', '1/2测评']);
    expect(stageOf({ ...calm, projects: [untested] }, '测评')).toEqual(['now', '']);
    const running = { ...untested, state: 'underway' as const, completedOn: null, visits: [] };
    const early = { ...calm, today: '2025-03-01', projects: [running, { ...other, ...running }] };
    expect(stageOf(early, '测评')).toEqual(['todo', '']);
    expect(stageOf(early, '监督')).toEqual(['now', '']);
    const seen = [
      { id: 'a', issuerId: 'county', closed: true },
      { id: 'b', issuerId: 'county', closed: false },
    ];
    expect(stageOf({ ...calm, lookbacks: seen }, '回头看')).toEqual(['now', '1/2办结']);
  });

  test('only what is due today is late: a plan that is published, a project with time left', () => {
    const [project] = healthy.projects;
    if (project === undefined) throw new Error('a healthy township has projects');
    const base = { ...project, state: 'underway' as const, completedOn: null, planDueOn: null };
    const late = (change: Partial<typeof base>) =>
      lateMatters(
        {
          ...{ ...healthy, votes: [], opinions: [], rectifications: [], planPublishedOn: null },
          ...{ today: '2025-06-01', projects: [{ ...base, decidedOn: '2025-01-20', ...change }] },
        },
        { ...thresholds, planDays: 30 },
      ).map(({ dueOn }) => dueOn);
    expect(late({ planPublishedOn: null, finishesOn: '2025-12-31' })).toEqual(['2025-02-19']);
    expect(late({ planPublishedOn: '2025-02-01', finishesOn: '2025-12-31' })).toEqual([]);
    expect(late({ planPublishedOn: '2025-02-01', finishesOn: '2025-05-31' })).toEqual([
      '2025-05-31',
    ]);
  });

  test('the sum of a year counts each project once by its worst newest verdict, and says what is unknown', () => {
    const [project] = healthy.projects;
    if (project === undefined) throw new Error('a healthy township has projects');
    const given = { testedOn: '2026-01-10', satisfied: 1, fairlySatisfied: 0, dissatisfied: 0 };
    const tested = (
      ...verdicts: readonly ('satisfied' | 'fairly_satisfied' | 'dissatisfied')[]
    ) => ({
      ...project,
      totalYuan: null,
      tests: verdicts.map((verdict) => ({ ...given, verdict })),
    });
    const early = { ...given, testedOn: '2025-06-01', verdict: 'dissatisfied' as const };
    const better = {
      ...tested('satisfied'),
      tests: [early, { ...given, verdict: 'satisfied' as const }],
    };
    const overdue = { id: 'r', issuerId: 'c', number: 1, dueOn: '2025-01-01', lastAnswerOn: null };
    const record: YearRecord = {
      ...healthy,
      projects: [
        ...[tested('satisfied', 'dissatisfied'), tested('fairly_satisfied'), tested(), better],
      ],
      rectifications: (['issued', 'reopened', 'answered', 'closed'] as const).map((state) => ({
        ...overdue,
        state,
      })),
    };
    expect(summariseYear(record, thresholds)).toMatchObject({
      ...{ totalYuan: null, overdueRectifications: 2 },
      verdicts: { satisfied: 1, fairlySatisfied: 1, dissatisfied: 1, untested: 1 },
    });
  });

  test('a round that is going on is the stage in hand, whichever kind it is', () => {
    const showing = (kind: 'vote' | 'satisfaction' | 'decision') => {
      const running = [{ kind, title: '本轮', state: 'open' as const }];
      const { stages, current, next } = yearStages({ ...healthy, running }, thresholds);
      const stage = stages[current - 1];
      return [stage?.name, stage?.state, stage?.note, next.step, next.why];
    };
    const next = ['办完“本轮”', '这一轮正在投票。'];
    expect(showing('vote')).toEqual(['票决', 'now', '正在投票', ...next]);
    expect(showing('satisfaction')).toEqual(['测评', 'now', '正在投票', ...next]);
    expect(showing('decision')).toEqual(['实施', 'now', '调整正在投票', ...next]);
    const first = { ...emptyYear, running: [{ kind: 'vote', title: '一', state: 'closed' }] };
    // Who votes has deliberated, whether or not somebody wrote it down.
    expect(states(first as YearRecord)).toBe(
      'unknown unknown unknown unknown now todo todo todo todo todo',
    );
  });

  test('a project entered from an older year passes no stage that nobody recorded', () => {
    const projects = healthy.projects.map((one) => ({ ...one, keptHere: false, visits: [] }));
    const old = { ...emptyYear, projects, today: '2026-01-31' };
    expect(states(old)).toBe('unknown unknown unknown unknown done unknown done unknown done todo');
  });

  test('what is late stands first, the longest first, with its day', () => {
    const [project] = healthy.projects;
    if (project === undefined) throw new Error('a healthy township has projects');
    const running = {
      ...{ ...project, state: 'underway' as const, planPublishedOn: null, completedOn: null },
      ...{ planDueOn: '2025-02-20', finishesOn: '2025-11-30' },
    };
    const record: YearRecord = {
      ...{ ...healthy, today: '2025-12-15', projects: [running], votes: [] },
      opinions: [
        {
          ...{ id: 'o', number: 3, projectId: null, dueOn: '2025-06-01' },
          ...{ answers: [], open: true, ratedByClerk: false },
        },
      ],
      rectifications: [
        {
          ...{ id: 'r', issuerId: 'county', number: 4, dueOn: '2025-12-15' },
          ...{ state: 'issued' as const, lastAnswerOn: null },
        },
      ],
    };
    expect(lateMatters(record, thresholds).map(({ dueOn, stage }) => `${stage} ${dueOn}`)).toEqual([
      '7 2025-02-20',
      '8 2025-06-01',
      '7 2025-11-30',
    ]);
    const { next, stages } = yearStages(record, thresholds);
    expect(next.step).toContain('还没有公布实施计划');
    expect(next.why).toBe('应在2025年2月20日以前办好。');
    expect(stages[6]).toEqual({ name: '实施', state: 'late', note: '2件逾期' });
    expect(stages[7]?.state).toBe('late');
    // The day itself is not late yet.
    expect(stages[9]?.state).toBe('todo');
  });

  test('an announcement that is owed is late only after the sheet’s days', () => {
    const [vote] = healthy.votes;
    if (vote === undefined) throw new Error('a healthy township votes');
    const owed = (today: string) =>
      lateMatters(
        { ...healthy, today, votes: [{ ...vote, declaredOn: '2025-01-20', announcedOn: null }] },
        { ...thresholds, announcementDays: 7 },
      ).filter(({ stage }) => stage === 6);
    expect(owed('2025-01-27')).toEqual([]);
    expect(owed('2025-01-28')).toHaveLength(1);
  });

  test('of any year are ten, one of them is current, and the sums add up', () => {
    const years = fc
      .record({
        seed: fc.nat(1_000_000),
        healthy: fc.boolean(),
        month: fc.integer({ min: 1, max: 12 }),
      })
      .map(({ seed, healthy: good, month }) => ({
        ...labelledTownship(seed, good ? 'healthy' : 'formalistic').record,
        today: `2025-${String(month).padStart(2, '0')}-15`,
      }));
    fc.assert(
      fc.property(years, (record) => {
        const { stages, current } = yearStages(record, thresholds);
        expect(stages.map(({ name }) => name)).toEqual(stageNames);
        expect(current).toBeGreaterThanOrEqual(1);
        expect(current).toBeLessThanOrEqual(10);
        const sum = summariseYear(record, thresholds);
        const { satisfied, fairlySatisfied, dissatisfied, untested } = sum.verdicts;
        expect(satisfied + fairlySatisfied + dissatisfied + untested).toBe(record.projects.length);
        expect(sum.completed).toBeLessThanOrEqual(sum.projects);
      }),
    );
  });
});

describe('a fair comparison', () => {
  const summary = { ...summariseYear(healthy, thresholds), projects: 4, completed: 3 };

  test('counts by project and by ten million yuan, without rounding errors', () => {
    const figures = fairFigures({
      ...{ ...summary, visits: 7, opinions: 2, late: 1, totalYuan: 25_000_000 },
    });
    expect(figures).toEqual({
      ...{ visitsPerProject: '1.8', opinionsPerProject: '0.5', completedShare: '75.0%' },
      ...{ visitsPerTenMillion: '2.8', latePerTenMillion: '0.4' },
    });
  });

  test('has no figure where there is nothing to divide by', () => {
    expect(fairFigures({ ...summary, projects: 0, totalYuan: null })).toEqual({
      ...{ visitsPerProject: null, opinionsPerProject: null, completedShare: null },
      ...{ visitsPerTenMillion: null, latePerTenMillion: null },
    });
  });

  test('puts every place into one group of its size, those without money apart', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat(1_000)), { maxLength: 30 }), (yuan) => {
        const places = yuan.map((amount, index) => ({ index, amount }));
        const groups = sizeGroups(places, ({ amount }) => amount);
        const seen = groups.flatMap((group) => group.places.map(({ index }) => index));
        expect([...seen].sort((one, other) => one - other)).toEqual(
          places.map(({ index }) => index),
        );
        const sized = groups.filter(({ name }) => name !== '没有投资数据');
        for (const [index, group] of sized.entries()) {
          const least = Math.min(...group.places.map(({ amount }) => amount ?? -1));
          const next = sized[index + 1]?.places.map(({ amount }) => amount ?? -1) ?? [];
          expect(Math.max(-1, ...next)).toBeLessThanOrEqual(least);
        }
      }),
    );
  });
});
