import type { Page } from 'playwright-core';
import decodeQR from 'qr/decode.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { archiveBytes } from '../../src/ballot/archive/archive.ts';
import { fingerprintOf, groupFingerprint } from '../../src/ballot/fingerprint/fingerprint.ts';
import {
  type BallotHall,
  castButton,
  done,
  mark,
  openBallotHall,
  review,
} from '../support/ballot-hall.ts';
import { must } from '../support/ballot-rounds.ts';
import { inspect, openDesk } from '../support/browser.ts';
import { marksFor, trackersInBox } from '../support/casting.ts';

let hall: BallotHall;
let support: BallotHall['support'];
let round: BallotHall['round'];
let browser: BallotHall['browser'];

beforeAll(async () => {
  hall = await openBallotHall({ slips: 40, seed: 'page', most: 10 });
  ({ support, round, browser } = hall);
});
afterAll(() => hall.close());

const freshSlip = () => hall.freshSlip();
const address: BallotHall['address'] = (...given) => hall.address(...given);

describe('a deputy at a phone', () => {
  test('scans, marks, reads details, is told at the eleventh, reviews, casts and puts the phone down', async () => {
    const { page, errors } = await openDesk(browser, 360);
    const before = await trackersInBox(support.database, round.uuid);
    await page.goto(address(freshSlip()));
    await page.getByRole('heading', { name: '候选项目' }).waitFor();
    expect(page.url()).toBe(`${hall.served.ballotOrigin}/b/${round.uuid}`);
    expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(2);
    await mark(page, [1, 2, 4]);
    await page.getByRole('button', { name: '详情：3 号项目' }).click();
    await inspect(page, 'ballot-choosing-360');
    expect(await page.locator('.mark.on').count()).toBe(3);
    await mark(page, [3, 5, 6, 7, 8, 9, 10]);
    await mark(page, [11]);
    expect(await page.locator('.reason:visible').textContent()).toBe(
      '最多选 10 个，已经选满。想改选这一个，请先取消另一个。',
    );
    await inspect(page, 'ballot-refused-360');
    await mark(page, [9, 10, 8]);
    expect(await page.locator('.counter').textContent()).toBe('已选 7 / 最多 10');
    await page.getByRole('button', { name: '核对' }).click();
    await castButton(page).waitFor();
    await inspect(page, 'ballot-review-360');
    await castButton(page).click();
    await done(page).waitFor();
    await inspect(page, 'ballot-done-360');
    const after = await trackersInBox(support.database, round.uuid);
    const tracker = must(after.find((one) => !before.includes(one)));
    expect(await page.locator('.code').textContent()).toBe(
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

  test('types the slip by keyboard alone, is told of a slip of the finger, and casts without a mouse', async () => {
    const { page, errors } = await openDesk(browser, 1366);
    const slip = freshSlip();
    await page.goto(`${hall.served.ballotOrigin}/b/${round.uuid}`);
    await page.getByRole('heading', { name: '请输入票码' }).waitFor();
    // Without the slip's own hash of the questions, the fingerprint is what the reader compares.
    await page.getByText('请与大屏幕上的设置指纹核对').waitFor();
    expect(await page.locator('.fingerprint').textContent()).toBe(
      groupFingerprint(fingerprintOf(round.setupHash)),
    );
    await inspect(page, 'ballot-slip-1366');
    const plain = slip.replace(/-/g, '');
    const other = plain.startsWith('A') ? 'B' : 'A';
    await page.getByLabel('票码', { exact: true }).focus();
    await page.keyboard.type(`${other}${plain.slice(1)}`);
    await page.keyboard.press('Enter');
    await page.getByText('票码输错了').waitFor();
    await page.keyboard.press('Control+A');
    await page.keyboard.type(slip);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '候选项目' }).waitFor();
    for (let pressed = 0; pressed < 2; pressed += 1) {
      await tabTo(page, 'input.ring');
      await page.keyboard.press('Space');
    }
    await tabTo(page, '.foot .btn');
    await page.keyboard.press('Enter');
    await castButton(page).waitFor();
    await tabTo(page, '.foot .btn:not(.quiet)');
    await page.keyboard.press('Enter');
    await done(page).waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('heading');
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('types on the keypad of the page at 320 px, in large type', async () => {
    const { page, errors } = await openDesk(browser, 320);
    const slip = freshSlip();
    await page.goto(address(null));
    await page.getByRole('heading', { name: '请输入票码' }).waitFor();
    await inspect(page, 'ballot-slip-320');
    await page.keyboard.press('Tab');
    await page.getByLabel('票码', { exact: true }).focus();
    await page.keyboard.type('0');
    await page.getByText('票码里没有“0”').waitFor();
    await page.getByRole('button', { name: '全部清除' }).click();
    await page.getByRole('button', { name: '大字' }).click();
    for (const character of slip.replace(/-/g, '')) {
      const name = /[A-Z]/.test(character) ? '大写 ' : /[a-z]/.test(character) ? '小写 ' : '';
      await page.getByRole('button', { name: `${name}${character}`, exact: true }).click();
    }
    expect(await page.getByLabel('票码', { exact: true }).inputValue()).toBe(slip);
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByRole('heading', { name: '候选项目' }).waitFor();
    await inspect(page, 'ballot-choosing-large-320');
    await page.getByRole('button', { name: '核对' }).click();
    await page.getByText('一个也不选的，请点“全部弃权”').waitFor();
    await page.getByLabel('全部弃权').click();
    await page.getByRole('button', { name: '核对' }).click();
    await castButton(page).waitFor();
    await inspect(page, 'ballot-review-large-320');
    await castButton(page).click();
    await done(page).waitFor();
    await inspect(page, 'ballot-done-large-320');
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('tests the phone first: another device builds the test again, also without a network', async () => {
    const { page } = await openDesk(browser, 360);
    await page.goto(address(freshSlip()));
    await review(page, [3, 8]);
    await castButton(page).waitFor();
    const shown = await page.locator('section.card b').textContent();
    const before = await trackersInBox(support.database, round.uuid);
    const tests = page.waitForResponse((response) => response.url().endsWith('/tests'));
    await page.getByRole('button', { name: '试票' }).click();
    await page.locator('.qr').waitFor();
    await inspect(page, 'ballot-test-360');
    expect(await page.locator('.code').textContent()).toBe(shown);
    expect((await tests).status()).toBe(200);
    const text = await readCode(page, '.qr');
    const second = await openDesk(browser, 360);
    await second.page.goto(text);
    await second.page.getByText('与二维码里的加密编号相同').waitFor();
    expect(await second.page.locator('.number').textContent()).toBe(shown);
    await second.page.getByText('8 号 农贸市场改造').waitFor();
    await inspect(second.page, 'test-ballot-360');
    await second.page.context().setOffline(true);
    await second.page.locator('#code').fill(text.replace(/&h=.*/, `&h=${'A'.repeat(43)}`));
    await second.page.locator('#file').setInputFiles({
      ...{ name: 'x.bel', mimeType: 'application/octet-stream' },
      buffer: Buffer.from(archiveBytes(round.test.archive)),
    });
    await second.page.getByRole('button', { name: '核对' }).click();
    await second.page.getByText('那台手机没有如实加密').waitFor();
    expect(second.errors).toEqual([]);
    // The test is nowhere in the box; its marks are gone, and the slip still votes.
    expect(await trackersInBox(support.database, round.uuid)).toEqual(before);
    await page.getByRole('button', { name: '返回，重新划票' }).click();
    expect(await page.locator('.mark.on').count()).toBe(0);
    await review(page, [1]);
    await castButton(page).click();
    await done(page).waitFor();
    await second.page.context().close();
    await page.context().close();
  });

  test('sends nothing that tells the slip or the choice, keeps no cookie, leaves nothing behind', async () => {
    const { page } = await openDesk(browser, 360);
    const slip = freshSlip();
    const secret = must(round.test.slips.find((one) => one.credential === slip)).secret;
    const traffic: string[] = [];
    const lengths: number[] = [];
    page.on('request', (request) => {
      traffic.push(request.url(), JSON.stringify(request.headers()), request.postData() ?? '');
      if (request.url().endsWith('/ballots')) lengths.push(request.postData()?.length ?? 0);
    });
    await page.goto(address(slip));
    await review(page, [2, 7]);
    await castButton(page).click();
    await done(page).waitFor();
    const everything = traffic.join('\n');
    for (const piece of [slip, slip.replace(/-/g, ''), slip.slice(0, 7), String(secret)]) {
      expect(everything).not.toContain(piece);
    }
    // The secret in hexadecimal, and the vector of marks in the ways that a program would write it.
    const vector = must(marksFor(round, [2, 7])[0]);
    for (const piece of [secret.toString(16), vector.join(), vector.join(''), '"marks"']) {
      expect(everything).not.toContain(piece);
    }
    expect(await page.context().cookies()).toEqual([]);
    const left = await page.evaluate(() => ({
      ...{ stored: JSON.stringify({ ...sessionStorage }), local: { ...localStorage } },
      ...{ history: history.state, body: document.body.textContent, address: location.href },
    }));
    expect(Object.keys(JSON.parse(must(JSON.parse(left.stored)['piaojue-ballot']))).sort()).toEqual(
      [...['ballot', 'receipt', 'tracker', 'uuid']],
    );
    expect(JSON.parse(must(JSON.parse(left.stored)['piaojue-ballot'])).ballot).toBeNull();
    expect(left.local).toEqual({});
    expect(JSON.stringify(left)).not.toContain(slip.slice(0, 7));
    expect(left.body).not.toContain('农村桥梁改造');
    expect(page.workers()).toEqual([]);
    expect(lengths).toHaveLength(1);
    await page.context().close();
  });
});

/** Presses Tab until an element of this kind that was not reached yet has the focus. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let pressed = 0; pressed < 80; pressed += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((one) => document.activeElement?.matches(one) ?? false, selector)) {
      return;
    }
  }
  throw new Error(`no Tab reaches ${selector}`);
}

/** Reads a QR code from a picture of the page, as the camera of another phone would. */
async function readCode(page: Page, selector: string): Promise<string> {
  const picture = await page.locator(selector).screenshot();
  const pixels = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.width;
    canvas.height = image.height;
    const pen = canvas.getContext('2d');
    pen?.drawImage(image, 0, 0);
    const read = pen?.getImageData(0, 0, image.width, image.height);
    return { width: image.width, height: image.height, data: [...(read?.data ?? [])] };
  }, picture.toString('base64'));
  return decodeQR({ ...pixels, data: Uint8ClampedArray.from(pixels.data) });
}
