import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '../../src/commands/demo/demo-acts.ts';
import {
  addBatch,
  claimEntry,
  enterPaper,
  finishEntry,
  loadCounting,
} from '../../src/stages/voting/index.ts';
import { serveApplication } from '../support/application.ts';
import { follow, inspect, openBrowser } from '../support/browser.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Rehearsal, rehearse } from '../support/rehearsal.ts';
import { click, nameOf, press, rehearsalSigners, signedInDesk } from '../support/result-desk.ts';

/** Three projects tie for the last two places: the clerk finds the way to the re-vote by clicks alone. */
let database: TestDatabase;
let server: Awaited<ReturnType<typeof serveApplication>>;
let browser: Browser;
let rehearsal: Rehearsal;
const width = 1366;

beforeAll(async () => {
  database = await createTestDatabase();
  rehearsal = await rehearse(database.database, 'count');
  await enterTiedPapers();
  server = await serveApplication(database);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  await database.drop();
});

/** Eight projects on every paper, and two of 9, 10, 11 in turn: 26 votes each, above the 24 needed. */
async function enterTiedPapers(): Promise<void> {
  const { townshipId, meetingId, roundId, people } = rehearsal;
  const place = { meetingId, roundId };
  const by = (kind: string, personId: string | null) => ({
    ...{ congressId: townshipId, actId: crypto.randomUUID(), kind, personId },
    ...{ happenedAt: null, now: new Date() },
  });
  for (const papers of [20, 19]) {
    await must(addBatch(database.database, by('add-batch', null), { ...place, papers }));
  }
  const counting = await loadCounting(database.database, townshipId, roundId);
  const tellers = people.filter((one) => one.role === 'teller').slice(0, 2);
  let entered = 0;
  for (const batch of counting?.batches ?? []) {
    for (const teller of tellers) {
      const claim = { ...place, batchId: batch.id, tellerName: teller.name };
      const act = (kind: string) => by(kind, teller.personId);
      const { entryId } = await must(claimEntry(database.database, act('claim-entry'), claim));
      for (let number = 1; number <= batch.papers; number += 1) {
        const left = 9 + ((entered + number) % 3);
        const items = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].filter((item) => item !== left);
        const marks = Object.fromEntries(items.map((item) => [item, 'for']));
        const paper = { ...place, entryId, paperNumber: number, marks, voidReason: null };
        await must(enterPaper(database.database, act('enter-paper'), paper));
      }
      await must(finishEntry(database.database, act('finish-entry'), { ...place, entryId }));
    }
    entered += batch.papers;
  }
}

const desk = (role: string, index = 0) =>
  signedInDesk(browser, { origin: server.origin, width }, rehearsal.token(role, index));

/** Everybody who signs takes a code on an own device and types it at the clerk's. */
async function sign(clerk: Page, resultPath: string): Promise<void> {
  for (const [role, index] of rehearsalSigners) {
    const signer = await desk(role, index);
    await signer.goto(resultPath);
    await press(signer, '取得我的签字码');
    const code = (await signer.locator('.signing-code').textContent()) ?? '';
    await signer.context().close();
    const details = clerk.locator('details', {
      hasText: `办理 ${nameOf(rehearsal, role, index)} 的签字`,
    });
    await details.locator('summary').first().click();
    await details.locator('[name=code]').fill(code);
    await follow(clerk, () => details.getByRole('button', { name: '用签字码签字' }).click());
  }
}

/** Enters six papers by the keyboard: 9 and 10 thrice, 9 and 11 twice, 10 alone once. */
async function enterAgain(round: string, index: number): Promise<void> {
  const teller = await desk('teller', index);
  await teller.goto(`${round}/count`);
  await press(teller, '领取第 1 捆');
  for (const [paper, keys] of ['110', '110', '110', '101', '101', '010'].entries()) {
    for (const key of keys) await teller.keyboard.press(key);
    await teller.keyboard.press('Enter');
    await teller.waitForFunction(
      (done) => document.querySelector('.progress-line')?.textContent?.includes(`已录 ${done} /`),
      paper + 1,
    );
  }
  await press(teller, '提交本捆');
  await teller.context().close();
}

test('a tie at the cut is voted on again among the tied, and both rounds stay readable', async () => {
  const clerk = await desk('clerk');
  await clerk.goto(`${server.origin}${rehearsal.base}`);
  await click(clerk, '去办理');
  await click(clerk, '打开计票台');
  await press(clerk, '完成计票');
  await press(clerk, '生成计票结果报告单');
  const main = clerk.locator('main');
  expect(await main.textContent()).toContain('8 个项目入选');
  expect(await main.textContent()).toContain('有同票，须对同票项目重新投票');
  // The re-vote follows the declaration, not before.
  expect(await clerk.getByRole('button', { name: '建立下一轮' }).count()).toBe(0);
  await sign(clerk, clerk.url());
  await clerk.reload();
  await press(clerk, '记录已宣布');
  const first = clerk.url();
  await inspect(clerk, 'tie-declared');

  await press(clerk, '建立下一轮');
  expect(await clerk.getByRole('button', { name: '建立下一轮' }).count()).toBe(0);
  await inspect(clerk, 'tie-followed');
  await voteAgain(clerk);
  const second = clerk.url().replace(/\/(count|result)$/, '');
  expect(second).not.toBe(first.replace(/\/result$/, ''));
  for (const teller of [0, 1]) await enterAgain(second, teller);
  await clerk.reload();
  await press(clerk, '完成计票');
  await press(clerk, '生成计票结果报告单');
  expect(await main.textContent()).toContain('2 个项目入选');
  await sign(clerk, clerk.url());
  await clerk.reload();
  await press(clerk, '记录已宣布');
  await clerk.fill('[name=number]', '第1号');
  await press(clerk, '发布公告');
  await click(clerk, '打开公开结果页');
  await readBothRounds(clerk);
  await clerk.context().close();
});

/** From the new round's draft to the count of its six papers. */
async function voteAgain(clerk: Page): Promise<void> {
  await click(clerk, '去办理：民生实事项目同票重新投票');
  await click(clerk, '打开选票');
  const paper = await clerk.locator('main').textContent();
  await inspect(clerk, 'tie-papers');
  for (const tied of ['9', '10', '11']) expect(paper).toContain(tied);
  await follow(clerk, () => clerk.goBack());
  await clerk.fill('[name=printed]', '45');
  await press(clerk, '登记已印好');
  await press(clerk, '开始发票');
  await clerk.fill('[name=issued]', '6');
  await press(clerk, '登记发票完毕');
  await press(clerk, '投票结束，封箱');
  await clerk.fill('[name=returned]', '6');
  await press(clerk, '登记收回张数');
  await press(clerk, '开始计票');
  await clerk.fill('[name=papers]', '6');
  await press(clerk, '登记这一捆');
}

/** The announcement names all ten; the figures of both rounds stand below it. */
async function readBothRounds(page: Page): Promise<void> {
  await inspect(page, 'tie-public');
  expect(await page.locator('article.announcement ol li').count()).toBe(10);
  const headings = await page.locator('h2').allTextContents();
  expect(headings.some((one) => one.startsWith('此前一轮：'))).toBe(true);
  const tables = await page.locator('main table').allTextContents();
  expect(tables.length).toBeGreaterThanOrEqual(2);
  expect(await page.locator('main').textContent()).toContain('26');
  const link = page.getByRole('link', { name: '下载本页' });
  const file = await page.request.get(
    new URL((await link.getAttribute('href')) ?? '', page.url()).href,
  );
  expect(await file.text()).toContain('此前一轮：');
}
