import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveApplication } from '../support/application.ts';
import { follow, openBrowser } from '../support/browser.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { chooseFileAt, enterAt, tabTo, watchForMouse } from '../support/keyboard.ts';
import { type Rehearsal, rehearse } from '../support/rehearsal.ts';
import { nameOf, rehearsalSigners, signedInDesk } from '../support/result-desk.ts';

/** Signing, declaring and announcing by people who use no mouse, each at an own desk. */
let database: TestDatabase;
let server: Awaited<ReturnType<typeof serveApplication>>;
let browser: Browser;
let rehearsal: Rehearsal;

beforeAll(async () => {
  database = await createTestDatabase();
  rehearsal = await rehearse(database.database, 'result');
  server = await serveApplication(database);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  await database.drop();
});

const mice: (() => Promise<readonly string[]>)[] = [];

async function deskOf(role: string, index = 0): Promise<Page> {
  const place = { origin: server.origin, width: 1366 };
  const page = await signedInDesk(browser, place, rehearsal.token(role, index));
  mice.push(await watchForMouse(page));
  await page.goto(`${server.origin}${rehearsal.round}/result`);
  return page;
}

async function said(page: Page): Promise<string> {
  return (await page.locator('p.notice[role=status]').textContent()) ?? '';
}

/** Takes a code at the signer's own device and types it at the clerk's. */
async function signByCode(clerk: Page, role: string, index: number): Promise<void> {
  const signer = await deskOf(role, index);
  await enterAt(signer, '取得我的签字码');
  const code = (await signer.locator('.signing-code').textContent()) ?? '';
  await signer.context().close();
  const name = nameOf(rehearsal, role, index);
  await tabTo(clerk, `办理 ${name} 的签字`);
  await clerk.keyboard.press('Enter');
  await tabTo(clerk, `${name}的签字码`);
  await clerk.keyboard.type(code);
  await follow(clerk, () => clerk.keyboard.press('Enter'));
}

/** Stores the scan of a hand-signed report: also the chooser of files opens by the keyboard. */
async function signByHand(clerk: Page, role: string, index: number): Promise<void> {
  const name = nameOf(rehearsal, role, index);
  await tabTo(clerk, `办理 ${name} 的签字`);
  await clerk.keyboard.press('Enter');
  const scan = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
  await chooseFileAt(clerk, '已手签的报告单扫描件', {
    name: '签字.jpg',
    mimeType: 'image/jpeg',
    buffer: scan,
  });
  const printed = (await clerk.locator('main code').first().textContent()) ?? '';
  await tabTo(clerk, '纸面下方的短码');
  await clerk.keyboard.type(printed);
  await enterAt(clerk, '登记手写签字');
}

test('a report is made, signed by code and by hand, declared and announced without a mouse', async () => {
  const clerk = await deskOf('clerk');
  await enterAt(clerk, '生成计票结果报告单');
  const byHand = ['scrutineer', 1] as const;
  for (const [role, index] of rehearsalSigners) {
    if (role === byHand[0] && index === byHand[1]) await signByHand(clerk, role, index);
    else await signByCode(clerk, role, index);
  }
  expect(await clerk.locator('main').textContent()).toContain('待第二人核对');
  // What waits for the second person cannot be declared yet.
  expect(await clerk.getByRole('button', { name: '记录已宣布' }).count()).toBe(0);
  const second = await deskOf('chief_scrutineer');
  await enterAt(second, '核对无误');
  const chair = await deskOf('chair');
  await enterAt(chair, '宣布结果');
  await clerk.reload();
  await tabTo(clerk, '公告编号');
  await clerk.keyboard.type('第1号');
  await enterAt(clerk, '发布公告');
  expect(await said(clerk)).toContain('公告已发布');
  await enterAt(clerk, '打开公开结果页');
  expect(await clerk.locator('h1').textContent()).toContain('公告');
  for (const mouse of mice) expect(await mouse()).toEqual([]);
  // A mouse would have been noticed.
  await clerk.mouse.click(5, 5);
  await expect.poll(() => mice[0]?.()).toEqual(['pointerdown', 'mousedown']);
});
