import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AdoptedWorld, buildAdopted } from '../support/adopted.ts';
import { serveApplication } from '../support/application.ts';
import { follow, inspect, openBrowser, openDesk } from '../support/browser.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

/** A project on a phone: plan, publication, one-tap report, the plate on the site and what it leads to. */
let database: TestDatabase;
let world: AdoptedWorld;
let server: Awaited<ReturnType<typeof serveApplication>>;
let browser: Browser;
let base: string;
const errors: (readonly string[])[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  world = await buildAdopted(database.database, new Date(Date.now() - 3 * 86_400_000));
  server = await serveApplication(database);
  browser = await openBrowser();
  base = `${server.origin}/c/${world.townshipId}/projects`;
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  await database.drop();
});

async function deskOf(token: string | null, width: number): Promise<Page> {
  const desk = await openDesk(browser, width);
  errors.push(desk.errors);
  if (token !== null) {
    const cookie = { name: 'piaojue', value: token, url: server.origin };
    await desk.page.context().addCookies([cookie]);
  }
  return desk.page;
}

const dayIn = (days: number) =>
  new Date(Date.now() + days * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);

async function fillPlan(page: Page): Promise<void> {
  await page.getByText('填写年度目标').click();
  const years = [...new Set([dayIn(-2).slice(0, 4), dayIn(200).slice(0, 4)])];
  for (const [index, year] of years.entries()) {
    await page.fill(`[name="goal-${index + 1}-year"]`, year);
    await page.fill(`[name="goal-${index + 1}-text"]`, '完成当年节点');
  }
  await page.selectOption('[name=department]', { label: '镇村镇建设办公室' });
  const fields: readonly (readonly [string, string])[] = [
    ['person_in_charge', '王海（副镇长）'],
    ['goal', '新装路灯 120 盏'],
    ['starts_on', dayIn(-2)],
    ['finishes_on', dayIn(200)],
    ['safeguards', '每月调度一次，资金专账管理'],
    ['milestone-1-title', '招标完成'],
    ['milestone-1-due', dayIn(30)],
    ['milestone-1-weight', '20'],
    ['milestone-2-title', '竣工'],
    ['milestone-2-due', dayIn(190)],
    ['milestone-2-weight', '70'],
    ['funding-1-origin', '镇财政'],
    ['funding-1-amount', '120'],
  ];
  for (const [name, value] of fields) await page.fill(`[name="${name}"]`, value);
}

test('from the plan to the plate on the site, at 360 px', async () => {
  const clerk = await deskOf(world.people.clerk.token, 360);
  await clerk.goto(base);
  await inspect(clerk, 'projects-360');
  await follow(clerk, () => clerk.getByRole('link', { name: '村内路灯亮化' }).click());
  await inspect(clerk, 'project-new-360');
  await follow(clerk, () => clerk.getByRole('link', { name: '填写实施计划', exact: true }).click());
  await fillPlan(clerk);
  await follow(clerk, () => clerk.getByRole('button', { name: '保存实施计划' }).click());
  await clerk.locator('.summary', { hasText: '各节点的比重合计是 90' }).waitFor();
  await inspect(clerk, 'plan-refused-360');
  await clerk.fill('[name="milestone-2-weight"]', '80');
  await clerk.fill('[name="new_department"]', '');
  await follow(clerk, () => clerk.getByRole('button', { name: '保存实施计划' }).click());
  await inspect(clerk, 'plan-entered-360');
  await clerk.fill('[name=where]', '镇政府网站');
  await follow(clerk, () => clerk.getByRole('button', { name: '公布实施计划' }).click());

  const department = await deskOf(world.people.department.token, 360);
  await department.goto(`${server.origin}/me`);
  await follow(department, () => department.locator('a[href="/my/projects"]').click());
  await inspect(department, 'my-projects-360');
  await follow(department, () =>
    department.getByRole('button', { name: '村内路灯亮化：按计划' }).click(),
  );
  await department.getByText('这个月都报过了').waitFor();
  await follow(department, () =>
    department.getByRole('link', { name: '详细填报（节点、照片、支付）：村内路灯亮化' }).click(),
  );
  await follow(department, () =>
    department.getByRole('button', { name: '登记完成：招标完成' }).click(),
  );
  await inspect(department, 'progress-360');

  const resident = await deskOf(null, 360);
  await resident.goto(`${server.origin}/plate/${world.projects[0]?.plateCode}`);
  await resident.getByText('节点“招标完成”完成').waitFor();
  await inspect(resident, 'plate-page-360');
  expect(errors.flat()).toEqual([]);
});

test('the pages on a desk, and the plate as an A5 sheet', async () => {
  const clerk = await deskOf(world.people.clerk.token, 1366);
  const project = `${base}/${world.projects[0]?.id}`;
  for (const [path, name] of [
    [base, 'projects'],
    [project, 'project'],
    [`${project}/plan`, 'plan'],
    [`${project}/text`, 'explain'],
    [`${project}/progress`, 'progress'],
    [`${project}/plate`, 'plate'],
    [`${server.origin}/c/${world.townshipId}/figures?year=2026`, 'figures'],
    [`${server.origin}/c/${world.townshipId}/imports/progress`, 'import-progress'],
    [`${server.origin}/c/${world.townshipId}/imports/projects`, 'import-projects'],
    [`${server.origin}/c/${world.townshipId}/departments`, 'departments'],
    [`${server.origin}/plate/${world.projects[0]?.plateCode}`, 'plate-page'],
  ] as const) {
    await clerk.goto(path);
    await inspect(clerk, `${name}-1366`);
  }
  await clerk.goto(`${base}/plates`);
  expect(await clerk.locator('.plate').count()).toBe(10);
  const sheets = await clerk.pdf({ preferCSSPageSize: true });
  // A5 in points, once for each plate.
  const pages = sheets.toString('latin1').match(/\/MediaBox \[0 0 (419|420)[.\d]* 59[45]/g) ?? [];
  expect(pages).toHaveLength(10);
  expect(errors.flat()).toEqual([]);
});
