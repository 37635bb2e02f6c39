import { randomUUID } from 'node:crypto';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AdoptedWorld, buildAdopted } from '../support/adopted.ts';
import { serveApplication, type TestApplication, testApplication } from '../support/application.ts';
import { inspect, openBrowser, openDesk } from '../support/browser.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { actRow } from '../support/world.ts';

/** The yearly report: generated from the record, edited in versions, published with frozen figures. */
let support: TestDatabase;
let world: AdoptedWorld;
let application: TestApplication;
const now = new Date('2026-12-20T01:00:00Z');

beforeAll(async () => {
  support = await createTestDatabase();
  world = await buildAdopted(support.database);
  application = testApplication(support, () => now);
});
afterAll(() => support.drop());

const path = () => `/c/${world.townshipId}/year-report/${world.yearId}`;
const publicPath = () => `/p/${world.townshipId}/year-report/${world.yearId}`;
const clerk = () => world.people.clerk.token;
const written = {
  opening: '全年票决十个项目。',
  review: '两个项目进度偏慢。',
  outlook: '加强监督。',
};

async function versions(): Promise<readonly (string | null)[]> {
  const rows = await support.database
    .selectFrom('record.year_report')
    .select(['number', 'content_hash'])
    .orderBy('number')
    .execute();
  return rows.map((row) => row.content_hash);
}

test('is generated, saved in versions, and refuses what cannot be', async () => {
  const fresh = await (await application.get(path(), clerk())).text();
  expect(fresh).toContain('本年度正式项目10个');
  expect(fresh).toContain('没有数据');
  expect((await application.post(`${path()}/publish`, clerk(), {})).status).toBe(422);
  expect((await application.get(publicPath(), null)).status).toBe(404);
  const save = (version: string, fields: Record<string, string> = {}) =>
    application.post(path(), clerk(), { ...written, ...fields, version });
  expect((await save('0')).status).toBe(303);
  // Made from the version before: somebody else has saved meanwhile.
  const stale = await save('0', { opening: '别的概述' });
  expect(stale.status).toBe(409);
  expect(await stale.text()).toContain('别的概述');
  expect((await save('1', { opening: '长'.repeat(5001) })).status).toBe(422);
  expect(await versions()).toEqual([null]);
  const deputy = await application.post(path(), world.people.deputy.token, written);
  expect(deputy.status).toBe(403);
  const elsewhere = `/c/${world.otherTownshipId}/year-report/${world.yearId}`;
  const other = await application.get(elsewhere, world.people.otherClerk.token);
  expect(other.status).toBe(404);
});

/** Two tests of one day and one by parts, a listed project: what the page of the year's end and the report show. */
async function judged(): Promise<void> {
  const { database } = support;
  const [first, second] = world.projects.map(({ id }) => id);
  const here = { congress_id: world.townshipId };
  const result = async (
    project_id: string | undefined,
    part: string | null,
    verdict: 'satisfied' | 'dissatisfied',
    at: string,
  ) =>
    await database
      .insertInto('record.satisfaction_result')
      .values({
        ...{ ...here, id: randomUUID(), project_id: project_id ?? '', part, verdict, why: '过半' },
        act_id: await actRow(database, world.townshipId, new Date(at)),
        ...{ tested_on: '2026-12-10', base: 'members', base_count: 3, published_at: now },
        ...{ satisfied: 2, fairly_satisfied: 1, dissatisfied: 0, round_id: null },
      })
      .execute();
  // The later one of a day counts, whichever row was written first.
  await result(first, null, 'dissatisfied', '2026-12-10T08:00:00Z');
  await result(first, null, 'satisfied', '2026-12-10T02:00:00Z');
  await result(second, '东街', 'satisfied', '2026-12-10T02:00:00Z');
  await result(second, '西街', 'dissatisfied', '2026-12-10T02:00:00Z');
  await database
    .insertInto('record.supervised_handling')
    .values({
      ...{ ...here, id: randomUUID(), project_id: second ?? '', reason: '进度滞后' },
      act_id: await actRow(database, world.townshipId, now),
      ...{ led_by: '镇人大主席', listed_on: '2026-08-01', due_on: '2026-09-01' },
      published_at: now,
    })
    .execute();
}

test('is published with figures that later changes of the record do not touch', async () => {
  await judged();
  expect((await application.post(`${path()}/publish`, clerk(), {})).status).toBe(303);
  expect((await application.post(`${path()}/publish`, clerk(), {})).status).toBe(409);
  expect(await versions()).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  const page = await (await application.get(publicPath(), null)).text();
  for (const words of ['全年票决十个项目。', '村内路灯亮化', '已票决确定']) {
    expect(page).toContain(words);
  }
  const cells = page.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
  expect(cells).toMatch(/党委 代表 群众/);
  expect(cells).toContain('东街：满意；西街：不满意');
  expect(cells).toMatch(/没有数据 没有数据 没有数据 不满意 没有数据/);
  await support.database.updateTable('record.project').set({ state: 'completed' }).execute();
  expect(await (await application.get(publicPath(), null)).text()).toBe(page);
  expect(await (await application.get(path(), clerk())).text()).toContain('已完工或验收10个');
  const document = await application.get(`${publicPath()}/document`, null);
  const files = unzipSync(new Uint8Array(await document.arrayBuffer()));
  const xml = new TextDecoder().decode(files['word/document.xml']);
  for (const words of ['监督工作报告', '两个项目进度偏慢', '村内路灯亮化']) {
    expect(xml).toContain(words);
  }
});

test('has no barriers on a phone and at a desk', async () => {
  const server = await serveApplication(support);
  const browser = await openBrowser();
  for (const width of [360, 1366]) {
    const { page, errors } = await openDesk(browser, width);
    const cookie = { name: 'piaojue', value: clerk(), url: server.origin };
    await page.context().addCookies([cookie]);
    for (const [name, address] of [
      ['congress', `/c/${world.townshipId}`],
      ['year-reports', `/c/${world.townshipId}/year-report`],
      ['year-report', path()],
      ['year-report-public', publicPath()],
      ['next-year', `/c/${world.townshipId}/supervision/next-year`],
      ['public-handlings', `/p/${world.townshipId}/handlings`],
    ] as const) {
      await page.goto(`${server.origin}${address}`);
      await inspect(page, `${name}-${width}`);
    }
    expect(errors).toEqual([]);
    await page.context().close();
  }
  await browser.close();
  await server.stop();
});
