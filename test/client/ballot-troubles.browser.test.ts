import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { trackerOf } from '../../src/ballot/ballot.ts';
import { receiptJson, signReceipt } from '../../src/ballot/receipt.ts';
import { receiptKeyHash, receiptKeyHashIn } from '../../src/ballot/receipt-key.ts';
import type { BallotRound } from '../../src/wire/ballot.ts';
import {
  type BallotHall,
  castButton,
  done,
  mark,
  openBallotHall,
  review,
} from '../support/ballot-hall.ts';
import { group, must, seeded } from '../support/ballot-rounds.ts';
import { inspect, openDesk } from '../support/browser.ts';
import { setStates, trackersInBox } from '../support/casting.ts';

let hall: BallotHall;
let support: BallotHall['support'];
let round: BallotHall['round'];
let browser: BallotHall['browser'];

beforeAll(async () => {
  hall = await openBallotHall({ slips: 40, seed: 'troubles', most: 10 });
  ({ support, round, browser } = hall);
});
afterAll(() => hall.close());

const freshSlip = () => hall.freshSlip();
const address: BallotHall['address'] = (...given) => hall.address(...given);

describe('a network that fails', () => {
  test('at every step: the page waits, says so, and one ballot is in the box', async () => {
    const { page } = await openDesk(browser, 360);
    const before = await trackersInBox(support.database, round.uuid);
    await page.route('**/round', (route) => route.abort());
    await page.goto(address(freshSlip()));
    await page.getByRole('heading', { name: '连不上服务器' }).waitFor();
    await inspect(page, 'ballot-unreachable-360');
    await page.unroute('**/round');
    await page.getByRole('heading', { name: '候选项目' }).waitFor();
    await page.context().setOffline(true);
    await review(page, [1, 12]);
    await castButton(page).click();
    await page.getByText('网络不通，还没有收到回执').waitFor();
    await inspect(page, 'ballot-casting-360');
    await page.context().setOffline(false);
    // The ballot arrives, its answer does not: sent again, it is the same ballot.
    let lost = 0;
    await page.route('**/ballots', async (route) => {
      if (lost > 0) return await route.continue();
      lost += 1;
      await route.fetch();
      await route.abort();
    });
    await done(page).waitFor();
    expect(lost).toBe(1);
    expect(await trackersInBox(support.database, round.uuid)).toHaveLength(before.length + 1);
    await page.context().setOffline(true);
    await page.getByRole('button', { name: '再查一次' }).click();
    await page.getByText('不影响您已经投出的票').waitFor();
    await page.context().close();
  });

  test('a reload at every step: anew with the slip before the cast, on with the same ballot after it', async () => {
    const { page } = await openDesk(browser, 360);
    const before = await trackersInBox(support.database, round.uuid);
    const slip = freshSlip();
    let warned = 0;
    page.on('dialog', (dialog) => {
      warned += 1;
      void dialog.accept();
    });
    const again = async () => {
      await page.reload();
      await page.getByRole('heading', { name: '请输入票码' }).waitFor();
      expect(await page.locator('#slip').inputValue()).toBe('');
      await page.locator('#slip').fill(slip);
      await page.getByRole('button', { name: '下一步' }).click();
      await page.getByRole('heading', { name: '候选项目' }).waitFor();
      expect(await page.locator('.mark.on').count()).toBe(0);
    };
    await page.goto(address(slip));
    await page.getByRole('heading', { name: '候选项目' }).waitFor();
    await again();
    await mark(page, [5]);
    await again();
    expect(warned).toBe(1);
    await review(page, [5]);
    await again();
    await review(page, [5, 6]);
    await castButton(page).waitFor();
    await page.route('**/ballots', (route) => route.abort());
    await castButton(page).click();
    await page.getByText('网络不通，还没有收到回执').waitFor();
    await page.reload();
    await page.getByRole('heading', { name: '正在投递' }).waitFor();
    await page.unroute('**/ballots');
    await done(page).waitFor();
    const shown = await page.locator('.code').textContent();
    await page.reload();
    await done(page).waitFor();
    expect(await page.locator('.code').textContent()).toBe(shown);
    await page.getByRole('button', { name: '再查一次' }).click();
    await page.getByText('查过了').waitFor();
    expect(await trackersInBox(support.database, round.uuid)).toHaveLength(before.length + 1);
    await page.context().close();
  });
});

describe('who cannot vote here is told why and what to do', () => {
  test('two phones with one slip: one ballot, and the other deputy raises a hand', async () => {
    const slip = freshSlip();
    const [one, two] = [await openDesk(browser, 360), await openDesk(browser, 360)];
    const before = await trackersInBox(support.database, round.uuid);
    for (const { page } of [one, two]) {
      await page.goto(address(slip));
      await review(page, [9]);
      await castButton(page).waitFor();
    }
    await Promise.all([castButton(one.page).click(), castButton(two.page).click()]);
    const ends = await Promise.all(
      [one, two].map(async ({ page }) => {
        const used = page.getByText('若不是您本人投的，请立即举手告诉监票人');
        await done(page).or(used).first().waitFor();
        if (await used.isVisible()) await inspect(page, 'ballot-slip-used-360');
        return await done(page).isVisible();
      }),
    );
    expect(ends.filter(Boolean)).toHaveLength(1);
    expect(await trackersInBox(support.database, round.uuid)).toHaveLength(before.length + 1);
    for (const { page } of [one, two]) await page.context().close();
  });

  test('before the opening the page waits and opens by itself, without a reload or a new scan', async () => {
    await setStates(support.database, round, { channel: 'issuing' });
    const { page } = await openDesk(browser, 360);
    await page.goto(address(freshSlip()));
    await page.getByRole('heading', { name: '还没有开始投票' }).waitFor();
    await inspect(page, 'ballot-waiting-360');
    await setStates(support.database, round, { channel: 'casting', round: 'interrupted' });
    await page.getByRole('heading', { name: '投票暂时中断' }).waitFor();
    await setStates(support.database, round, { channel: 'casting', round: 'open' });
    await review(page, [1]);
    await setStates(support.database, round, { round: 'interrupted' });
    await castButton(page).click();
    await page.getByText('投票暂时中断。请留在本页').waitFor();
    await setStates(support.database, round, { round: 'open' });
    await done(page).waitFor();
    await page.context().close();
  });

  test('closed, void, void slip, another round, another election, a broken slip', async () => {
    const { page } = await openDesk(browser, 360);
    const see = async (heading: string, name: string) => {
      await page.getByRole('heading', { name: heading }).waitFor();
      await inspect(page, `ballot-${name}-360`);
    };
    // Each address in a page of its own: the same one with another fragment is only a step within it.
    const visit = async (where: string) => {
      await page.goto('about:blank');
      await page.goto(where);
    };
    await visit(address('abc-def'));
    await page.getByText('票码是 15 个字符').waitFor();
    await visit(address(freshSlip(), 'A'.repeat(43)));
    await see('选票内容与票码不符', 'other-election');
    await visit(`${hall.served.ballotOrigin}/b/Nobody11111111#c=${freshSlip()}`);
    await see('不是本轮的票码', 'wrong-round');
    const slip = freshSlip();
    await visit(address(slip));
    await review(page, [4]);
    const { publicKey } = must(round.test.slips.find((one) => one.credential === slip));
    await support.database
      .updateTable('box.slip')
      .set({ void_reason: 'exchanged' })
      .where('credential', '=', String(publicKey))
      .execute();
    await castButton(page).click();
    await see('票码已经作废', 'slip-void');
    await page.getByRole('button', { name: '输入另一张票码' }).click();
    await page.getByRole('heading', { name: '请输入票码' }).waitFor();
    await visit(address(freshSlip()));
    await review(page, [4]);
    await setStates(support.database, round, { channel: 'closed', round: 'closed' });
    await castButton(page).click();
    await see('投票已经结束', 'closed');
    await visit(address(freshSlip()));
    await see('投票已经结束', 'closed-from-start');
    await setStates(support.database, round, { channel: 'void' });
    await visit(address(freshSlip()));
    await see('本轮电子投票已经作废', 'void');
    await setStates(support.database, round, { channel: 'casting', round: 'open' });
    await page.context().close();
  });

  /** The server gives this phone a receipt key of its own, and an election that names it where told to. */
  async function lieAboutKey(page: Page, own: bigint, election: boolean): Promise<void> {
    const key = group.powerOfG(own);
    const { description } = round.test.election.election;
    const named = must(receiptKeyHashIn(description));
    await page.route('**/round', async (route) => {
      const response = await route.fetch();
      const told = (await response.json()) as BallotRound;
      const lied = told.election.replace(named, receiptKeyHash(key));
      const text = election ? lied : told.election;
      await route.fulfill({ response, json: { ...told, receiptKey: String(key), election: text } });
    });
  }

  test('a lying server: a receipt key of its own is refused before anybody has voted', async () => {
    const before = await trackersInBox(support.database, round.uuid);
    const { page } = await openDesk(browser, 360);
    await lieAboutKey(page, 4242n, false);
    await page.goto(address(freshSlip()));
    await page.getByRole('heading', { name: '收票回执的公钥不对' }).waitFor();
    await inspect(page, 'ballot-receipt-key-360');
    expect(await castButton(page).count()).toBe(0);
    await page.unrouteAll();
    // An election that names it is not the slip's.
    await lieAboutKey(page, 4242n, true);
    await page.goto('about:blank');
    await page.goto(address(freshSlip()));
    await page.getByRole('heading', { name: '选票内容与票码不符' }).waitFor();
    expect(await trackersInBox(support.database, round.uuid)).toEqual(before);
    await page.context().close();
  });

  test('a lying server: a receipt of another key or another ballot is none, after a reload too', async () => {
    const own = 4242n;
    const receipt = (tracker: string, secret: bigint) =>
      receiptJson(signReceipt(group, secret, round.uuid, tracker, seeded('lie')));
    const answers = [
      (tracker: string) => receipt(tracker, own),
      () => receipt('A'.repeat(43), round.receiptSecret),
    ];
    for (const answer of answers) {
      const { page } = await openDesk(browser, 360);
      await page.route('**/ballots', async (route) => {
        const sent = (route.request().postData() ?? '').trimEnd();
        await route.fulfill({ json: { receipt: answer(trackerOf(sent)) } });
      });
      await page.goto(address(freshSlip()));
      await review(page, [4]);
      await castButton(page).click();
      await page.getByRole('heading', { name: '收票回执核验不通过' }).waitFor();
      // The signed bytes were kept; now the whole story is made to fit, but for what they were made for.
      await lieAboutKey(page, own, true);
      await page.reload();
      await page.getByRole('heading', { name: '收票回执核验不通过' }).waitFor();
      await page.context().close();
    }
  });

  test('a browser too old, or one whose worker is forbidden, points to the booth; the slip is unused', async () => {
    for (const missing of ['BigInt', 'Worker', 'TextEncoder']) {
      const { page } = await openDesk(browser, 360);
      await page.addInitScript(`delete globalThis.${missing}`);
      await page.goto(address(freshSlip()));
      await page.locator('#old').waitFor();
      expect(page.url()).not.toContain('#');
      await inspect(page, `ballot-old-${missing}-360`);
      await page.context().close();
    }
    const { page } = await openDesk(browser, 360);
    await page.addInitScript(
      'globalThis.Worker = class { postMessage() { setTimeout(() => this.onerror(new Event("error"))) } terminate() {} }',
    );
    await page.goto(address(freshSlip()));
    await page.getByText('这个浏览器太旧').last().waitFor();
    await page.context().close();
  });
});
