import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reminderSources } from '../../src/desk/jobs/start-jobs.ts';
import { remind } from '../../src/stages/delivery/index.ts';
import { verifyChain } from '../../src/trail/index.ts';
import { follow, inspect, openDesk } from '../support/browser.ts';
import {
  fill,
  go,
  openPromiseScene,
  type PromiseScene,
  press,
  says,
  unfold,
} from '../support/promise-scene.ts';

/**
 * From promise to proof by clicks: the same life of a project as in promise-to-proof.db.test.ts, by people who
 * come in by their links and go on by what the pages offer. No address is typed but that of a link; eight of
 * the eleven monthly reports before the last are sent as the same forms without a browser.
 */
let scene: PromiseScene;
const title = '村内路灯亮化';

beforeAll(async () => {
  scene = await openPromiseScene();
});
afterAll(() => scene.close());

/** From one's own page over the year page to the project. */
async function toProject(page: Page): Promise<void> {
  await go(page, '云溪镇人民代表大会');
  await go(page, '民生实事项目');
  await go(page, title);
}

async function reportByClick(month: string, standing: string): Promise<Page> {
  scene.dawn(`${month}-26`);
  const page = await scene.arrive('department');
  await go(page, '云溪镇人民代表大会');
  await press(page, `${title}：${standing}`);
  return page;
}

test('the clerk enters and publishes the plan; by mid-year the project is red', async () => {
  scene.dawn('2026-01-25');
  const clerk = await scene.arrive('clerk');
  await toProject(clerk);
  await go(clerk, '填写实施计划。');
  await clerk.selectOption('[name=department]', { label: '镇村镇建设办公室' });
  await fill(clerk, {
    ...{ person_in_charge: '陈主任', goal: '新装路灯120盏', safeguards: '每月调度' },
    ...{ starts_on: '2026-01-26', finishes_on: '2026-11-30' },
    ...{ 'milestone-1-title': '设计与招标', 'milestone-1-due': '2026-03-31' },
    ...{ 'milestone-1-weight': '20', 'milestone-2-title': '立杆过半' },
    ...{ 'milestone-2-due': '2026-06-30', 'milestone-2-weight': '40' },
    ...{ 'milestone-3-title': '通电验收', 'milestone-3-due': '2026-11-30' },
    ...{ 'milestone-3-weight': '40', 'funding-1-origin': '镇财政', 'funding-1-amount': '120' },
  });
  await press(clerk, '保存实施计划');
  await clerk.fill('[name=where]', '镇政务公开栏');
  await press(clerk, '公布实施计划');
  await says(clerk, '已公布');

  const phone = await reportByClick('2026-01', '按计划');
  await says(phone, '这个月都报过了');
  await inspect(phone, 'proof-department-360');
  await reportByClick('2026-02', '按计划');
  for (const month of ['03', '04', '05'])
    await scene.reportWithoutBrowser(`2026-${month}`, 'behind');
  await reportByClick('2026-06', '滞后');
  scene.dawn('2026-07-02');
  await remind(scene.database, reminderSources, scene.now());
});

test('the year page tells of it; it is listed, gets a group, and the leader’s link is handed over', async () => {
  const clerk = await scene.arrive('clerk');
  await go(clerk, '云溪镇人民代表大会');
  await inspect(clerk, 'proof-year-1366');
  await follow(clerk, () => clerk.locator('#reminders a', { hasText: title }).first().click());
  await says(clerk, '红色');
  await go(clerk, '监督办理');
  await unfold(clerk, '挂牌督办这个项目');
  await fill(clerk, {
    ...{ reason: '年中进度为红色', led_by: '分管副镇长', due_on: '2026-09-30' },
  });
  await press(clerk, '挂牌');
  await unfold(clerk, '成立监督小组');
  await clerk.fill('[name=name]', '路灯监督小组');
  const [leader, second] = scene.world.deputies;
  await clerk.selectOption('[name=leader]', leader?.personId ?? '');
  for (const one of [leader, second]) {
    await clerk.check(`[name=member][value="${one?.personId}"]`);
  }
  await press(clerk, '保存小组');
  await go(clerk, '给成员发登录链接');
  await unfold(clerk, '已开通账号的代表');
  await press(clerk, `签发登录链接：${leader?.name}`);
  const link = (await clerk.locator('.link-card .address').first().textContent()) ?? '';

  const phone = await scene.enter(link.trim(), 'leader', 360);
  await go(phone, '云溪镇人民代表大会');
  await go(phone, '我的任务');
  await says(phone, title);
});

test('a visit finds it standing still; its answer is refused by the deputies and reopened', async () => {
  scene.dawn('2026-07-10');
  const leader = await scene.arrive('leader');
  await go(leader, '云溪镇人民代表大会');
  await go(leader, '我的任务');
  await go(leader, title);
  await leader.getByLabel('问题较重').check();
  await fill(leader, {
    ...{ note: '工地无人施工。', ask: '请说明招标为何拖延，何时开工。', place_text: '云溪村口' },
  });
  await leader.locator('[name=companion]').first().check();
  await leader.getByRole('button', { name: '保存并发出' }).click();
  await leader.locator('[data-state=received]').waitFor();

  scene.dawn('2026-07-12');
  const clerk = await scene.arrive('clerk');
  await go(clerk, '云溪镇人民代表大会');
  await go(clerk, '监督');
  await go(clerk, '第 1 号意见');
  await clerk.selectOption('[name=department_id]', scene.world.departmentId);
  await press(clerk, '交办');

  for (const [answered, content, rated, grade, reason] of [
    ['2026-07-20', '正在推进。', '2026-07-21', 'dissatisfied', '没有说明原因和时间'],
    ['2026-08-01', '招标流标，已重新开标，8月5日进场。', '2026-08-02', 'satisfied', ''],
  ] as const) {
    scene.dawn(answered);
    const department = await scene.arrive('department');
    await go(department, '云溪镇人民代表大会');
    await go(department, /第 1 号意见/);
    await department.getByLabel('暂不能办，解释说明').check();
    await department.fill('[name=content]', content);
    await press(department, '送出反馈');
    scene.dawn(rated);
    const rater = await scene.arrive('leader');
    await go(rater, '云溪镇人民代表大会');
    await go(rater, '我的任务');
    await go(rater, '第 1 号意见');
    await rater.check(`[name=grade][value=${grade}]`);
    await rater.fill('[name=reason]', reason);
    await press(rater, '评价');
    await says(rater, grade === 'satisfied' ? '已办结' : '退回重办');
  }
});

test('what was voted changes by a decision of the congress alone', async () => {
  scene.dawn('2026-08-20');
  const department = await scene.arrive('department');
  await go(department, '云溪镇人民代表大会');
  await go(department, title);
  await go(department, '调整：申请');
  await unfold(department, '申请调整');
  await fill(department, {
    ...{ reason: '两个自然村整村搬迁，路灯减少十盏', content: '村内路灯亮化110盏，年底前通电。' },
  });
  await press(department, '提出申请');

  scene.dawn('2026-08-28');
  const chair = await scene.arrive('chair');
  await go(chair, '云溪镇第十八届人民代表大会第五次会议');
  await inspect(chair, 'proof-chair-360');
  const clerk = await scene.arrive('clerk');
  await go(clerk, '云溪镇人民代表大会');
  await go(clerk, `${title}：调整内容的申请等决定`);
  await clerk.selectOption('[name=meeting_id]', scene.world.meetingId);
  await fill(clerk, { votes_for: '38', votes_against: '1', votes_abstain: '1' });
  await press(clerk, '登记决定');
  await clerk.fill('[name=where]', '镇政务公开栏');
  await press(clerk, '登记已公布');
  await go(clerk, `1．${title}`);
  await says(clerk, '110盏');
});

test('it is finished on the phone of the department and handed over to those who keep it', async () => {
  for (const month of ['07', '08', '09', '10', '11']) {
    await scene.reportWithoutBrowser(`2026-${month}`, 'behind');
  }
  scene.dawn('2026-12-20');
  const department = await scene.arrive('department');
  await go(department, '云溪镇人民代表大会');
  await go(department, '详细填报');
  for (const milestone of ['设计与招标', '立杆过半', '通电验收']) {
    await press(department, `登记完成：${milestone}`);
  }
  await fill(department, { paid: '118' });
  await department.locator('[name=standing][value=finished]').check();
  await press(department, '报送');
  await press(department, '登记完工');
  await fill(department, { accepted_by: '联合验收组', maintained_by: '云溪村' });
  await press(department, '登记验收');
  await says(department, '已验收');

  const clerk = await scene.arrive('clerk');
  await toProject(clerk);
  await says(clerk, '蓝色');
  await go(clerk, '监督办理');
  await unfold(clerk, '解除挂牌督办');
  await clerk.locator('form[action$="/lift"] [name=reason]').fill('已完工并验收');
  await press(clerk, '解除');
  await says(clerk, '已解除');
});

/** The clerk enters the result of a test that was held on paper. */
async function enterTest(satisfied: string, dissatisfied: string): Promise<Page> {
  const clerk = await scene.arrive('clerk');
  await go(clerk, '云溪镇人民代表大会');
  await go(clerk, '民生实事项目');
  await go(clerk, '满意度');
  await go(clerk, /录入.*测评结果/);
  await clerk.fill('[name=tested_on]', scene.now().toISOString().slice(0, 10));
  await clerk.selectOption('[name=base]', 'members');
  await fill(clerk, { base_count: '47', source: '测评结果报告单' });
  const row = clerk.locator('fieldset', { hasText: title });
  await row.locator('[name^="satisfied-"]').fill(satisfied);
  await row.locator('[name^="fairly_satisfied-"]').fill('4');
  await row.locator('[name^="dissatisfied-"]').fill(dissatisfied);
  await press(clerk, '录入');
  return clerk;
}

test('the deputies are not satisfied; it is put right, checked by somebody else, and tested again', async () => {
  scene.dawn('2027-01-20');
  const clerk = await enterTest('12', '28');
  await inspect(clerk, 'proof-satisfaction-1366');
  await go(clerk, `1．${title}`);
  await go(clerk, '限期整改');
  await clerk.selectOption('[name=unit_id]', scene.world.departmentId);
  await fill(clerk, {
    ...{ content: '半数路灯不亮，逐盏检修。', person_in_charge: '陈主任', due_on: '2027-03-31' },
  });
  await press(clerk, '发出整改');
  await says(clerk, '尚未销号');
  const party = await scene.arrive('party');
  await go(party, '云溪镇人民代表大会');
  await go(party, `1．${title}`);
  await go(party, '党委评价这个项目');
  await party.check('[name=grade][value=fairly_satisfied]');
  await party.fill('[name=reason]', '按期完工，但半数路灯不亮，须检修。');
  await press(party, '提交评价');
  await says(party, '按期完工，但半数路灯不亮');
  scene.dawn('2027-03-10');
  const department = await scene.arrive('department');
  await go(department, '云溪镇人民代表大会');
  await go(department, /第 1 号整改/);
  await department.fill('[name=content]', '已逐盏检修，全部恢复照明。');
  await press(department, '送出答复');
  scene.dawn('2027-03-15');
  const checker = await scene.arrive('clerk');
  await go(checker, '云溪镇人民代表大会');
  await go(checker, '第1号整改已答复，等复查');
  await checker.getByLabel('整改到位，销号').check();
  await checker.fill('[name=finding]', '夜间复查，全部亮灯。');
  await press(checker, '登记复查');
  scene.dawn('2027-07-20');
  const again = await enterTest('40', '0');
  await go(again, `1．${title}`);
  await says(again, '已再次测评');
});

test('two years later the county publishes its scope, draws, and sends an inspector', async () => {
  scene.dawn('2028-09-01');
  const clerk = await scene.arrive('countyClerk');
  await go(clerk, '示例县人民代表大会');
  await go(clerk, '回头看');
  await go(clerk, '新建回头看方案');
  await fill(clerk, {
    ...{ title: '2026年民生实事项目回头看', purpose: '看实事还好不好用' },
    ...{ from_year: '2026', to_year: '2026', starts_on: '2028-09-01', ends_on: '2028-11-30' },
    per_stratum: '3',
  });
  await clerk.getByLabel('云溪镇人民代表大会').check();
  await press(clerk, '保存方案');
  await fill(clerk, { seed_source: '当众掷骰子', seed_due_at: '2028-09-03T09:00' });
  await press(clerk, '公布范围和散列值');
  scene.dawn('2028-09-04');
  const drawer = await scene.arrive('countyClerk');
  await go(drawer, '示例县人民代表大会');
  await go(drawer, '回头看');
  await go(drawer, '2026年民生实事项目回头看');
  await fill(drawer, {
    ...{ seed: '4 1 6 3 3 2', drawn_at: '2028-09-03T09:00' },
    ...{ witness_one: '程某（县司法局）', witness_two: '苏某（县公证处）' },
  });
  await press(drawer, '录入种子并抽样');
  await says(drawer, title);
  await go(drawer, '示例县人民代表大会');
  await go(drawer, '人员与角色');
  await drawer.selectOption('[name=role]', 'deputy');
  await drawer.selectOption('select[name=person_id]', { label: '郑朗' });
  await press(drawer, '添加人员');
  await unfold(drawer, '已开通账号的代表');
  await press(drawer, '签发登录链接：郑朗');
  const link = (await drawer.locator('.link-card .address').first().textContent()) ?? '';

  scene.dawn('2028-09-16');
  const phone = await scene.enter(link.trim(), 'inspector', 360);
  await go(phone, '示例县人民代表大会');
  await go(phone, '回头看');
  await go(phone, '2026年民生实事项目回头看');
  for (const one of scene.world.projects) {
    await phone.getByRole('link', { name: one.title }).last().scrollIntoViewIfNeeded();
    await follow(phone, () => phone.getByRole('link', { name: one.title }).last().click());
    await go(phone, '到现场核查');
    const broken = one.title === title;
    await phone.getByLabel(broken ? '坏了不能用' : '完好可用').check();
    await phone.getByLabel(broken ? '无人管护' : '有人管护').check();
    if (!broken) await phone.fill('[name=maintainer]', '所在村');
    if (broken) await phone.setInputFiles('[name=photo]', scene.photo);
    await phone.fill('[name=note]', broken ? '半数路灯不亮' : '完好');
    await phone.fill('[name=place_text]', '项目所在地');
    await phone.getByRole('button', { name: '保存现场核查' }).click();
    await phone.locator('[data-state=received]', { hasText: one.title }).waitFor();
    await go(phone, '2026年民生实事项目回头看');
  }
});

test('the finding is answered, put right, checked and closed; the report is public', async () => {
  scene.dawn('2028-09-18');
  const clerk = await scene.arrive('countyClerk');
  await go(clerk, '示例县人民代表大会');
  await go(clerk, '回头看');
  await go(clerk, '2026年民生实事项目回头看');
  // The next step leads to each checklist: three projects, then their year.
  for (let list = 0; list < 3; list += 1) {
    await go(clerk, /^核对：/);
    await press(clerk, '核对完毕，保存');
    if ((await clerk.locator('h1').textContent()) === title) {
      await unfold(clerk, '记一个问题');
      await clerk.locator('[name=content]').fill('半数路灯不亮，无人管护。');
      await clerk.getByLabel('严重问题').check();
      await clerk.getByRole('checkbox', { name: /现在还在不在、好不好用/ }).check();
      await press(clerk, '记下问题');
    }
    await go(clerk, '2026年民生实事项目回头看');
  }
  await go(clerk, /^核对：/);
  await press(clerk, '核对完毕，保存');
  await go(clerk, '问题 1：提出整改');
  await clerk.selectOption('[name=unit_id]', { label: '云溪镇人民代表大会（本单位答复）' });
  await fill(clerk, { person_in_charge: '分管副镇长', due_on: '2028-10-31' });
  await press(clerk, '发出');

  scene.dawn('2028-09-20');
  const township = await scene.arrive('clerk');
  await go(township, '云溪镇人民代表大会');
  await go(township, '回头看第1个问题等本单位回应');
  await township.getByLabel('认可').check();
  await township.fill('[name=content]', '情况属实。');
  await press(township, '送出回应');
  scene.dawn('2028-10-15');
  const answering = await scene.arrive('clerk');
  await go(answering, '云溪镇人民代表大会');
  await go(answering, '回头看');
  await go(answering, '问题 1');
  await go(answering, '看整改要求，答复');
  await answering.fill('[name=content]', '已修复，落实管护人。');
  await press(answering, '送出答复');
  scene.dawn('2028-10-25');
  const checking = await scene.arrive('countyClerk');
  await go(checking, '示例县人民代表大会');
  await go(checking, /整改已答复，等复查/);
  await checking.getByLabel('整改到位，销号').check();
  await checking.fill('[name=finding]', '夜间复查，全部亮灯。');
  await press(checking, '登记复查');
  await go(checking, '示例县人民代表大会');
  await go(checking, '回头看');
  await go(checking, '2026年民生实事项目回头看');
  await checking.fill('[name=conclusion]', '三个项目查两个完好，一个已修复销号。');
  await press(checking, '形成报告并公开');
  await press(checking, '结束这次回头看');
  await go(checking, '公开页');
  await says(checking, '三个项目查两个完好，一个已修复销号。');
  await inspect(checking, 'proof-public-report-1366');

  const { page: anybody } = await openDesk(scene.browser, 360);
  await anybody.goto(`${scene.origin}/plate/${scene.world.projects[0]?.plateCode}`);
  for (const told of ['110盏', '不满意', '销号', '回头看']) await says(anybody, told);
  await inspect(anybody, 'proof-plate-360');
  for (const congressId of [scene.world.townshipId, scene.world.countyId]) {
    expect((await verifyChain(scene.database, congressId)).broken).toBeNull();
  }
  expect(scene.faults).toEqual([]);
});
