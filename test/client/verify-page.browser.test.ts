import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hex } from '../../src/ballot/bytes.ts';
import { fingerprintOf, groupFingerprint } from '../../src/ballot/fingerprint/fingerprint.ts';
import { prepareBallot } from '../../src/ballot/prepare-ballot.ts';
import { receiptJson, signReceipt } from '../../src/ballot/receipt.ts';
import { testAddress } from '../../src/client/ballot/test-address.ts';
import { loadPages } from '../../src/web/ballot-site/pages.ts';
import {
  cast,
  group,
  holdRound,
  makeRound,
  must,
  question,
  seeded,
} from '../support/ballot-rounds.ts';
import { findBarriers, inspect, openBrowser, openDesk } from '../support/browser.ts';
import { mutantsOf, rearrangementsOf } from '../support/mutants.ts';
import { sweptRound } from '../support/swept-round.ts';

let browser: Browser;
let origin: string;
let close: () => void;
const folder = mkdtempSync(join(tmpdir(), 'piaojue-verify-'));
const built = must(loadPages().get('verify'));
const { round, opened } = sweptRound();
const { uuid } = round.election.election;
const fingerprint = fingerprintOf(round.archive.lastEvent);

function keep(name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

const archive = keep(`${uuid}.bel`, opened.bytes);
const proofs = keep(`${uuid}.proofs.json`, opened.strongProofs);
const pageFile = keep('核验.html', built.html);

beforeAll(async () => {
  browser = await openBrowser();
  const app = new Hono();
  app.get('/verify', (context) =>
    context.html(built.html, 200, { 'content-security-policy': built.policy }),
  );
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
  await new Promise<void>((resolve) => server.once('listening', () => resolve()));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => void server.close();
});
afterAll(async () => {
  await browser.close();
  close();
});

/** The page, with the addresses that it asked for after it was loaded. */
async function openPage(address: string, width = 360) {
  const desk = await openDesk(browser, width);
  await desk.page.goto(address);
  const asked: string[] = [];
  desk.page.on('request', (request) => asked.push(request.url()));
  return { ...desk, asked };
}

async function verify(page: Page, files: readonly string[]): Promise<void> {
  await page.locator('#files').setInputFiles([...files]);
  await page.getByRole('button', { name: '开始核验' }).click();
  await page.locator('#report').waitFor();
}

async function standing(page: Page, id: string): Promise<string> {
  return (await page.locator(`[data-check=${id}]`).getAttribute('class')) ?? '';
}

describe('the page that verifies', () => {
  test('from a file and without any network gives the whole result, and asks nobody', async () => {
    const { page, errors, asked } = await openPage(pathToFileURL(pageFile).href);
    await page.context().setOffline(true);
    await page.locator('#fingerprint').fill(groupFingerprint(fingerprint));
    const own = must(cast(round, 0, [[0, 1, 1, 0, 0]])).tracker;
    await page
      .locator('#tracker')
      .fill(`${own.slice(0, 4)} ${own.slice(4, 8)} ${own.slice(8, 12)}`);
    await verify(page, [archive, proofs]);
    const text = await page.locator('#report').textContent();
    expect(text).toContain('✓ 全部核验通过');
    expect(text).toContain('您的核对码在票箱里，这张票计入了结果。');
    expect(text).toContain(own);
    expect(text).toContain(groupFingerprint(fingerprint));
    expect(await page.locator('.figures dd').allInnerTexts()).toEqual(['4', '3']);
    // Abstentions first, then each project.
    expect(await page.locator('tbody td.number').allInnerTexts()).toEqual([
      '1',
      '2',
      '1',
      '0',
      '0',
    ]);
    expect(await page.locator('.check.holds').count()).toBe(12);
    expect(asked.filter((url) => !url.startsWith('blob:'))).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('keeps its content policy: even a changed page could not send anything away', async () => {
    const { page } = await openPage(`${origin}/verify`);
    const sent = await page.evaluate(() =>
      fetch('/anything').then(
        () => 'sent',
        () => 'refused',
      ),
    );
    expect(sent).toBe('refused');
    expect(built.policy).toContain("connect-src 'none'");
    await page.context().close();
  });

  test('warns when no fingerprint was given, and fails on another one', async () => {
    const { page } = await openPage(`${origin}/verify`);
    await verify(page, [proofs, archive]);
    const report = page.locator('#report');
    expect(await report.textContent()).toContain('没有填会场宣读的十二个字');
    expect(await standing(page, 'fingerprint')).toContain('not-asked');
    const other = fingerprintOf(
      round.archive.lastEvent.replace(/^../, 'ab').replace(/^abab/, 'cd'),
    );
    await page.locator('#fingerprint').fill(other);
    await verify(page, [archive, proofs]);
    await page.locator('[data-check=fingerprint].fails').waitFor();
    expect(await report.textContent()).toContain('（fingerprint-differs）');
    await page.context().close();
  });

  test('shows other people’s elections with what is only weakly proven', async () => {
    for (const [name, result] of [
      ['server-plus-2-of-3/tGok2wZiYQUgQ1', ['server-plus-2-of-3', 'tGok2wZiYQUgQ1']],
      ['single-key-blank/XpZWdCkaBbjEcr', ['single-key-blank', 'XpZWdCkaBbjEcr']],
    ] as const) {
      const { page } = await openPage(`${origin}/verify`);
      await page.locator('summary', { hasText: '别的情况' }).click();
      await page.getByLabel('这是别人用 Belenios 办的选举').check();
      const folderOf = new URL('../vectors/belenios/', import.meta.url);
      await verify(page, [new URL(`${name}.bel`, folderOf).pathname]);
      const text = await page.locator('#report').textContent();
      expect(text).toContain('✓ 全部核验通过');
      expect(text).toContain('总数只有较弱的证明');
      const expected = JSON.parse(
        readFileSync(new URL(`${result[0]}/result.jsons`, folderOf), 'utf8'),
      ) as { result: number[][] };
      expect(await page.locator('tbody td.number').allInnerTexts()).toEqual(
        expected.result.flat().map(String),
      );
      await page.context().close();
    }
  });

  test('lists every failure of a changed archive under its check', async () => {
    const wanted = new Map([
      ['trustees:0.1.public_key:another valid one', 'keys'],
      ['credentials:0:one more', 'slips'],
      ['ballot 1:answers.0.overall_proof.0.response:one more', 'ballots'],
      ['encrypted tally:0.0.alpha:another valid one', 'tally'],
      ['sized tally:num_tallied:one more', 'tally'],
      ['decryption 2:decryption_factors.0.1:another valid one', 'shares'],
      ['strong proofs:0.proofs.0.0.response:one more', 'shares'],
      ['result:result.0.1:one more', 'result'],
      ['event 4:dropped', 'order'],
      ['event 1:doubled', 'container'],
    ]);
    const { page, errors } = await openPage(`${origin}/verify`);
    const seen: string[] = [];
    // Collected first: making thousands of archives keeps this process from hearing the browser.
    const mutants = [
      ...mutantsOf(opened, round.setup),
      ...rearrangementsOf(opened, round.setup),
    ].filter(({ id }) => wanted.has(id));
    for (const { id, bytes, strongProofs } of mutants) {
      await verify(page, [
        keep(`changed-${seen.length}.bel`, bytes),
        keep(`changed-${seen.length}.proofs.json`, strongProofs),
      ]);
      await page.locator(`[data-check=${wanted.get(id)}].fails`).waitFor();
      const verdict = await page.locator('.verdict').textContent();
      const count = Number(/有(\d+)处/.exec(verdict ?? '')?.[1]);
      expect([id, await page.locator('.check li').count()]).toEqual([id, count]);
      seen.push(id);
    }
    expect(seen.sort()).toEqual([...wanted.keys()].sort());
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('says what is wrong with the files instead of computing', async () => {
    const { page } = await openPage(`${origin}/verify`);
    const refused = page.locator('#refused');
    await page.getByRole('button', { name: '开始核验' }).click();
    await expect.poll(() => refused.textContent()).toContain('还没有选档案');
    await page.locator('#files').setInputFiles([proofs]);
    await page.getByRole('button', { name: '开始核验' }).click();
    await expect.poll(() => refused.textContent()).toContain('.bel');
    await verify(page, [keep('photo.bel', 'not an archive')]);
    expect(await page.locator('.verdict').textContent()).toBe('这不是选票档案');
    expect(await page.locator('.check').count()).toBe(0);
    await page.context().close();
  });
});

describe('receipts and test ballots on the page', () => {
  test('a receipt of a missing ballot is called a proof; one in the box is found', async () => {
    const { page } = await openPage(`${origin}/verify`);
    const secret = 987654321987654321n;
    const own = makeRound('receipts on the page', {
      ...{ questions: [question(2, 0, 1)], slips: 3, receiptSecret: secret },
    });
    const held = holdRound(own, [[[1, 0]], [[0, 1]]], [1]);
    const { uuid: named } = own.election.election;
    const check = async (tracker: string, signer = secret) => {
      const receipt = receiptJson(signReceipt(group, signer, named, tracker, seeded(tracker)));
      await page.locator('#receipt-text').fill(receipt);
      await page.locator('#receipt-key').fill(String(group.powerOfG(signer)));
      await page.getByRole('button', { name: '查回执' }).click();
      return await page.locator('#receipt-verdict').textContent();
    };
    await page.locator('summary', { hasText: '查收票回执' }).click();
    expect(await check('x')).toContain('请先在上面选好档案并核验');
    await verify(page, [
      keep(`${named}.bel`, held.bytes),
      keep(`${named}.proofs.json`, held.strongProofs),
    ]);
    const missing = cast(own, 2, [[0, 1]]).tracker;
    expect(await check(cast(own, 0, [[1, 0]]).tracker)).toContain('选票在票箱里');
    expect(await check(missing)).toContain('这证明有人丢了一张票');
    // A lying server's own key, with which everything else fits.
    expect(await check(missing, secret + 1n)).toContain('不是选举文件里写明的那一把');
    await page.context().close();
  });

  test('a test ballot is encrypted again, also from the set-up alone', async () => {
    const { page, asked } = await openPage(`${origin}/verify`);
    const seed = seeded('a test ballot')(32);
    const credential = must(round.slips[3]).publicKey;
    const marks = [[0, 0, 0, 1, 0]];
    const { commitment } = prepareBallot(round.election, credential, marks, seed);
    await verify(page, [archive, proofs]);
    await page.locator('summary', { hasText: '查试票' }).click();
    const told = { uuid, seed: hex(seed), credential: String(credential), marks, commitment };
    await page.locator('#test-text').fill(testAddress(origin, told));
    await page.locator('#test-shown').fill(commitment.slice(0, 12));
    await page.getByRole('button', { name: '重新加密一遍' }).click();
    const verdict = page.locator('#test-verdict');
    await expect.poll(() => verdict.textContent()).toContain('✓ 加密编号相同');
    expect(await verdict.textContent()).toContain('3号项目');
    await page.locator('#test-shown').fill(`x${commitment.slice(1, 12)}`);
    await page.getByRole('button', { name: '重新加密一遍' }).click();
    await expect.poll(() => verdict.textContent()).toContain('✗ 加密编号不同');
    expect(asked.filter((url) => !url.startsWith('blob:'))).toEqual([]);
    await page.context().close();
  });
});

describe('the page for everybody', () => {
  test.each([320, 360, 1366])('has no barriers at %i px', async (width) => {
    const { page } = await openPage(`${origin}/verify`, width);
    await inspect(page, `verify-${width}-empty`);
    await page.locator('#tracker').fill(cast(round, 0, [[0, 1, 1, 0, 0]]).tracker);
    await verify(page, [archive, proofs]);
    for (const summary of await page.locator('summary').all()) await summary.click();
    await inspect(page, `verify-${width}-sound`);
    await verify(page, [archive]);
    await page.locator('[data-check=shares].fails').waitFor();
    await inspect(page, `verify-${width}-failed`);
    await page.context().close();
  });

  test('is worked with the keyboard alone', async () => {
    const { page } = await openPage(`${origin}/verify`, 1366);
    await page.locator('#files').setInputFiles([archive, proofs]);
    await page.locator('#files').focus();
    const to = async (name: string) => {
      for (let presses = 0; presses < 30; presses += 1) {
        await page.keyboard.press('Tab');
        const here = await page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
        if (here === name) return;
      }
      throw new Error(`no way to ${name}`);
    };
    await to('开始核验');
    await page.keyboard.press('Enter');
    await page.locator('#report').waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('report');
    await to('保存核验记录');
    await to('二、查收票回执');
    await page.keyboard.press('Enter');
    expect(await page.locator('#receipt-text').isVisible()).toBe(true);
    expect(await findBarriers(page)).toEqual([]);
    await page.context().close();
  });

  test('lets a reader stop, and start again', async () => {
    const many = makeRound('many', { questions: [question(20, 0, 20)], slips: 12 });
    const votes = Array.from({ length: 12 }, () => [Array.from({ length: 20 }, () => 1)]);
    const big = keep('many.bel', holdRound(many, votes, [1]).bytes);
    const { page } = await openPage(`${origin}/verify`);
    await page.locator('#files').setInputFiles([big]);
    await page.getByRole('button', { name: '开始核验' }).click();
    await expect
      .poll(() => page.locator('#progress-words').textContent())
      .toContain('正在核验选票');
    await page.getByRole('button', { name: '停止' }).click();
    expect(await page.locator('#progress').isHidden()).toBe(true);
    expect(await page.locator('#refused').isHidden()).toBe(true);
    await verify(page, [archive, proofs]);
    expect(await page.locator('.verdict').textContent()).toContain('全部核验通过');
    await page.context().close();
  });
});
