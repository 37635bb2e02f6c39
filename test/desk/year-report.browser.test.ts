import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AdoptedWorld, buildAdopted } from '../support/adopted.ts';
import { serveApplication, type TestApplication, testApplication } from '../support/application.ts';
import { inspect, openBrowser, openDesk } from '../support/browser.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

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

test('is published with figures that later changes of the record do not touch', async () => {
  expect((await application.post(`${path()}/publish`, clerk(), {})).status).toBe(303);
  expect((await application.post(`${path()}/publish`, clerk(), {})).status).toBe(409);
  expect(await versions()).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  const page = await (await application.get(publicPath(), null)).text();
  for (const words of ['全年票决十个项目。', '村内路灯亮化', '已票决确定']) {
    expect(page).toContain(words);
  }
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
