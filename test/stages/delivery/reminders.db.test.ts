import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reminderSources, startJobs } from '../../../src/desk/index.ts';
import { listReminders, listRemindersBelow, remind } from '../../../src/stages/delivery/index.ts';
import { type AdoptedWorld, buildAdopted } from '../../support/adopted.ts';
import { testApplication } from '../../support/application.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let support: TestDatabase;
let world: AdoptedWorld;
let now = new Date('2026-02-12T02:00:00Z');
beforeAll(async () => {
  support = await createTestDatabase();
  world = await buildAdopted(support.database);
});
afterAll(() => support.drop());

const at = (day: string) => new Date(`${day}T02:00:00Z`);
const run = (day: string) => remind(support.database, reminderSources, at(day));

test('a reminder is written once for each level, and climbs to the county', async () => {
  expect(await run('2026-02-12')).toBe(0);
  expect(await run('2026-02-14')).toBe(10);
  expect(await run('2026-02-14')).toBe(0);
  expect(await run('2026-02-21')).toBe(10);
  expect(await listRemindersBelow(support.database, world.countyId)).toEqual([]);
  expect(await run('2026-03-10')).toBe(20);
  const own = await listReminders(support.database, world.townshipId);
  expect(own).toHaveLength(10);
  expect(own[0]).toMatchObject({ level: 'county', kind: 'plan', dueOn: '2026-02-19' });
  expect(own[0]?.sentence).toContain('应于 2026-02-19 前完成，已逾期 19 天');
  const events = await support.database
    .selectFrom('trail.entry')
    .select('hash')
    .where('event', '=', 'reminded')
    .execute();
  expect(events).toHaveLength(40);
});

test('the clerk and the county see it on their pages; what is done is gone', async () => {
  now = at('2026-03-10');
  const application = testApplication(support, () => now);
  const clerk = await application.get(`/c/${world.townshipId}`, world.people.clerk.token);
  expect(await clerk.text()).toContain('提醒（10 件）');
  const county = await application.get(`/c/${world.countyId}`, world.people.countyClerk.token);
  expect(await county.text()).toContain('云溪镇人民代表大会：第1号“村内路灯亮化”的实施计划公布');
  await support.database
    .updateTable('record.project')
    .set({ state: 'ended' })
    .where('id', '=', world.projects[0]?.id ?? '')
    .execute();
  expect(await run('2026-03-10')).toBe(0);
  expect(await listReminders(support.database, world.townshipId)).toHaveLength(9);
  const move = (state: 'adopted' | 'suspended') =>
    support.database
      .updateTable('record.project')
      .set({ state })
      .where('id', '=', world.projects[1]?.id ?? '')
      .execute();
  // Suspended, then resumed: the matter is as late as it was, at every level.
  await move('suspended');
  await run('2026-03-10');
  expect(await listReminders(support.database, world.townshipId)).toHaveLength(8);
  await move('adopted');
  expect(await run('2026-03-11')).toBe(0);
  const own = await listReminders(support.database, world.townshipId);
  expect(own).toHaveLength(9);
  expect(own.every((one) => one.level === 'county')).toBe(true);
});

test('the job survives the server that asked for it, and the application makes no tables', async () => {
  await support.database.updateTable('record.reminder').set({ done_at: null }).execute();
  const log: string[] = [];
  const options = {
    ...{ database: support.database, applicationUrl: support.applicationUrl },
    ...{ now: () => at('2026-03-10'), log: (line: string) => void log.push(line) },
  };
  const jobs = await startJobs(options);
  // The first look is at once.
  const done = async () => {
    const { rows } = await sql<{ state: string }>`select state from jobs.job
      where name = 'reminders'`.execute(support.database);
    return rows.length > 0 && rows.every((row) => row.state === 'completed');
  };
  for (let tries = 0; tries < 300 && !(await done()); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(await done()).toBe(true);
  await jobs.stop();
  expect(log).toEqual([]);
  expect(await listReminders(support.database, world.townshipId)).toHaveLength(9);
  const made = sql`create table jobs.another (id uuid)`.execute(support.database);
  await expect(made).rejects.toThrow(/permission denied/);
});
