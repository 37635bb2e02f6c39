import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildCounty, type DemoCounty } from '../../../src/commands/demo/county/build-county.ts';
import { lookBackAtCounty } from '../../../src/commands/demo/county/look-back.ts';
import { demoTownships } from '../../../src/commands/demo/county/townships.ts';
import { ensureInstallation } from '../../../src/people/index.ts';
import { procedureQuestions } from '../../../src/rules/lookback/procedure-questions.ts';
import { loadProcedureFacts } from '../../../src/stages/lookback/checklist/procedure-facts.ts';
import { isOpen, listFindings, loadReport } from '../../../src/stages/lookback/index.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

/** The procedure of a year whose whole vote is in the record, from the frozen roll to the announcement. */
let support: TestDatabase;
let county: DemoCounty;

beforeAll(async () => {
  support = await createTestDatabase();
  await ensureInstallation(support.database, new Date('2026-01-01T00:00:00Z'));
  const few = demoTownships.toSorted((a, b) => a.deputies - b.deputies);
  const tight = few.find((one) => one.manner === 'no-surplus');
  const wide = few.find((one) => one.manner !== 'no-surplus');
  if (tight === undefined || wide === undefined) throw new Error('no such townships');
  // The vote was held last week: no plan is published yet.
  const today = new Date('2026-01-31T02:00:00Z');
  county = await buildCounty(support.database, [wide, tight], [2026], today);
});
afterAll(() => support.drop());

async function answersOf(index: number, year = 2026) {
  const { townshipId = '' } = county.townships[index] ?? {};
  const facts = await loadProcedureFacts(support.database, townshipId, year);
  return new Map(procedureQuestions.map((one) => [one.code, one.assess(facts)]));
}

test('a vote in the record answers for surplus, quorum, signatures, announcement and rule sheet', async () => {
  const answers = await answersOf(0);
  for (const code of [
    'real-choice',
    'quorum-kept',
    'count-signed',
    'announced-in-time',
    'rule-sheet-adopted',
  ]) {
    expect([code, answers.get(code)?.answer]).toEqual([code, 'yes']);
  }
  expect(answers.get('real-choice')?.why).toBe(
    '12 个候选项目，应选 10 个；差额一般不低于 20%（票决办法规定）。',
  );
  const { townshipId } = county.townships[0] ?? {};
  expect(answers.get('quorum-kept')?.evidence[0]?.href).toMatch(new RegExp(`^/p/${townshipId}/r/`));
});

test('as many candidates as places is no choice, and no plan published is said', async () => {
  const answers = await answersOf(1);
  expect(answers.get('real-choice')).toMatchObject({
    answer: 'no',
    why: '10 个候选项目，应选 10 个；差额一般不低于 20%（票决办法规定）。',
  });
  expect(answers.get('plans-published')).toMatchObject({ answer: 'no' });
});

test('a year that the record does not have is "no data" throughout', async () => {
  const answers = await answersOf(0, 2019);
  expect(new Set([...answers.values()].map((one) => one.answer))).toEqual(new Set(['no_data']));
});

test('the demo county looks back by the same acts: one item closed, one still open', async () => {
  const { database } = support;
  const lookbackId = await lookBackAtCounty(database, county, 2026);
  const report = await loadReport(database, county.countyId, lookbackId);
  expect(report?.sample.map((one) => one.site)).toEqual(['坏了不能用', '坏了不能用']);
  const findings = await listFindings(database, county.countyId, lookbackId);
  expect(findings.map((one) => one.rectification?.state)).toEqual(['closed', 'issued']);
  expect(findings.map(isOpen)).toEqual([false, true]);
});
