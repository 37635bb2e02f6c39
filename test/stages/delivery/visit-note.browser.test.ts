import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { setGroup } from '../../../src/stages/delivery/supervision/set-group.ts';
import { type AdoptedWorld, buildAdopted } from '../../support/adopted.ts';
import { serveApplication } from '../../support/application.ts';
import { findBarriers, inspect, openBrowser } from '../../support/browser.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let support: TestDatabase;
let world: AdoptedWorld;
let server: Awaited<ReturnType<typeof serveApplication>>;
let browser: Browser;
let phone: BrowserContext;
let page: Page;
let address: string;
let lamps: string;

beforeAll(async () => {
  support = await createTestDatabase();
  world = await buildAdopted(support.database);
  server = await serveApplication(support);
  browser = await openBrowser();
  lamps = world.projects[0]?.id ?? '';
  const { deputy } = world.people;
  const made = await setGroup(
    support.database,
    {
      ...{ congressId: world.townshipId, personId: world.people.clerk.id, kind: 'test' },
      ...{ actId: crypto.randomUUID(), now: new Date(), happenedAt: null },
    },
    {
      ...{ projectId: lamps, name: '路灯监督小组', leaderId: deputy.id },
      memberIds: [deputy.id, world.deputies[3]?.personId ?? ''],
    },
  );
  if (!made.ok) throw new Error(made.refusals[0].message);
  address = `${server.origin}/c/${world.townshipId}/visit-note`;
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  await support.drop();
});
beforeEach(async () => {
  await phone?.close();
  await support.database.deleteFrom('people.visit_participant').execute();
  await support.database.deleteFrom('record.visit').execute();
  [phone, page] = await openPhone();
});

async function openPhone(options: { scripts?: boolean; place?: boolean } = {}) {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    javaScriptEnabled: options.scripts ?? true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    ...(options.place === true
      ? { geolocation: { latitude: 30.25, longitude: 120.15 }, permissions: ['geolocation'] }
      : {}),
  });
  const cookie = { name: 'piaojue', value: world.people.deputy.token, url: server.origin };
  await context.addCookies([cookie]);
  const opened = await context.newPage();
  return [context, opened] as const;
}

async function write(note: string): Promise<void> {
  await page.selectOption('[name=project_id]', lamps);
  await page.check('[name=verdict][value=minor]');
  await page.fill('[name=note]', note);
}

async function visits() {
  return await support.database
    .selectFrom('record.visit')
    .select(['id', 'note', 'place_source', 'place_text', 'written_offline', 'latitude'])
    .execute();
}

const said = () => page.locator('#note-list li').first().textContent();

async function until(check: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('it did not become so');
}

describe('the note of a visit', () => {
  test('written without network, page closed and opened again, arrives once', async () => {
    await page.goto(address);
    await page.getByText('没有网络也能打开').waitFor();
    await phone.setOffline(true);
    await write('北街三盏灯不亮。');
    await page.getByRole('button', { name: '保存并发出' }).click();
    await page.getByText('有网络时会自动发出').waitFor();
    expect(await said()).toContain('已写好，未发出');
    await inspect(page, 'visit-note-waiting');
    await page.close();

    page = await phone.newPage();
    await page.goto(address);
    await page.locator('#note-list li').waitFor();
    expect(await said()).toContain('已写好，未发出');
    expect(await visits()).toEqual([]);

    await phone.setOffline(false);
    await page.locator('[data-state=received]').waitFor();
    expect(await said()).toContain('已收到');
    expect(await visits()).toMatchObject([
      { note: '北街三盏灯不亮。', written_offline: true, place_source: 'none' },
    ]);
    // What was sent does not stay on the phone.
    const kept = await page.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open('piaojue-visit-notes');
        request.onsuccess = () => resolve(request.result);
      });
      return await new Promise<string>((resolve) => {
        const request = database.transaction('notes').objectStore('notes').getAll();
        request.onsuccess = () => resolve(JSON.stringify(request.result));
      });
    });
    expect(kept).not.toContain('北街');
  });

  test('whose answer was lost is sent again and still arrives once', async () => {
    await page.goto(address);
    let lost = 0;
    await page.route('**/visit-note', async (route) => {
      if (route.request().method() !== 'POST' || lost > 0) return await route.fallback();
      lost += 1;
      // The server has it, but the phone never hears of that.
      await route.fetch();
      await route.abort('connectionreset');
    });
    await write('南街井盖松动。');
    await page.getByRole('button', { name: '保存并发出' }).click();
    await page.locator('[data-state=waiting]').waitFor();
    await until(async () => (await visits()).length === 1);
    await page.getByRole('button', { name: '现在发出' }).click();
    await page.locator('[data-state=received]').waitFor();
    expect(await visits()).toHaveLength(1);
    expect(lost).toBe(1);
  });

  test('is sent when the network comes back while an attempt without it still runs', async () => {
    await page.goto(address);
    const back = Promise.withResolvers<void>();
    let attempts = 0;
    await page.route('**/visit-note', async (route) => {
      if (route.request().method() !== 'POST') return await route.fallback();
      attempts += 1;
      if (attempts > 1) return await route.fallback();
      await back.promise;
      await route.abort('internetdisconnected');
    });
    await write('水泵房漏水。');
    await page.getByRole('button', { name: '保存并发出' }).click();
    await until(async () => attempts === 1);
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    back.resolve();
    await page.locator('[data-state=received]').waitFor();
    expect(await visits()).toHaveLength(1);
  });

  test('carries the place when asked and a photo without its metadata', async () => {
    await phone.close();
    [phone, page] = await openPhone({ place: true });
    await page.goto(address);
    await write('路面已经修好。');
    await page.getByRole('button', { name: '记下现在的位置' }).click();
    await page.getByText('已记下：北纬 30.250000').waitFor();
    const photo = await sharp({
      create: { width: 64, height: 48, channels: 3, background: '#887' },
    })
      .withExif({ IFD0: { Make: 'Phone' } })
      .jpeg()
      .toBuffer();
    await page.setInputFiles('[name=photo]', {
      ...{ name: 'site.jpg', mimeType: 'image/jpeg', buffer: photo },
    });
    await page.getByRole('button', { name: '保存并发出' }).click();
    await page.locator('[data-state=received]').waitFor();
    expect(await visits()).toMatchObject([{ place_source: 'device', latitude: '30.250000' }]);
    const [file] = await support.database
      .selectFrom('record.attachment')
      .select('bytes')
      .orderBy('size_bytes')
      .execute();
    expect(Buffer.from(file?.bytes ?? []).toString('latin1')).not.toContain('Phone');
    await page.goto(`${server.origin}/c/${world.townshipId}/projects/${lamps}/supervision`);
    const shown = page.locator('img.visit-photo');
    await shown.waitFor();
    expect(await shown.evaluate((one) => (one as HTMLImageElement).naturalWidth)).toBe(64);
    await inspect(page, 'supervision-of-a-project-360');
    await page.setViewportSize({ width: 1366, height: 900 });
    await inspect(page, 'supervision-of-a-project-1366');
  });

  test('that the server does not take says why, is changed and arrives', async () => {
    await page.goto(address);
    await write('日期写错了。');
    await page.fill('[name=visited_on]', '2099-01-01');
    await page.getByRole('button', { name: '保存并发出' }).click();
    await page.locator('[data-state=refused]').waitFor();
    expect(await said()).toContain('视察日期晚于今天');
    expect(await visits()).toEqual([]);
    await page.getByRole('button', { name: '改一改' }).click();
    expect(await page.inputValue('[name=note]')).toBe('日期写错了。');
    await page.fill('[name=visited_on]', '2026-03-01');
    await page.getByRole('button', { name: '保存并发出' }).click();
    await page.locator('[data-state=received]').waitFor();
    expect(await visits()).toHaveLength(1);
  });

  test('is a plain form without JavaScript, and its typed place is marked so', async () => {
    await phone.close();
    [phone, page] = await openPhone({ scripts: false });
    await page.goto(address);
    await page.selectOption('[name=project_id]', lamps);
    await page.getByRole('button', { name: '保存并发出' }).click();
    expect(await page.locator('.summary').textContent()).toContain('请选择结论');
    expect(await visits()).toEqual([]);
    await write('全部亮灯。');
    await page.fill('[name=place_text]', '北街口');
    await page.getByRole('button', { name: '保存并发出' }).click();
    expect(await page.locator('main').textContent()).toContain('北街口（手填）');
    expect(await visits()).toMatchObject([{ place_source: 'typed', place_text: '北街口' }]);
  });

  test('has no barriers on a narrow phone', async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(address);
    await page.getByText('没有网络也能打开').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await inspect(page, 'visit-note-320');
  });
});
