import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordSiteCheck } from '../../../src/stages/lookback/index.ts';
import { type AdoptedWorld, buildAdopted } from '../../support/adopted.ts';
import { serveApplication } from '../../support/application.ts';
import { follow, inspect, openBrowser, openDesk } from '../../support/browser.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  acceptancePhotoRow,
  type DrawnLookback,
  drawLookback,
  phonePhoto,
} from '../../support/drawn-lookback.ts';
import { actRow, type WorldPerson } from '../../support/world.ts';

/** A look-back as people see it: the programme at a desk, the site check on a phone. */
let support: TestDatabase;
let world: AdoptedWorld;
let server: Awaited<ReturnType<typeof serveApplication>>;
let browser: Browser;
let lookback: DrawnLookback;
let folder = '';

beforeAll(async () => {
  support = await createTestDatabase();
  world = await buildAdopted(support.database);
  lookback = await drawLookback(support.database, world, new Date());
  const act = await actRow(support.database, world.townshipId, new Date());
  const projectId = lookback.sample[0]?.projectId ?? '';
  await acceptancePhotoRow(support.database, world, projectId, act);
  server = await serveApplication(support);
  browser = await openBrowser();
  folder = mkdtempSync(join(tmpdir(), 'piaojue-site-'));
  writeFileSync(join(folder, 'now.jpg'), await phonePhoto('#8a5a44'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await browser.close();
  await server.stop();
  await support.drop();
});

async function deskOf(person: WorldPerson | null, width: number) {
  const { page, errors } = await openDesk(browser, width);
  if (person !== null) {
    const cookie = { name: 'piaojue', value: person.token, url: server.origin };
    await page.context().addCookies([cookie]);
  }
  return { page, errors };
}

/** What the page of a programme says comes next. */
async function nextOf(page: Page): Promise<string> {
  return ((await page.locator('.next h2').textContent()) ?? '').replace('下一步：', '');
}

/** Somebody else has seen the other projects of the sample. */
async function seeSite(projectId: string): Promise<void> {
  const done = await recordSiteCheck(
    support.database,
    {
      ...{ congressId: world.countyId, personId: world.people.countyClerk.id },
      ...{ kind: 'record-site-check', actId: crypto.randomUUID(), happenedAt: null },
      now: new Date(),
    },
    {
      ...{ lookbackId: lookback.id, projectId, works: 'works', maintained: 'yes' },
      ...{ maintainer: '村委会', note: '完好', measured: null, placeText: null },
      ...{ keepPhotoPlace: false, photo: null },
    },
  );
  if (!done.ok) throw new Error(done.refusals[0].message);
}

const press = (page: Page, name: string) =>
  follow(page, () => page.getByRole('button', { name }).click());
const go = (page: Page, name: string | RegExp) =>
  follow(page, () => page.getByRole('link', { name }).first().click());

test('a clerk drafts a programme, publishes its scope and waits for the seed', async () => {
  const { page, errors } = await deskOf(world.people.countyClerk, 1366);
  await page.goto(`${server.origin}/c/${world.countyId}`);
  await go(page, '回头看');
  await inspect(page, 'lookback-list-desk');
  await go(page, '新建回头看方案');
  await page.fill('[name=title]', '示例县第二次回头看');
  await page.fill('[name=purpose]', '看实事办成以后有没有人管');
  await page.getByLabel('云溪镇人民代表大会').check();
  await page.fill('[name=from_year]', '2026');
  await page.fill('[name=to_year]', '2026');
  await page.fill('[name=starts_on]', '2027-03-01');
  await page.fill('[name=ends_on]', '2026-06-30');
  await press(page, '保存方案');
  expect(await page.locator('.summary').textContent()).toContain('结束日期不能早于开始日期');
  expect(await page.getByLabel('云溪镇人民代表大会').isChecked()).toBe(true);
  await inspect(page, 'lookback-form-desk');
  await page.fill('[name=ends_on]', '2027-06-30');
  await press(page, '保存方案');
  await inspect(page, 'lookback-draft-desk');
  await go(page, '添加或去掉核查的问题');
  await page.locator('form[action$="/questions"] [name=text]').fill('夜里八点路灯亮不亮？');
  await press(page, '添加');
  await page.getByLabel('不问哪一条').selectOption({ label: '项目：受益群众怎么说？' });
  await page.getByLabel('不问的原因').fill('统计部门另有调查');
  await press(page, '不问这一条');
  await page.getByText('夜里八点路灯亮不亮？').first().click();
  await inspect(page, 'lookback-questions-desk');
  await page.setViewportSize({ width: 360, height: 780 });
  await inspect(page, 'lookback-questions-phone');
  await page.setViewportSize({ width: 1366, height: 900 });
  await go(page, '示例县第二次回头看');
  await page.fill('[name=seed_source]', '下一期双色球开奖号码');
  await page.fill('[name=seed_due_at]', '2099-01-01T21:15');
  await press(page, '公布范围和散列值');
  expect(await page.locator('main').textContent()).toContain('等种子产生：下一期双色球开奖号码');
  await inspect(page, 'lookback-published-desk');
  expect(errors).toEqual([]);
  await page.context().close();
});

test('a site check is written on a phone without network, and arrives once with its photo and day', async () => {
  const opened = await deskOf(world.people.countyClerk, 360);
  const { errors } = opened;
  let { page } = opened;
  const phone = page.context();
  const here = `${server.origin}/c/${world.countyId}/lookbacks/${lookback.id}`;
  await page.goto(here);
  await inspect(page, 'lookback-sample-phone');
  const [first] = lookback.sample;
  await go(page, new RegExp(first?.title ?? ''));
  await go(page, '到现场核查');
  await page.getByText('没有网络也能打开').waitFor();
  await inspect(page, 'lookback-site-form-phone');
  const form = page.url();
  await page.close();

  // On the site: no network, the page is opened from the phone, the old photo beside the form.
  await phone.setOffline(true);
  page = await phone.newPage();
  await page.goto(form);
  const old = page.locator('figure.site-photo img');
  await old.waitFor();
  expect(await old.evaluate((one) => (one as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
  await page.getByLabel('坏了不能用').check();
  await page.getByLabel('无人管护').check();
  await page.setInputFiles('[name=photo]', join(folder, 'now.jpg'));
  await page.fill('[name=place_text]', '东村口第一盏');
  await phone.grantPermissions(['geolocation'], { origin: server.origin });
  await phone.setGeolocation({ latitude: 30.111111, longitude: 120.222222 });
  await page.getByRole('button', { name: '记下现在的位置' }).click();
  await page.getByText('已记下：北纬 30.111111，东经 120.222222').waitFor();
  const save = page.getByRole('button', { name: '保存现场核查' });
  await save.click();
  await page.getByText('请写明看到了什么。').waitFor();
  expect(await page.getByLabel('坏了不能用').isChecked()).toBe(true);
  await page.fill('[name=note]', '灯杆还在，灯头丢了三个，晚上一片黑');
  await save.click();
  await page.locator('[data-state=waiting]').waitFor();
  await inspect(page, 'lookback-site-waiting-phone');
  await page.close();
  const stored = () =>
    support.database
      .selectFrom('record.site_check')
      .select(['note', 'written_offline', 'place_source', 'photo_id'])
      .execute();
  expect(await stored()).toEqual([]);

  // Back in the office the page sends by itself; its first answer is lost on the way.
  page = await phone.newPage();
  await page.goto(form);
  await page.locator('[data-state=waiting]').waitFor();
  let lost = 0;
  await page.route('**/site', async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return await route.fallback();
    lost += 1;
    await route.fetch();
    await route.abort('connectionreset');
  });
  await phone.setOffline(false);
  const received = page.locator('[data-state=received]');
  for (let tries = 0; tries < 60 && (await received.count()) === 0; tries += 1) {
    if (lost === 1) await page.evaluate(() => document.getElementById('send-now')?.click());
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  await received.waitFor();
  expect(lost).toBe(1);
  const rows = await stored();
  expect(rows).toMatchObject([{ written_offline: true, place_source: 'device' }]);
  expect(rows[0]?.photo_id).not.toBeNull();
  await go(page, '看这个项目的核查结果');
  expect(await page.locator('.site-photo-pair img').count()).toBe(2);
  await page.waitForFunction(() =>
    [...document.images].every((image) => image.complete && image.naturalWidth > 0),
  );
  const text = await page.locator('main').textContent();
  expect(text).toContain('北纬 30.111111，东经 120.222222');
  expect(text).toContain('现场没有网络，写好后再发出');
  await inspect(page, 'lookback-project-phone');
  expect(errors).toEqual([]);
  await page.context().close();
});

test('at the desk the checklist is confirmed, a finding recorded and its rectification asked for', async () => {
  const { page, errors } = await deskOf(world.people.countyClerk, 1366);
  const here = `${server.origin}/c/${world.countyId}/lookbacks/${lookback.id}`;
  await page.goto(`${here}/projects/${lookback.sample[0]?.projectId}`);
  await inspect(page, 'lookback-project-desk');
  await press(page, '核对完毕，保存');
  await page.getByText('记一个问题').click();
  await page.locator('[name=content]').fill('三盏路灯不亮，没有人管');
  await page.getByLabel('严重问题').check();
  await page.getByRole('checkbox', { name: /现在还在不在、好不好用/ }).check();
  await press(page, '记下问题');
  await page.fill('[name=person_in_charge]', '试用负责人');
  await inspect(page, 'lookback-finding-desk');
  await press(page, '发出');
  expect(await page.locator('main').textContent()).toContain('整改待答复');
  await page.goto(`${here}/years/${world.townshipId}/2026`);
  await inspect(page, 'lookback-procedure-desk');
  await page.goto(here);
  await inspect(page, 'lookback-programme-desk');
  expect(errors).toEqual([]);
  await page.context().close();
});

test('the reviewed unit replies on a phone, and anybody sees scope, seed and sample', async () => {
  const { page, errors } = await deskOf(world.people.clerk, 360);
  await page.goto(`${server.origin}/c/${world.townshipId}/lookbacks`);
  await inspect(page, 'lookback-received-phone');
  await go(page, '问题 1');
  await page.getByLabel('认可').check();
  await page.fill('[name=content]', '情况属实，灯头被盗，已经报案');
  await press(page, '送出回应');
  await inspect(page, 'lookback-reply-phone');
  expect(errors).toEqual([]);
  await page.context().close();
  const anybody = await deskOf(null, 360);
  await anybody.page.goto(`${server.origin}/p/${world.countyId}/lookbacks/${lookback.id}`);
  expect(await anybody.page.locator('main').textContent()).toContain('3 5 1 6 2 4');
  await inspect(anybody.page, 'lookback-public-phone');
  expect(anybody.errors).toEqual([]);
  await anybody.page.context().close();
});

test('the report is made and the look-back closed at a desk, and anybody reads both', async () => {
  const { page, errors } = await deskOf(world.people.countyClerk, 1366);
  const here = `${server.origin}/c/${world.countyId}/lookbacks/${lookback.id}`;
  const look = async (name: string, widths: readonly number[] = [360]) => {
    for (const width of widths) {
      await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
      await inspect(page, `${name}-${width}`);
    }
  };
  for (const { projectId } of lookback.sample.slice(1)) {
    await seeSite(projectId);
  }
  await page.goto(here);
  for (let steps = 0; steps < 12 && (await nextOf(page)).startsWith('核对'); steps += 1) {
    await follow(page, () => page.locator('.next a.btn').click());
    await press(page, '核对完毕，保存');
    await page.goto(here);
  }
  expect(await nextOf(page)).toBe('形成报告');
  await look('lookback-before-report', [1366]);
  await press(page, '形成报告并公开');
  expect(await page.locator('.summary').textContent()).toContain('请写明结论和建议');
  await page.fill('[name=conclusion]', '抽查三个项目，两个完好；路灯无人管护，已提出整改。');
  await press(page, '形成报告并公开');
  expect(await nextOf(page)).toBe('复查整改、逐项销号');
  await look('lookback-reported', [360, 1366]);
  await press(page, '结束这次回头看');
  expect(await page.locator('.summary').textContent()).toContain('还有问题没有销号');
  await support.database
    .updateTable('record.rectification')
    .set({ state: 'closed', closed_on: '2028-06-01' })
    .execute();
  await page.goto(here);
  await press(page, '结束这次回头看');
  expect(await page.locator('main').textContent()).toContain('已结束');
  await look('lookback-closed');
  await page.goto(`${server.origin}/p/${world.countyId}`);
  await look('public-congress');
  await go(page, '范围、抽样、问题、回应和整改');
  await look('public-lookbacks');
  await go(page, '看抽样名单、每个问题、回应和整改');
  await look('public-lookback-reported', [360, 1366]);
  expect(errors).toEqual([]);
  await page.context().close();
});
