import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fingerprintOf } from '../../src/ballot/fingerprint/fingerprint.ts';
import { sha256Hex } from '../../src/ballot/hash.ts';
import { loadRound } from '../../src/stages/voting/index.ts';
import { serveApplication } from '../support/application.ts';
import { must } from '../support/ballot-rounds.ts';
import { type Desk, follow, inspect, openBrowser, openDesk } from '../support/browser.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { putBallots, vaultFor } from '../support/electronic-box.ts';
import { buildElectronicRound, type ElectronicRound } from '../support/electronic-round.ts';
import { buildWorld, type World } from '../support/world.ts';

/** Closing and opening a box in real browsers: clerk, hall screen, two of three scrutineers. */
let support: TestDatabase;
let world: World;
let round: ElectronicRound;
let browser: Browser;
let served: Awaited<ReturnType<typeof serveApplication>>;

const marks = (...chosen: readonly number[]) => [
  Array.from({ length: 13 }, (_, i) => (i > 0 && chosen.includes(i) ? 1 : 0)),
];

beforeAll(async () => {
  support = await createTestDatabase();
  world = await buildWorld(support.database);
  round = await buildElectronicRound(support.database, world, {
    ...{ state: 'casting', slips: 8, issued: 6 },
  });
  const { folder } = await vaultFor(round);
  served = await serveApplication(support, { keyFolder: folder });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await served.stop();
  await support.drop();
});

const path = () => `/c/${world.townshipId}/m/${world.meetingId}`;

async function staff(who: keyof World['people'], width: number): Promise<Desk> {
  const desk = await openDesk(browser, width);
  await desk.page
    .context()
    .addCookies([{ name: 'piaojue', value: world.people[who].token, url: served.origin }]);
  return desk;
}

/** A scrutineer's own device with the key of this position, as the ceremony left it. */
async function device(position: number, confirmed: boolean): Promise<Page> {
  const { page } = await openDesk(browser, position === 1 ? 360 : 320);
  await page.goto(`${served.ballotOrigin}/open`);
  const key = {
    uuid: round.uuid,
    ceremonyId: round.ceremonyId,
    position,
    secret: String(must(round.test.secrets.get(position + 1))),
    trusteesHash: sha256Hex(round.test.setup.trustees),
    rehearsal: false,
    meeting: '云溪镇第十八届人民代表大会第五次会议',
    holder: '监票人',
    confirmedSetup: confirmed ? round.setupHash : null,
    usedTally: null,
  };
  await page.evaluate((text) => localStorage.setItem('piaojue-keys', text), JSON.stringify([key]));
  await page.goto('about:blank');
  await page.goto(`${served.ballotOrigin}/open#t=${round.stations.get(position)}`);
  return page;
}

const load = () => loadRound(support.database, world.townshipId, world.meetingId, round.roundId);

test('a box is closed by the clerk and opened by two of three, live on the hall screen', async () => {
  const hall = await openDesk(browser, 1366);
  await hall.page.goto(`${served.origin}${path()}/hall`);
  await hall.page.getByText('请各位代表投票').waitFor();
  await putBallots(support.database, round, [marks(1, 2, 3), marks(1, 2), marks(1, 12), marks(1)]);
  await hall.page.locator('.num', { hasText: '4' }).waitFor();
  await inspect(hall.page, '1366-hall-casting');

  const clerk = await staff('clerk', 1366);
  await clerk.page.goto(`${served.origin}${path()}/r/${round.roundId}`);
  await follow(clerk.page, () => clerk.page.getByText('投票结束，封箱', { exact: true }).click());
  await hall.page.getByText('票箱已封').waitFor();
  await inspect(hall.page, '1366-hall-closed');
  const first = await device(1, true);
  await first.getByText('系统的份额公布以后').waitFor();
  await clerk.page.goto(`${served.origin}${path()}/r/${round.roundId}/opening`);
  await inspect(clerk.page, '1366-opening');
  await follow(clerk.page, () => clerk.page.getByText('没有异议，开始开箱').click());
  await hall.page.getByText('正在开箱 0/2').waitFor();

  // The device was told by itself; the wrong number shows that nothing is believed.
  await first.getByLabel('会场宣读的电子票张数').fill('5');
  await inspect(first, '360-open-form');
  await first.getByRole('button', { name: '核验票箱' }).click();
  await first.getByText('会场宣读的是 5 张').waitFor({ timeout: 120_000 });
  await inspect(first, '360-open-refused');
  await first.getByRole('button', { name: '返回' }).click();
  await first.getByLabel('会场宣读的电子票张数').fill('4');
  await first.getByRole('button', { name: '核验票箱' }).click();
  await first.getByText('全部核验通过').waitFor({ timeout: 120_000 });
  await inspect(first, '360-open-verified');
  await first.getByRole('button', { name: '用我的钥匙开箱' }).click();
  await first.getByText('您的份额已收到：1 / 2').waitFor({ timeout: 60_000 });
  const stored = await first.evaluate(() => localStorage.getItem('piaojue-keys'));
  expect(JSON.parse(stored ?? '[]')[0].usedTally).toMatch(/^[0-9a-f]{64}$/);
  await hall.page.getByText('正在开箱 1/2').waitFor();

  const third = await device(3, false);
  await third.getByLabel('会场宣读的电子票张数').fill('4');
  await third.getByLabel('设置指纹').fill(fingerprintOf(round.setupHash));
  await inspect(third, '320-open-imported');
  await third.getByRole('button', { name: '核验票箱' }).click();
  await third.getByRole('button', { name: '用我的钥匙开箱' }).click({ timeout: 120_000 });
  await third.getByText('票箱已开').waitFor({ timeout: 60_000 });
  await hall.page.getByText('未经签字确认').waitFor();
  expect(await hall.page.getByText('连接中断').isVisible()).toBe(false);
  await inspect(hall.page, '1366-hall-result');
  expect((await load())?.state).toBe('counted');

  const board = await openDesk(browser, 360);
  await board.page.goto(`${served.origin}/board/${round.uuid}`);
  await inspect(board.page, '360-board');
  await clerk.page.goto(`${served.origin}${path()}/r/${round.roundId}/result`);
  await follow(clerk.page, () => clerk.page.getByText('生成计票结果报告单').click());
  await inspect(clerk.page, '1366-electronic-result');
  for (const [width, name] of [
    [360, '360-hall-result'],
    [1920, '1920-hall-result'],
  ] as const) {
    const screen = await openDesk(browser, width);
    await screen.page.goto(`${served.origin}${path()}/hall`);
    await inspect(screen.page, name);
  }
  for (const desk of [hall, clerk, board]) expect(desk.errors).toEqual([]);
  expect(served.log).toEqual([]);
});

test('the opening page refuses plain HTTP, the hall screen works without scripts and says when it is cut off', async () => {
  const silent = await openDesk(browser, 1366, false);
  await silent.page.goto(`${served.origin}${path()}/hall`);
  expect(
    await silent.page.locator('noscript meta[http-equiv=refresh]').count(),
  ).toBeLessThanOrEqual(1);
  expect(await silent.page.content()).toContain('计票结果');

  const { page } = await openDesk(browser, 360);
  await page.route('http://hall.example/**', async (route) => {
    const { pathname } = new URL(route.request().url());
    const response = await fetch(`${served.ballotOrigin}${pathname}`);
    const headers = { 'content-type': response.headers.get('content-type') ?? '' };
    await route.fulfill({ status: response.status, headers, body: await response.text() });
  });
  await page.goto('http://hall.example/open');
  await page.getByText('当前网址没有加密').waitFor();

  const cut = await openDesk(browser, 1366);
  const other = await serveApplication(support);
  await cut.page.goto(`${other.origin}${path()}/hall`);
  await cut.page.getByText('计票结果').waitFor();
  expect(await cut.page.getByText('连接中断').isVisible()).toBe(false);
  await other.stop();
  await cut.page.getByText('连接中断').waitFor({ timeout: 60_000 });
});
