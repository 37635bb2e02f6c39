import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildCounty, type DemoCounty } from '../../src/commands/demo/county/build-county.ts';
import { demoTownships } from '../../src/commands/demo/county/townships.ts';
import { ensureInstallation } from '../../src/people/index.ts';
import { listProjects } from '../../src/stages/delivery/index.ts';
import { verifyChain } from '../../src/trail/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let support: TestDatabase;
let county: DemoCounty;
beforeAll(async () => {
  support = await createTestDatabase();
  await ensureInstallation(support.database, new Date());
  county = await buildCounty(support.database, demoTownships.slice(0, 3), [2024, 2025]);
});
afterAll(() => support.drop());

test('every township has adopted projects in each year, made by announcements', async () => {
  for (const { townshipId } of county.townships) {
    const projects = await listProjects(support.database, townshipId);
    expect(new Set(projects.map((one) => one.year))).toEqual(new Set([2024, 2025]));
    expect(projects.length).toBeGreaterThanOrEqual(18);
    expect((await verifyChain(support.database, townshipId)).broken).toBeNull();
  }
});
