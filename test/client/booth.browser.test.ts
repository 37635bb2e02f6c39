import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveApplication } from '../support/application.ts';
import { must } from '../support/ballot-rounds.ts';
import { inspect, openBrowser, openDesk } from '../support/browser.ts';
import { writeCameraFilm } from '../support/camera-film.ts';
import { trackersInBox, writeKeyFile } from '../support/casting.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { buildElectronicRound, type ElectronicRound } from '../support/electronic-round.ts';
import { buildWorld } from '../support/world.ts';

let support: TestDatabase;
let round: ElectronicRound;
let served: Awaited<ReturnType<typeof serveApplication>>;
let browser: Browser;

beforeAll(async () => {
  support = await createTestDatabase();
  const world = await buildWorld(support.database);
  round = await buildElectronicRound(support.database, world, {
    ...{ state: 'casting', slips: 8, seed: 'booth', form: 'each' },
  });
  served = await serveApplication(support, { keyFolder: await writeKeyFile(round) });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await served.stop();
  await support.drop();
});

const slipOf = (index: number) => must(round.test.slips[index]).credential;

async function typeSlip(page: Page, slip: string): Promise<void> {
  await page.getByRole('button', { name: '输入票码' }).click();
  await page.getByLabel('票码', { exact: true }).fill(slip);
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('heading', { name: '逐项表决' }).waitFor();
}

async function voteOnAll(page: Page): Promise<void> {
  await page.getByLabel('赞成').first().check();
  await page.getByRole('button', { name: '没有表决的都弃权' }).click();
  await page.getByRole('button', { name: '核对' }).click();
  await page.getByRole('button', { name: '投票', exact: true }).click();
  await page.getByRole('heading', { name: '已投入票箱' }).waitFor();
}

/** Nothing of a deputy is in the page, its storages, its history or its form fields. */
async function expectNothingLeft(page: Page, slip: string, tracker: string | null): Promise<void> {
  const left = await page.evaluate(() => ({
    // What stands in the page beside its own scripts.
    text: [...document.querySelectorAll('header, #notices, #content, #foot, #countdown')]
      .map((part) => part.outerHTML)
      .join(),
    fields: [...document.querySelectorAll('input')].map(({ value }) => value),
    ...{ session: { ...sessionStorage }, local: { ...localStorage }, history: history.length },
    ...{ state: history.state, address: location.href, title: document.title },
  }));
  expect(left).toMatchObject({ fields: [], session: {}, local: {}, state: null });
  expect(left.history).toBeLessThanOrEqual(2);
  const all = JSON.stringify(left);
  const pieces = [
    slip,
    slip.replace(/-/g, ''),
    slip.slice(0, 7),
    ...(tracker === null ? [] : [tracker]),
  ];
  for (const piece of pieces) expect(all).not.toContain(piece);
  expect(all).not.toContain('村内路灯亮化');
  expect(page.workers()).toEqual([]);
  expect(await page.context().cookies()).toEqual([]);
}

describe('a booth', () => {
  test('is set to its round once, serves one deputy after another, and leaves nothing', async () => {
    const { page, errors } = await openDesk(browser, 1024);
    await page.clock.install();
    await page.goto(`${served.ballotOrigin}/booth`);
    await page.getByRole('button', { name: /民生实事项目票决/ }).click();
    await page.getByRole('heading', { name: '请投票' }).waitFor();
    await inspect(page, 'booth-rest-1024');
    await typeSlip(page, slipOf(0));
    await inspect(page, 'booth-choosing-1024');
    await voteOnAll(page);
    const [tracker = ''] = await trackersInBox(support.database, round.uuid);
    await page.clock.runFor(2_000);
    await page.getByText('秒后清空屏幕').waitFor();
    await inspect(page, 'booth-done-1024');
    await page.clock.runFor(14_000);
    await page.getByRole('heading', { name: '请投票' }).waitFor();
    await expectNothingLeft(page, slipOf(0), tracker);
    // Neither does the back button bring anything back.
    await page.goBack();
    await page.goForward();
    await page.getByRole('heading', { name: '请投票' }).waitFor();
    await expectNothingLeft(page, slipOf(0), tracker);
    await typeSlip(page, slipOf(1));
    expect(await page.locator('input:checked').count()).toBe(0);
    await voteOnAll(page);
    expect(await trackersInBox(support.database, round.uuid)).toHaveLength(2);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('clears itself a minute after the last touch, but counts down first', async () => {
    const { page } = await openDesk(browser, 1024);
    await page.clock.install();
    await page.goto(`${served.ballotOrigin}/booth#u=${round.uuid}`);
    await typeSlip(page, slipOf(2));
    await page.getByLabel('反对').first().check();
    await page.clock.runFor(45_000);
    await page.getByText('还在投票吗？').waitFor();
    await inspect(page, 'booth-countdown-1024');
    await page.getByLabel('反对').nth(1).check();
    await page.clock.runFor(45_000);
    expect(await page.locator('input:checked').count()).toBe(2);
    await page.clock.runFor(17_000);
    await page.getByRole('heading', { name: '请投票' }).waitFor();
    await expectNothingLeft(page, slipOf(2), null);
    await typeSlip(page, slipOf(2));
    await page.getByRole('button', { name: '清空' }).click();
    await page.getByRole('heading', { name: '请投票' }).waitFor();
    await expectNothingLeft(page, slipOf(2), null);
    await page.context().close();
  });

  test('never gives up a ballot that is on its way', async () => {
    const { page } = await openDesk(browser, 1024);
    await page.clock.install();
    await page.goto(`${served.ballotOrigin}/booth#u=${round.uuid}`);
    const before = await trackersInBox(support.database, round.uuid);
    await typeSlip(page, slipOf(3));
    await page.getByRole('button', { name: '没有表决的都弃权' }).click();
    await page.getByRole('button', { name: '核对' }).click();
    await page.getByRole('button', { name: '投票', exact: true }).waitFor();
    await page.route('**/ballots', (route) => route.abort());
    await page.getByRole('button', { name: '投票', exact: true }).click();
    await page.getByText('网络不通，还没有收到回执').waitFor();
    await page.clock.runFor(300_000);
    await page.getByRole('button', { name: '清空' }).click();
    await page.getByRole('heading', { name: '正在投递' }).waitFor();
    await page.unroute('**/ballots');
    await page.clock.runFor(12_000);
    await page.getByRole('heading', { name: '已投入票箱' }).waitFor();
    expect(await trackersInBox(support.database, round.uuid)).toHaveLength(before.length + 1);
    await page.context().close();
  });

  test('reads a slip with its camera and goes on', async () => {
    const film = join(mkdtempSync(join(tmpdir(), 'piaojue-film-')), 'slip.y4m');
    const hash = round.test.election.hash;
    writeCameraFilm(film, `${served.ballotOrigin}/b/${round.uuid}#c=${slipOf(4)}&e=${hash}`);
    const filming = await openBrowser([
      ...['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'],
      `--use-file-for-fake-video-capture=${film}`,
    ]);
    const { page, errors } = await openDesk(filming, 1024);
    await page.goto(`${served.ballotOrigin}/booth#u=${round.uuid}`);
    await page.getByRole('button', { name: '扫描票码' }).click();
    await page.getByRole('heading', { name: '逐项表决' }).waitFor();
    expect(await page.locator('video').count()).toBe(0);
    await voteOnAll(page);
    expect(errors).toEqual([]);
    await filming.close();
  });
});

describe('a hall without encryption', () => {
  test('the ballot page works on plain HTTP, says so in one line and names the booth; the booth has no camera', async () => {
    const hall = await openBrowser(['--host-resolver-rules=MAP hall.example 127.0.0.1']);
    const { page, errors } = await openDesk(hall, 360);
    const origin = served.ballotOrigin.replace('127.0.0.1', 'hall.example');
    await page.goto(`${origin}/b/${round.uuid}#c=${slipOf(5)}&e=${round.test.election.hash}`);
    await page.getByText('没有加密的网络（HTTP）').waitFor();
    expect(await page.evaluate(() => isSecureContext)).toBe(false);
    await inspect(page, 'ballot-each-http-360');
    await voteOnAll(page);
    await page.goto(`${origin}/booth#u=${round.uuid}`);
    await page.getByRole('button', { name: '输入票码' }).waitFor();
    expect(await page.getByRole('button', { name: '扫描票码' }).count()).toBe(0);
    expect(errors.filter((one) => !one.includes('Cross-Origin-Opener-Policy'))).toEqual([]);
    await hall.close();
  });
});
