import { afterAll, beforeAll, expect, test } from 'vitest';
import { listProjects, loadProject, loadProjectByPlate } from '../../src/stages/delivery/index.ts';
import { loadYearSettings } from '../../src/stages/meeting/index.ts';
import { type AdoptedWorld, buildAdopted } from '../support/adopted.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let support: TestDatabase;
let world: AdoptedWorld;
beforeAll(async () => {
  support = await createTestDatabase();
  world = await buildAdopted(support.database);
});
afterAll(() => support.drop());

test('projects are listed by year and number, and found by the code on their plate', async () => {
  const listed = await listProjects(support.database, world.townshipId);
  expect(listed.map((one) => one.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  const [first] = listed;
  expect(first).toMatchObject({ year: 2026, state: 'adopted', voted: { title: '村内路灯亮化' } });
  const byPlate = await loadProjectByPlate(support.database, first?.plateCode ?? '');
  expect(byPlate).toEqual(first);
  expect(await listProjects(support.database, world.otherTownshipId)).toEqual([]);
  expect(await loadProject(support.database, world.otherTownshipId, first?.id ?? '')).toBeNull();
});

test('a year without a vote in the program has default settings, marked as not regulated', async () => {
  const settings = await loadYearSettings(support.database, world.townshipId, world.yearId);
  expect(settings).toMatchObject({ regulated: false, adjustmentDecidedBy: 'congress' });
});
