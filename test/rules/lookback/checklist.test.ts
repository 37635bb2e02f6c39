import { describe, expect, test } from 'vitest';
import type { DriftFinding } from '../../../src/rules/drift.ts';
import type { Answer } from '../../../src/rules/lookback/answer.ts';
import {
  type ProcedureFacts,
  procedureQuestions,
} from '../../../src/rules/lookback/procedure-questions.ts';
import {
  type ProjectFacts,
  projectQuestions,
} from '../../../src/rules/lookback/project-questions.ts';

const limits: ProcedureFacts['limits'] = {
  ...{ solicitationDays: 30, leastSurplus: 20, announcementDays: 7, regulated: new Set() },
};
const noProcedure: ProcedureFacts = {
  limits,
  ...{ solicitation: null, origins: null, surplus: null, papers: null, deliberation: null },
  ...{ ruleSheet: null, quorum: null, report: null, announcement: null, plans: null },
};
const noProject: ProjectFacts = {
  ...{ plan: null, progress: null, visits: null, kept: null, finish: null, acceptance: null },
  ...{ opinions: null, satisfaction: null, site: null, talks: null },
};
const evidence = [{ text: '记录', href: null }];

function procedure(code: string, facts: Partial<ProcedureFacts>): Answer | undefined {
  const question = procedureQuestions.find((one) => one.code === code);
  return question?.assess({ ...noProcedure, ...facts }).answer;
}

function project(code: string, facts: Partial<ProjectFacts>): Answer | undefined {
  const question = projectQuestions.find((one) => one.code === code);
  return question?.assess({ ...noProject, ...facts }).answer;
}

function compared(...kinds: readonly DriftFinding['kind'][]) {
  const findings = kinds.map((kind) => ({
    ...{ figure: 'paid' as const, kind, voted: '100', reported: '100', hundredths: 0 },
    text: `已付资金 ${kind}`,
  }));
  return { findings, tolerance: 10, changes: 0 };
}

describe('the checklists', () => {
  test('answer "no data", never a pass, where the record knows nothing', () => {
    const answers = [
      ...procedureQuestions.map((one) => one.assess(noProcedure)),
      ...projectQuestions.map((one) => one.assess(noProject)),
    ];
    expect(answers.length).toBeGreaterThan(20);
    expect(new Set(answers.map((one) => one.answer))).toEqual(new Set(['no_data']));
  });

  test('have codes of their own and a source for every question', () => {
    const all = [...procedureQuestions, ...projectQuestions];
    expect(new Set(all.map((one) => one.code)).size).toBe(all.length);
    expect(all.every((one) => /^[a-z0-9-]{2,60}$/.test(one.code) && one.source !== '')).toBe(true);
  });

  test.each<[string, Partial<ProcedureFacts>, Answer]>([
    ['solicitation-long-enough', { solicitation: { days: 30, suggestions: 37, evidence } }, 'yes'],
    [
      'solicitation-long-enough',
      { solicitation: { days: 15, suggestions: null, evidence } },
      'partly',
    ],
    ['solicitation-long-enough', { solicitation: { days: 14, suggestions: 9, evidence } }, 'no'],
    ['solicitation-long-enough', { solicitation: { days: 60, suggestions: 0, evidence } }, 'no'],
    ['candidates-from-people', { origins: { candidates: 12, traced: 12, evidence } }, 'yes'],
    ['candidates-from-people', { origins: { candidates: 12, traced: 6, evidence } }, 'partly'],
    ['candidates-from-people', { origins: { candidates: 12, traced: 5, evidence } }, 'no'],
    ['real-choice', { surplus: { candidates: 12, places: 10, evidence } }, 'yes'],
    ['real-choice', { surplus: { candidates: 11, places: 10, evidence } }, 'partly'],
    ['real-choice', { surplus: { candidates: 7, places: 7, evidence } }, 'no'],
    ['papers-ahead', { papers: { daysAhead: 1, evidence } }, 'yes'],
    ['papers-ahead', { papers: { daysAhead: 0, evidence } }, 'no'],
    ['papers-ahead', { papers: { daysAhead: -1, evidence } }, 'no'],
    ['deliberated', { deliberation: { minuted: true, evidence } }, 'yes'],
    ['deliberated', { deliberation: { minuted: false, evidence } }, 'no'],
    ['rule-sheet-adopted', { ruleSheet: { adopted: true, evidence } }, 'yes'],
    ['rule-sheet-adopted', { ruleSheet: { adopted: false, evidence } }, 'no'],
    ['quorum-kept', { quorum: { due: 47, present: 32, evidence } }, 'yes'],
    ['quorum-kept', { quorum: { due: 47, present: 31, evidence } }, 'no'],
    ['count-signed', { report: { signed: true, evidence } }, 'yes'],
    ['count-signed', { report: { signed: false, evidence } }, 'no'],
    ['announced-in-time', { announcement: { days: 0, evidence } }, 'yes'],
    ['announced-in-time', { announcement: { days: 7, evidence } }, 'yes'],
    ['announced-in-time', { announcement: { days: 8, evidence } }, 'partly'],
    ['plans-published', { plans: { projects: 10, onTime: 10, late: 0, evidence } }, 'yes'],
    ['plans-published', { plans: { projects: 10, onTime: 0, late: 3, evidence } }, 'partly'],
    ['plans-published', { plans: { projects: 10, onTime: 0, late: 0, evidence } }, 'no'],
  ])('answer %s from the record (%#)', (code, facts, answer) => {
    expect(procedure(code, facts)).toBe(answer);
  });

  test.each<[string, Partial<ProjectFacts>, Answer]>([
    ['plan-in-time', { plan: { dueOn: '2026-02-19', publishedOn: '2026-02-19', evidence } }, 'yes'],
    [
      'plan-in-time',
      { plan: { dueOn: '2026-02-19', publishedOn: '2026-02-20', evidence } },
      'partly',
    ],
    ['plan-in-time', { plan: { dueOn: '2026-02-19', publishedOn: null, evidence } }, 'no'],
    ['plan-in-time', { plan: { dueOn: null, publishedOn: null, evidence } }, 'no'],
    ['plan-in-time', { plan: { dueOn: null, publishedOn: '2026-02-20', evidence } }, 'yes'],
    ['progress-each-month', { progress: { expected: 10, reported: 10, evidence } }, 'yes'],
    ['progress-each-month', { progress: { expected: 10, reported: 5, evidence } }, 'partly'],
    ['progress-each-month', { progress: { expected: 10, reported: 4, evidence } }, 'no'],
    ['visited-each-quarter', { visits: { quarters: 3, visited: 3, evidence } }, 'yes'],
    ['visited-each-quarter', { visits: { quarters: 3, visited: 1, evidence } }, 'partly'],
    ['visited-each-quarter', { visits: { quarters: 3, visited: 0, evidence } }, 'no'],
    ['kept-to-the-vote', { kept: { ...compared('within', 'no-data'), evidence } }, 'yes'],
    ['kept-to-the-vote', { kept: { ...compared('within', 'drift'), evidence } }, 'no'],
    ['kept-to-the-vote', { kept: { ...compared('no-data', 'no-data'), evidence } }, 'no_data'],
    ['kept-to-the-vote', { kept: { ...compared('within'), changes: 1, evidence } }, 'yes'],
    [
      'finished-in-time',
      { finish: { dueOn: '2026-11-30', completedOn: '2026-11-30', evidence } },
      'yes',
    ],
    [
      'finished-in-time',
      { finish: { dueOn: '2026-11-30', completedOn: '2026-12-01', evidence } },
      'partly',
    ],
    ['finished-in-time', { finish: { dueOn: '2026-11-30', completedOn: null, evidence } }, 'no'],
    [
      'accepted-and-handed-over',
      { acceptance: { acceptedOn: '2026-12-10', maintainedBy: '村委会', evidence } },
      'yes',
    ],
    [
      'accepted-and-handed-over',
      { acceptance: { acceptedOn: '2026-12-10', maintainedBy: null, evidence } },
      'partly',
    ],
    [
      'accepted-and-handed-over',
      { acceptance: { acceptedOn: null, maintainedBy: null, evidence } },
      'no',
    ],
    ['opinions-answered', { opinions: { all: 3, closed: 3, overdue: 0, evidence } }, 'yes'],
    ['opinions-answered', { opinions: { all: 3, closed: 2, overdue: 0, evidence } }, 'partly'],
    ['opinions-answered', { opinions: { all: 3, closed: 2, overdue: 1, evidence } }, 'no'],
    [
      'satisfaction-followed',
      { satisfaction: { verdict: 'satisfied', rectified: false, evidence } },
      'yes',
    ],
    [
      'satisfaction-followed',
      { satisfaction: { verdict: 'dissatisfied', rectified: true, evidence } },
      'partly',
    ],
    [
      'satisfaction-followed',
      { satisfaction: { verdict: 'dissatisfied', rectified: false, evidence } },
      'no',
    ],
    ['still-works', { site: { works: 'works', maintained: 'no', evidence } }, 'yes'],
    ['still-works', { site: { works: 'partly', maintained: 'no', evidence } }, 'partly'],
    ['still-works', { site: { works: 'broken', maintained: 'no', evidence } }, 'no'],
    ['still-works', { site: { works: 'gone', maintained: 'no', evidence } }, 'no'],
    ['is-maintained', { site: { works: 'works', maintained: 'yes', evidence } }, 'yes'],
    ['is-maintained', { site: { works: 'works', maintained: 'unclear', evidence } }, 'partly'],
    ['is-maintained', { site: { works: 'works', maintained: 'no', evidence } }, 'no'],
    [
      'residents-say',
      { talks: { residents: 5, satisfied: 3, fairly: 0, dissatisfied: 2, evidence } },
      'yes',
    ],
    [
      'residents-say',
      { talks: { residents: 4, satisfied: 2, fairly: 1, dissatisfied: 1, evidence } },
      'partly',
    ],
    [
      'residents-say',
      { talks: { residents: 4, satisfied: 1, fairly: 1, dissatisfied: 2, evidence } },
      'no',
    ],
  ])('answer %s from the record of a project (%#)', (code, facts, answer) => {
    expect(project(code, facts)).toBe(answer);
  });

  test('hold a year against the numbers of its own sheet, and say where they stand', () => {
    const facts = { ...noProcedure, solicitation: { days: 40, suggestions: 9, evidence } };
    const ask = (own: Partial<ProcedureFacts['limits']>, code: string, more = {}) =>
      procedureQuestions
        .find((one) => one.code === code)
        ?.assess({ ...facts, ...more, limits: { ...limits, ...own } });
    const strict = { solicitationDays: 60, regulated: new Set(['solicitationDays'] as const) };
    expect(ask(strict, 'solicitation-long-enough')).toMatchObject({
      ...{ answer: 'partly', why: '征集 40 天，收到建议 9 条；一般不少于 60 天（票决办法规定）。' },
    });
    expect(ask({}, 'solicitation-long-enough')?.why).toContain('没有规定，按通行做法');
    const surplus = { surplus: { candidates: 12, places: 10, evidence } };
    expect(ask({ leastSurplus: 21 }, 'real-choice', surplus)?.answer).toBe('partly');
    const announcement = { announcement: { days: 1, evidence } };
    const today = ask({ announcementDays: 0 }, 'announced-in-time', announcement);
    expect(today).toMatchObject({ answer: 'partly' });
    expect(today?.why).toContain('宣布后 1 天公告；应当天公告');
  });

  test('carry the evidence of the fact and say the numbers', () => {
    const question = procedureQuestions.find((one) => one.code === 'quorum-kept');
    expect(
      question?.assess({ ...noProcedure, quorum: { due: 47, present: 40, evidence } }),
    ).toEqual({
      answer: 'yes',
      why: '应到 47 人，实到 40 人，须 32 人。',
      evidence,
    });
  });
});
