import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTerm } from '../../../src/people/congresses.ts';
import { listFindings } from '../../../src/stages/lookback/findings/finding-store.ts';
import { listLookbacks, loadLookback } from '../../../src/stages/lookback/lookback-store.ts';
import { loadLookbackSection } from '../../../src/stages/lookback/project-section.ts';
import { loadReport } from '../../../src/stages/lookback/report/make-report.ts';
import { hashJson } from '../../../src/trail/canonical.ts';
import { type AdoptedWorld, buildAdopted } from '../../support/adopted.ts';
import { type TestApplication, testApplication } from '../../support/application.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  askByItself,
  type DrawnLookback,
  drawLookback,
  leftOut,
  ownQuestion,
  phonePhoto,
} from '../../support/drawn-lookback.ts';
import { countEverything } from '../../support/rehearsal.ts';
import { sentencesOf } from '../../support/sentences.ts';

/** Report → carried over at a change of term → closed, in this order. */
let support: TestDatabase;
let world: AdoptedWorld;
let application: TestApplication;
let lookback: DrawnLookback;
let now = new Date('2028-03-10T02:00:00Z');

beforeAll(async () => {
  support = await createTestDatabase();
  world = await buildAdopted(support.database);
  // The clock moves on with each request, as clocks do: the later site check counts.
  application = testApplication(support, () => {
    now = new Date(now.getTime() + 1_000);
    return now;
  });
  lookback = await drawLookback(support.database, world, now);
  await askByItself(support.database, lookback.id);
});
afterAll(async () => {
  expect(application.log).toEqual([]);
  await support.drop();
});

const base = () => `/c/${world.countyId}/lookbacks/${lookback.id}`;
const open = () => `/p/${world.countyId}/lookbacks/${lookback.id}`;
const clerk = () => world.people.countyClerk.token;
const clerkThere = () => world.people.clerk.token;
type Fields = Readonly<Record<string, string | File>>;
const post = (path: string, fields: Fields) => application.post(path, clerk(), fields);
const stored = (id = lookback.id) => loadLookback(support.database, world.countyId, id);
const conclusion = '一处路灯无人管护，其余完好';

async function refused(path: string, fields: Fields, words: string): Promise<void> {
  const before = await countEverything(support.database);
  const response = await post(path, fields);
  expect([409, 422]).toContain(response.status);
  expect(sentencesOf(await response.text())).toContain(words);
  expect(await countEverything(support.database)).toBe(before);
}

test('a report waits until every project was seen and every problem has its rectification', async () => {
  const report = { version: '3', conclusion };
  await refused(`${base()}/close`, { version: '3' }, '还没有出报告');
  await refused(`${base()}/report`, report, '还有没到现场核查的');
  expect((await application.get(`${open()}/document`, null)).status).toBe(404);
  for (const entry of lookback.sample) {
    const photo = new File([new Uint8Array(await phonePhoto('#446688'))], '1.jpg');
    const fields = { works: 'works', maintained: 'yes', maintainer: '村委会', note: '完好', photo };
    expect((await post(`${base()}/projects/${entry.projectId}/site`, fields)).status).toBe(303);
  }
  const project = `${base()}/projects/${lookback.sample[1]?.projectId}`;
  await post(`${project}/site`, { works: 'broken', maintained: 'no', note: '三盏灯不亮' });
  // Recorded at the wrong project, with a photo, and taken back: nothing of it is in the report.
  const wrong = new File([new Uint8Array(await phonePhoto('#aa4466'))], '2.jpg');
  await post(`${base()}/projects/${lookback.sample[0]?.projectId}/site`, {
    ...{ works: 'gone', maintained: 'no', note: '找错了地方', photo: wrong },
  });
  const withdrawal = { entry_id: (await checkThat('gone')).id, reason: '找错了地方' };
  const place = `${base()}/projects/${lookback.sample[0]?.projectId}/site/withdraw`;
  expect((await post(place, withdrawal)).status).toBe(303);
  const answer = { 'answer-own-1': 'partly', 'note-own-1': '三盏灯夜里不亮' };
  expect((await post(`${project}/checklist`, answer)).status).toBe(303);
  const problem = { content: '三盏灯不亮', grade: 'problem', questions: 'still-works' };
  expect((await post(`${project}/findings`, problem)).status).toBe(303);
  await refused(`${base()}/report`, report, '还有问题没有提出整改');
  const [finding] = await listFindings(support.database, world.countyId, lookback.id);
  const rectify = {
    ...{ content: '修好路灯', unit_id: '', person_in_charge: '试用负责人', due_on: '2028-06-01' },
    ...{ power: 'request', legal_basis: '地方组织法：联系、指导' },
  };
  expect((await post(`${base()}/findings/${finding?.id}/rectify`, rectify)).status).toBe(303);
  await refused(`${base()}/report`, { ...report, conclusion: '' }, '请写明结论');
});

const checkThat = (works: 'gone' | 'broken') =>
  support.database
    .selectFrom('record.site_check')
    .select('id')
    .where('works', '=', works)
    .executeTakeFirstOrThrow();

test('photos and findings are public with the report, not before', async () => {
  const check = await support.database
    .selectFrom('record.site_check')
    .select('id')
    .where('photo_id', 'is not', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirstOrThrow();
  const photo = `${open()}/site/${check.id}/photo`;
  expect((await application.get(photo, null)).status).toBe(404);
  expect(await (await application.get(open(), null)).text()).not.toContain('三盏灯不亮');
  const project = { id: lookback.sample[1]?.projectId ?? '', congressId: world.townshipId };
  const before = await loadLookbackSection(support.database, project, true);
  expect(before).toEqual({ lookbacks: [] });
  expect((await post(`${base()}/report`, { version: '3', conclusion })).status).toBe(303);
  expect((await application.get(photo, null)).status).toBe(200);
  const withdrawn = `/site/${(await checkThat('gone')).id}/photo`;
  expect((await application.get(`${open()}${withdrawn}`, null)).status).toBe(404);
  const staff = await application.get(`${base()}${withdrawn}`, world.people.countyClerk.token);
  expect(staff.status).toBe(200);
  const late = { entry_id: (await checkThat('broken')).id, reason: '想改一改' };
  await refused(`${base()}/projects/${project.id}/site/withdraw`, late, '报告已经形成');
  const page = await (await application.get(open(), null)).text();
  const asked = [`（项目）${ownQuestion}`, leftOut.reason];
  for (const words of [
    '三盏灯不亮',
    conclusion,
    '整改待答复',
    '坏了不能用',
    '还没有回应',
    ...asked,
  ]) {
    expect(page).toContain(words);
  }
});

test('the public list names scope, sample, findings, replies and rectification, for every congress concerned', async () => {
  const list = await (await application.get(`/p/${world.countyId}/lookbacks`, null)).text();
  const scopeHash = (await stored())?.scopeHash ?? '';
  for (const words of [
    ...[scopeHash, conclusion, `href="${open()}"`, '里抽中 3 个'],
    ...['1 个，0 个有被检查单位的回应', '待答复 1 件'],
  ]) {
    expect(list).toContain(words);
  }
  const reviewed = await (await application.get(`/p/${world.townshipId}/lookbacks`, null)).text();
  expect(reviewed).toContain('还没有公布过回头看');
  expect(reviewed).toContain(`href="${open()}"`);
  const home = await (await application.get(`/p/${world.townshipId}`, null)).text();
  expect(home).toContain(`href="/p/${world.townshipId}/lookbacks"`);
  expect(home).toContain('上级开展 1 次');
  const plate = world.projects[0]?.plateCode;
  expect(home).toContain(`href="/plate/${plate}"`);
});

test('the report is frozen with its hash, and comes as a document', async () => {
  const report = await loadReport(support.database, world.countyId, lookback.id);
  expect(hashJson(report)).toBe((await stored())?.reportHash);
  expect(report).toMatchObject({ conclusion, findings: [{ number: 1, grade: '一般问题' }] });
  expect(report?.sample.map((one) => one.site).sort()).toEqual([
    '坏了不能用',
    '完好可用',
    '完好可用',
  ]);
  const file = new Uint8Array(
    await (await application.get(`${open()}/document`, null)).arrayBuffer(),
  );
  const text = new TextDecoder().decode(unzipSync(file)['word/document.xml']);
  for (const words of [
    '关于2026年民生实事项目回头看情况的报告',
    '三盏灯不亮',
    '3 5 1 6 2 4',
    conclusion,
    ownQuestion,
    leftOut.reason,
  ]) {
    expect(text).toContain(words);
  }
});

test('the project’s own page tells what the look-back saw, to the public with the report', async () => {
  const { database } = support;
  const [, drawn] = lookback.sample;
  const project = { id: drawn?.projectId ?? '', congressId: world.townshipId };
  const { lookbacks } = await loadLookbackSection(database, project, true);
  expect(lookbacks).toMatchObject([
    { title: '2026年民生实事项目回头看', site: { text: '坏了不能用' }, findings: [{ number: 1 }] },
  ]);
  const page = await application.get(`/c/${world.townshipId}/projects/${project.id}`, clerkThere());
  expect(await page.text()).toContain('坏了不能用');
  const undrawn = world.projects.find(
    (one) => !lookback.sample.some((other) => other.projectId === one.id),
  );
  const other = { id: undrawn?.id ?? '', congressId: world.townshipId };
  expect(await loadLookbackSection(database, other, false)).toEqual({ lookbacks: [] });
});

test('after the report nothing that it states can change', async () => {
  const project = `${base()}/projects/${lookback.sample[0]?.projectId}`;
  await refused(`${base()}/report`, { version: '4', conclusion }, '不能再出一份');
  const finding = { content: '又发现一处', grade: 'problem', evidence_text: '路过' };
  await refused(`${project}/findings`, finding, '报告已经形成');
  await refused(`${project}/checklist`, { 'answer-still-works': 'yes' }, '报告已经形成');
  const seed = { version: '4', seed_source: '再掷一次', seed_due_at: '2029-01-01T09:00' };
  await refused(`${base()}/redraw`, { ...seed, reason: '不满意' }, '已经出了报告');
});

test('a new term of the reviewed congress loses neither the finding nor its rectification', async () => {
  const made = await createTerm(
    support.database,
    {
      ...{ congressId: world.townshipId, personId: world.people.clerk.id, kind: 'create-term' },
      ...{ actId: crypto.randomUUID(), happenedAt: null, now },
    },
    { number: 99, startsOn: '2029-01-01', year: 2029 },
  );
  expect(made.ok).toBe(true);
  const [finding] = await listFindings(support.database, world.countyId, lookback.id);
  const here = `/c/${world.townshipId}`;
  const received = await (await application.get(`${here}/lookbacks`, clerkThere())).text();
  expect(received).toContain(`href="${here}/findings/${finding?.id}"`);
  const owed = await (await application.get(`${here}/rectifications`, clerkThere())).text();
  expect(owed).toContain(`href="${here}/rectifications/${finding?.rectification?.id}"`);
});

test('what is open at a change of term is carried over; only then the first one ends', async () => {
  await refused(`${base()}/close`, { version: '4' }, '还有问题没有销号');
  now = new Date('2029-03-10T02:00:00Z');
  const next = await drawLookback(support.database, world, now, {
    ...{ title: '新一届的回头看', continuesId: lookback.id },
  });
  const page = await application.get(`/c/${world.countyId}/lookbacks/${next.id}`, clerk());
  const text = await page.text();
  expect(text).toContain('上次转来、还没有销号的问题（1 个）');
  expect(text).toContain('三盏灯不亮');
  await refused(`${base()}/close`, { version: '3' }, '刚刚被别人更新过');
  expect((await post(`${base()}/close`, { version: '4' })).status).toBe(303);
  expect((await stored())?.state).toBe('closed');
  await refused(`${base()}/close`, { version: '5' }, '已经结束');
  const site = { works: 'works', maintained: 'no', note: '又去看了' };
  const project = `${base()}/projects/${lookback.sample[0]?.projectId}`;
  await refused(`${project}/site`, site, '已经结束');
  expect(await listLookbacks(support.database, world.countyId)).toHaveLength(2);
});
