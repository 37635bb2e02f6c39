import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoCandidates, demoRoll } from '../../src/commands/demo/demo-data.ts';
import { demoMarks } from '../../src/commands/demo/demo-stages.ts';
import { writeSpreadsheet } from '../../src/documents/index.ts';
import { ensureInstallation } from '../../src/people/index.ts';
import { steps } from '../../src/rules/rule-sheet/settings/setting.ts';
import { verifyChain } from '../../src/trail/index.ts';
import { serveApplication } from '../support/application.ts';
import { type Desk, follow, inspect, openBrowser, openDesk } from '../support/browser.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { fullRun } from '../support/full-run.ts';

/** One township of 47 holds one whole vote, from the operator's link to the corrected count. */
const widths = fullRun ? ([360, 1366] as const) : ([360] as const);
const meetingName = '云溪镇第十八届人民代表大会第五次会议';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

async function rollFile(): Promise<Buffer> {
  const rows = demoRoll.map((one) => [
    String(one.order),
    one.delegation ?? '',
    one.name,
    one.sex ?? '',
    one.unitAndPosition ?? '',
    one.constituency ?? '',
    one.deputyNumber ?? '',
  ]);
  const headings = ['序号', '代表团', '姓名', '性别', '单位及职务', '选区', '代表证号'];
  return Buffer.from(await writeSpreadsheet([{ name: '名册', headings, rows }]));
}

async function candidateFile(): Promise<Buffer> {
  const rows = demoCandidates.map((one) => [
    String(one.number),
    one.content.title,
    one.content.content,
    one.content.place ?? '',
    one.content.totalTenThousandYuan ?? '',
  ]);
  const headings = ['编号', '项目名称', '主要内容', '地点', '总投资(万元)'];
  return Buffer.from(await writeSpreadsheet([{ name: '候选项目', headings, rows }]));
}

const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

async function press(page: Page, name: string): Promise<void> {
  await follow(page, () => page.getByRole('button', { name, exact: false }).first().click());
}

/** What the page said after an act. */
async function said(page: Page): Promise<string> {
  return (await page.locator('p.notice[role=status]').textContent()) ?? '';
}

/** Whether a teller makes a mistake on this paper, and which item it is about. */
const mistakes: Readonly<Record<number, number>> = { 3: 3, 17: 2, 28: 6 };

describe.each(widths)('one whole vote at %i px', (width) => {
  let database: TestDatabase;
  let server: Awaited<ReturnType<typeof serveApplication>>;
  const desks: Desk[] = [];
  const links = new Map<string, string>();
  let keys = 0;

  beforeAll(async () => {
    database = await createTestDatabase();
    server = await serveApplication(database);
  });
  afterAll(async () => {
    for (const desk of desks) await desk.page.context().close();
    await server.stop();
    await database.drop();
  });

  async function come(link: string): Promise<Page> {
    const desk = await openDesk(browser, width);
    desks.push(desk);
    await desk.page.goto(link);
    await press(desk.page, '登录');
    return desk.page;
  }

  async function look(page: Page, name: string): Promise<void> {
    await inspect(page, `${String(width)}-${name}`);
  }

  test('from the operator’s link to the public page, then a reopened count', async () => {
    const { operatorToken } = await ensureInstallation(database.database, new Date());
    const operator = await come(`${server.origin}/invitation/${operatorToken ?? ''}`);
    const clerkLink = await setUp(operator);
    const clerk = await come(clerkLink);
    await prepare(clerk);
    const base = clerk.url().replace(/\/m\/([^/]+).*/, '/m/$1');
    await settleRules(clerk, base);
    await nominate(clerk, base);
    await checkIn(clerk, base);
    const round = await vote(clerk, base);
    const started = performance.now();
    const tellers = [await come(link('计票人甲')), await come(link('计票人乙'))] as const;
    const third = await come(link('监票人甲'));
    const chief = await come(link('总监票人'));
    await count(clerk, tellers, third, round);
    const minutes = (performance.now() - started) / 60_000;
    console.info(
      `${width} px: two tellers, 39 papers each: ${keys} keys, ${minutes.toFixed(2)} minutes`,
    );
    await clerk.goto(`${round}/count`);
    await press(clerk, '完成计票');
    await press(clerk, '生成计票结果报告单');
    expect(await clerk.locator('main').textContent()).toContain('10 个项目入选');
    await look(clerk, 'result');
    // A batch error is found before the declaration: the count is reopened, the report falls.
    await reopen(clerk, tellers, round);
    await sign(clerk, [chief, third, tellers[0], tellers[1]], round);
    await declareAndAnnounce(clerk, round);
    const guest = await openDesk(browser, width);
    desks.push(guest);
    await guest.page.goto(round.replace(/\/c\/([^/]+)\/m\/[^/]+\/r\//, '/p/$1/r/'));
    expect(await guest.page.locator('h1').textContent()).toContain('公告');
    expect(await guest.page.locator('main').textContent()).toContain('低保暖心');
    await look(guest.page, 'public');
    const township = /\/c\/([^/]+)\//.exec(round)?.[1] ?? '';
    const chain = await verifyChain(database.database, township);
    expect(chain.broken).toBeNull();
    expect(chain.entries).toBeGreaterThan(200);
    expect(desks.flatMap((desk) => desk.errors)).toEqual([]);
    expect(server.log).toEqual([]);
  });

  function link(name: string): string {
    const found = links.get(name);
    if (found === undefined) throw new Error(`no link for ${name}`);
    return found;
  }

  async function setUp(page: Page): Promise<string> {
    await look(page, 'me');
    await page.getByRole('link', { name: '本系统' }).click();
    await page.getByRole('link', { name: '单位与届次' }).click();
    await page.selectOption('[name=kind]', 'county');
    await page.fill('[name=name]', '示例县人民代表大会');
    await page.fill('[name=short_name]', '示例县');
    await press(page, '添加单位');
    await page.selectOption('[name=kind]', 'township');
    await page.fill('[name=name]', '云溪镇人民代表大会');
    await page.fill('[name=short_name]', '云溪镇');
    await press(page, '添加单位');
    await page.fill('[name=number]', '18');
    await page.fill('[name=starts_on]', '2021-12-01');
    await page.fill('[name=year]', '2026');
    await press(page, '建立届次');
    await page.fill('[name=name]', '林晓');
    await press(page, '添加人员');
    await look(page, 'people');
    await press(page, '签发登录链接：林晓');
    await look(page, 'invitation-link');
    return (await page.locator('code.address').textContent()) ?? '';
  }

  async function prepare(page: Page): Promise<void> {
    await page.getByRole('link', { name: '云溪镇人民代表大会' }).first().click();
    await page.getByRole('link', { name: '新建会议' }).click();
    await press(page, '建立会议');
    expect(await page.locator('.summary').textContent()).toContain('会议名称');
    await page.fill('[name=name]', meetingName);
    await page.fill('[name=number]', '5');
    await press(page, '建立会议');
    const base = page.url();
    await look(page, 'console-first');
    await page.goto(`${base}/roll`);
    const buffer = await rollFile();
    await page.setInputFiles('[name=file]', { name: '名册.xlsx', mimeType: excel, buffer });
    await press(page, '上传并预览');
    expect(await page.locator('main').textContent()).toContain('47 人');
    await look(page, 'roll-preview');
    await press(page, '确认导入');
    expect(await said(page)).toContain('新增 47 人');
    await press(page, '冻结 47 人的名册');
    await look(page, 'roll');
    await page.goto(`${base}/candidates`);
    const candidates = await candidateFile();
    await page.setInputFiles('[name=file]', {
      name: '项目.xlsx',
      mimeType: excel,
      buffer: candidates,
    });
    await press(page, '上传并预览');
    await press(page, '确认导入');
    expect(await said(page)).toContain('新增 12 个');
    await press(page, '封存 12 个候选项目');
    await look(page, 'candidates');
  }

  async function settleRules(page: Page, base: string): Promise<void> {
    await page.goto(`${base}/rules`);
    await press(page, '拟定草案');
    await page.fill('[name="vote.places"]', '10');
    await look(page, 'wizard');
    await press(page, '保存，下一步');
    for (let step = 1; step < steps.length; step += 1) await press(page, '保存，下一步');
    expect(page.url()).toBe(`${base}/rules`);
    expect(await page.locator('main').textContent()).toContain('第一条');
    await look(page, 'rules');
  }

  async function nominate(page: Page, base: string): Promise<void> {
    const people = [
      ['chair', '主持人甲'],
      ['chief_scrutineer', '总监票人'],
      ['scrutineer', '监票人甲'],
      ['teller', '计票人甲'],
      ['teller', '计票人乙'],
    ] as const;
    await page.goto(`${base}/people`);
    for (const [role, name] of people) {
      await page.selectOption('[name=role]', role);
      await page.fill('[name=name]', name);
      await press(page, '提名');
    }
    await look(page, 'meeting-people');
    for (const [, name] of people) {
      await page.goto(`${base}/people`);
      await press(page, `签发登录链接：${name}`);
      links.set(name, (await page.locator('code.address').textContent()) ?? '');
    }
  }

  async function checkIn(page: Page, base: string): Promise<void> {
    await page.goto(`${base}/sittings`);
    await press(page, '开始签到');
    await look(page, 'check-in');
    // Searching by pinyin finds one deputy among 47.
    await page.fill('[name=q]', 'wangjianguo');
    await press(page, '查找');
    expect(await page.locator('ul.deputies > li').count()).toBe(1);
    await press(page, '签到：王建国');
    for (let done = 1; done < 39; done += 1) {
      await follow(page, () => page.locator('ul.deputies > li.absent .btn').first().click());
    }
    expect(await page.locator('#strip').textContent()).toContain('符合法定人数');
    await page.goto(`${base}/rules`);
    await page.fill('[name=votes_for]', '38');
    await page.fill('[name=votes_abstain]', '1');
    await press(page, '登记表决结果');
    expect(await said(page)).toContain('获得通过');
    await page.goto(`${base}/decisions`);
    await page.locator('[name=votes_for]').first().fill('39');
    await press(page, '登记名单的表决结果');
    expect(await said(page)).toContain('获得通过');
    await look(page, 'decisions');
    await page.goto(`${base}/sittings`);
    await press(page, '开会');
  }

  async function vote(page: Page, base: string): Promise<string> {
    await page.goto(`${base}/rounds`);
    await press(page, '建立票决轮次');
    const round = page.url();
    await page.goto(`${round}/papers`);
    await look(page, 'papers');
    await page.goto(round);
    await look(page, 'round');
    await press(page, '登记已印好');
    await press(page, '开始发票');
    await page.fill('[name=issued]', '39');
    await press(page, '登记发票完毕');
    await press(page, '投票结束，封箱');
    await page.fill('[name=returned]', '39');
    await press(page, '登记收回张数');
    await press(page, '开始计票');
    for (const papers of ['20', '19']) {
      await page.fill('[name=papers]', papers);
      await press(page, '登记这一捆');
    }
    return round;
  }

  /** Enters one batch by the keyboard alone: one key a project and Enter. */
  async function enterBatch(page: Page, round: string, batch: number, careless: boolean) {
    await page.goto(`${round}/count`);
    await press(page, `领取第 ${batch} 捆`);
    const papers = batch === 1 ? 20 : 19;
    if (batch === 1 && careless) await look(page, 'entry');
    for (let number = 1; number <= papers; number += 1) {
      const paper = (batch - 1) * 20 + number;
      const marks = demoMarks(paper);
      const typed = Array.from({ length: 12 }, (_, index) => {
        const wrong = careless && mistakes[paper] === index + 1;
        return (marks[index + 1] === 'for') === wrong ? '0' : '1';
      });
      await page.keyboard.type(typed.join(''));
      await page.keyboard.press('Enter');
      keys += typed.length + 1;
      await page.waitForFunction(
        (done) => document.querySelector('.progress-line')?.textContent?.includes(`已录 ${done} /`),
        number,
      );
    }
    await press(page, '提交本捆');
  }

  /** Both tellers at once, each at a desk of their own; the second one may make the known mistakes. */
  async function enterTwice(
    tellers: readonly [Page, Page],
    round: string,
    careless: boolean,
  ): Promise<void> {
    const enterAll = async (page: Page, mistaken: boolean) => {
      for (const batch of [1, 2]) await enterBatch(page, round, batch, mistaken);
    };
    await Promise.all([enterAll(tellers[0], false), enterAll(tellers[1], careless)]);
  }

  async function count(
    clerk: Page,
    tellers: readonly [Page, Page],
    third: Page,
    round: string,
  ): Promise<void> {
    await enterTwice(tellers, round, true);
    await clerk.goto(`${round}/count`);
    expect(await clerk.locator('.difference').count()).toBe(3);
    await third.goto(`${round}/count`);
    await look(third, 'differences');
    for (const paper of [3, 17, 28]) {
      const item = mistakes[paper] ?? 0;
      const truth = demoMarks(paper)[item] ?? 'blank';
      const open = third.locator('.difference').first();
      await open.locator('select').selectOption(truth);
      await open.locator('[name=reason]').fill('对照原票，第二次录入看错');
      await follow(third, () => open.getByRole('button').click());
    }
    expect(await third.locator('.difference').count()).toBe(0);
  }

  async function reopen(clerk: Page, tellers: readonly [Page, Page], round: string): Promise<void> {
    const form = clerk.locator('details', { hasText: '宣布前重新计票' });
    await form.locator('summary').first().click();
    await form.locator('[name=reason]').fill('第2捆张数登记有误');
    await follow(clerk, () => form.getByRole('button', { name: '重新计票' }).click());
    await clerk.goto(`${round}/count`);
    for (const papers of ['20', '19']) {
      await clerk.fill('[name=papers]', papers);
      await press(clerk, '登记这一捆');
    }
    await enterTwice(tellers, round, false);
    await clerk.goto(`${round}/count`);
    await press(clerk, '完成计票');
    await press(clerk, '生成计票结果报告单');
    expect(await clerk.locator('main').textContent()).toContain(
      '第 1 份报告单（签字已失效，保留备查）',
    );
    await follow(clerk, () => clerk.getByRole('link', { name: '打印第 2 份报告单' }).click());
    await look(clerk, 'report');
  }

  /** The chief and one teller by code, the scrutineer by hand with a second person, one absent. */
  async function sign(
    clerk: Page,
    [chief, scrutineer, teller, other]: readonly [Page, Page, Page, Page],
    round: string,
  ): Promise<void> {
    await clerk.goto(`${round}/result`);
    for (const [page, name] of [
      [chief, '总监票人'],
      [teller, '计票人甲'],
      [other, '计票人乙'],
    ] as const) {
      await page.goto(`${round}/result`);
      await press(page, '取得我的签字码');
      const code = (await page.locator('.signing-code').textContent()) ?? '';
      await look(page, 'signing-code');
      const details = clerk.locator('details', { hasText: `办理 ${name} 的签字` });
      await details.locator('summary').first().click();
      await details.locator('[name=code]').fill(code);
      await follow(clerk, () => details.getByRole('button', { name: '用签字码签字' }).click());
    }
    expect(await clerk.getByRole('button', { name: '记录已宣布' }).count()).toBe(0);
    const hand = clerk.locator('details', { hasText: '办理 监票人甲 的签字' });
    await hand.locator('summary').first().click();
    const scan = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
    await hand.locator('[name=scan]').setInputFiles({
      ...{ name: '签字.jpg', mimeType: 'image/jpeg', buffer: scan },
    });
    const printed = (await clerk.locator('main code').first().textContent()) ?? '';
    await hand.locator('[name=printed_hash]').fill(printed);
    await follow(clerk, () => hand.getByRole('button', { name: '登记手写签字' }).click());
    await chief.goto(`${round}/result`);
    await press(chief, '核对无误');
    expect(await scrutineer.title()).toContain('票决');
    await clerk.goto(`${round}/result`);
    expect(await clerk.locator('main').textContent()).toContain('可以宣布');
  }

  async function declareAndAnnounce(clerk: Page, round: string): Promise<void> {
    const chair = await come(link('主持人甲'));
    await chair.goto(`${round}/result`);
    await press(chair, '宣布结果');
    await clerk.goto(`${round}/result`);
    await clerk.fill('[name=number]', '第1号');
    await press(clerk, '发布公告');
    expect(await said(clerk)).toContain('公告已发布');
    await look(clerk, 'announced');
    await clerk.goto(round.replace(/\/r\/.*/, ''));
    await look(clerk, 'console-last');
  }
});
