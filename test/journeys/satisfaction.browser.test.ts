import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveApplication } from '../support/application.ts';
import { type Desk, follow, inspect, openBrowser, openDesk } from '../support/browser.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { buildTestMeeting, type TestMeeting } from '../support/satisfaction-meeting.ts';
import type { WorldPerson } from '../support/world.ts';

/** Seven deputies grade three projects on paper; two tellers count on phones; a resident rates. */
describe('a satisfaction test on paper at 360 px', () => {
  let browser: Browser;
  let database: TestDatabase;
  let server: Awaited<ReturnType<typeof serveApplication>>;
  let meeting: TestMeeting;
  const desks: Desk[] = [];
  let round = '';

  beforeAll(async () => {
    [browser, database] = await Promise.all([openBrowser(), createTestDatabase()]);
    server = await serveApplication(database);
    meeting = await buildTestMeeting(database.database, {
      ...{ level: 'township', body: 'plenary', deputies: 9, present: 7 },
      titles: ['村内路灯亮化', '农村饮用水管网延伸', '镇卫生院康复室改造'],
      settings: { 'vote.signers': 'chief' },
    });
  });
  afterAll(async () => {
    for (const desk of desks) expect(desk.errors).toEqual([]);
    await browser.close();
    await server.stop();
    await database.drop();
  });

  async function sit(person: WorldPerson | null, width = 360): Promise<Page> {
    const desk = await openDesk(browser, width);
    desks.push(desk);
    if (person !== null) {
      await desk.page
        .context()
        .addCookies([{ name: 'piaojue', value: person.token, url: server.origin }]);
    }
    return desk.page;
  }
  const press = (page: Page, name: string) =>
    follow(page, () => page.getByRole('button', { name }).first().click());

  test('the clerk creates it and the papers go out and come back', async () => {
    const page = await sit(meeting.clerk);
    await page.goto(`${server.origin}/c/${meeting.congressId}/m/${meeting.meetingId}/rounds`);
    await follow(page, () => page.getByRole('link', { name: '建立满意度测评' }).click());
    await inspect(page, 'satisfaction-new-360');
    await press(page, '建立测评');
    round = new URL(page.url()).pathname;
    await follow(page, () => page.getByRole('link', { name: '打开选票打印页' }).click());
    await inspect(page, 'satisfaction-paper-360');
    expect(await page.locator('.ballot-paper').first().textContent()).toContain('基本满意');
    await page.goto(`${server.origin}${round}`);
    await page.getByLabel('印制张数').fill('12');
    await page.getByLabel('选票颜色').fill('浅绿');
    await press(page, '登记已印好');
    await press(page, '开始发票');
    await page.getByLabel('发出张数').fill('7');
    await press(page, '登记发票完毕');
    await press(page, '投票结束，封箱');
    await page.getByLabel('收回张数').fill('7');
    await press(page, '登记收回张数');
    await page.getByLabel('逐张录入').check();
    await press(page, '开始计票');
    await page.goto(`${server.origin}${round}/count`);
    await page.getByLabel('本捆张数').fill('7');
    await press(page, '登记这一捆');
  });

  test('two tellers enter the same papers with one key a project', async () => {
    for (const [index, teller] of meeting.tellers.entries()) {
      const page = await sit(teller);
      await page.goto(`${server.origin}${round}/count`);
      await follow(page, () => page.locator('form[action$="/claim"] button').first().click());
      for (let paper = 1; paper <= 7; paper += 1) {
        await page.getByRole('heading', { name: `第 ${paper} 张` }).waitFor();
        // 1 满意, 2 基本满意, 3 不满意: the third project finds three of each but one.
        for (const key of ['1', paper < 4 ? '2' : '1', paper < 6 ? '3' : '1']) {
          await page.keyboard.press(key);
        }
        if (index === 0 && paper === 1) await inspect(page, 'satisfaction-entry-360');
        await page.keyboard.press('Enter');
      }
      await press(page, '提交本捆');
    }
  });

  test('the report is signed, declared and shown with its verdicts', async () => {
    const page = await sit(meeting.clerk);
    await page.goto(`${server.origin}${round}/count`);
    await press(page, '完成计票');
    await page.goto(`${server.origin}${round}/result`);
    await press(page, '生成计票结果报告单');
    const chief = await sit(meeting.chief);
    await chief.goto(`${server.origin}${round}/result`);
    await press(chief, '取得我的签字码');
    const code = (await chief.locator('.signing-code').textContent()) ?? '';
    await page.reload();
    await page.locator('details:has(input[name=code]) > summary').first().click();
    await page.locator('input[name=code]').first().fill(code.replace(/\D/g, ''));
    await press(page, '用签字码签字');
    const chair = await sit(meeting.chair);
    await chair.goto(`${server.origin}${round}/result`);
    await press(chair, '宣布结果');
    await inspect(chair, 'satisfaction-result-360');
    expect(await chair.locator('main').textContent()).toContain(
      '不满意 1 项（镇卫生院康复室改造）',
    );
  });

  test('the year shows three columns beside each other, and a resident rates from the plate', async () => {
    for (const width of [360, 1366]) {
      const page = await sit(meeting.clerk, width);
      await page.goto(`${server.origin}/c/${meeting.congressId}/satisfaction`);
      await inspect(page, `satisfaction-year-${width}`);
    }
    const { plate_code } = await database.database
      .selectFrom('record.project')
      .select('plate_code')
      .where('id', '=', meeting.projects[0] ?? '')
      .executeTakeFirstOrThrow();
    const phone = await sit(null);
    await phone.goto(`${server.origin}/plate/${plate_code}/rate`);
    await inspect(phone, 'satisfaction-rate-360');
    await phone.getByText('基本满意', { exact: true }).click();
    await press(phone, '提交评价');
    await inspect(phone, 'satisfaction-rated-360');
    await follow(phone, () => phone.getByRole('link', { name: '反映问题' }).click());
    await phone.getByLabel('问题').first().fill('第三盏灯不亮');
    await press(phone, '提交');
    await inspect(phone, 'satisfaction-problem-360');
    const desk = await sit(meeting.clerk, 1366);
    await desk.goto(`${server.origin}/c/${meeting.congressId}/residents`);
    await inspect(desk, 'satisfaction-residents-1366');
  });
});
