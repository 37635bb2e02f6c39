import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { labelledTownship } from '../../../src/commands/indicators/synthetic-townships.ts';
import {
  type IndicatorCode,
  indicatorCodes,
  isIndicatorCode,
  judgeYear,
} from '../../../src/rules/indicators/catalogue.ts';
import { longestGap, longestSilence } from '../../../src/rules/indicators/silence.ts';
import {
  regulates,
  type Thresholds,
  thresholdsOf,
} from '../../../src/rules/indicators/thresholds.ts';
import type {
  OpinionRecord,
  ProjectRecord,
  YearRecord,
} from '../../../src/rules/indicators/year-record.ts';
import { fullSheet } from '../rule-sheet/change-sheet.ts';

const defaults = thresholdsOf(null, 'township');

const emptyYear: YearRecord = {
  ...{ congressId: 'township', yearId: 'year', year: 2025, today: '2026-01-31' },
  ...{ solicitation: null, candidates: [], meeting: null, votes: [], projects: [] },
  running: [],
  ...{ planPublishedOn: null, earlierProjects: [], opinions: [], rectifications: [] },
  lookbacks: [],
};

/** Any year that the generator can make, healthy or not. */
const years: fc.Arbitrary<YearRecord> = fc
  .record({ seed: fc.nat(1_000_000), label: fc.constantFrom('healthy', 'formalistic') })
  .map(({ seed, label }) => labelledTownship(seed, label as 'healthy' | 'formalistic').record);

function stateOf(record: YearRecord, code: IndicatorCode, thresholds: Thresholds = defaults) {
  return judgeYear(record, thresholds).find((one) => one.code === code)?.state;
}

function sentenceOf(record: YearRecord, code: IndicatorCode): string {
  return judgeYear(record, defaults).find((one) => one.code === code)?.sentence ?? '';
}

describe('the catalogue', () => {
  test('every indicator speaks once about any year: a question with a number, a finding, or what is missing', () => {
    fc.assert(
      fc.property(years, (record) => {
        const found = judgeYear(record, defaults);
        expect(found.map(({ code }) => code)).toEqual(indicatorCodes);
        for (const one of found) {
          expect(one.sentence).not.toMatch(/undefined|NaN|null|Infinity/);
          expect(one.sentence.endsWith(one.state === 'question' ? '？' : '。')).toBe(true);
          expect(one.evidence.length > 0 || one.state !== 'question').toBe(true);
          expect(one.state !== 'no-data' || one.evidence.length === 0).toBe(true);
          expect(one.sentence).not.toMatch(/违规|违法|造假|弄虚作假|不合格/);
        }
      }),
    );
  });

  test('a year without any record has no data everywhere, and passes nowhere', () => {
    for (const one of judgeYear(emptyYear, defaults)) expect(one.state, one.code).toBe('no-data');
  });

  test('a part of the record that is lost leaves no data, never a pass', () => {
    const lost: readonly [Partial<YearRecord>, readonly IndicatorCode[]][] = [
      [{ solicitation: null }, ['short-solicitation', 'few-suggestions', 'one-channel']],
      [{ candidates: [] }, ['ready-when-voted', 'untraced-candidates', 'few-suggestions']],
      [{ meeting: null }, ['late-papers', 'no-deliberation', 'no-rule-sheet']],
      [
        { votes: [] },
        ['no-surplus', 'unanimous-vote', 'attendance-near-quorum', 'late-announcement'],
      ],
      [
        { projects: [] },
        ['no-plan', 'quiet-reports', 'quiet-visits', 'spending-apart', 'drift', 'all-satisfied'],
      ],
      [{ earlierProjects: [] }, ['repeated-projects']],
      [{ opinions: [] }, ['late-opinions']],
      [{ rectifications: [] }, ['unchecked-rectification']],
    ];
    fc.assert(
      fc.property(years, fc.constantFrom(...lost), (record, [change, codes]) => {
        for (const code of codes) expect(stateOf({ ...record, ...change }, code)).toBe('no-data');
      }),
    );
  });

  test('a looser threshold never raises a question that a stricter one did not', () => {
    const looser: readonly [Partial<Thresholds>, Partial<Thresholds>][] = [
      [{ leastSurplus: 50 }, { leastSurplus: 5 }],
      [{ solicitationDays: 40 }, { solicitationDays: 10 }],
      [{ leastSuggestions: 5 }, { leastSuggestions: 1 }],
      [{ leastTraced: 80 }, { leastTraced: 20 }],
      [{ mostOneChannel: 40 }, { mostOneChannel: 90 }],
      [{ mostReady: 0 }, { mostReady: 50 }],
      [{ mostTrivial: 0 }, { mostTrivial: 60 }],
      [{ mostRepeated: 0 }, { mostRepeated: 60 }],
      [{ unanimousPercent: 90 }, { unanimousPercent: 100 }],
      [{ quorumMargin: 20 }, { quorumMargin: 1 }],
      [{ announcementDays: 0 }, { announcementDays: 30 }],
      [{ quietMonths: 1 }, { quietMonths: 6 }],
      [{ inspectionMonths: 1 }, { inspectionMonths: 6 }],
      [{ spendingGap: 5 }, { spendingGap: 70 }],
      [{ driftTolerance: 1 }, { driftTolerance: 60 }],
      [{ mostLateOpinions: 0 }, { mostLateOpinions: 60 }],
      [{ recheckDays: 1 }, { recheckDays: 100 }],
    ];
    fc.assert(
      fc.property(years, fc.constantFrom(...looser), (record, [strict, loose]) => {
        const before = judgeYear(record, { ...defaults, ...strict });
        const after = judgeYear(record, { ...defaults, ...loose });
        for (const [index, one] of after.entries()) {
          if (one.state === 'question') expect(before[index]?.state, one.code).toBe('question');
        }
      }),
    );
  });

  test('a code is known or not', () => {
    expect(isIndicatorCode('drift')).toBe(true);
    expect(isIndicatorCode('constructor')).toBe(false);
  });
});

describe('thresholds', () => {
  test('a sheet’s own numbers count, defaults hold for the chapters that it lacks', () => {
    const sheet = fullSheet();
    const { review: _review, ...rest } = sheet;
    const own = { ...sheet, review: { ...sheet.review, recheckDays: 7 } };
    expect(thresholdsOf(own, 'township').recheckDays).toBe(7);
    const first = { ...rest, schemaVersion: 1 as const };
    expect(thresholdsOf(first, 'township')).toMatchObject({ recheckDays: 30, announcementDays: 0 });
    expect(thresholdsOf(null, 'county').announcementDays).toBe(7);
    expect(regulates(own, 'review.recheckDays')).toBe(true);
    expect(regulates(first, 'review.recheckDays')).toBe(false);
    expect(regulates(null, 'vote.leastSurplus')).toBe(false);
  });
});

describe('single indicators at their edges', () => {
  const healthy = labelledTownship(11, 'healthy').record;
  const [vote] = healthy.votes;
  if (vote === undefined) throw new Error('a healthy township votes');

  test.each([
    [10, 10, 'question', '候选10个，应选10个，没有差额：代表有没有选择？'],
    [10, 11, 'question', '候选11个，应选10个，只差1个：代表的选择够不够？'],
    [10, 12, 'clear', '候选12个，应选10个，差额2个。'],
  ] as const)('%i places and %i candidates', (places, candidates, state, sentence) => {
    const record = { ...healthy, votes: [{ ...vote, places, candidates }] };
    expect(stateOf(record, 'no-surplus')).toBe(state);
    expect(sentenceOf(record, 'no-surplus')).toBe(sentence);
  });

  test('attendance exactly at the margin is enough', () => {
    const at = (present: number) =>
      stateOf(
        { ...healthy, votes: [{ ...vote, due: 100, needed: 67, present }] },
        'attendance-near-quorum',
      );
    expect(at(71)).toBe('question');
    expect(at(72)).toBe('clear');
  });

  test('an announcement that is still missing counts the days until today', () => {
    const record = {
      ...healthy,
      today: '2025-02-20',
      votes: [{ ...vote, declaredOn: '2025-02-10', announcedOn: null }],
    };
    expect(sentenceOf(record, 'late-announcement')).toBe(
      '宣布后10日还没有公告：群众什么时候能知道结果？',
    );
  });

  test('a project entered from a paper without reports is no data, one kept here is silent', () => {
    const [project] = healthy.projects;
    if (project === undefined) throw new Error('a healthy township has projects');
    const bare = { ...project, reports: [], visits: [] };
    const year = (keptHere: boolean) => ({ ...healthy, projects: [{ ...bare, keptHere }] });
    expect(stateOf(year(false), 'quiet-reports')).toBe('no-data');
    expect(stateOf(year(true), 'quiet-reports')).toBe('question');
    expect(stateOf(year(true), 'quiet-visits')).toBe('question');
  });

  test('an opinion answered on its last day is in time, one answered the day after is late', () => {
    const opinion = (answeredOn: string | null, open = false): OpinionRecord => ({
      ...{ id: 'o', number: 1, projectId: null, dueOn: '2025-06-30', open, ratedByClerk: false },
      answers: answeredOn === null ? [] : [{ dueOn: '2025-06-30', answeredOn }],
    });
    const state = (one: OpinionRecord) => stateOf({ ...healthy, opinions: [one] }, 'late-opinions');
    expect(state(opinion('2025-06-30'))).toBe('clear');
    expect(state(opinion('2025-07-01'))).toBe('question');
    expect(state(opinion(null, true))).toBe('question');
    expect(state(opinion('2025-06-01', true))).toBe('question');
    // Answered late, then rated 不满意 and given a new deadline that is far: the lateness stays.
    const reopened = { ...opinion('2025-07-01', true), dueOn: '2099-01-01', ratedByClerk: true };
    expect(state(reopened)).toBe('question');
    expect(sentenceOf({ ...healthy, opinions: [reopened] }, 'late-opinions')).toContain(
      '其中至今未答复1条，1条的评价由工作人员代录',
    );
    expect(state({ ...reopened, answers: [{ dueOn: null, answeredOn: '2025-07-01' }] })).toBe(
      'clear',
    );
  });

  test('a test with projects that nobody graded says so of the others alone', () => {
    const [project] = healthy.projects;
    if (project === undefined) throw new Error('a healthy township has projects');
    const graded = { testedOn: '2026-01-10', satisfied: 40, fairlySatisfied: 0, dissatisfied: 0 };
    const given = { ...graded, verdict: 'satisfied' as const };
    const year = (...tests: readonly ProjectRecord['tests'][]) => ({
      ...{ ...healthy, opinions: [] },
      projects: tests.map((one, index) => ({ ...project, number: index + 1, tests: one })),
    });
    expect(stateOf(year([], [{ ...given, satisfied: 0 }]), 'all-satisfied')).toBe('no-data');
    expect(sentenceOf(year([given], [], [{ ...given, satisfied: 0 }]), 'all-satisfied')).toContain(
      '测评1个项目',
    );
  });

  test('what is missing of a meeting, a channel or an origin is no data or is said', () => {
    const open = { ...healthy, votes: [{ ...vote, needed: null }] };
    expect(stateOf(open, 'attendance-near-quorum')).toBe('no-data');
    const undeclared = { ...healthy, votes: [{ ...vote, declaredOn: null }] };
    expect(stateOf(undeclared, 'late-announcement')).toBe('no-data');
    const solicitation = { startsOn: '2024-09-01', endsOn: '2024-10-10' };
    const channels = [{ channel: 'online' as const, suggestions: 0 }];
    for (const asked of [[], channels]) {
      const record = { ...healthy, solicitation: { ...solicitation, channels: asked } };
      expect(stateOf(record, 'one-channel')).toBe('no-data');
    }
    const [first, ...others] = healthy.candidates;
    if (first === undefined) throw new Error('a healthy township has candidates');
    const candidates = [{ ...first, origins: [] }, ...others];
    expect(sentenceOf({ ...healthy, candidates }, 'untraced-candidates')).toContain(
      '另有1个没有登记来源',
    );
  });

  test('work that is not completed is watched until today, and a place that nobody wrote is no other place', () => {
    const [project] = healthy.projects;
    if (project === undefined) throw new Error('a healthy township has projects');
    const open = { ...project, state: 'underway' as const, completedOn: null, keptHere: true };
    const watched = { ...open, decidedOn: '2025-01-20', visits: ['2025-03-10'] };
    const state = (today: string) =>
      stateOf({ ...healthy, today, projects: [watched] }, 'quiet-visits');
    expect([state('2025-05-01'), state('2025-12-01')]).toEqual(['clear', 'question']);
    const nowhere = { ...project, title: '路灯亮化', place: null };
    const record = {
      ...{ ...healthy, projects: [nowhere] },
      earlierProjects: [{ year: 2024, title: '路灯亮化', place: null }],
    };
    expect(stateOf(record, 'repeated-projects')).toBe('question');
  });

  test('a plan without a day of its own is due by the days of the sheet', () => {
    const [project] = healthy.projects;
    if (project === undefined) throw new Error('a healthy township has projects');
    const of = (planPublishedOn: string) => ({
      ...healthy,
      projects: [
        { ...project, decidedOn: '2025-01-20', planDueOn: null, keptHere: true, planPublishedOn },
      ],
    });
    expect(stateOf(of('2025-02-19'), 'no-plan')).toBe('clear');
    expect(stateOf(of('2025-02-20'), 'no-plan')).toBe('question');
  });

  test('years, ordinals and marks do not make an old project a new one', () => {
    const [project] = healthy.projects;
    if (project === undefined) throw new Error('a healthy township has projects');
    const record = {
      ...healthy,
      projects: [{ ...project, title: '2025年 路灯亮化（第二期）', place: '云溪村' }],
      earlierProjects: [{ year: 2024, title: '2024年度路灯亮化（第一期）', place: '云溪村' }],
    };
    expect(stateOf(record, 'repeated-projects')).toBe('question');
    const elsewhere = {
      ...record,
      earlierProjects: [{ year: 2024, title: '路灯亮化', place: '石桥村' }],
    };
    expect(stateOf(elsewhere, 'repeated-projects')).toBe('clear');
  });

  test('drift is what the page of a project calls so: money, quantity and finish beside the vote', () => {
    const [project] = healthy.projects;
    if (project === undefined) throw new Error('a healthy township has projects');
    const voted: ProjectRecord = {
      ...{ ...project, number: 3, totalYuan: 1_000_000, quantity: '10', unit: '处' },
      ...{ votedFinish: '2025年11月底前', finishesOn: '2025-11-30', completedOn: '2025-11-20' },
      reports: [
        {
          ...{ month: '2025-11', percent: 100, paidYuan: 990_000, quantity: '10', place: null },
          finished: true,
        },
      ],
    };
    const of = (change: Partial<ProjectRecord>) => ({
      ...healthy,
      projects: [{ ...voted, ...change }],
    });
    expect(stateOf(of({}), 'drift')).toBe('clear');
    const [report] = voted.reports;
    if (report === undefined) throw new Error('it has a report');
    for (const [change, words] of [
      [{ plannedYuan: 1_200_000 }, '计划资金 120 万元，表决时 100 万元，多 20%'],
      [{ plannedQuantity: '8' }, '计划数量 8，表决时 10，少 20%'],
      [{ finishesOn: '2025-12-20' }, '计划完成日期 2025年12月20日，表决时 2025年11月底前'],
      [{ completedOn: '2025-12-20' }, '实际完工日期 2025年12月20日'],
      [
        { reports: [{ ...report, paidYuan: 1_200_000 }] },
        '已付资金 120 万元，表决时 100 万元，多 20%',
      ],
      [{ reports: [{ ...report, quantity: '8' }] }, '完成数量 8，表决时 10'],
      [
        { place: '青石村', reports: [{ ...report, place: '云溪村' }] },
        '地点 云溪村，表决时 青石村',
      ],
      [
        { votedDepartment: '镇建设办', department: '县水利局' },
        '承办单位 县水利局，表决时 镇建设办',
      ],
    ] as const) {
      expect(sentenceOf(of(change), 'drift')).toContain(`3号${words}`);
    }
    // What is counted before the work is finished is no drift yet.
    const underway = { ...report, quantity: '8', finished: false };
    expect(stateOf(of({ reports: [underway] }), 'drift')).toBe('clear');
    const nothing = { totalYuan: null, quantity: null, votedFinish: null };
    expect(stateOf(of(nothing), 'drift')).toBe('no-data');
  });

  test('one project alone that was ready when voted is no pattern; two are, and a finished one is', () => {
    const [first, second, ...rest] = healthy.candidates.filter(({ adopted }) => adopted);
    if (first === undefined || second === undefined) throw new Error('it has candidates');
    const others = rest.slice(0, 3).map((one) => ({ ...one, origins: ['residents' as const] }));
    const state = (...states: readonly ('not_started' | 'started' | 'finished')[]) =>
      stateOf(
        {
          ...healthy,
          candidates: [first, second, ...others].map((one, index) => ({
            ...{ ...one, origins: ['residents' as const] },
            stateWhenVoted: states[index] ?? 'not_started',
          })),
        },
        'ready-when-voted',
      );
    expect([state('started'), state('started', 'started'), state('finished')]).toEqual([
      ...['clear', 'question', 'question'],
    ]);
  });

  test('a visit that is a few days late is no silence; one that is weeks late is', () => {
    const [project] = healthy.projects;
    if (project === undefined) throw new Error('a healthy township has projects');
    const days = { decidedOn: '2025-01-20', completedOn: '2025-10-30' };
    const state = (...visits: readonly string[]) =>
      stateOf({ ...healthy, projects: [{ ...project, ...days, visits }] }, 'quiet-visits');
    expect(state('2025-04-25', '2025-08-01')).toBe('clear');
    expect(state('2025-05-05', '2025-08-01')).toBe('question');
    const unwatched = { ...healthy, projects: [{ ...project, keptHere: false, visits: [] }] };
    expect(stateOf(unwatched, 'quiet-visits')).toBe('no-data');
  });

  test.each([
    ['2025-01-01', '2025-12-31', [], 364],
    ['2025-01-01', '2025-12-31', ['2025-03-01', '2025-02-01', '2026-01-01'], 305],
  ] as const)('from %s to %s with %j the longest gap is %i days', (from, to, happened, days) => {
    expect(longestGap(from, to, happened)).toBe(days);
  });

  test.each([
    ['2025-01-20', '2025-12-10', [], 10],
    ['2025-01-20', '2025-12-10', ['2025-06', '2025-09-30'], 4],
    ['2025-01-20', '2025-02-10', [], 0],
    ['2025-01-20', '2025-01-25', [], 0],
    ['2025-11-20', '2026-03-01', ['2025-10-01', '2026-04-01'], 3],
  ] as const)('from %s to %s with %j the silence is %i months', (from, to, happened, months) => {
    expect(longestSilence(from, to, happened)).toBe(months);
  });
});
