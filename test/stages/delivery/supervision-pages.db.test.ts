import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadYearFacts } from '../../../src/desk/yearly-report/year-facts.ts';
import { type AdoptedWorld, buildAdopted } from '../../support/adopted.ts';
import { type TestApplication, testApplication } from '../../support/application.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let support: TestDatabase;
let world: AdoptedWorld;
let application: TestApplication;
let base: string;
let project: string;
const today = '2026-03-02';
beforeAll(async () => {
  support = await createTestDatabase();
  world = await buildAdopted(support.database);
  application = testApplication(support, () => new Date(`${today}T02:00:00Z`));
  base = `/c/${world.townshipId}`;
  project = world.projects[0]?.id ?? '';
});
afterAll(() => support.drop());

type Fields = Readonly<Record<string, string>>;

async function post(who: 'clerk' | 'deputy' | 'department', path: string, fields: Fields) {
  const response = await application.post(`${base}${path}`, world.people[who].token, fields);
  return { status: response.status, text: await response.text() };
}

async function rows(): Promise<number> {
  const acts = await support.database.selectFrom('record.act').select('id').execute();
  const entries = await support.database.selectFrom('trail.entry').select('hash').execute();
  return acts.length + entries.length;
}

/** Sends a form that must be shown again with this sentence, everything as it was. */
async function again(
  who: 'clerk' | 'deputy' | 'department',
  path: string,
  fields: Fields,
  said: string,
): Promise<void> {
  const before = await rows();
  const answer = await post(who, path, fields);
  expect([409, 422]).toContain(answer.status);
  expect(answer.text).toContain(said);
  expect(await rows()).toBe(before);
}

describe('the pages of supervision', () => {
  const supervision = () => `/projects/${project}/supervision`;

  test('take a group, a note and a record, and refuse what is not complete', async () => {
    const { id } = world.people.deputy;
    const group = { name: '路灯小组', leader: id, member: id };
    await again('clerk', `${supervision()}/group`, { ...group, leader: '' }, '请选择组长');
    expect((await post('clerk', `${supervision()}/group`, group)).status).toBe(303);
    const plan = { planned_on: '2026-03-01', topic: '看灯' };
    await again('clerk', `${supervision()}/visit-plans`, plan, '计划的日期已经过去');
    const handling = { reason: '落后', led_by: '王建国', due_on: today };
    await again('clerk', `${supervision()}/handling`, handling, '期限应晚于办理的日期');
    await again('clerk', `${supervision()}/handling/lift`, { reason: '好了' }, '没有挂牌督办');
    const extend = `${supervision()}/handling/extend`;
    const longer = { due_on: '2026-05-01', reason: '汛期停工' };
    await again('clerk', extend, longer, '没有挂牌督办');
    const listed = await post('clerk', `${supervision()}/handling`, {
      ...{ ...handling, due_on: '2026-04-01' },
    });
    expect(listed.status).toBe(303);
    await again('clerk', extend, { ...longer, due_on: '2026-03-20' }, '新的期限应晚于现在的期限');
    await again('clerk', extend, { ...longer, reason: '' }, '请写明延长的理由');
    expect((await post('deputy', extend, longer)).status).toBe(403);
    expect((await post('clerk', extend, longer)).status).toBe(303);
    const overview = await application.get(`${base}/supervision`, world.people.clerk.token);
    const shown = (await overview.text()).replace(/<[^>]*>/g, '');
    for (const word of ['落后', '王建国', '原期限 2026-04-01，延长：汛期停工', '还有 60 天']) {
      expect(shown).toContain(word);
    }
    const plate = await application.get(`/plate/${world.projects[0]?.plateCode}`, null);
    expect(await plate.text()).toContain('原期限2026-04-01，延长：汛期停工');
    const record = { kind: 'audit', title: '审计', held_on: '', content: '账实相符。' };
    await again('clerk', `${supervision()}/records`, record, '请填写日期');
    const entered = await post('clerk', `${supervision()}/records`, {
      ...{ ...record, held_on: today, meeting_id: '', outcome: '' },
    });
    expect(entered.status).toBe(303);
    const note = {
      ...{ project_id: project, visited_on: today, verdict: 'good', note: '北街全亮。' },
      ...{ ask: '请装护栏', latitude: '30.1', longitude: '120.2' },
    };
    await again('deputy', '/visit-note', { ...note, note: '' }, '请写明看到什么');
    await again('deputy', '/visit-note', { ...note, latitude: '北' }, '位置不对');
    await again('deputy', '/visit-note', { ...note, latitude: '999.0' }, '请重新定位');
    await again('deputy', '/visit-note', { ...note, longitude: '-180.000001' }, '请重新定位');
    expect((await post('deputy', '/visit-note', note)).status).toBe(303);
  });

  test('a file that is no picture is refused, the note with it', async () => {
    const before = await rows();
    const response = await application.post(`${base}/visit-note`, world.people.deputy.token, {
      ...{ project_id: project, visited_on: today, verdict: 'good', note: '看过了。' },
      photo: new File(['no picture'], 'site.jpg', { type: 'image/jpeg' }),
    });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('这张照片读不出来');
    expect(await rows()).toBe(before);
  });

  test('the plate shows the public that somebody was there, no note, no name, no way in', async () => {
    const plate = world.projects[0]?.plateCode ?? '';
    const response = await application.get(`/plate/${plate}`, null);
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(text).toContain('视察 1 次，意见 1 条');
    expect(text).toContain('代表 1 人');
    for (const kept of ['北街全亮', '请装护栏', world.people.deputy.name, '30.1', '/visits/']) {
      expect(text).not.toContain(kept);
    }
  });

  test('an opinion is public in its own wording, with answer and rating, until it is taken down', async () => {
    const plate = `/plate/${world.projects[0]?.plateCode ?? ''}`;
    const open = async () => await (await application.get(plate, null)).text();
    const { id } = await support.database
      .selectFrom('record.opinion')
      .select('id')
      .where('project_id', '=', project)
      .executeTakeFirstOrThrow();
    const about = { congressId: world.townshipId, yearId: world.yearId, day: today };
    const counted = async () => (await loadYearFacts(support.database, about)).opinions;
    const act = (kind: string) => `/opinions/${id}/${kind}`;
    const wording = { wording: '北街沿河一段请装护栏。' };
    await again('clerk', act('publish'), wording, '已经交办的意见才公布');
    const over = { department_id: world.departmentId, due_on: '' };
    expect((await post('clerk', act('hand-over'), { ...over, due_on: '2026-04-01' })).status).toBe(
      303,
    );
    await again(
      'clerk',
      act('publish'),
      { wording: '找 138 0013 8000 李四' },
      '有手机号码或身份证号',
    );
    await again('clerk', act('withdraw'), { reason: '写错了' }, '没有公布');
    const before = await rows();
    expect((await post('deputy', act('publish'), wording)).status).toBe(403);
    expect(await rows()).toBe(before);
    expect(await counted()).toMatchObject({ raised: 0 });
    expect((await post('clerk', act('publish'), wording)).status).toBe(303);
    await again('clerk', act('publish'), wording, '不用再公布');
    const answer = { result: 'done', content: '护栏已经装好。' };
    expect((await post('department', act('answer'), answer)).status).toBe(303);
    await post('deputy', act('rate'), { grade: 'satisfied', reason: '' });
    expect(await counted()).toEqual({ raised: 1, closed: 1, graded: 1, dissatisfied: 0 });
    const text = await open();
    for (const shown of [wording.wording, '护栏已经装好。', '代表评价：满意']) {
      expect(text).toContain(shown);
    }
    expect(text).not.toContain(world.people.deputy.name);
    expect((await post('clerk', act('withdraw'), { reason: '当事人要求' })).status).toBe(303);
    expect(await open()).not.toContain(wording.wording);
    expect(await counted()).toMatchObject({ raised: 0 });
    const staff = await application.get(`${base}/opinions/${id}`, world.people.clerk.token);
    expect(await staff.text()).toContain('上次撤下的原因：当事人要求');
  });

  test('an adjustment needs a reason, a number where a number belongs, and a paper that is one', async () => {
    const path = `/projects/${project}/adjustments`;
    const asked = {
      ...{ kind: 'change', requested_by: world.departmentId, reason: '涨价', title: '路灯' },
      ...{ content: '八十盏', totalTenThousandYuan: '90.5' },
    };
    await again('clerk', path, { ...asked, reason: '' }, '请写明理由');
    await again('clerk', path, { ...asked, totalTenThousandYuan: '九十' }, '总投资应填数字');
    const before = await rows();
    // To a department, a project that is no matter of its own is no page at all.
    const foreign = await application.post(`${base}${path}`, world.people.department.token, asked);
    expect(foreign.status).toBe(404);
    const wrong = await application.post(`${base}${path}`, world.people.clerk.token, {
      ...{ ...asked, paper: new File(['MZ'], '申请.pdf', { type: 'application/pdf' }) },
    });
    expect(await wrong.text()).toContain('不是 PDF、JPG 或 PNG');
    expect(await rows()).toBe(before);
    const right = await application.post(`${base}${path}`, world.people.clerk.token, {
      ...{ ...asked, paper: new File(['%PDF-1.7 x'], '申请.pdf', { type: 'application/pdf' }) },
    });
    expect(right.status).toBe(303);
    const [one] = await support.database.selectFrom('record.adjustment').select('id').execute();
    const paper = `${path}/${one?.id ?? ''}/file`;
    const file = await application.get(`${base}${paper}`, world.people.auditor.token);
    expect(await file.text()).toBe('%PDF-1.7 x');
    expect(file.headers.get('content-type')).toBe('application/pdf');
    await again('clerk', `${path}/${one?.id ?? ''}/decide`, { body: 'congress' }, '请选择会议');
  });
});
