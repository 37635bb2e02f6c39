import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadYears } from '../../../src/desk/indicators/load-years.ts';
import { loadYearFacts } from '../../../src/desk/yearly-report/year-facts.ts';
import { ok } from '../../../src/rules/refusals.ts';
import { loadDrift } from '../../../src/stages/delivery/adjustment/load-drift.ts';
import {
  listPhotos,
  loadPlan,
  loadProject,
  loadReports,
} from '../../../src/stages/delivery/index.ts';
import { followDecidedDepartment } from '../../../src/stages/result/index.ts';
import { performAct } from '../../../src/trail/perform-act.ts';
import { type AdoptedWorld, buildAdopted } from '../../support/adopted.ts';
import { type TestApplication, testApplication } from '../../support/application.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { openForm } from '../../support/page-forms.ts';
import { actRow } from '../../support/world.ts';

let support: TestDatabase;
let world: AdoptedWorld;
let application: TestApplication;
let base: string;
let projectId: string;
let now = new Date('2026-02-10T02:00:00Z');
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

/** The vote named this department; the world's candidates name none. */
async function voteFor(id: string, department: string): Promise<void> {
  await sql`update record.project_text set voted = jsonb_set(voted, '{department}', to_jsonb(${department}::text))
    where project_id = ${id}`.execute(support.database);
}

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

/** A picture with a camera's name in its metadata. */
async function photoWithPlace(): Promise<Buffer> {
  return await sharp({ create: { width: 40, height: 30, channels: 3, background: '#888' } })
    .withExif({ IFD0: { Model: 'Camera' } })
    .jpeg()
    .toBuffer();
}

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
    // To a department, a project that is no matter of its own is no page at all.
    expect(stranger.status).toBe(404);
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
    expect(page).toContain('应于2026年2月19日前公布，还有 9 天');
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
    // Voted on: a clerk does not change it either, by choice or by name; only a decision does.
    await voteFor(projectId, '镇村镇建设办公室');
    for (const choice of [
      { department: world.countyDepartmentId },
      { department: '', new_department: '县水利局' },
    ]) {
      const byClerk = await application.post(`${base}/plan`, world.people.clerk.token, {
        ...{ ...planFields, version: await version(), ...choice },
      });
      expect(byClerk.status).toBe(422);
      expect(await byClerk.text()).toContain('承办单位是票决确定的内容');
    }
    const rows = await support.database
      .selectFrom('record.project_plan')
      .select('number')
      .execute();
    expect(rows).toHaveLength(2);
    // A further version makes no published plan late: the first publication counts.
    const scope = { congressIds: [world.townshipId], fromYear: 2026, toYear: 2026 };
    const [year] = await loadYears(support.database, scope, '2026-03-20');
    const read = year?.record.projects.find((one) => one.id === projectId);
    expect(read).toMatchObject({ planDueOn: '2026-02-19', planPublishedOn: '2026-02-10' });
  });
});

describe('progress', () => {
  const department = () => world.people.department.token;
  const reports = () => loadReports(support.database, world.townshipId, [projectId]);
  const report = (fields: Record<string, string>, token = department()) =>
    application.post(`${base}/progress`, token, {
      month: '2026-05',
      standing: 'on_plan',
      ...fields,
    });

  test('is one tap from the list of own projects, with percent from the milestones', async () => {
    now = new Date('2026-05-20T02:00:00Z');
    const list = await (await application.get('/my/projects', department())).text();
    expect(list).toContain('还有 1 个项目要报');
    expect((await report({ back: 'list' })).headers.get('location')).toBe('/my/projects');
    expect(await reports()).toMatchObject([
      { month: '2026-05-01', percent: 0, standing: 'on_plan' },
    ]);
    const [milestone] = (await plan())?.milestones ?? [];
    const reached = await application.post(`${base}/progress/reach-milestone`, department(), {
      ...{ milestone_id: milestone?.id ?? '', reached_on: '2026-04-28' },
    });
    expect(reached.status).toBe(303);
    // The plan was revised and not published again: the public page follows the work all the same.
    const plate = await application.get(`/plate/${world.projects[0]?.plateCode}`, null);
    expect(await plate.text()).toContain('节点“招标完成”完成');
    await report({ paid: '30.25', note: '基础完成' });
    expect(await reports()).toMatchObject([{ percent: 20, paid: '30.25' }]);
    expect(await (await application.get('/my/projects', department())).text()).toContain(
      '这个月都报过了',
    );
  });

  test('is marked by the thresholds, never by what is typed', async () => {
    const page = await (await application.get(base, world.people.deputy.token)).text();
    // On 20 May 80 of 274 days are gone: red is under 17.5 %, orange under 29.2 %.
    expect(page).toMatch(/progress-mark orange/);
    expect(page).toContain('低于橙色界限 29.2%');
    expect(page).toContain('累计支付 30.25 万元');
  });

  test('is refused for a month ahead, a finish below 100, money that falls, and a foreign department', async () => {
    expect(await (await report({ month: '2026-06' })).text()).toContain('这个月还没有到');
    expect(await (await report({ standing: 'finished' })).text()).toContain(
      '报“完成”时进度应为 100%',
    );
    expect(await (await report({ month: '2026-04', paid: '40' })).text()).toContain(
      '累计数只增不减',
    );
    expect(await (await report({ paid: '一万' })).text()).toContain('请填写万元数');
    const foreign = await report({ paid: '31' }, world.people.countyDepartment.token);
    expect(foreign.status).toBe(404);
    expect(await reports()).toMatchObject([{ month: '2026-05-01', percent: 20, paid: '30.25' }]);
  });

  test('has photos without metadata; the place that is typed is marked so', async () => {
    const file = new File([new Uint8Array(await photoWithPlace())], 'a.jpg', {
      type: 'image/jpeg',
    });
    const fields = {
      occasion: 'progress',
      caption: '立杆',
      place_text: '青石村口',
      milestone_id: '',
    };
    const added = await application.post(`${base}/progress/add-photo`, department(), {
      ...fields,
      photo: file,
    });
    expect(added.status).toBe(303);
    const [photo] = await listPhotos(support.database, world.townshipId, projectId);
    expect(photo).toMatchObject({ caption: '立杆', placeSource: 'typed', placeText: '青石村口' });
    const bytes = await application.get(`${base}/photos/${photo?.id}`, department());
    expect(bytes.headers.get('content-type')).toBe('image/jpeg');
    expect(Buffer.from(await bytes.arrayBuffer()).includes('Exif')).toBe(false);
    const open = await application.get(
      `/plate/${world.projects[0]?.plateCode}/photos/${photo?.id}`,
      null,
    );
    expect(open.status).toBe(200);
    const other = `/plate/${world.projects[1]?.plateCode}/photos/${photo?.id}`;
    expect((await application.get(other, null)).status).toBe(404);
    const text = new File(['no picture'], 'a.jpg', { type: 'image/jpeg' });
    const refused = await application.post(`${base}/progress/add-photo`, department(), {
      ...fields,
      photo: text,
    });
    expect(await refused.text()).toContain('不是能读的照片');
    expect(await listPhotos(support.database, world.townshipId, projectId)).toHaveLength(1);
  });

  test('has photos under their milestone, also when a further plan gives it a new id', async () => {
    const photo = new File([new Uint8Array(await photoWithPlace())], 'a.jpg');
    const fields = { occasion: 'milestone', caption: '开标现场', place_text: '', photo };
    const add = (milestone_id: string, place = {}) =>
      application.post(`${base}/progress/add-photo`, department(), {
        ...{ ...fields, ...place, milestone_id },
      });
    const foreign = await add(world.yearId);
    expect(await foreign.text()).toContain('现行的实施计划里没有这个节点');
    expect(await listPhotos(support.database, world.townshipId, projectId)).toHaveLength(1);
    const first = (await plan())?.milestones[0]?.id ?? '';
    const measured = { latitude: '30.250000', longitude: '120.500000' };
    expect((await add(first, measured)).status).toBe(303);
    const revised = await application.post(`${base}/plan`, department(), {
      ...{ ...planFields, version: await version(), department: world.departmentId },
    });
    expect(revised.status).toBe(303);
    expect((await plan())?.milestones[0]?.id).not.toBe(first);
    const [, milestonePhoto] = await listPhotos(support.database, world.townshipId, projectId);
    const { rootId = '' } = (await plan())?.milestones[0] ?? {};
    expect(milestonePhoto).toMatchObject({ placeSource: 'device', milestone: rootId });
    const plate = `/plate/${world.projects[0]?.plateCode}`;
    for (const [address, token] of [[base, department()] as const, [plate, null] as const]) {
      const page = await (await application.get(address, token)).text();
      const [, after] = page.split('节点“招标完成”的照片');
      expect(after).toContain(`${address}/photos/${milestonePhoto?.id}`);
      expect(page.split(`${milestonePhoto?.id}" alt`)).toHaveLength(2);
    }
  });

  test('keeps photos and the day of a milestone that is renamed in its line, not of one that is replaced', async () => {
    const { rootId, reachedOn } = (await plan())?.milestones[0] ?? {};
    expect(reachedOn).toBe('2026-04-28');
    const [, photo] = await listPhotos(support.database, world.townshipId, projectId);
    const enter = async (fields: Record<string, string>) => {
      const page = await openForm(application, department(), `${base}/plan`, `${base}/plan`);
      const all = { ...page, ...planFields, department: world.departmentId, ...fields };
      return (await application.post(`${base}/plan`, department(), all)).status;
    };
    expect(await enter({ 'milestone-1-title': '选定施工单位' })).toBe(303);
    expect((await plan())?.milestones[0]).toMatchObject({ rootId, reachedOn });
    const plate = `/plate/${world.projects[0]?.plateCode}`;
    // Everybody still reads the plan that is published, under the name that it has there.
    for (const [address, token, title] of [
      [base, department(), '选定施工单位'] as const,
      [plate, null, '招标完成'] as const,
    ]) {
      const page = await (await application.get(address, token)).text();
      expect(page.split(`节点“${title}”的照片`)[1]).toContain(`${address}/photos/${photo?.id}`);
    }
    const second = (await plan())?.milestones[1]?.rootId;
    expect(await enter({ 'milestone-2-title': '通电', 'milestone-2-root': '' })).toBe(303);
    expect((await plan())?.milestones[1]?.rootId).not.toBe(second);
    expect(await enter({})).toBe(303);
    expect((await plan())?.milestones[0]).toMatchObject({ rootId, reachedOn });
  });

  test('a photo is taken down with a reason: out of every public path, and put back', async () => {
    const [photo] = await listPhotos(support.database, world.townshipId, projectId);
    const photo_id = photo?.id ?? '';
    const act = (kind: string, reason: string, token = department()) =>
      application.post(`${base}/progress/${kind}`, token, { photo_id, reason });
    const plate = `/plate/${world.projects[0]?.plateCode}`;
    const file = async (token: string | null) =>
      (await application.get(`${token === null ? plate : base}/photos/${photo_id}`, token)).status;
    const row = () =>
      support.database
        .selectFrom('record.project_photo as photo')
        .innerJoin('record.attachment as file', 'file.id', 'photo.attachment_id')
        .select(['photo.published_at', 'file.published_at as open', 'file.content_hash'])
        .where('photo.id', '=', photo_id)
        .executeTakeFirstOrThrow();
    const before = await row();
    expect(await (await act('take-down-photo', '')).text()).toContain('请写明原因');
    const foreign = world.people.countyDepartment.token;
    expect((await act('take-down-photo', '不合适', foreign)).status).toBe(404);
    expect((await act('put-back-photo', '弄错了')).status).toBe(409);
    expect(await row()).toEqual(before);
    expect(await file(null)).toBe(200);

    expect((await act('take-down-photo', '拍到了行人的脸')).status).toBe(303);
    expect((await act('take-down-photo', '再撤一次')).status).toBe(409);
    expect(await row()).toEqual({ ...before, published_at: null, open: null });
    expect(await file(null)).toBe(404);
    expect(await file(world.people.deputy.token)).toBe(404);
    expect(await file(department())).toBe(200);
    expect(await (await application.get(plate, null)).text()).not.toContain('立杆');
    const page = await (await application.get(base, world.people.deputy.token)).text();
    expect(page).toContain('拍到了行人的脸');
    expect((await act('put-back-photo', '已遮挡重传')).status).toBe(303);
    expect(await file(null)).toBe(200);
    expect(await row()).toMatchObject({ content_hash: before.content_hash });
  });

  test('keeps its money when a later tap says nothing of it, in this month and in the next', async () => {
    await report({ quantity: '30' });
    await report({});
    expect(await reports()).toMatchObject([{ paid: '30.25', quantity: '30', note: '基础完成' }]);
    now = new Date('2026-06-20T02:00:00Z');
    await report({ month: '2026-06' });
    expect(await reports()).toMatchObject([{ paid: null }, { paid: '30.25' }]);
    const about = { congressId: world.townshipId, yearId: world.yearId, day: '2026-06-20' };
    const { projects } = await loadYearFacts(support.database, about);
    expect(projects[0]).toMatchObject({ paid: '30.2500', percent: 20 });
    const page = await (await application.get(base, world.people.deputy.token)).text();
    expect(page).toContain('30.25 万元（2026年5月报）');
    const found = await project();
    if (found === null) throw new Error('the project is there');
    const { findings } = await loadDrift(support.database, found);
    expect(findings.find((one) => one.figure === 'paid')?.reported).toBe('30.25');
    // Another place than the voted one is stated once, stays, and is held against the vote.
    await report({ month: '2026-06', place: '石桥村' });
    await report({ month: '2026-06' });
    const place = (await loadDrift(support.database, found)).findings;
    expect(place.find((one) => one.figure === 'place')?.reported).toBe('石桥村');
    const told = await (await application.get(base, world.people.deputy.token)).text();
    expect(told).toContain('实际地点：石桥村');
  });

  test('ends with completion and acceptance, each only in its turn', async () => {
    now = new Date('2026-12-01T02:00:00Z');
    const act = (kind: string, fields: Record<string, string>) =>
      application.post(`${base}/progress/${kind}`, department(), fields);
    const acceptance = {
      ...{ accepted_on: '2026-11-28', accepted_by: '镇政府、村监委会', maintained_by: '青石村' },
    };
    expect((await act('accept-project', acceptance)).status).toBe(409);
    const early = await act('complete-project', { completed_on: '2026-11-20' });
    expect(await early.text()).toContain('还有节点没有登记完成：“竣工”');
    const milestone = (await plan())?.milestones[1]?.id ?? '';
    await act('reach-milestone', { milestone_id: milestone, reached_on: '2026-11-15' });
    const undone = await act('undo-milestone', { milestone_id: milestone, reason: '登记错了' });
    expect(undone.status).toBe(303);
    await act('reach-milestone', { milestone_id: milestone, reached_on: '2026-11-16' });
    expect((await act('complete-project', { completed_on: '2026-11-20' })).status).toBe(303);
    const before = await act('accept-project', { ...acceptance, accepted_on: '2026-11-01' });
    expect(await before.text()).toContain('验收日期早于完工日期');
    expect((await project())?.state).toBe('completed');
    expect((await act('accept-project', acceptance)).status).toBe(303);
    expect((await project())?.state).toBe('accepted');
    const page = await (await application.get(base, world.people.deputy.token)).text();
    expect(page).toMatch(/progress-mark blue/);
    expect(page).toContain('由青石村管护');
  });

  test('completion and acceptance are taken back with a reason, the later one first', async () => {
    const act = (kind: string, reason = '登记到别的项目上了') =>
      application.post(`${base}/progress/${kind}`, department(), { reason });
    const mark = async () =>
      (await (await application.get(base, department())).text()).match(/progress-mark (\w+)/)?.[1];
    const early = await act('withdraw-completion');
    expect(await early.text()).toContain('请先撤回验收，再撤回完工');
    expect(await (await act('withdraw-acceptance', ' ')).text()).toContain('请写明撤回的原因');
    const test = {
      ...{ congress_id: world.townshipId, id: randomUUID(), project_id: projectId },
      ...{ tested_on: '2026-11-30', base: 'valid' as const, base_count: 3, satisfied: 3 },
      ...{ fairly_satisfied: 0, dissatisfied: 0, verdict: 'satisfied' as const, why: '过半数' },
      act_id: await actRow(support.database, world.townshipId, now),
    };
    await support.database.insertInto('record.satisfaction_result').values(test).execute();
    const tested = await act('withdraw-acceptance');
    expect(tested.status).toBe(422);
    expect(await tested.text()).toContain('代表已经在 2026年11月30日 作了满意度测评');
    expect((await project())?.state).toBe('accepted');
    await support.database
      .deleteFrom('record.satisfaction_result')
      .where('id', '=', test.id)
      .execute();

    expect((await act('withdraw-acceptance')).status).toBe(303);
    expect((await project())?.state).toBe('completed');
    expect((await act('withdraw-acceptance')).status).toBe(409);
    expect((await act('withdraw-completion')).status).toBe(303);
    expect((await project())?.state).toBe('underway');
    expect(await mark()).not.toBe('blue');
    expect(await (await application.get('/my/projects', department())).text()).toContain(
      '还有 1 个项目要报',
    );
    const rows = await support.database
      .selectFrom('record.acceptance')
      .select(['accepted_on', 'withdrawn_reason'])
      .orderBy('withdrawn_at')
      .orderBy('accepted_on')
      .execute();
    expect(rows).toEqual([
      { accepted_on: '2026-11-28', withdrawn_reason: '登记到别的项目上了' },
      { accepted_on: null, withdrawn_reason: '登记到别的项目上了' },
    ]);
    const plate = await application.get(`/plate/${world.projects[0]?.plateCode}`, null);
    expect(await plate.text()).toContain('撤回“2026年11月28日通过验收”的登记：登记到别的项目上了');
    const again = { completed_on: '2026-11-25' };
    const completed = await application.post(
      `${base}/progress/complete-project`,
      department(),
      again,
    );
    expect(completed.status).toBe(303);
    expect((await project())?.state).toBe('completed');
  });
});

test('a department is entered, and who acts for it has its projects alone', async () => {
  const clerk = world.people.clerk.token;
  const departments = `/c/${world.townshipId}/departments`;
  expect((await application.post(departments, clerk, { name: '镇水利站' })).status).toBe(303);
  const twice = await application.post(departments, clerk, { name: '镇水利站' });
  expect(await twice.text()).toContain('已经有这个名称的单位');
  const rows = await support.database
    .selectFrom('record.organisation')
    .select('id')
    .where('name', '=', '镇水利站')
    .execute();
  expect(rows).toHaveLength(1);
  const person = { name: '周海', department_id: rows[0]?.id ?? '' };
  const added = await application.post(`${departments}/people`, clerk, person);
  expect(added.headers.get('location')).toBe(`/c/${world.townshipId}/people`);
  const foreign = { ...person, department_id: world.countyDepartmentId };
  const refused = await application.post(`${departments}/people`, clerk, foreign);
  expect(await refused.text()).toContain('没有这个承办单位');
  const held = await support.database
    .selectFrom('people.assignment as assignment')
    .innerJoin('people.person as person', 'person.id', 'assignment.person_id')
    .select(['assignment.role', 'assignment.organisation_id'])
    .where('person.name', '=', '周海')
    .execute();
  expect(held).toEqual([{ role: 'department', organisation_id: rows[0]?.id }]);
  expect(await (await application.get(departments, clerk)).text()).toContain('经办人：周海');
});

test('a decision that names another department puts it in charge, one above or a new one', async () => {
  const { townshipId } = world;
  const id = world.projects[1]?.id ?? '';
  const load = async () => {
    const found = await loadProject(support.database, townshipId, id);
    if (found === null) throw new Error('the project is there');
    return found;
  };
  const follow = async (decided: string | null) => {
    const request = {
      ...{ congressId: townshipId, actId: randomUUID(), kind: 'decide-adjustment' },
      ...{ personId: null, happenedAt: null, now },
    };
    await performAct(support.database, request, async (act) => {
      await followDecidedDepartment(act, await load(), decided);
      return ok({});
    });
    return (await load()).departmentName;
  };
  await voteFor(id, '镇村镇建设办公室');
  expect(await follow('镇村镇建设办公室')).toBeNull();
  expect(await follow('县水利局')).toBe('县水利局');
  expect((await load()).departmentId).toBe(world.countyDepartmentId);
  expect(await follow('镇应急办')).toBe('镇应急办');
  const found = await load();
  const { findings } = await loadDrift(support.database, found);
  expect(findings.find((one) => one.figure === 'department')?.kind).toBe('drift');
});
