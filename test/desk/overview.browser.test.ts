import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveApplication } from '../support/application.ts';
import { inspect, openBrowser, openDesk } from '../support/browser.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { buildReviewWorld, type ReviewWorld } from '../support/review-county.ts';

let database: TestDatabase;
let server: Awaited<ReturnType<typeof serveApplication>>;
let browser: Browser;
let world: ReviewWorld;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await buildReviewWorld(database.database);
  server = await serveApplication(database);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  await database.drop();
});

async function deskOf(token: string, width: number): Promise<Page> {
  const { page } = await openDesk(browser, width);
  await page.context().addCookies([{ name: 'piaojue', value: token, url: server.origin }]);
  return page;
}

test.each([320, 360, 1366])(
  'the pages of a county are without barriers at %i px',
  async (width) => {
    const page = await deskOf(world.people.countyViewer.token, width);
    const look = async (path: string, name: string) => {
      await page.goto(`${server.origin}${path}`);
      await inspect(page, `${width}-${name}`);
    };
    const [, township] = world.townships;
    await look(`/c/${world.countyId}/overview?year=2025`, 'overview');
    await look(`/c/${township?.congressId}/indicators/${township?.yearId}`, 'indicators');
    await look(`/c/${township?.congressId}`, 'year');
    await page.context().close();
  },
);

test('a city goes down to a county, a township and its questions by links alone', async () => {
  const page = await deskOf(world.cityViewer.token, 1366);
  await page.goto(`${server.origin}/c/${world.cityId}`);
  await page.getByRole('link', { name: '下级一览' }).click();
  await page.locator('select[name=year]').selectOption('2025');
  await page.getByRole('button', { name: '筛选' }).click();
  await inspect(page, '1366-city');
  const below = page.getByRole('table', { name: '各单位的下辖单位合计' });
  await below
    .getByRole('link', { name: /^\d+个/ })
    .first()
    .click();
  await page
    .locator('table')
    .first()
    .getByRole('row', { name: /双桥镇/ })
    .getByRole('link', { name: /条/ })
    .click();
  expect(await page.locator('h1').textContent()).toBe('2025年形式主义风险提示');
  await page.context().close();
});
