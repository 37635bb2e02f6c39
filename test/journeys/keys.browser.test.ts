import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveApplication } from '../support/application.ts';
import { group, must } from '../support/ballot-rounds.ts';
import { type Desk, follow, inspect, openBrowser, openDesk } from '../support/browser.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { buildKeysWorld, publishTestSlips } from '../support/keys-meeting.ts';
import type { WorldPerson } from '../support/world.ts';

/** Three scrutineers make the keys in browsers of their own, lose one device, and compare the fingerprint. */
let database: TestDatabase;
let server: Awaited<ReturnType<typeof serveApplication>>;
let browser: Browser;
let built: Awaited<ReturnType<typeof buildKeysWorld>>;
const desks: Desk[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  built = await buildKeysWorld(database);
  server = await serveApplication(database);
  browser = await openBrowser();
});
afterAll(async () => {
  for (const desk of desks) expect(desk.errors).toEqual([]);
  await browser.close();
  await server.stop();
  await database.drop();
});

const holders = () => {
  const { chief, scrutineerA, scrutineerB } = built.world.people;
  return [chief, scrutineerA, scrutineerB];
};

/** A desk of one's own, signed in on the staff site. */
async function deskOf(person: WorldPerson, width: number, scripts = true): Promise<Page> {
  const desk = await openDesk(browser, width, scripts);
  desks.push(desk);
  const cookie = { name: 'piaojue', value: person.token, url: server.origin };
  // Whole ceremonies in several browsers take a while on a busy machine.
  await desk.page.context().addCookies([cookie]);
  return desk.page;
}

/** Registers a device on the staff page and gives the address of its key page. */
async function registerAt(page: Page): Promise<string> {
  await page.goto(`${server.origin}${built.base}/keys`);
  await follow(page, () => page.getByRole('button', { name: '登记一台设备' }).click());
  const link = page.getByRole('link', { name: '在这台设备上打开我的钥匙页' });
  return must(await link.getAttribute('href'));
}

const pages: Page[] = [];
const backups: { passphrase: string; file: string; picture: Buffer }[] = [];

function status(page: Page) {
  return page.locator('#status');
}

async function until(page: Page, sentence: string): Promise<void> {
  await status(page).filter({ hasText: sentence }).waitFor();
}

/** The keys that a page's browser keeps. */
async function keysOf(page: Page): Promise<readonly { uuid: string; secret: string }[]> {
  const text = await page.evaluate(() => localStorage.getItem('piaojue-keys'));
  return JSON.parse(text ?? '[]');
}

/** A picture of what would be printed; a printed page needs no heading for screen readers. */
async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENS;
  if (folder !== undefined) {
    await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  }
}

/** Opens a key page under a name of a hall, without encryption: a browser of its own knows where that is. */
async function openPlainly(address: string) {
  const elsewhere = await openBrowser(['--host-resolver-rules=MAP hall.test 127.0.0.1']);
  const plain = new URL(address);
  plain.hostname = 'hall.test';
  const { page } = await openDesk(elsewhere, 360);
  await page.goto(plain.toString());
  await until(page, '没有加密');
  return { page, close: () => elsewhere.close() };
}

/** The deliberate step past the refusal of a page on plain HTTP. */
async function insist(page: Page): Promise<void> {
  await page.getByText('只是演练').click();
  await page.getByRole('button', { name: '我知道，在这里演练' }).click();
}

async function convene(rehearsal: boolean): Promise<void> {
  for (const width of [360, 1366]) {
    const looking = await deskOf(built.world.people.clerk, width);
    await looking.goto(`${server.origin}${built.base}/keys`);
    await inspect(looking, `${width}-keys-clerk${rehearsal ? '-later' : ''}`);
    await looking.context().close();
  }
  const clerk = await deskOf(built.world.people.clerk, 360, false);
  await clerk.goto(`${server.origin}${built.base}/keys`);
  const name = rehearsal ? '召集一次演练' : '召集制作钥匙';
  await clerk.getByRole('button', { name }).click();
  expect(await clerk.locator('p.notice[role=status]').textContent()).toContain('已召集');
  await clerk.context().close();
}

describe('a rehearsal', () => {
  test('is walked like a real one, by keyboard too, and nothing overflows at 320 px', async () => {
    await convene(true);
    const all: Page[] = [];
    for (const person of holders()) {
      const page = await deskOf(person, 320);
      all.push(page);
      const address = await registerAt(page);
      if (all.length < 3) await page.goto(address);
    }
    const page = must(all[0]);
    // The third one practises on a page without encryption, on purpose.
    const plain = await openPlainly(await registerAt(must(all[2])));
    await insist(plain.page);
    await page.getByText('这是演练').waitFor();
    await until(page, '钥匙已经存在本机');
    await inspect(page, '320-key-page-rehearsal');
    const make = page.getByRole('button', { name: '生成备份和口令' });
    await make.focus();
    await page.keyboard.press('Enter');
    const passphrase = must(await page.locator('.passphrase').textContent());
    await inspect(page, '320-key-page-backup');
    await page.getByRole('button', { name: '都已保存，开始试读' }).focus();
    await page.keyboard.press('Space');
    await page.locator('#proof-printed').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.type(passphrase);
    await page.keyboard.press('Enter');
    await until(page, '钥匙和备份都已办好');
    await inspect(page, '320-key-page-done');
    await until(plain.page, '钥匙已经存在本机');
    await plain.close();
    for (const one of all) await one.context().close();
  });
});

describe('the key ceremony', () => {
  test('is convened by the clerk without JavaScript; each one registers a device of their own', async () => {
    await convene(false);
    for (const [index, person] of holders().entries()) {
      const page = await deskOf(person, index === 0 ? 1366 : 360);
      const address = await registerAt(page);
      expect(address).toMatch(/\/k#t=[A-Za-z0-9_-]{43}$/);
      await inspect(page, `${index === 0 ? 1366 : 360}-keys-device`);
      await page.goto(address);
      pages.push(page);
      if (index === 0) await until(page, '正在等');
      // The token leaves the address at once.
      expect(page.url()).not.toContain('t=');
    }
  });

  test('walks by itself for all three at once, through a reload in its middle', async () => {
    const [chief, first] = pages.map(must);
    await must(first).reload();
    await must(chief).reload();
    for (const page of pages) await until(page, '钥匙已经存在本机');
    const uuids = await Promise.all(
      pages.map(async (page) => (await keysOf(page)).map((key) => key.uuid).join()),
    );
    expect(new Set(uuids).size).toBe(1);
    const secrets = (await Promise.all(pages.map(keysOf))).flat().map((key) => key.secret);
    expect(new Set(secrets).size).toBe(9);
    // The seeds are forgotten once the keys are saved.
    const left = await must(first).evaluate(() => Object.keys(localStorage));
    expect(left).toEqual(['piaojue-keys']);
    await inspect(must(chief), '1366-key-page-made');
    await inspect(must(first), '360-key-page-made');
  });

  test('is done when each has saved a backup and read it back', async () => {
    for (const [index, page] of pages.entries()) {
      await page.getByRole('button', { name: '生成备份和口令' }).click();
      const passphrase = must(await page.locator('.passphrase').textContent());
      expect(passphrase).toMatch(/^(\d{4} ){4}\d{4}$/);
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: '保存备份文件' }).click();
      const file = must(await (await download).path());
      const drawn = await page
        .locator('canvas')
        .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
      const picture = Buffer.from(drawn.slice(drawn.indexOf(',') + 1), 'base64');
      backups.push({ passphrase, file, picture });
      if (index < 2) await inspect(page, `${index === 0 ? 1366 : 360}-key-page-backup`);
      if (index === 0) {
        await page.emulateMedia({ media: 'print' });
        expect(await page.locator('.passphrase').isVisible()).toBe(false);
        expect(await page.locator('canvas').isVisible()).toBe(true);
        await keepPicture(page, 'print-key-backup');
        await page.emulateMedia({ media: null });
      }
      await page.getByRole('button', { name: '都已保存，开始试读' }).click();
      expect(await page.locator('.passphrase').count()).toBe(0);
      await page.fill('#proof-passphrase', '1234');
      await page.getByRole('button', { name: '试读' }).click();
      await page.getByText('口令是 20 位数字').waitFor();
      await page.fill('#proof-passphrase', '11112222333344445555');
      if (index === 2) await page.check('#proof-printed');
      else await page.setInputFiles('#proof-file', file);
      await page.getByRole('button', { name: '试读' }).click();
      await page.getByText('打不开：口令不对').waitFor();
      await page.fill('#proof-passphrase', passphrase);
      await page.getByRole('button', { name: '试读' }).click();
      await until(page, '钥匙和备份都已办好');
    }
    const text = readFileSync(must(backups[0]).file, 'utf8');
    for (const key of await keysOf(must(pages[0]))) expect(text).not.toContain(key.secret);
  });

  test('survives the loss of a device: the backup gives the same keys on another', async () => {
    const lost = must(pages[1]);
    const before = await keysOf(lost);
    await lost.context().close();
    const page = await deskOf(must(holders()[1]), 360);
    await page.goto(await registerAt(page));
    await until(page, '这台设备上还没有');
    await page.getByText('换了设备：从备份恢复钥匙').click();
    const { passphrase, picture } = must(backups[1]);
    const photo = { name: '照片.png', mimeType: 'image/png', buffer: picture };
    await page.setInputFiles('#import-file', photo);
    await page.fill('#import-passphrase', must(backups[0]).passphrase);
    await page.getByRole('button', { name: '恢复钥匙' }).click();
    await page.getByText('打不开').waitFor();
    expect(await keysOf(page)).toEqual([]);
    await page.fill('#import-passphrase', passphrase.replaceAll(' ', ''));
    await page.getByRole('button', { name: '恢复钥匙' }).click();
    await page.getByText('的钥匙 3 组').waitFor();
    expect(await keysOf(page)).toEqual(before);
    await inspect(page, '360-key-page-restored');
    pages[1] = page;
  });

  test('refuses another scrutineer’s key beside one’s own', async () => {
    const page = must(pages[1]);
    await page.setInputFiles('#import-file', must(backups[0]).file);
    await page.fill('#import-passphrase', must(backups[0]).passphrase);
    await page.getByRole('button', { name: '恢复钥匙' }).click();
    await page.getByText('已有另一名监票人的钥匙').waitFor();
    expect(new Set((await keysOf(page)).map((key) => key.secret)).size).toBe(3);
  });
});

/** The set-up as a lying server hands it: one scrutineer's place is taken by a key of its own. */
function withForeignKey(trustees: string): string {
  const [single, joint] = JSON.parse(trustees);
  const [kind, parameters] = joint;
  const keys = [...parameters.verification_keys];
  keys[1] = single[1];
  return JSON.stringify([single, [kind, { ...parameters, verification_keys: keys }]]);
}

describe('the fingerprint', () => {
  const numbers = [9n, 25n, 49n].map((exponent) => group.powerOfG(exponent));

  test('is compared on every device; a set-up with a substituted key is refused', async () => {
    const { world, round, base } = built;
    const clerk = await deskOf(world.people.clerk, 1366);
    await clerk.goto(`${server.origin}${base}/r/${round.roundId}/keys`);
    await clerk.getByRole('button', { name: '使用下一组钥匙' }).click();
    expect(await clerk.locator('main').textContent()).toContain('已使用第 1 组钥匙');
    await publishTestSlips(database, world, round.roundId, numbers);
    await clerk.reload();
    await inspect(clerk, '1366-round-keys');
    const shown = must(await clerk.locator('.setup-fingerprint').textContent());

    const victim = must(pages[1]);
    await victim.route('**/setup', async (route) => {
      const answer = await route.fetch();
      const texts = await answer.json();
      await route.fulfill({
        response: answer,
        json: { ...texts, trustees: withForeignKey(texts.trustees) },
      });
    });
    await victim.getByRole('button', { name: '核对设置指纹' }).click();
    await victim.getByText('有人的钥匙被换过').waitFor();
    expect(await victim.getByRole('button', { name: '相同' }).count()).toBe(0);
    await inspect(victim, '360-key-page-lied-to');
    await victim.unroute('**/setup');
    await victim.reload();

    for (const [index, page] of pages.entries()) {
      await page.getByRole('button', { name: '核对设置指纹' }).click();
      const seen = page.locator('.fingerprint');
      await seen.waitFor();
      expect(await seen.textContent()).toBe(shown);
      await page.getByText('选票内容').click();
      expect(await page.locator('.questions').textContent()).toContain('3. 饮用水管网延伸');
      if (index < 2) await inspect(page, `${index === 0 ? 1366 : 360}-key-page-fingerprint`);
    }
    // Somebody else's word leaves the fingerprint on the others' screens.
    const [chief, first, second] = pages.map(must);
    await must(first).getByRole('button', { name: '相同', exact: true }).click();
    await must(first).getByText('您已核对：相同').waitFor();
    await must(chief).getByText('✓ 相同').waitFor();
    expect(await must(chief).locator('.fingerprint').isVisible()).toBe(true);
    for (const page of [chief, second]) {
      await must(page).getByRole('button', { name: '相同', exact: true }).click();
      await must(page).getByText('您已核对：相同').waitFor();
    }
    await clerk.reload();
    expect(await clerk.locator('main').textContent()).toContain('设置已封定');
    await clerk.getByRole('link', { name: '打印设置指纹' }).click();
    expect(await clerk.locator('.setup-fingerprint').textContent()).toBe(shown);
    await keepPicture(clerk, 'print-fingerprint');
    const held = await keysOf(must(chief));
    expect(JSON.stringify(held)).toMatch(/"confirmedSetup":"[0-9a-f]{64}"/);
  });
});

describe('a page on plain HTTP', () => {
  test('makes and shows no real keys, whatever its reader insists on', async () => {
    const desk = await deskOf(must(holders()[2]), 360);
    const { page, close } = await openPlainly(await registerAt(desk));
    expect(await page.locator('#ceremony').textContent()).toBe('');
    await inspect(page, '360-key-page-plain-http');
    await insist(page);
    await until(page, '只能演练');
    expect(await page.locator('#ceremony').textContent()).toBe('');
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    await close();
  });
});
