import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Browser, CDPSession, Page, Request } from 'playwright-core';
import decodeQR from 'qr/decode.js';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createArchive } from '../../src/ballot/archive/archive.ts';
import { createCredential, deriveCredential } from '../../src/ballot/credential.ts';
import { fingerprintOf, groupFingerprint } from '../../src/ballot/fingerprint/fingerprint.ts';
import { slipAddress } from '../../src/client/slips/slip-text.ts';
import { serveApplication } from '../support/application.ts';
import { group, seeded } from '../support/ballot-rounds.ts';
import { follow, inspect, openBrowser, openDesk } from '../support/browser.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  buildElectronicRound,
  type ElectronicRound,
  type ElectronicRoundOptions,
} from '../support/electronic-round.ts';
import { buildWorld, type World } from '../support/world.ts';

/** The slip page (票码页) in a real browser: what is printed, what is sent, and what is forgotten. */
let browser: Browser;
let support: TestDatabase;
let world: World;
let served: Awaited<ReturnType<typeof serveApplication>>;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  support = await createTestDatabase();
  served = await serveApplication(support);
});
afterEach(async () => {
  expect(served.log).toEqual([]);
  await served.stop();
  await support.drop();
});

async function build(options: ElectronicRoundOptions): Promise<ElectronicRound> {
  world = await buildWorld(support.database);
  return await buildElectronicRound(support.database, world, options);
}

/** Everything that leaves a page or that it says: requests with headers and bodies, and the console. */
function listen(page: Page): { readonly said: () => string; readonly bodies: () => string[] } {
  const parts: string[] = [];
  const bodies: string[] = [];
  page.on('console', (message) => void parts.push(message.text()));
  page.context().on('request', (request: Request) => {
    const body = request.postData();
    if (body !== null) bodies.push(body);
    parts.push(request.url(), JSON.stringify(request.headers()), body ?? '');
  });
  return { said: () => parts.join('\n'), bodies: () => bodies };
}

async function openSlips(width: number, token: string) {
  const desk = await openDesk(browser, width);
  // The printer of a browser without a window answers nothing; sheets are read from the page's PDF.
  await desk.page.addInitScript(() => {
    window.print = () => undefined;
  });
  const traffic = listen(desk.page);
  await desk.page.goto(`${served.ballotOrigin}/s#t=${token}`);
  await desk.page.getByRole('heading', { level: 2 }).first().waitFor();
  return { ...desk, traffic };
}

/** All texts in the memory of the page's process, after garbage was collected. */
async function memoryOf(page: Page): Promise<string> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  for (let i = 0; i < 3; i += 1) await session.send('HeapProfiler.collectGarbage');
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => void chunks.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return chunks.join('');
}

/** How many of these credentials stand in a text, with dashes or without. */
function found(credentials: readonly string[], text: string): number {
  return credentials.filter((one) => text.includes(one) || text.includes(one.replace(/-/g, '')))
    .length;
}

async function storageOf(page: Page): Promise<string> {
  return await page.evaluate(async () => {
    const databases = await indexedDB.databases();
    return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, databases, document.cookie]);
  });
}

function keepFile(name: string, bytes: Uint8Array): void {
  const folder = process.env.SCREENS;
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/${name}`, bytes);
}

/** The slips that lie on the sheets, as the printer gets them. */
async function readSheets(page: Page) {
  return await page.evaluate(() =>
    [...document.querySelectorAll('#sheets .slip')].map((slip) => ({
      credential: [...slip.querySelectorAll('.code span')].map((one) => one.textContent).join('-'),
      path: slip.querySelector('path')?.getAttribute('d') ?? '',
      size: Number(slip.querySelector('svg')?.getAttribute('viewBox')?.split(' ')[2]),
      text: slip.textContent ?? '',
    })),
  );
}

/** Reads a printed QR code from its modules, as a camera would. */
function readCode({ path, size }: { readonly path: string; readonly size: number }): string {
  const scale = 4;
  const width = size * scale;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h/g)) {
    for (let dy = 0; dy < scale; dy += 1) {
      const start = ((Number(y) * scale + dy) * width + Number(x) * scale) * 4;
      for (let i = 0; i < scale * 4; i += 1) if (i % 4 !== 3) data[start + i] = 0;
    }
  }
  return decodeQR({ width, height: width, data });
}

test('the chief makes 47 slips and 6 spare ones, prints, publishes, checks and forgets them', async () => {
  const round = await build({ state: 'keyed' });
  const { page, errors, traffic } = await openSlips(1366, round.stations.get('chief') ?? '');
  await inspect(page, 'slips-desk-1366');
  await page.getByRole('button', { name: '制作票码' }).click();
  expect(await page.getByLabel('代表人数').inputValue()).toBe('47');
  await page.getByLabel('备用份数').fill('六');
  await page.getByRole('button', { name: '制作票码' }).click();
  await page.getByText('应是整数').waitFor();
  await page.getByLabel('备用份数').fill('６');
  await inspect(page, 'slips-make-1366');
  await page.getByRole('button', { name: '制作票码' }).click();
  await page.getByRole('heading', { name: '第一步：打印 53 份票码' }).waitFor();
  await inspect(page, 'slips-print-1366');
  await page.getByRole('button', { name: '已经印好' }).click();
  await page.getByText('还没有打印').waitFor();
  await page.getByRole('button', { name: /打印民生实事项目票决/ }).click();

  const slips = await readSheets(page);
  const credentials = slips.map((slip) => slip.credential);
  expect(new Set(credentials).size).toBe(53);
  for (const slip of [slips[0], slips[25], slips[52]]) {
    if (slip === undefined) throw new Error('53 slips');
    expect(readCode(slip)).toBe(
      slipAddress(served.ballotOrigin, round.uuid, {
        credential: slip.credential,
        electionHash: round.test.election.hash,
      }),
    );
    for (const words of ['云溪镇', '第1轮', '浅黄', '请勿拍照、勿转交']) {
      expect(slip.text).toContain(words);
    }
  }
  // On screen they never stand; a screenshot or a shoulder sees nothing.
  expect(await page.locator('.slip').first().isVisible()).toBe(false);
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  keepFile('slips.pdf', pdf);
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)?.length).toBe(1 + Math.ceil(53 / 8));
  // The printer has them: they leave the page, and can be printed again.
  await expect.poll(() => page.locator('#sheets').innerHTML()).toBe('');
  expect(found(credentials, await memoryOf(page))).toBe(53);

  await page.getByRole('button', { name: '已经印好' }).click();
  await page.getByRole('heading', { name: '第二步：公布清单' }).waitFor();
  await page.context().setOffline(true);
  await page.getByRole('button', { name: '公布清单' }).click();
  await page.getByText('连不上服务器').waitFor();
  await page.context().setOffline(false);
  await page.getByRole('button', { name: '公布清单' }).click();
  await page.getByRole('heading', { name: '第三步：清除票码' }).waitFor();
  await page.getByText('公布的 53 份与本机制作的完全一致').waitFor();
  await inspect(page, 'slips-forget-1366');
  const loaded = page.waitForEvent('load');
  await page.getByRole('button', { name: '已打印完毕，清除票码' }).click();
  await loaded;

  await page.getByRole('button', { name: '核对设置指纹' }).waitFor();
  expect(found(credentials, await memoryOf(page))).toBe(0);
  expect(found(credentials, await page.content())).toBe(0);
  expect(found(credentials, await storageOf(page))).toBe(0);
  expect(found(credentials, traffic.said())).toBe(0);
  const [sent = '', again = ''] = traffic.bodies();
  // The repeat after the lost answer was the same act with the same bytes.
  expect(again).toBe(sent);
  const { credentials: listed, spare } = JSON.parse(sent) as {
    credentials: string[];
    spare: number;
  };
  const publicKeys = credentials
    .map((one) => deriveCredential(group, round.uuid, one).publicKey)
    .sort((a, b) => (a < b ? -1 : 1))
    .map(String);
  expect([listed, spare]).toEqual([publicKeys, 6]);
  const stored = await support.database
    .selectFrom('record.key_set')
    .select(['credentials_json', 'slips_made', 'slips_spare'])
    .executeTakeFirstOrThrow();
  expect(stored).toEqual({
    ...{ credentials_json: JSON.stringify(publicKeys), slips_made: 53, slips_spare: 6 },
  });

  await confirmFingerprint(page, round, publicKeys);
  expect(errors.filter((one) => !one.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  await page.context().close();
});

async function confirmFingerprint(
  page: Page,
  round: ElectronicRound,
  publicKeys: readonly string[],
): Promise<void> {
  const { election, trustees } = round.test.setup;
  const credentials = JSON.stringify(publicKeys);
  const setupHash = createArchive(1, { election, trustees, credentials }).lastEvent;
  await page.getByRole('button', { name: '核对设置指纹' }).click();
  await page.getByText(groupFingerprint(fingerprintOf(setupHash))).waitFor();
  await page.getByText('就是这台设备制作时核对过的那一份').waitFor();
  await inspect(page, 'slips-fingerprint-1366');
  await refuseAnotherList(page, credentials);
  await page.getByRole('button', { name: '相同' }).click();
  await page.getByText('已记下您的核对结果').waitFor();
  const said = await support.database
    .selectFrom('record.setup_confirmation')
    .select(['setup_hash', 'same', 'person_id'])
    .execute();
  expect(said).toEqual([{ setup_hash: setupHash, same: true, person_id: world.people.chief.id }]);
}

test('a server that publishes another list is caught before anything is forgotten', async () => {
  const round = await build({ state: 'keyed' });
  const { page } = await openSlips(1366, round.stations.get('chief') ?? '');
  await page.getByRole('button', { name: '制作票码' }).click();
  await page.getByLabel('代表人数').fill('8');
  await page.getByLabel('备用份数').fill('0');
  await page.getByRole('button', { name: '制作票码' }).click();
  await page.getByRole('button', { name: /打印民生实事项目票决/ }).click();
  await page.getByRole('button', { name: '已经印好' }).click();
  await page.route('**/station/rounds/*/slips', async (route) => {
    if (route.request().method() === 'POST') return await route.continue();
    const response = await route.fetch();
    const body = (await response.json()) as { credentials: string };
    const grown = [...(JSON.parse(body.credentials) as string[]), '9'];
    return await route.fulfill({ json: { ...body, credentials: JSON.stringify(grown) } });
  });
  await page.getByRole('button', { name: '公布清单' }).click();
  await page.getByText('公布的票码清单有 9 份，本机制作的是 8 份').waitFor();
  expect(await page.getByRole('button', { name: '已打印完毕' }).count()).toBe(0);
  await page.context().close();
});

test('unissued slips are scanned back by typing on a phone, with the keyboard alone', async () => {
  const round = await build({ state: 'issuing', slips: 6 });
  const { page, errors, traffic } = await openSlips(360, round.stations.get(2) ?? '');
  await inspect(page, 'slips-desk-360');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /回收未发出的票码/ }).waitFor();
  const [first, second] = round.test.slips.map((slip) => slip.credential);
  const enter = async (text: string, answer: string) => {
    await page.getByLabel('用扫码枪扫描').focus();
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
    await page.getByText(answer).waitFor();
    expect(await page.getByLabel('用扫码枪扫描').inputValue()).toBe('');
  };
  await enter(first ?? '', '第 1 份，已登记');
  await enter(first ?? '', '这一份刚才已经扫描过');
  await enter(createCredential(seeded('foreign')), '不在公布的清单上');
  await enter('abc', '不是 15 个字符');
  // A hand-held scanner types the whole code.
  const electionHash = round.test.election.hash;
  const code = { credential: second ?? '', electionHash };
  await enter(slipAddress(served.ballotOrigin, round.uuid, code), '第 2 份，已登记');
  await enter(slipAddress(served.ballotOrigin, 'Abcdefghijkmn2', code), '这是另一轮的票码');
  await inspect(page, 'slips-void-360');
  await page.getByRole('button', { name: '公布作废' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('已公布作废，累计 2 份').waitFor();
  await enter(first ?? '', '这一份以前已经作废');
  const rows = await support.database
    .selectFrom('box.slip')
    .select('credential')
    .where('void_reason', '=', 'unissued')
    .execute();
  const voided = round.test.slips.slice(0, 2).map((slip) => String(slip.publicKey));
  expect(rows.map((row) => row.credential).sort()).toEqual([...voided].sort());
  const all = round.test.slips.map((slip) => slip.credential);
  for (const text of [traffic.said(), await storageOf(page), await page.content()]) {
    expect(found(all, text)).toBe(0);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  await inspect(page, 'slips-void-320');
  expect(errors).toEqual([]);
  await page.context().close();
});

test('the slip box is weighed in two piles, on a phone and on a desk', async () => {
  const round = await build({ state: 'casting', slips: 6, issued: 6, reserve: 0 });
  const { database } = support;
  for (const [index, slip] of round.test.slips.slice(0, 3).entries()) {
    await database
      .updateTable('box.slip')
      .set({ ballot: '{}', tracker: String(index).padStart(43, 'A') })
      .where('credential', '=', String(slip.publicKey))
      .execute();
  }
  await database
    .updateTable('record.round_channel')
    .set({ state: 'closed', returned: 3 })
    .where('channel', '=', 'electronic')
    .execute();
  const { page, errors } = await openSlips(360, round.stations.get(3) ?? '');
  await page.getByRole('button', { name: '清点票码箱' }).click();
  const type = async (slip: number) => {
    await page.getByLabel('用扫码枪扫描').fill(round.test.slips[slip]?.credential ?? '');
    await page.keyboard.press('Enter');
  };
  for (const slip of [0, 1]) await type(slip);
  await page.getByText('已登记为用过的第 2 份').waitFor();
  await page.getByLabel('没有用过的').check();
  for (const slip of [2, 3, 4]) await type(slip);
  await page.getByText('用过的 2 份，没有用过的 3 份').waitFor();
  await page.getByRole('button', { name: '清点完毕' }).click();
  await page.getByText('交回的未用票码中有已经投过票的').waitFor();
  await inspect(page, 'slips-box-360');
  await page.setViewportSize({ width: 1366, height: 900 });
  await inspect(page, 'slips-box-1366');
  expect(errors).toEqual([]);
  await page.context().close();
});

test('over plain HTTP it refuses and says what to do; from a USB stick it works', async () => {
  const round = await build({ state: 'keyed' });
  const token = round.stations.get('chief') ?? '';
  const { page } = await openDesk(browser, 360);
  await page.route('http://hall.test/**', async (route) => {
    const copy = await page.request.get(`${served.ballotOrigin}/s`);
    await route.fulfill({ response: copy });
  });
  await page.goto(`http://hall.test/s#t=${token}`);
  await page.getByRole('heading', { name: '这里不能办理票码' }).waitFor();
  expect(await page.getByRole('button').count()).toBe(0);
  expect(page.url()).toBe('http://hall.test/s');
  await inspect(page, 'slips-plain-http-360');
  const file = pathToFileURL('dist/pages/slips.html').href;
  await page.goto(`${file}#t=${token}&at=${served.ballotOrigin}`);
  await page.getByRole('button', { name: '制作票码' }).waitFor();
  await page.goto('about:blank');
  const stranger = await openDesk(browser, 360);
  await stranger.page.goto(`${served.ballotOrigin}/s`);
  await stranger.page.getByRole('heading', { name: '这台设备还没有登记' }).waitFor();
  await stranger.page.goto('about:blank');
  await stranger.page.goto(`${served.ballotOrigin}/s#t=${randomUUID()}`);
  await stranger.page.getByText('这台设备没有登记，或者登记已经失效').waitFor();
  await page.context().close();
  await stranger.page.context().close();
});

test('the round’s page registers without scripts, balances and begins, at every width', async () => {
  const round = await build({ state: 'issuing', slips: 6, channels: 'hybrid' });
  const path = `/c/${world.townshipId}/m/${world.meetingId}/r/${round.roundId}`;
  const enter = async (scripts: boolean) => {
    const desk = await openDesk(browser, 360, scripts);
    const cookie = { name: 'piaojue', value: world.people.clerk.token, url: served.origin };
    await desk.page.context().addCookies([cookie]);
    await desk.page.goto(served.origin + path);
    return desk;
  };
  const plain = await enter(false);
  await plain.page.getByLabel('发出的票码份数').fill('1');
  await follow(plain.page, () => plain.page.getByRole('button', { name: '登记发出份数' }).click());
  await plain.page.getByText('已登记发出票码 1 份').waitFor();
  await plain.page.context().close();
  const { page, errors } = await enter(true);
  await page.getByRole('heading', { name: '电子票', exact: true }).waitFor();
  await inspect(page, 'round-issuing-360');
  await page.getByLabel('发出的票码份数').fill('7');
  await follow(page, () => page.getByRole('button', { name: '登记发出份数' }).click());
  await page.getByRole('link', { name: /共制作 6 份票码/ }).waitFor();
  await page.getByLabel('为迟到代表留用的份数').fill('4');
  await page.getByLabel('下落不明的份数').fill('1');
  await follow(page, () => page.getByRole('button', { name: '核对无误' }).click());
  await page.getByRole('link', { name: /请写明原因/ }).waitFor();
  await inspect(page, 'round-refused-360');
  await page.setViewportSize({ width: 320, height: 640 });
  await inspect(page, 'round-refused-320');
  await page.setViewportSize({ width: 1366, height: 900 });
  await page.getByLabel('下落不明的原因').fill('发票时撕毁一份');
  await follow(page, () => page.getByRole('button', { name: '核对无误' }).click());
  // Nobody is checked in yet: one slip and five papers are too many.
  await page.getByRole('alert').getByText('实到代表 0 人').waitFor();
  const act = await support.database
    .selectFrom('record.act')
    .select('id')
    .where('congress_id', '=', world.townshipId)
    .executeTakeFirstOrThrow();
  await support.database
    .insertInto('roll.presence')
    .values(
      world.deputies.slice(0, 10).map((deputy) => ({
        congress_id: world.townshipId,
        sitting_id: world.sittingId,
        deputy_id: deputy.id,
        state: 'present' as const,
        arrived_at: new Date('2026-01-20T01:00:00Z'),
        act_id: act.id,
      })),
    )
    .execute();
  await follow(page, () => page.getByRole('button', { name: '核对无误' }).click());
  await page.getByText('共制作 6 份 ＝ 发出 1').waitFor();
  await inspect(page, 'round-casting-1366');
  expect(errors).toEqual([]);
  await page.context().close();
});

/** A server that shows the chief's device another list than the one it made is found out there. */
async function refuseAnotherList(page: Page, credentials: string): Promise<void> {
  const slips = '**/station/rounds/*/slips';
  const other = JSON.stringify([...JSON.parse(credentials)].reverse());
  await page.route(slips, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), credentials: other } });
  });
  await page.getByRole('button', { name: '返回' }).click();
  await page.getByRole('button', { name: '核对设置指纹' }).click();
  await page.getByText('不是这台设备为本轮制作的那一份').waitFor();
  await page.unroute(slips);
  await page.getByRole('button', { name: '返回' }).click();
  await page.getByRole('button', { name: '核对设置指纹' }).click();
  await page.getByText('就是这台设备制作时核对过的那一份').waitFor();
}
