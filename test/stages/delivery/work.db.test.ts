import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadPlan, loadProject } from '../../../src/stages/delivery/index.ts';
import { type AdoptedWorld, buildAdopted } from '../../support/adopted.ts';
import { type TestApplication, testApplication } from '../../support/application.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let support: TestDatabase;
let world: AdoptedWorld;
let application: TestApplication;
let base: string;
let projectId: string;
const now = new Date('2026-02-10T02:00:00Z');
beforeAll(async () => {
  support = await createTestDatabase();
  world = await buildAdopted(support.database);
  application = testApplication(support, () => now);
  projectId = world.projects[0]?.id ?? '';
  base = `/c/${world.townshipId}/projects/${projectId}`;
});
afterAll(() => support.drop());

const plan = () => loadPlan(support.database, world.townshipId, projectId);
const project = () => loadProject(support.database, world.townshipId, projectId);
const version = async () => String((await project())?.version);

const planFields = {
  ...{ department: '', person_in_charge: '王海', goal: '新装路灯 120 盏', safeguards: '专人负责' },
  ...{ starts_on: '2026-03-01', finishes_on: '2026-11-30' },
  ...{
    'milestone-1-title': '招标完成',
    'milestone-1-due': '2026-04-30',
    'milestone-1-weight': '20',
  },
  ...{ 'milestone-2-title': '竣工', 'milestone-2-due': '2026-11-15', 'milestone-2-weight': '80' },
  ...{ 'funding-1-origin': '镇财政', 'funding-1-amount': '100.5' },
  ...{ 'funding-2-origin': '村自筹', 'funding-2-amount': '９.5' },
};

describe('a plan', () => {
  test('is refused whole with each fault at its line, and by whoever has no business with it', async () => {
    const clerk = world.people.clerk.token;
    const wrong = await application.post(`${base}/plan`, clerk, {
      ...planFields,
      ...{ version: await version(), department: world.departmentId },
      ...{ 'milestone-2-weight': '70', 'funding-1-amount': '100' },
    });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('各节点的比重合计是 90');
    const line = await application.post(`${base}/plan`, clerk, {
      ...planFields,
      ...{ version: await version(), department: world.departmentId, 'funding-1-amount': '一百' },
    });
    expect(await line.text()).toContain('第 1 项资金：请填写万元数');
    const stranger = await application.post(`${base}/plan`, world.people.department.token, {
      ...planFields,
      ...{ version: await version(), department: world.departmentId },
    });
    expect(await stranger.text()).toContain('这个项目不由您的单位承办');
    const foreign = await application.post(`${base}/plan`, clerk, {
      ...planFields,
      ...{ version: await version(), department: world.yearId },
    });
    expect(await foreign.text()).toContain('没有选中承办单位');
    expect(await plan()).toBeNull();
    expect((await project())?.departmentId).toBeNull();
  });

  test('is entered with its money exact, and is public only once it is published', async () => {
    const clerk = world.people.clerk.token;
    const entered = await application.post(`${base}/plan`, clerk, {
      ...planFields,
      ...{ version: await version(), department: world.departmentId },
    });
    expect(entered.status).toBe(303);
    expect(await plan()).toMatchObject({
      number: 1,
      departmentName: '镇村镇建设办公室',
      funding: [
        { origin: '镇财政', amount: '100.5' },
        { origin: '村自筹', amount: '9.5' },
      ],
      publishedAt: null,
    });
    const page = await (await application.get(base, clerk)).text();
    expect(page).toContain('各项资金合计 110 万元，票决文本写的是 120 万元');
    expect(page).toContain('应于 2026年2月19日 前公布，还有 9 天');
    const publish = { where: '镇政府网站' };
    expect((await application.post(`${base}/plan/publish`, clerk, publish)).status).toBe(303);
    expect((await project())?.state).toBe('underway');
    const again = await application.post(`${base}/plan/publish`, clerk, publish);
    expect(again.status).toBe(409);
  });

  test('is revised by the department in charge; what was there stays', async () => {
    const department = world.people.department.token;
    const revised = await application.post(`${base}/plan`, department, {
      ...planFields,
      ...{ version: await version(), department: world.departmentId, person_in_charge: '李江' },
    });
    expect(revised.status).toBe(303);
    expect(await plan()).toMatchObject({ number: 2, personInCharge: '李江', publishedAt: null });
    const other = await application.post(`${base}/plan`, department, {
      ...planFields,
      ...{ version: await version(), department: world.countyDepartmentId },
    });
    expect(await other.text()).toContain('承办单位由人大工作人员更换');
    const rows = await support.database
      .selectFrom('record.project_plan')
      .select('number')
      .execute();
    expect(rows).toHaveLength(2);
  });
});
