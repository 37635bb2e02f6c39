import { sql } from 'kysely';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveApplication } from '../support/application.ts';
import { must } from '../support/ballot-rounds.ts';
import { findBarriers, inspect, openBrowser, openDesk } from '../support/browser.ts';
import { setStates, trackersInBox, writeKeyFile } from '../support/casting.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { buildElectronicRound, type ElectronicRound } from '../support/electronic-round.ts';
import { buildWorld } from '../support/world.ts';

let support: TestDatabase;
let round: ElectronicRound;
let served: Awaited<ReturnType<typeof serveApplication>>;
let browser: Browser;
let nextSlip = 0;

beforeAll(async () => {
  support = await createTestDatabase();
  const world = await buildWorld(support.database);
  round = await buildElectronicRound(support.database, world, {
    ...{ state: 'casting', slips: 40, seed: 'page', most: 10 },
  });
  served = await serveApplication(support, { keyFolder: await writeKeyFile(round) });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await served.stop();
  await support.drop();
});

function freshSlip(): string {
  nextSlip += 1;
  return must(round.test.slips[nextSlip - 1]).credential;
}

function address(slip: string | null, hash = round.test.election.hash): string {
  const parts = [...(slip === null ? [] : [`c=${slip}`]), `e=${hash}`];
  return `${served.ballotOrigin}/b/${round.uuid}#${parts.join('&')}`;
}

async function mark(page: Page, numbers: readonly number[]): Promise<void> {
  for (const number of numbers) {
    await page
      .locator('.mark', { has: page.locator(`#details-${number}`) })
      .locator('label')
      .click();
  }
}

async function review(page: Page, numbers: readonly number[]): Promise<void> {
  await page.getByRole('heading', { name: '候选项目' }).waitFor();
  await mark(page, numbers);
  await page.getByRole('button', { name: '核对' }).click();
  await page.getByRole('heading', { name: '请核对' }).waitFor();
}

const castButton = (page: Page) => page.getByRole('button', { name: '投票', exact: true });
const done = (page: Page) => page.getByRole('heading', { name: '已投入票箱' });

describe('a deputy at a phone', () => {
  test('scans, marks, reads details, is told at the eleventh, reviews, casts and puts the phone down', async () => {
    const { page, errors } = await openDesk(browser, 360);
    const before = await trackersInBox(support.database, round.uuid);
    await page.goto(address(freshSlip()));
    await page.getByRole('heading', { name: '候选项目' }).waitFor();
    expect(page.url()).toBe(`${served.ballotOrigin}/b/${round.uuid}`);
    expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(2);
    await mark(page, [1, 2, 4]);
    await page.getByRole('button', { name: '详情：3 号项目' }).click();
    await inspect(page, 'ballot-choosing-360');
    expect(await page.locator('.mark.on').count()).toBe(3);
    await mark(page, [3, 5, 6, 7, 8, 9, 10]);
    await mark(page, [11]);
    expect(await page.locator('.reason:visible').innerText()).toBe(
      '最多选 10 个，已经选满。想改选这一个，请先取消另一个。',
    );
    await inspect(page, 'ballot-refused-360');
    await mark(page, [9, 10, 8]);
    expect(await page.locator('.counter').innerText()).toBe('已选 7 / 最多 10');
    await page.getByRole('button', { name: '核对' }).click();
    await castButton(page).waitFor();
    await inspect(page, 'ballot-review-360');
    await castButton(page).click();
    await done(page).waitFor();
    await inspect(page, 'ballot-done-360');
    const after = await trackersInBox(support.database, round.uuid);
    const tracker = must(after.find((one) => !before.includes(one)));
    expect(await page.locator('.code').innerText()).toBe(
      `${tracker.slice(0, 4)} ${tracker.slice(4, 8)} ${tracker.slice(8, 12)}`,
    );
    await page.getByRole('button', { name: '再查一次' }).click();
    await page.getByText('查过了：您的票在票箱里。').waitFor();
    await page.getByRole('button', { name: '保存图片' }).click();
    await page.getByRole('img', { name: /核对码/ }).waitFor();
    await inspect(page, 'ballot-picture-360');
    expect(errors).toEqual([]);
    await page.context().close();
  });
});
