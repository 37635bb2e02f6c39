import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { slipAddress } from '../../src/client/slips/slip-text.ts';
import { loadRound } from '../../src/stages/voting/index.ts';
import { serveApplication } from '../support/application.ts';
import { castButton, done, review } from '../support/ballot-hall.ts';
import { must } from '../support/ballot-rounds.ts';
import { type Desk, follow, inspect, openBrowser, openDesk } from '../support/browser.ts';
import { trackersInBox, writeKeyFile } from '../support/casting.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { putBallots } from '../support/electronic-box.ts';
import {
  buildElectronicRound,
  type ElectronicRound,
  type ElectronicRoundOptions,
} from '../support/electronic-round.ts';
import { checkIn } from '../support/slip-scene.ts';
import { buildWorld, type World } from '../support/world.ts';

/** Two ways that a slip may go which the great journey does not take, in real browsers from page to page. */
let browser: Browser;
let support: TestDatabase;
let world: World;
let round: ElectronicRound;
let served: Awaited<ReturnType<typeof serveApplication>>;
let desks: Desk[];

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  support = await createTestDatabase();
  world = await buildWorld(support.database);
  desks = [];
});
afterEach(async () => {
  for (const { page, errors } of desks) {
    expect(errors).toEqual([]);
    await page.context().close();
  }
  expect(served.log).toEqual([]);
  await served.stop();
  await support.drop();
});

async function build(options: ElectronicRoundOptions): Promise<void> {
  round = await buildElectronicRound(support.database, world, options);
  served = await serveApplication(support, { keyFolder: await writeKeyFile(round) });
}

async function desk(width: number): Promise<Page> {
  const opened = await openDesk(browser, width);
  desks.push(opened);
  return opened.page;
}

const roundAddress = () =>
  `${served.origin}/c/${world.townshipId}/m/${world.meetingId}/r/${round.roundId}`;

async function clerkOnRound(): Promise<Page> {
  const page = await desk(1366);
  const { token } = world.people.clerk;
  await page.context().addCookies([{ name: 'piaojue', value: token, url: served.origin }]);
  await page.goto(roundAddress());
  return page;
}

const load = async () =>
  must(await loadRound(support.database, world.townshipId, world.meetingId, round.roundId));
const credentialOf = (slip: number) => must(round.test.slips[slip]).credential;
const addressOf = (credential: string | null) =>
  slipAddress(served.ballotOrigin, round.uuid, {
    ...{ credential, electionHash: round.test.election.hash },
  });

describe('a deputy who comes late', () => {
  test('is checked in, gets a slip from the reserve, votes; the rest of the reserve is void at closing', async () => {
    await build({ state: 'casting', slips: 8, issued: 5, reserve: 2, most: 10 });
    await checkIn({ database: support.database, world }, 0, 5);
    const vote = [Array.from({ length: 13 }, (_, i) => (i === 1 ? 1 : 0))];
    await putBallots(support.database, round, [vote, vote, vote, vote]);
    const clerk = await clerkOnRound();
    const issue = async () => {
      await clerk.getByText('迟到代表：补发一份票码').click();
      await clerk.getByRole('button', { name: '登记补发一份' }).click();
    };
    await issue();
    await clerk.getByText('请先为迟到的代表签到').locator('visible=true').first().waitFor();
    await inspect(clerk, '1366-late-slip-refused');
    expect((await load()).electronic).toMatchObject({ issued: 5, election: { issuedLate: 0 } });
    await checkIn({ database: support.database, world }, 5, 6);
    await clerk.goto(roundAddress());
    await issue();
    await clerk.getByText('留用还剩 1 份').waitFor();
    await inspect(clerk, '1366-late-slip');
    expect((await load()).electronic).toMatchObject({ issued: 6, election: { issuedLate: 1 } });

    const phone = await desk(360);
    await phone.goto(addressOf(credentialOf(5)));
    await review(phone, [2]);
    await castButton(phone).click();
    await done(phone).waitFor();
    expect(await trackersInBox(support.database, round.uuid)).toHaveLength(5);

    await clerk.goto(roundAddress());
    await follow(clerk, () => clerk.getByText('投票结束，封箱', { exact: true }).click());
    expect(await load()).toMatchObject({ state: 'closed', electronic: { ballots: 5 } });
    const scrutineer = await desk(360);
    await scrutineer.goto(`${served.ballotOrigin}/s#t=${round.stations.get(2)}`);
    await scrutineer.getByRole('button', { name: '作废留用的票码' }).click();
    const scan = scrutineer.getByLabel('用扫码枪扫描');
    // The one that was handed out has a ballot: it is no reserve any more.
    await scan.fill(addressOf(credentialOf(6)));
    await scrutineer.keyboard.press('Enter');
    await scrutineer.getByText('第 1 份，已登记').waitFor();
    await scrutineer.getByRole('button', { name: '公布作废' }).click();
    await scrutineer.getByText('已公布作废，累计 1 份').waitFor();
    await clerk.goto(`${roundAddress()}/opening`);
    await follow(clerk, () => clerk.getByText('没有异议，开始开箱').click());
    await clerk.getByText('系统的份额').first().waitFor();
  });
});

describe('slips whose code does not hold the secret', () => {
  test('are printed so, and say that the characters are to be typed', async () => {
    await build({ state: 'keyed', slipSecret: 'typed' });
    const page = await desk(1366);
    await page.addInitScript(() => {
      window.print = () => undefined;
    });
    await page.goto(`${served.ballotOrigin}/s#t=${round.stations.get('chief')}`);
    await page.getByRole('button', { name: '制作票码' }).click();
    await page.getByLabel('代表人数').fill('3');
    await page.getByLabel('备用份数').fill('0');
    await page.getByRole('button', { name: '制作票码' }).click();
    await page.getByRole('button', { name: /打印民生实事项目票决/ }).click();
    const printed = await page.evaluate(() =>
      [...document.querySelectorAll('#sheets .slip')].map((slip) => ({
        code: slip.querySelector('path')?.getAttribute('d') ?? '',
        text: slip.textContent ?? '',
      })),
    );
    expect(printed).toHaveLength(3);
    for (const { text } of printed) expect(text).toContain('再输入下面 15 个字符');
    // One code for all: whoever photographs it has nothing of a slip.
    expect(new Set(printed.map(({ code }) => code)).size).toBe(1);
  });

  test('are typed by hand: a wrong character is told of by the checksum, the slip stays unused', async () => {
    await build({ state: 'casting', slips: 5, issued: 5, slipSecret: 'typed', most: 10 });
    const phone = await desk(360);
    const traffic: string[] = [];
    phone.on('request', (request) => traffic.push(`${request.url()} ${request.postData() ?? ''}`));
    await phone.goto(addressOf(null));
    await phone.getByRole('heading', { name: '请输入票码' }).waitFor();
    const plain = credentialOf(0).replace(/-/g, '');
    const wrong = `${plain.slice(0, 6)}${plain[6] === 'x' ? 'y' : 'x'}${plain.slice(7)}`;
    const field = phone.getByLabel('票码', { exact: true });
    await field.fill(wrong);
    await phone.getByRole('button', { name: '下一步' }).click();
    await phone.getByText('票码输错了：有字符和票码上的不一样').waitFor();
    await inspect(phone, '360-typed-slip-wrong');
    // What was typed stays, to be compared with the paper.
    expect((await field.inputValue()).replace(/-/g, '')).toBe(wrong);
    expect(await trackersInBox(support.database, round.uuid)).toEqual([]);
    await field.fill(plain);
    await phone.getByRole('button', { name: '下一步' }).click();
    await review(phone, [1, 7]);
    await castButton(phone).click();
    await done(phone).waitFor();
    expect(await trackersInBox(support.database, round.uuid)).toHaveLength(1);
    for (const typed of [plain, credentialOf(0), wrong])
      expect(traffic.filter((one) => one.includes(typed))).toEqual([]);
  });
});
