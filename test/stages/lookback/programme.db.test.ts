import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawSample } from '../../../src/rules/lookback/draw.ts';
import {
  listDraws,
  loadLookback,
  loadSample,
} from '../../../src/stages/lookback/lookback-store.ts';
import { type AdoptedWorld, buildAdopted } from '../../support/adopted.ts';
import { type TestApplication, testApplication } from '../../support/application.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { countEverything } from '../../support/rehearsal.ts';
import { sentencesOf } from '../../support/sentences.ts';

/** Programme → scope → seed → sample → redraw, in this order: each test goes on where the last one ended. */
let support: TestDatabase;
let world: AdoptedWorld;
let application: TestApplication;
let now = new Date('2028-03-01T01:00:00Z');
let lookback = '';

beforeAll(async () => {
  support = await createTestDatabase();
  world = await buildAdopted(support.database);
  application = testApplication(support, () => now);
});
afterAll(async () => {
  expect(application.log).toEqual([]);
  await support.drop();
});

const county = () => `/c/${world.countyId}/lookbacks`;
const clerk = () => world.people.countyClerk.token;
const post = (path: string, fields: Record<string, string>, token = clerk()) =>
  application.post(path, token, fields);
const programme = (other: Record<string, string> = {}) => ({
  ...{ title: '2026年民生实事项目回头看', purpose: '看路灯、桥梁还在不在、好不好用' },
  ...{ reviewed: world.townshipId, from_year: '2026', to_year: '2026', strata: 'congress' },
  ...{ starts_on: '2028-03-01', ends_on: '2028-06-30', per_stratum: '3', ...other },
});

async function refused(path: string, fields: Record<string, string>, words: string) {
  const before = await countEverything(support.database);
  const response = await post(path, fields);
  expect([409, 422]).toContain(response.status);
  expect(sentencesOf(await response.text())).toContain(words);
  expect(await countEverything(support.database)).toBe(before);
}

test('a programme is drafted for the own congress and those below, never for another', async () => {
  await refused(
    county(),
    programme({ reviewed: world.installationId }),
    '只能回头看本单位和下级单位',
  );
  await refused(county(), programme({ to_year: '2025' }), '起始年度不能晚于截止年度');
  await refused(county(), programme({ ends_on: '2028-02-01' }), '结束日期不能早于开始日期');
  await refused(county(), programme({ continues_id: world.yearId }), '没有这个可以接续的回头看');
  const township = `/c/${world.townshipId}/lookbacks`;
  const over = await post(
    township,
    programme({ reviewed: world.countyId }),
    world.people.clerk.token,
  );
  expect(over.status).toBe(422);
  const made = await post(county(), programme());
  expect(made.status).toBe(303);
  lookback = made.headers.get('location')?.split('/').at(-1) ?? '';
  const changed = await post(`${county()}/${lookback}/change`, {
    ...programme({ per_stratum: '4' }),
    version: '1',
  });
  expect(changed.status).toBe(303);
  await refused(
    `${county()}/${lookback}/change`,
    { ...programme(), version: '1' },
    '刚刚被别人更新过',
  );
  expect((await application.get(`/p/${world.countyId}/lookbacks/${lookback}`, null)).status).toBe(
    404,
  );
});

test('a draft gets questions of its own and leaves others out; the public sees both with the scope', async () => {
  const made = await post(county(), programme({ title: '有自拟问题的回头看' }));
  const there = made.headers.get('location') ?? '';
  const path = `${there}/questions`;
  const own = { text: '夜里八点路灯亮不亮？', hint: '八点以后去', part: 'project', method: 'site' };
  await refused(path, { ...own, version: '1', text: ' ' }, '请写明要问什么');
  await refused(path, { ...own, version: '1', text: '受益群众怎么说' }, '清单里已经有这一条');
  await refused(`${path}/leave-out`, { version: '1', code: 'own-9', reason: '无' }, '请写明为什么');
  await refused(`${path}/leave-out`, { version: '1', code: 'own-9', reason: '另查' }, '没有这一条');
  expect((await post(path, { ...own, version: '1' })).status).toBe(303);
  await refused(path, { ...own, version: '2' }, '清单里已经有这一条');
  await refused(path, { ...own, text: '桥上有没有护栏？', version: '1' }, '刚刚被别人更新过');
  const changed = { ...own, code: 'own-1', text: '夜里九点路灯亮不亮？' };
  await refused(`${path}/change`, { ...changed, code: 'own-7', version: '2' }, '没有这一条');
  expect((await post(`${path}/change`, { ...changed, version: '2' })).status).toBe(303);
  const second = { ...own, text: '票决办法发给代表了吗？', part: 'procedure', version: '3' };
  expect((await post(path, second)).status).toBe(303);
  const left = { code: 'residents-say', reason: '统计部门另有调查' };
  for (const [index, code] of ['residents-say', 'quorum-kept'].entries()) {
    const version = String(4 + index);
    expect((await post(`${path}/leave-out`, { ...left, code, version })).status).toBe(303);
  }
  await refused(`${path}/leave-out`, { ...left, version: '6' }, '没有这一条');
  const taken = { code: 'quorum-kept', version: '6' };
  expect((await post(`${path}/take-in`, taken)).status).toBe(303);
  await refused(`${path}/take-in`, { ...taken, version: '7' }, '没有这一条');
  const removal = { code: 'own-2', version: '7' };
  expect((await post(`${path}/remove`, removal)).status).toBe(303);
  await refused(`${path}/remove`, { ...removal, version: '8' }, '没有这一条');
  const page = await (await application.get(path, clerk())).text();
  for (const words of [changed.text, '八点以后去', left.reason, '公布范围以后就不能再改']) {
    expect(page).toContain(words);
  }
  const seed = { seed_source: '当众掷骰子', seed_due_at: '2028-03-05T21:15', version: '8' };
  expect((await post(`${there}/publish-scope`, seed)).status).toBe(303);
  const shown = await application.get(there.replace('/c/', '/p/'), null);
  const words = await shown.text();
  for (const one of [changed.text, left.reason]) expect(words).toContain(one);
  const late = { ...own, text: '桥上有没有护栏？', version: '9' };
  await refused(path, late, '核查的问题不能再改');
  await refused(`${path}/leave-out`, { ...left, code: 'is-maintained', version: '9' }, '不能再改');
  const { questions } = (await loadLookback(support.database, world.countyId, idOf(there))) ?? {};
  expect(questions?.own.map(({ text }) => text)).toEqual([changed.text]);
  expect(questions?.leftOut).toEqual([left]);
  const viewer = world.people.countyViewer.token;
  expect((await post(path, late, viewer)).status).toBe(403);
});

const idOf = (path: string) => path.split('/').at(-1) ?? '';

test('no seed can be entered before the scope is published', async () => {
  const seed = { version: '2', seed: '3 5 1 6', drawn_at: '2028-02-28T09:00' };
  const witnesses = { witness_one: '甲（县司法局）', witness_two: '乙（县公证处）' };
  await refused(`${county()}/${lookback}/draw`, { ...seed, ...witnesses }, '请先公布范围');
});

test('the scope is published with its hash and the name of a seed that is still to come', async () => {
  const path = `${county()}/${lookback}/publish-scope`;
  const source = { version: '2', seed_source: '2028年3月5日双色球开奖号码' };
  await refused(path, { ...source, seed_due_at: '2028-03-01T09:00' }, '必须晚于公布时间');
  await refused(path, { ...source, seed_due_at: '' }, '请填写种子的产生时间');
  expect((await post(path, { ...source, seed_due_at: '2028-03-05T21:15' })).status).toBe(303);
  await refused(path, { ...source, version: '3', seed_due_at: '2028-03-05T21:15' }, '已经公布过');
  await refused(`${county()}/${lookback}/change`, { ...programme(), version: '3' }, '方案不能再改');
  const text = await (
    await application.get(`/p/${world.countyId}/lookbacks/${lookback}/scope`, null)
  ).text();
  expect(text.split('\n')).toHaveLength(11);
  expect(text).toContain('村内路灯亮化');
  const stored = await loadLookback(support.database, world.countyId, lookback);
  expect(stored?.scopeHash).toBe(createHash('sha256').update(text).digest('hex'));
});

test('a seed counts only from the named time on, before two different witnesses', async () => {
  const path = `${county()}/${lookback}/draw`;
  const fields = {
    ...{ version: '3', seed: '07 12 19 23 28 31 + 05', drawn_at: '2028-03-05T21:20' },
    ...{ witness_one: '甲（县司法局）', witness_two: '乙（县公证处）' },
  };
  await refused(path, fields, '种子的产生时间还没有到');
  now = new Date('2028-03-06T01:00:00Z');
  await refused(path, { ...fields, drawn_at: '2028-03-01T08:00' }, '必须在公布范围之后产生');
  await refused(path, { ...fields, drawn_at: '2028-03-04T21:20' }, '不是约定的那一个');
  await refused(path, { ...fields, witness_two: fields.witness_one }, '应当是两个人');
  await refused(path, { ...fields, witness_two: '' }, '请填写第二名见证人');
  expect((await post(path, fields)).status).toBe(303);
  await refused(path, { ...fields, version: '4' }, '现在不能录入种子');
});

test('anybody draws the same sample from what is public', async () => {
  const base = `/p/${world.countyId}/lookbacks/${lookback}`;
  const text = await (await application.get(`${base}/scope`, null)).text();
  const lines = text.trimEnd().split('\n');
  const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');
  const drawn = drawSample(
    { lines, seed: '07 12 19 23 28 31 + 05', perStratum: 4, strata: 'congress' },
    sha256,
  );
  expect(drawn).toHaveLength(4);
  const page = await (await application.get(base, null)).text();
  for (const position of drawn) {
    expect(page).toContain(lines[position - 1]?.split('\t').at(-1));
  }
  const [draw] = await listDraws(support.database, world.countyId, lookback);
  expect(draw?.made?.positions).toEqual(drawn);
});

/** The projects that the last draw took. */
async function drawnProjects(): Promise<readonly string[]> {
  const sample = await loadSample(support.database, world.countyId, lookback);
  return sample.map((one) => one.projectId);
}

const seen = { works: 'works', maintained: 'no', note: '灯都亮着' };

test('a redraw needs a reason and a new seed, and the first draw stays on the public page', async () => {
  const path = `${county()}/${lookback}/redraw`;
  const fields = { version: '4', seed_source: '再掷一次骰子', seed_due_at: '2028-03-07T10:00' };
  await refused(path, { ...fields, reason: '' }, '请写明重抽的原因');
  await refused(
    path,
    { ...fields, reason: '开奖号码抄错', seed_due_at: '2028-03-06T09:00' },
    '必须晚于',
  );
  const before = await drawnProjects();
  for (const id of before) {
    expect((await post(`${county()}/${lookback}/projects/${id}/site`, seen)).status).toBe(303);
  }
  expect((await post(path, { ...fields, reason: '开奖号码抄错' })).status).toBe(303);
  const project = `${county()}/${lookback}/projects/${before[0]}`;
  const waits = '这个项目不一定抽中';
  await refused(`${project}/site`, seen, waits);
  const talk = { residents: '1', satisfied: '1', fairly: '0', dissatisfied: '0' };
  await refused(`${project}/talks`, { ...talk, talked_on: '2028-03-05', summary: '好用' }, waits);
  await refused(`${project}/checklist`, { 'answer-plan-in-time': 'no_data' }, waits);
  const found = { content: '灯不亮', grade: 'note', evidence_text: '看到的' };
  await refused(`${project}/findings`, found, waits);
  const procedure = `${county()}/${lookback}/years/${world.townshipId}/2026`;
  expect((await post(procedure, { 'answer-quorum-kept': 'no_data' })).status).toBe(303);
  const shown = await (await application.get(project, clerk())).text();
  expect(shown).toContain('现在不能核查');
  expect(shown).toContain('灯都亮着');
  expect(shown).not.toContain('再核查一次');
  now = new Date('2028-03-08T01:00:00Z');
  const seed = { version: '5', drawn_at: '2028-03-07T10:05' };
  const witnesses = { witness_one: '甲（县司法局）', witness_two: '乙（县公证处）' };
  const used = { ...seed, ...witnesses, seed: ' 07 12 19 23 28 31 + 05' };
  await refused(`${county()}/${lookback}/draw`, used, '须用新的种子');
  const drawn = await post(`${county()}/${lookback}/draw`, { ...used, seed: '2 6 6 1 4 3' });
  expect(drawn.status).toBe(303);
  const after = await drawnProjects();
  const left = before.filter((id) => !after.includes(id));
  expect(left).not.toEqual([]);
  // What was done stays to be read; what is not drawn any more takes nothing new.
  const gone = `${county()}/${lookback}/projects/${left[0]}`;
  expect(await (await application.get(gone, clerk())).text()).toContain('重抽以后不在名单里');
  await refused(`${gone}/site`, seen, '不在本次抽样名单里');
  const staff = await (await application.get(`${county()}/${lookback}`, clerk())).text();
  expect(staff).toContain(`重抽以前核查过、不在新名单里的项目（${left.length} 个，留存备查）`);
  const page = await (
    await application.get(`/p/${world.countyId}/lookbacks/${lookback}`, null)
  ).text();
  for (const words of [
    '07 12 19 23 28 31 + 05',
    '2 6 6 1 4 3',
    '开奖号码抄错',
    '第 2 次抽样（重抽）',
  ]) {
    expect(page).toContain(words);
  }
});

test('the staff pages are there for those who work here, and say what comes next', async () => {
  const page = await (await application.get(`${county()}/${lookback}`, clerk())).text();
  expect(page).toContain('下一步：');
  expect(await (await application.get(county(), clerk())).text()).toContain(
    '2026年民生实事项目回头看',
  );
  const viewer = await application.get(`${county()}/${lookback}`, world.people.countyViewer.token);
  expect(viewer.status).toBe(200);
  expect((await application.get(`${county()}/new`, world.people.countyViewer.token)).status).toBe(
    403,
  );
});
