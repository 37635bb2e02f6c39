import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../src/rules/lookback/answer.ts';
import {
  type ProcedureFacts,
  procedureQuestions,
} from '../../../src/rules/lookback/procedure-questions.ts';
import {
  differsBeyond,
  type ProjectFacts,
  projectQuestions,
} from '../../../src/rules/lookback/project-questions.ts';

const noProcedure: ProcedureFacts = {
  ...{ solicitation: null, origins: null, surplus: null, papers: null, deliberation: null },
  ...{ ruleSheet: null, quorum: null, report: null, announcement: null, plans: null },
};
const noProject: ProjectFacts = {
  ...{ plan: null, progress: null, visits: null, money: null, finish: null, acceptance: null },
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
    [
      'kept-to-the-vote',
      { money: { paid: '132', total: '120', tolerance: 10, changes: 0, evidence } },
      'yes',
    ],
    [
      'kept-to-the-vote',
      { money: { paid: '132.0001', total: '120', tolerance: 10, changes: 0, evidence } },
      'no',
    ],
    [
      'kept-to-the-vote',
      { money: { paid: '180', total: '120', tolerance: 10, changes: 1, evidence } },
      'yes',
    ],
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

  test('compare money exactly, to the yuan', () => {
    expect(differsBeyond('0.1', '0.1', 0)).toBe(false);
    expect(differsBeyond('99999999.0001', '99999999', 0)).toBe(true);
    expect(differsBeyond('108', '120', 10)).toBe(false);
    expect(differsBeyond('107.9999', '120', 10)).toBe(true);
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
