import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkInDeputy } from '../../src/stages/meeting/index.ts';
import { type AdoptedWorld, buildAdopted } from '../support/adopted.ts';
import { serveApplication } from '../support/application.ts';
import { follow, inspect, openBrowser, openDesk } from '../support/browser.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

/** One project under supervision, by clicks: group, visit, opinion answered badly, 督办, adjustment. */
let support: TestDatabase;
let world: AdoptedWorld;
let server: Awaited<ReturnType<typeof serveApplication>>;
let browser: Browser;
let base: string;
let project: string;
const faults: string[] = [];

beforeAll(async () => {
  support = await createTestDatabase();
  world = await buildAdopted(support.database);
  project = world.projects[0]?.id ?? '';
  await support.database
    .updateTable('record.project')
    .set({ department_id: world.departmentId })
    .where('id', '=', project)
    .execute();
  for (const deputy of world.deputies.slice(0, 40)) {
    await checkInDeputy(
      support.database,
      {
        ...{ congressId: world.townshipId, personId: null, kind: 'check-in-deputy' },
        ...{ actId: crypto.randomUUID(), now: new Date(), happenedAt: null },
      },
      {
        ...{ meetingId: world.meetingId, sittingId: world.sittingId, deputyId: deputy.id },
        desk: '签到台',
      },
    );
  }
  server = await serveApplication(support);
  browser = await openBrowser();
  base = `${server.origin}/c/${world.townshipId}`;
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  await support.drop();
});

async function deskOf(who: 'clerk' | 'deputy' | 'department', width: number): Promise<Page> {
  const { page } = await openDesk(browser, width);
  page.on('pageerror', (error) => void faults.push(`${who}: ${error.message}`));
  const cookie = { name: 'piaojue', value: world.people[who].token, url: server.origin };
  await page.context().addCookies([cookie]);
  return page;
}

/** Looks at the page where somebody is: always as on a phone, and as on a desk where the clerk works. */
async function look(page: Page, name: string, widths: readonly number[] = [360]): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
    await inspect(page, `${name}-${width}`);
  }
}

async function press(page: Page, name: string): Promise<void> {
  await follow(page, () => page.getByRole('button', { name, exact: true }).click());
}

async function open(page: Page, summary: string): Promise<void> {
  await page.locator('summary', { hasText: summary }).click();
}

const textOf = (page: Page) => page.locator('main').textContent();
const future = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

test('a project under supervision, by clicks', async () => {
  const clerk = await deskOf('clerk', 360);
  const deputy = await deskOf('deputy', 360);
  const department = await deskOf('department', 360);
  const supervision = `${base}/projects/${project}/supervision`;

  // The group: the leader must be a member; nothing is saved before that.
  await clerk.goto(supervision);
  await open(clerk, '成立监督小组');
  await clerk.selectOption('[name=leader]', world.people.deputy.id);
  await press(clerk, '保存小组');
  expect(await textOf(clerk)).toContain('小组成员应是本级现任代表');
  await clerk.selectOption('[name=leader]', world.people.deputy.id);
  await clerk.check(`[name=member][value="${world.people.deputy.id}"]`);
  await press(clerk, '保存小组');
  expect(await textOf(clerk)).toContain('试用deputy（组长）');
  await open(clerk, '安排视察');
  await clerk.fill('[name=planned_on]', future);
  await clerk.fill('[name=topic]', '看北街路灯');
  await press(clerk, '安排');
  await look(clerk, 'supervision', [1366, 360]);

  // The deputy's own tasks, and an opinion.
  await deputy.goto(`${base}/tasks`);
  expect(await textOf(deputy)).toContain('看北街路灯');
  await look(deputy, 'tasks');
  await deputy.goto(supervision);
  await open(deputy, '提意见');
  await deputy.fill('[name=content]', '北街三盏灯不亮，请在国庆前修好。');
  await press(deputy, '提出');
  expect(await textOf(deputy)).toContain('待交办');

  // Handed over, answered badly, rated, reopened, answered well.
  await clerk.goto(`${base}/supervision`);
  await look(clerk, 'supervision-overview', [1366, 360]);
  await follow(clerk, () => clerk.getByRole('link', { name: /第 1 号意见/ }).click());
  await clerk.selectOption('[name=department_id]', world.departmentId);
  await press(clerk, '交办');
  await department.goto(`${base}/opinions`);
  await look(department, 'opinions-of-a-department');
  for (const [answer, grade, reason] of [
    ['已经知道了。', 'dissatisfied', '灯还是不亮。'],
    ['三盏全部换新。', 'satisfied', ''],
  ] as const) {
    await department.goto(`${base}/opinions`);
    await follow(department, () => department.getByRole('link', { name: /第 1 号/ }).click());
    await department.check('[name=result][value=done]');
    await department.fill('[name=content]', answer);
    await press(department, '送出反馈');
    await deputy.goto(`${base}/tasks`);
    await follow(deputy, () => deputy.getByRole('link', { name: /第 1 号意见/ }).click());
    await deputy.check(`[name=grade][value=${grade}]`);
    if (grade === 'dissatisfied') {
      await press(deputy, '评价');
      expect(await textOf(deputy)).toContain('请写明理由');
      await look(deputy, 'opinion-to-rate');
    }
    await deputy.fill('[name=reason]', reason);
    await press(deputy, '评价');
  }
  expect(await textOf(deputy)).toContain('已办结');
  await look(deputy, 'opinion-closed');

  // 挂牌督办, and lifted with its reason.
  await clerk.goto(supervision);
  await open(clerk, '挂牌督办这个项目');
  await clerk.locator('form[action$="/handling"] [name=reason]').fill('进度落后两个月');
  await clerk.fill('[name=led_by]', '王建国');
  await clerk.fill('[name=due_on]', future);
  await press(clerk, '挂牌');
  expect(await textOf(clerk)).toContain('王建国牵头');

  // The department asks for an adjustment; the congress decides; the text changes only then.
  const adjustments = `${base}/projects/${project}/adjustments`;
  await department.goto(adjustments);
  await open(department, '申请调整、暂停、终止或恢复');
  await department.fill('[name=reason]', '北街改造，路灯减少。');
  await department.fill('[name=content]', '新装路灯八十盏。');
  await press(department, '提出申请');
  await look(department, 'adjustment-requested');
  await clerk.goto(adjustments);
  await clerk.selectOption('[name=meeting_id]', world.meetingId);
  await clerk.fill('[name=votes_for]', '41');
  await press(clerk, '登记决定');
  expect(await textOf(clerk)).toContain('多于实到 40 人');
  await look(clerk, 'adjustment-refused-figures');
  await clerk.fill('[name=votes_for]', '38');
  await press(clerk, '登记决定');
  await clerk.fill('[name=where]', '镇政府网站');
  await press(clerk, '登记已公布');
  await look(clerk, 'adjustment-decided', [1366, 360]);
  await clerk.goto(`${base}/projects/${project}`);
  const page = await textOf(clerk);
  for (const said of [
    '新装路灯八十盏',
    '赞成 38',
    '挂牌督办',
    '试用deputy（组长）',
    '镇政府网站',
  ]) {
    expect(page).toContain(said);
  }
  await look(clerk, 'project-under-supervision', [1366, 360]);

  // A rectification, from both sides.
  await clerk.goto(`${base}/rectifications/new?project=${project}`);
  await clerk.fill('[name=content]', '灯杆基础外露，请修复。');
  await clerk.fill('[name=person_in_charge]', '何建国');
  await look(clerk, 'rectification-new');
  await press(clerk, '发出');
  await look(clerk, 'rectification-issued');
  await department.goto(`${base}/rectifications`);
  await look(department, 'rectifications-of-a-department');
  expect(faults).toEqual([]);
});
