import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashJson } from '../../src/ballot/hash.ts';
import { verifyArchive } from '../../src/ballot/verify/verify-archive.ts';
import { slipAddress } from '../../src/client/slips/slip-text.ts';
import { listRounds, loadRound } from '../../src/stages/voting/index.ts';
import { serveApplication } from '../support/application.ts';
import { castButton, done, review } from '../support/ballot-hall.ts';
import { group, must } from '../support/ballot-rounds.ts';
import { toolVerifies } from '../support/belenios-tool.ts';
import { type Desk, follow, inspect, openBrowser, openDesk } from '../support/browser.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { adoptAndOpen, type Rehearsal, rehearse } from '../support/rehearsal.ts';

/**
 * A whole electronic election in real browsers, every step on the page of whoever does it: three
 * scrutineers (one of them the chief), the clerk, and 20 deputies at once. One phone loses its network at
 * each step; one scrutineer's device is lost before the opening. In the end every receipt's tracker stands
 * in the chain exactly once, the totals are those of the plain votes, and two independent verifiers agree.
 */
const made = { deputies: 24, spare: 4, reserve: 2, unissued: 4 } as const;
const issued = made.deputies + made.spare - made.reserve - made.unissued;
/** What each of the 20 deputies marks: never more than ten of twelve. */
const votes = Array.from({ length: 20 }, (_, i) =>
  Array.from({ length: 12 }, (_, j) => j + 1).filter((n) => (n * (i + 3)) % 7 < 4 && n <= 10),
);

let database: TestDatabase;
let browser: Browser;
let served: Awaited<ReturnType<typeof serveApplication>>;
let hall: Rehearsal;
const desks: Desk[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  hall = await rehearse(database.database, 'check-in', 'electronic');
  served = await serveApplication(database);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await served.stop();
  await database.drop();
});

async function staff(role: string, index = 0): Promise<Page> {
  const desk = await openDesk(browser, role === 'clerk' ? 1366 : 360);
  desks.push(desk);
  const cookie = { name: 'piaojue', value: hall.token(role, index), url: served.origin };
  await desk.page.context().addCookies([cookie]);
  return desk.page;
}

/** Registers the signed-in scrutineer's own device and opens a page of the ballot site there. */
async function stationPage(page: Page, path: 'k' | 's' | 'open'): Promise<void> {
  await page.goto(`${served.origin}${hall.base}/keys`);
  await follow(page, () => page.getByRole('button', { name: '登记一台设备' }).click());
  const link = page.getByRole('link', { name: '在这台设备上打开我的钥匙页' });
  const address = must(await link.getAttribute('href'));
  await page.goto(address.replace('/k#', `/${path}#`));
}

const round = async () =>
  must((await listRounds(database.database, hall.townshipId, hall.meetingId))[0]);
const roundAddress = async () => `${served.origin}${hall.base}/r/${(await round()).id}`;

const holders: Page[] = [];
let clerk: Page;
let slips: readonly { readonly credential: string; readonly address: string }[] = [];
const trackers: string[] = [];

describe('a whole electronic election', () => {
  test('keys: convened by the clerk, made by three browsers together, backups read back', async () => {
    clerk = await staff('clerk');
    await clerk.goto(`${served.origin}${hall.base}/rounds`);
    await follow(clerk, () => clerk.getByRole('button', { name: /建立/ }).click());
    await clerk.goto(`${served.origin}${hall.base}/keys`);
    await follow(clerk, () => clerk.getByRole('button', { name: '召集制作钥匙' }).click());
    for (const [role, index] of [
      ['chief_scrutineer', 0],
      ['scrutineer', 0],
      ['scrutineer', 1],
    ] as const) {
      const page = await staff(role, index);
      await stationPage(page, 'k');
      holders.push(page);
    }
    for (const page of holders) {
      await page.locator('#status').filter({ hasText: '钥匙已经存在本机' }).waitFor();
      await page.getByRole('button', { name: '生成备份和口令' }).click();
      const passphrase = must(await page.locator('.passphrase').textContent());
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: '保存备份文件' }).click();
      const file = must(await (await download).path());
      await page.getByRole('button', { name: '都已保存，开始试读' }).click();
      await page.setInputFiles('#proof-file', file);
      await page.fill('#proof-passphrase', passphrase);
      await page.getByRole('button', { name: '试读' }).click();
      await page.locator('#status').filter({ hasText: '钥匙和备份都已办好' }).waitFor();
    }
    await clerk.goto(`${await roundAddress()}/keys`);
    await follow(clerk, () => clerk.getByRole('button', { name: '使用下一组钥匙' }).click());
    expect((await round()).electronic?.state).toBe('keyed');
  });

  test('slips: made, printed and published by the chief; the fingerprint is the same everywhere', async () => {
    const page = await staff('chief_scrutineer');
    await page.addInitScript(() => {
      window.print = () => undefined;
    });
    await stationPage(page, 's');
    await page.getByRole('button', { name: '制作票码' }).click();
    await page.getByLabel('代表人数').fill(String(made.deputies));
    await page.getByLabel('备用份数').fill(String(made.spare));
    await page.getByRole('button', { name: '制作票码' }).click();
    await page.getByRole('button', { name: /打印民生实事项目票决/ }).click();
    const printed = await page.evaluate(() =>
      [...document.querySelectorAll('#sheets .slip')].map((slip) =>
        [...slip.querySelectorAll('.code span')].map((one) => one.textContent).join('-'),
      ),
    );
    expect(printed).toHaveLength(made.deputies + made.spare);
    await page.getByRole('button', { name: '已经印好' }).click();
    await page.getByRole('button', { name: '公布清单' }).click();
    const loaded = page.waitForEvent('load');
    await page.getByRole('button', { name: '已打印完毕，清除票码' }).click();
    await loaded;
    const election = must((await round()).electronic?.election);
    slips = printed.map((credential) => ({
      credential,
      address: slipAddress(served.ballotOrigin, election.uuid, {
        credential,
        electionHash: hashJson(election.electionJson),
      }),
    }));
    const seen: (string | null)[] = [];
    for (const holder of holders) {
      await holder.reload();
      await holder.getByRole('button', { name: '核对设置指纹' }).click();
      seen.push(await holder.locator('.fingerprint').textContent());
    }
    expect(new Set(seen).size).toBe(1);
    for (const holder of holders) {
      await holder.getByRole('button', { name: '相同', exact: true }).click();
      await holder.getByText('您已核对：相同').waitFor();
    }
    expect((await round()).electronic?.state).toBe('sealed');
    expect((await round()).state).toBe('ready');
  });

  test('adoption, issuing, unissued slips scanned back, voting begins only when the slips balance', async () => {
    await adoptAndOpen(database.database, hall);
    const { id } = await round();

    const early = await openDesk(browser, 360);
    await early.page.goto(must(slips[0]).address);
    await early.page.getByText('还没有开始').first().waitFor();
    await clerk.goto(await roundAddress());
    await follow(clerk, () => clerk.getByRole('button', { name: /开始发/ }).click());
    await clerk.getByLabel('发出的票码份数').fill(String(issued));
    await follow(clerk, () => clerk.getByRole('button', { name: '登记发出份数' }).click());
    const page = await staff('scrutineer', 0);
    await stationPage(page, 's');
    await page.getByRole('button', { name: '回收未发出的票码' }).click();
    for (const slip of slips.slice(issued, issued + made.unissued)) {
      await page.getByLabel('用扫码枪扫描').fill(slip.address);
      await page.keyboard.press('Enter');
    }
    await page.getByText(`第 ${made.unissued} 份，已登记`).waitFor();
    await page.getByRole('button', { name: '公布作废' }).click();
    await page.getByText(`已公布作废，累计 ${made.unissued} 份`).waitFor();
    await clerk.reload();
    await clerk.getByLabel('为迟到代表留用的份数').fill(String(made.reserve));
    await clerk.getByLabel('下落不明的份数').fill('0');
    await follow(clerk, () => clerk.getByRole('button', { name: '核对无误' }).click());
    const loaded = must(await loadRound(database.database, hall.townshipId, hall.meetingId, id));
    expect(loaded.electronic?.state).toBe('casting');
    // The deputy who came too early votes without having touched anything.
    await early.page.getByRole('heading', { name: '候选项目' }).waitFor();
    await early.page.context().close();
  });

  test('20 deputies at once, one phone losing its network at each step', async () => {
    const phones = await Promise.all(
      votes.map(async (_, i) => {
        const desk = await openDesk(browser, 360);
        desk.page.setDefaultTimeout(120_000);
        await desk.page.goto(must(slips[i]).address);
        return desk.page;
      }),
    );
    await Promise.all(
      phones.map(async (page, i) => {
        const unlucky = i === 7;
        const cut = (off: boolean) => (unlucky ? page.context().setOffline(off) : undefined);
        await page.getByRole('heading', { name: '候选项目' }).waitFor();
        await cut(true);
        await review(page, must(votes[i]));
        await castButton(page).waitFor();
        await castButton(page).click();
        if (unlucky) {
          await page.getByText('请不要关闭').first().waitFor();
          await cut(false);
        }
        await done(page).waitFor();
        trackers.push(must(await page.locator('.code + p').textContent()));
        await page.context().close();
      }),
    );
    expect(new Set(trackers).size).toBe(20);
  });

  test('closed, opened by two of three after one device was lost; totals are those of the votes', async () => {
    await clerk.goto(await roundAddress());
    await follow(clerk, () => clerk.getByText('投票结束，封箱', { exact: true }).click());
    const scanner = await staff('scrutineer', 0);
    await stationPage(scanner, 's');
    await scanner.getByRole('button', { name: '作废留用的票码' }).click();
    for (const slip of slips.slice(issued + made.unissued)) {
      await scanner.getByLabel('用扫码枪扫描').fill(slip.address);
      await scanner.keyboard.press('Enter');
    }
    await scanner.getByText(`第 ${made.reserve} 份，已登记`).waitFor();
    await scanner.getByRole('button', { name: '公布作废' }).click();
    await scanner.getByText(/已公布作废/).waitFor();

    const screen = await openDesk(browser, 1366);
    await screen.page.goto(`${served.origin}${hall.base}/hall`);
    await clerk.goto(`${await roundAddress()}/opening`);
    await follow(clerk, () => clerk.getByText('没有异议，开始开箱').click());
    // The chief's device is lost; both scrutineers have theirs.
    await must(holders[0]).context().close();
    for (const [index, holder] of [must(holders[1]), must(holders[2])].entries()) {
      await holder.goto(`${served.ballotOrigin}/open`);
      await holder.getByLabel('会场宣读的电子票张数').fill('20');
      await holder.getByRole('button', { name: '核验票箱' }).click();
      await holder.getByRole('button', { name: '用我的钥匙开箱' }).click({ timeout: 180_000 });
      const sentence = index === 0 ? '您的份额已收到：1 / 2' : '票箱已开';
      await holder.getByText(sentence).waitFor({ timeout: 180_000 });
    }
    await screen.page.getByText('未经签字确认').waitFor();
    await inspect(screen.page, '1366-hall-electronic-vote');
    const counted = await round();
    expect(counted.state).toBe('counted');
    const expected = Array.from(
      { length: 12 },
      (_, j) => votes.filter((vote) => vote.includes(j + 1)).length,
    );
    expect(counted.electronic?.totals?.items.map((item) => item.for)).toEqual(expected);
    expect(counted.electronic?.ballots).toBe(20);
  });

  test('anyone verifies the files: every receipt’s tracker once, two verifiers agree, the report stands', async () => {
    const { uuid } = must((await round()).electronic?.election);
    const read = async (path: string) =>
      new Uint8Array(await (await fetch(`${served.ballotOrigin}${path}`)).arrayBuffer());
    const bytes = await read(`/b/${uuid}/archive`);
    const strongProofs = new TextDecoder().decode(await read(`/b/${uuid}/proofs`));
    const found = verifyArchive(bytes, { strongProofs, group });
    expect(found.failures).toEqual([]);
    expect(found.warnings).toEqual([]);
    expect([...found.report.trackers].sort()).toEqual([...trackers].sort());
    const folder = mkdtempSync(join(tmpdir(), 'piaojue-archive-'));
    writeFileSync(join(folder, `${uuid}.bel`), bytes);
    expect(await toolVerifies(uuid, bytes)).toMatchObject({ ok: true });
    await clerk.goto(`${await roundAddress()}/result`);
    await follow(clerk, () => clerk.getByText('生成计票结果报告单').click());
    await inspect(clerk, '1366-electronic-report');
    for (const desk of desks) expect(desk.errors).toEqual([]);
    expect(served.log).toEqual([]);
  });
});
