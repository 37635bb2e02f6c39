import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  buildCounty,
  type DemoCounty,
  staffCounty,
} from '../../src/commands/demo/county/build-county.ts';
import { demoTownships } from '../../src/commands/demo/county/townships.ts';
import { ensureInstallation } from '../../src/people/index.ts';
import { listProjects, loadPlan } from '../../src/stages/delivery/index.ts';
import { verifyChain } from '../../src/trail/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let support: TestDatabase;
let county: DemoCounty;
beforeAll(async () => {
  support = await createTestDatabase();
  await ensureInstallation(support.database, new Date());
  const chosen = demoTownships.filter((one) => ['柳湾镇', '高岭乡'].includes(one.name));
  county = await buildCounty(support.database, chosen, [2025], new Date('2026-03-01T02:00:00Z'));
  // Two townships with a year each, by their own acts: minutes on a busy machine.
}, 300_000);
afterAll(() => support.drop());

test('a township that follows its projects leaves plans, reports and acceptances', async () => {
  const healthy = county.townships.find((one) => one.township.manner === 'healthy');
  const townshipId = healthy?.townshipId ?? '';
  const projects = await listProjects(support.database, townshipId);
  expect(projects.length).toBeGreaterThanOrEqual(8);
  expect(projects.some((one) => one.state === 'accepted')).toBe(true);
  for (const project of projects) {
    expect(await loadPlan(support.database, townshipId, project.id)).not.toBeNull();
  }
  const judged = await support.database
    .selectFrom('record.party_judgement')
    .select('id')
    .where('congress_id', '=', townshipId)
    .execute();
  expect(judged).toHaveLength(projects.length);
  expect((await verifyChain(support.database, townshipId)).broken).toBeNull();
});

test('one that falls silent after the vote leaves most projects as they were announced', async () => {
  const silent = county.townships.find((one) => one.township.manner === 'silent-after-the-vote');
  const projects = await listProjects(support.database, silent?.townshipId ?? '');
  expect(projects.filter((one) => one.state === 'adopted').length).toBeGreaterThanOrEqual(5);
});

test('everybody for whom the demo prints a link holds that role where the link leads', async () => {
  const people = await staffCounty(support.database, county);
  expect(people.map(({ role }) => role)).toEqual([
    ...['clerk', 'presidium', 'county_viewer', 'deputy'],
    ...['clerk', 'party_committee', 'presidium', 'auditor', 'department'],
  ]);
  for (const { personId, congressId, role } of people) {
    const held = await support.database
      .selectFrom('people.assignment')
      .select('role')
      .where('congress_id', '=', congressId)
      .where('person_id', '=', personId)
      .where('ends_at', 'is', null)
      .execute();
    expect(held.map((one) => one.role)).toContain(role);
  }
});
