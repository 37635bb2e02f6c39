import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadYearFacts } from '../../../src/desk/yearly-report/year-facts.ts';
import { verifyChain } from '../../../src/trail/index.ts';
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

/** A picture that says where it was taken. */
async function photoWithPlace(): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await sharp({
    create: { width: 8, height: 8, channels: 3, background: '#808080' },
  })
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '30/1 15/1 0/1' } })
    .jpeg()
    .toBuffer();
  expect(bytes.includes('Exif')).toBe(true);
  return new Uint8Array(bytes);
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
    for (const word of ['落后', '王建国', '原期限2026年4月1日，延长：汛期停工', '还有 60 天']) {
      expect(shown).toContain(word);
    }
    const plate = await application.get(`/plate/${world.projects[0]?.plateCode}`, null);
    expect(await plate.text()).toContain('原期限2026年4月1日，延长：汛期停工');
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

  test('a note and its chosen photo are public once the leader says so, and until they are taken back', async () => {
    const { deputy, clerk } = world.people;
    const path = `${supervision()}/visits`;
    const plate = `/plate/${world.projects[0]?.plateCode ?? ''}`;
    const open = async () => await (await application.get(plate, null)).text();
    const photographed = await application.post(`${base}/visit-note`, deputy.token, {
      ...{ project_id: project, visited_on: today, verdict: 'minor', note: '南街还有两盏不亮。' },
      photo: new File([await photoWithPlace()], 'site.jpg', { type: 'image/jpeg' }),
    });
    expect(photographed.status).toBe(303);
    const visit = await support.database
      .selectFrom('record.visit')
      .select('id')
      .where('note', '=', '南街还有两盏不亮。')
      .executeTakeFirstOrThrow();
    const photo = await support.database
      .selectFrom('record.project_photo')
      .select('id')
      .where('subject_id', '=', visit.id)
      .executeTakeFirstOrThrow();
    const chosen = { visit_id: visit.id, photo: photo.id };
    expect((await application.get(`${plate}/photos/${photo.id}`, null)).status).toBe(404);
    expect((await post('department', `${path}/publish`, chosen)).status).toBe(403);
    await again('deputy', `${path}/publish`, { ...chosen, photo: crypto.randomUUID() }, '不是这次');
    await again('clerk', `${path}/unpublish`, { visit_id: visit.id, reason: '有误' }, '没有公开');
    const stranger = await support.database
      .updateTable('people.supervision_member')
      .set({ leader: false })
      .executeTakeFirst();
    expect(stranger.numUpdatedRows).toBe(1n);
    await again('deputy', `${path}/publish`, chosen, '由监督小组的组长或者工作人员办理');
    await support.database.updateTable('people.supervision_member').set({ leader: true }).execute();
    expect((await post('deputy', `${path}/publish`, chosen)).status).toBe(303);
    await again('clerk', `${path}/publish`, chosen, '已经公开');
    const shown = await open();
    expect(shown).toContain('监督小组视察：南街还有两盏不亮。');
    expect(shown).not.toContain(deputy.name);
    expect(shown).not.toContain('北街全亮');
    const bytes = await application.get(`${plate}/photos/${photo.id}`, null);
    expect(bytes.status).toBe(200);
    expect(Buffer.from(await bytes.arrayBuffer()).includes('Exif')).toBe(false);
    await again('clerk', `${path}/unpublish`, { visit_id: visit.id, reason: '' }, '撤回的理由');
    const back = { visit_id: visit.id, reason: '两盏灯数错了' };
    expect((await post('clerk', `${path}/unpublish`, back)).status).toBe(303);
    const after = await open();
    expect(after).not.toContain('南街还有两盏');
    expect(after).toContain('两盏灯数错了');
    expect((await application.get(`${plate}/photos/${photo.id}`, null)).status).toBe(404);
    const staff = await application.get(`${base}/projects/${project}`, clerk.token);
    expect(await staff.text()).toContain('南街还有两盏不亮。');
    expect((await post('clerk', `${path}/publish`, { visit_id: visit.id })).status).toBe(303);
    expect(await open()).toContain('南街还有两盏不亮。');
  });

  test('papers come with a report and an answer; each is seen by whoever sees its entry', async () => {
    const { clerk, department, countyDepartment, auditor } = world.people;
    const pdf = (name: string) => new File(['%PDF-1.7 x'], name, { type: 'application/pdf' });
    const record = {
      ...{ kind: 'special_report', title: '路灯专项报告', held_on: today, content: '见附件。' },
      ...{ meeting_id: '', outcome: '' },
    };
    const path = `${base}${supervision()}/records`;
    const before = await rows();
    const bad = new File(['MZ'], '报告.exe');
    const refused = await application.post(path, clerk.token, { ...record, papers: bad });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('“报告.exe”不是能读的 PDF 或照片');
    expect(await rows()).toBe(before);
    const kept = await application.post(path, clerk.token, { ...record, papers: pdf('内部.pdf') });
    expect(kept.status).toBe(303);
    const published = { ...record, title: '路灯半年报告', papers_public: 'yes' };
    const shown = await application.post(path, clerk.token, {
      ...{ ...published, papers: new File([await photoWithPlace()], '现场.png') },
    });
    expect(shown.status).toBe(303);
    const listed = await support.database
      .selectFrom('record.entry_paper as paper')
      .innerJoin('record.attachment as file', 'file.id', 'paper.attachment_id')
      .select(['paper.id', 'file.file_name', 'file.bytes'])
      .execute();
    const idOf = (name: string) => listed.find((one) => one.file_name === name)?.id ?? '';
    const plate = `/plate/${world.projects[0]?.plateCode ?? ''}`;
    const page = await (await application.get(plate, null)).text();
    expect(page).toContain(`${plate}/papers/${idOf('现场.jpg')}`);
    expect(page).not.toContain('内部.pdf');
    const anyone = async (id: string, at = plate) =>
      (await application.get(`${at}/papers/${id}`, null)).status;
    expect(await anyone(idOf('现场.jpg'))).toBe(200);
    expect(await anyone(idOf('内部.pdf'))).toBe(404);
    const other = `/plate/${world.projects[1]?.plateCode ?? ''}`;
    expect(await anyone(idOf('现场.jpg'), other)).toBe(404);
    const photo = listed.find((one) => one.file_name === '现场.jpg')?.bytes;
    expect(photo?.includes('Exif')).toBe(false);
    expect(
      (await application.get(`${base}/papers/${idOf('内部.pdf')}`, auditor.token)).status,
    ).toBe(200);

    const wrong = await support.database
      .selectFrom('record.supervision_record')
      .select('id')
      .where('title', '=', published.title)
      .executeTakeFirstOrThrow();
    const withdrawal = { record_id: wrong.id, reason: '登记到别的项目了' };
    const withdraw = (fields: Record<string, string>, token = clerk.token) =>
      application.post(`${path}/withdraw`, token, { ...withdrawal, ...fields });
    expect((await withdraw({ reason: '' })).status).toBe(422);
    expect((await withdraw({}, world.people.deputy.token)).status).toBe(403);
    expect(await anyone(idOf('现场.jpg'))).toBe(200);
    expect((await withdraw({})).status).toBe(303);
    expect((await withdraw({})).status).toBe(422);
    expect(await anyone(idOf('现场.jpg'))).toBe(404);
    expect(await (await application.get(plate, null)).text()).not.toContain(published.title);
    const staff = await (await application.get(`${base}${supervision()}`, clerk.token)).text();
    expect(staff).toContain(withdrawal.reason);

    const raised = { content: '请修西街护栏', origin: 'deputy', raiser: world.people.deputy.id };
    expect((await post('clerk', `${supervision()}/opinions`, raised)).status).toBe(303);
    const opinion = await support.database
      .selectFrom('record.opinion')
      .select('id')
      .where('content', '=', raised.content)
      .executeTakeFirstOrThrow();
    const here = `/opinions/${opinion.id}`;
    const handed = { department_id: world.departmentId, due_on: '2026-03-20' };
    expect((await post('clerk', `${here}/hand-over`, handed)).status).toBe(303);
    const answer = { result: 'done', content: '护栏已装。', papers: pdf('验收单.pdf') };
    const sent = await application.post(`${base}${here}/answer`, department.token, answer);
    expect(sent.status).toBe(303);
    const own = await (await application.get(`${base}${here}`, department.token)).text();
    const href = /href="([^"]+\/papers\/[^"]+)">\s*材料：验收单.pdf/.exec(own)?.[1] ?? '';
    const file = await application.get(href, department.token);
    expect(await file.text()).toBe('%PDF-1.7 x');
    expect((await application.get(href, countyDepartment.token)).status).toBe(404);
    expect((await application.get(href, null)).status).toBe(303);
    expect(await anyone(href.split('/').at(-1) ?? '')).toBe(404);
    expect((await verifyChain(support.database, world.townshipId)).broken).toBeNull();
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
    const foreign = await application.post(
      `${base}${path}`,
      world.people.countyDepartment.token,
      asked,
    );
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
    const plate = `/plate/${world.projects[0]?.plateCode ?? ''}`;
    const open = `${plate}/adjustments/${one?.id ?? ''}/file`;
    expect((await application.get(open, null)).status).toBe(404);
    const page = await (await application.get(plate, null)).text();
    expect(page).toContain('已申请，待决定');
    expect(page).not.toContain(asked.reason);
    await again('clerk', `${path}/${one?.id ?? ''}/decide`, { body: 'congress' }, '请选择会议');
  });
});

describe('the end of a year', () => {
  const next = '/supervision/next-year';
  const nextYear = () => testApplication(support, () => new Date('2027-01-15T02:00:00Z'));
  const sixth = () => world.projects[5];
  const send = async (path: string, fields: Fields, who: 'clerk' | 'deputy' = 'clerk') => {
    const answer = await nextYear().post(`${base}${next}${path}`, world.people[who].token, fields);
    return { status: answer.status, text: await answer.text() };
  };
  const refused = async (path: string, fields: Fields, said: string) => {
    const before = await rows();
    const answer = await send(path, fields);
    expect([409, 422]).toContain(answer.status);
    expect(answer.text).toContain(said);
    expect(await rows()).toBe(before);
  };
  const read = async (path: string, token: string | null) =>
    (await (await nextYear().get(path, token)).text()).replace(/<[^>]*>/g, '');

  test('proposes what is unfinished or badly judged; it is listed by one act or declined with a reason', async () => {
    const about = { project_id: sixth()?.id ?? '' };
    await again(
      'clerk',
      `${next}/accept`,
      { ...about, led_by: '王', due_on: '2027-06-01' },
      '没有列入重点督办的建议',
    );
    const page = await read(`${base}${next}`, world.people.clerk.token);
    expect(page).toContain('建议列入 2027 年重点督办：到期没有完工');
    expect(await read(base, world.people.clerk.token)).toContain('个项目建议列入重点督办，等决定');
    await refused('/accept', { ...about, led_by: '', due_on: '2027-06-01' }, '请填写牵头督办的人');
    await refused('/accept', { ...about, led_by: '王建国', due_on: '2027-01-15' }, '期限应晚于');
    const accepted = await send('/accept', { ...about, led_by: '王建国', due_on: '2027-06-01' });
    expect(accepted.status).toBe(303);
    await refused(
      '/accept',
      { ...about, led_by: '王建国', due_on: '2027-06-01' },
      '可能已经办理过',
    );
    const other = { project_id: world.projects[6]?.id ?? '' };
    await refused('/decline', { ...other, reason: '' }, '请写明为什么不列入');
    expect((await send('/decline', { ...other, reason: '已进入扫尾' }, 'deputy')).status).toBe(403);
    expect((await send('/decline', { ...other, reason: '已进入扫尾' })).status).toBe(303);
    await refused('/decline', { ...other, reason: '再说一次' }, '可能已经办理过');
    const decided = await read(`${base}${next}`, world.people.clerk.token);
    expect(decided).toContain('2027 年重点督办：到期没有完工');
    expect(decided).toContain('已进入扫尾');
  });

  test('lists for everybody what is under supervised handling and how it ended', async () => {
    const home = `/p/${world.townshipId}`;
    const list = `${home}/handlings`;
    const standing = await read(list, null);
    for (const words of [sixth()?.title ?? '', '王建国牵头', '2027年6月1日前办好', '督办中']) {
      expect(standing).toContain(words);
    }
    const front = await nextYear().get(home, null);
    expect(await front.text()).toContain(`href="${list}"`);
    const plate = await nextYear().get(`/plate/${sixth()?.plateCode}`, null);
    expect(await plate.text()).toContain(`href="${list}"`);
    const lift = `${base}/projects/${sixth()?.id}/supervision/handling/lift`;
    const lifted = await nextYear().post(lift, world.people.clerk.token, { reason: '已经完工' });
    expect(lifted.status).toBe(303);
    expect(await read(list, null)).toContain('2027年1月15日决定解除：已经完工');
  });

  test('asks why a project was not finished and at which meeting that was reported', async () => {
    const about = { project_id: sixth()?.id ?? '', meeting_id: '', reported_on: '' };
    const content = '征地晚了两个月，2027年3月完工。';
    const early = await post('clerk', `${next}/explain`, { ...about, content });
    expect([early.status, early.text.includes('不用说明')]).toEqual([422, true]);
    await refused('/explain', { ...about, content: '' }, '请写明为什么没有按期完成');
    await refused('/explain', { ...about, content: '请打13812345678' }, '手机号码');
    const meeting_id = world.meetingId;
    await refused('/explain', { ...about, content, meeting_id }, '请填写报告的日期');
    await refused(
      '/explain',
      { ...about, content, meeting_id, reported_on: '2027-02-01' },
      '不能晚于今天',
    );
    const stranger = world.projects[0]?.id ?? '';
    await refused(
      '/explain',
      { ...about, content, meeting_id: stranger, reported_on: '2027-01-10' },
      '没有这次会议',
    );
    expect((await send('/explain', { ...about, content })).status).toBe(303);
    const plate = `/plate/${sixth()?.plateCode}`;
    expect(await read(plate, null)).toContain('还没有向会议报告');
    const told = { ...about, content, meeting_id, reported_on: '2027-01-10' };
    expect((await send('/explain', told)).status).toBe(303);
    const shown = await read(plate, null);
    expect(shown).toContain(content);
    expect(shown).toContain('2027-01-10 向云溪镇第十八届人民代表大会第五次会议报告');
    const facts = await loadYearFacts(support.database, {
      ...{ congressId: world.townshipId, yearId: world.yearId, day: '2027-01-15' },
    });
    expect(facts.projects.find(({ number }) => number === sixth()?.number)?.explanation).toEqual({
      ...{ content, meeting: '云溪镇第十八届人民代表大会第五次会议' },
      reportedOn: '2027-01-10',
    });
  });
});
