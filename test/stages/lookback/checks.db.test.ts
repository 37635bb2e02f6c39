import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type ChecklistItem,
  loadChecklist,
} from '../../../src/stages/lookback/checklist/checklist.ts';
import { loadLookback } from '../../../src/stages/lookback/lookback-store.ts';
import { findAcceptancePhoto } from '../../../src/stages/lookback/site/site-store.ts';
import { withdrawSiteEntry } from '../../../src/stages/lookback/site/withdraw-site-entry.ts';
import { storedEvidence } from '../../../src/stages/lookback/stored-evidence.ts';
import { type AdoptedWorld, buildAdopted } from '../../support/adopted.ts';
import { type TestApplication, testApplication } from '../../support/application.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  acceptancePhotoRow,
  askByItself,
  type DrawnLookback,
  drawLookback,
  ownQuestion,
  phonePhoto,
} from '../../support/drawn-lookback.ts';
import { countEverything } from '../../support/rehearsal.ts';
import { sentencesOf } from '../../support/sentences.ts';
import { actRow } from '../../support/world.ts';

/** Checklists filled in from the record, site checks, talks: over one drawn look-back. */
let support: TestDatabase;
let world: AdoptedWorld;
let application: TestApplication;
let lookback: DrawnLookback;
let projectId = '';
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
  projectId = lookback.sample[0]?.projectId ?? '';
  await recordLife();
});
afterAll(async () => {
  expect(application.log).toEqual([]);
  await support.drop();
});

/** What the earlier stages leave of the first project and its year. */
async function recordLife(): Promise<void> {
  const { database } = support;
  await database.transaction().execute(async (transaction) => {
    const act_id = await actRow(transaction, world.townshipId, now);
    const here = { congress_id: world.townshipId, act_id };
    const planId = randomUUID();
    await transaction
      .insertInto('record.project_plan')
      .values({
        ...{ ...here, id: planId, project_id: projectId, number: 1 },
        ...{ department_id: world.departmentId, person_in_charge: '试用负责人' },
        ...{ goal: '全部完成', safeguards: '每周调度', starts_on: '2026-03-01' },
        ...{ finishes_on: '2026-11-30', published_at: new Date('2026-02-25T02:00:00Z') },
      })
      .execute();
    await transaction
      .updateTable('record.project')
      .set({ current_plan_id: planId, state: 'accepted' })
      .where('id', '=', projectId)
      .execute();
    await transaction
      .insertInto('record.acceptance')
      .values({
        ...{ ...here, id: randomUUID(), project_id: projectId, completed_on: '2026-11-20' },
        ...{ accepted_on: '2026-12-10', accepted_by: '镇人民政府', maintained_by: null },
      })
      .execute();
    for (const [month, paid] of [
      ['2026-02-01', '50'],
      ['2026-11-01', '140'],
    ] as const) {
      await transaction
        .insertInto('record.progress_report')
        .values({
          ...{ ...here, id: randomUUID(), project_id: projectId, month, paid },
          ...{ standing: 'on_plan', percent: 50 },
        })
        .execute();
    }
    await transaction
      .insertInto('record.procedure_figures')
      .values({
        ...{ ...here, id: randomUUID(), year_id: world.yearId, source: '镇政府工作总结' },
        ...{ solicitation_starts_on: '2025-10-01', solicitation_ends_on: '2025-10-14' },
      })
      .execute();
  });
  await acceptancePhotoRow(
    database,
    world,
    projectId,
    await actRow(database, world.townshipId, now),
  );
}

const base = () => `/c/${world.countyId}/lookbacks/${lookback.id}`;
const clerk = () => world.people.countyClerk.token;
type Fields = Readonly<Record<string, string | File>>;
const post = (path: string, fields: Fields) =>
  application.post(`${base()}${path}`, clerk(), fields);

async function refused(path: string, fields: Fields, words: string): Promise<void> {
  const before = await countEverything(support.database);
  const response = await post(path, fields);
  expect([409, 422]).toContain(response.status);
  expect(sentencesOf(await response.text())).toContain(words);
  expect(await countEverything(support.database)).toBe(before);
}

async function checklist(of: string | null): Promise<ReadonlyMap<string, ChecklistItem>> {
  const stored = await loadLookback(support.database, world.countyId, lookback.id);
  if (stored === null) throw new Error('no look-back');
  const subject = { reviewedId: world.townshipId, year: 2026, projectId: of };
  const items = await loadChecklist(support.database, stored, subject, '2028-03-10');
  return new Map(items.map((item) => [item.code, item]));
}

test('a project’s checklist is filled in from the record, with links to what bears it out', async () => {
  const items = await checklist(projectId);
  const told = (code: string) => items.get(code)?.told;
  expect(told('plan-in-time')).toMatchObject({
    answer: 'partly',
    why: '2026年2月25日公布，迟于2026年2月19日。',
  });
  expect(told('progress-each-month')).toMatchObject({
    answer: 'no',
    why: '应报 10 个月，实报 2 个月。',
  });
  expect(told('kept-to-the-vote')).toMatchObject({ answer: 'no' });
  expect(told('finished-in-time')).toMatchObject({ answer: 'yes' });
  expect(told('accepted-and-handed-over')).toMatchObject({ answer: 'partly' });
  // Kept here without one visit: that is an answer, not a lack of data.
  expect(told('visited-each-quarter')?.answer).toBe('no');
  expect(told('still-works')?.answer).toBe('no_data');
  const plate = world.projects.find((one) => one.id === projectId)?.plateCode;
  const [evidence] = told('plan-in-time')?.evidence ?? [];
  expect(evidence).toEqual({ text: '实施计划', href: `/plate/${plate}` });
  // Whoever follows the link arrives.
  expect((await application.get(evidence?.href ?? '', null)).status).toBe(200);
  const older = [
    { text: '实施计划', href: `/p/${plate}` },
    { text: '走访 1 次', href: null },
  ];
  expect(storedEvidence.parse(older)).toEqual([evidence, older[1]]);
});

test('of the newest test the worst part counts, and only what was asked for since then follows it', async () => {
  const { database } = support;
  const other = lookback.sample[1]?.projectId ?? '';
  const act_id = await actRow(database, world.townshipId, now);
  const here = { congress_id: world.townshipId, act_id, project_id: other };
  const result = (tested_on: string, part: string, verdict: 'satisfied' | 'dissatisfied') => ({
    ...{ ...here, id: randomUUID(), tested_on, part, verdict, base: 'valid' as const, why: '测试' },
    ...{ base_count: 10, satisfied: 5, fairly_satisfied: 0, dissatisfied: 5, source: '测试' },
  });
  await database
    .insertInto('record.satisfaction_result')
    .values([
      result('2026-12-20', '一', 'satisfied'),
      result('2026-12-20', '二', 'dissatisfied'),
      result('2026-12-20', '三', 'satisfied'),
    ])
    .execute();
  const rectification = (number: number, issued_on: string) => ({
    ...{ congress_id: world.townshipId, act_id, id: randomUUID(), number, project_id: other },
    ...{ origin: 'satisfaction' as const, origin_id: randomUUID(), power: 'request' as const },
    ...{ legal_basis: '监督法', unit_congress_id: world.townshipId, unit_name: '建设办' },
    ...{ person_in_charge: '王海', content: '限期整改', issued_on, due_on: '2027-12-31' },
    ...{ state: 'issued' as const, closed_on: null },
  });
  await database
    .insertInto('record.rectification')
    .values(rectification(901, '2026-06-01'))
    .execute();
  const followed = async () => (await checklist(other)).get('satisfaction-followed')?.told;
  expect(await followed()).toMatchObject({ answer: 'no', why: expect.stringContaining('不满意') });
  await database
    .insertInto('record.rectification')
    .values(rectification(902, '2027-01-05'))
    .execute();
  expect((await followed())?.answer).toBe('partly');
});

test('the procedure’s checklist tells what is known and never passes what is not', async () => {
  const items = await checklist(null);
  expect(items.get('solicitation-long-enough')?.told).toMatchObject({
    ...{ answer: 'no', why: expect.stringContaining('征集 14 天；一般不少于 30 天（票决办法') },
    evidence: [{ text: '征集 2025-10-01 至 2025-10-14（来源：镇政府工作总结）', href: null }],
  });
  expect(items.get('plans-published')?.told).toMatchObject({ answer: 'partly' });
  expect(items.get('quorum-kept')?.told.answer).toBe('no_data');
});

test('answers are confirmed as told, or changed with a note that stays beside them', async () => {
  const path = `/projects/${projectId}/checklist`;
  const changed = { 'answer-visited-each-quarter': 'partly', 'note-visited-each-quarter': '' };
  await refused(path, { 'answer-finished-in-time': 'yes', ...changed }, '请在说明里写明依据');
  await refused(path, { 'answer-finished-in-time': 'perhaps' }, '请选择答案');
  const note = '翻阅了纸质视察记录，两个季度有';
  const saved = await post(path, {
    ...{ 'answer-finished-in-time': 'yes', ...changed, 'note-visited-each-quarter': note },
  });
  expect(saved.status).toBe(303);
  const items = await checklist(projectId);
  expect(items.get('visited-each-quarter')?.confirmed).toEqual({ answer: 'partly', note });
  expect(items.get('finished-in-time')?.confirmed).toEqual({ answer: 'yes', note: null });
  await post(path, { 'answer-visited-each-quarter': 'no' });
  const rows = await support.database
    .selectFrom('record.lookback_check')
    .select(['question', 'answer', 'told', 'superseded'])
    .where('question', '=', 'visited-each-quarter')
    .orderBy('superseded', 'desc')
    .execute();
  expect(rows).toEqual([
    { question: 'visited-each-quarter', answer: 'partly', told: 'no', superseded: true },
    { question: 'visited-each-quarter', answer: 'no', told: 'no', superseded: false },
  ]);
  const year = `/years/${world.townshipId}/2026`;
  expect((await post(year, { 'answer-quorum-kept': 'no_data' })).status).toBe(303);
  expect(
    (await post(`/years/${world.townshipId}/2025`, { 'answer-quorum-kept': 'no_data' })).status,
  ).toBe(404);
});

test('an own question is answered by hand with a note, and bears a finding out', async () => {
  const path = `/projects/${projectId}/checklist`;
  const answer = { 'answer-own-1': 'no' };
  await refused(path, answer, '请在说明里写明依据');
  await post(`/years/${world.townshipId}/2026`, { 'answer-deliberated': 'yes' });
  expect((await checklist(null)).has('deliberated')).toBe(false);
  const note = '三月九日晚八点到现场，五盏只亮两盏';
  expect((await post(path, { ...answer, 'note-own-1': note })).status).toBe(303);
  expect((await checklist(projectId)).get('own-1')).toMatchObject({
    ...{ text: ownQuestion, hint: '八点以后去', confirmed: { answer: 'no', note } },
  });
  const shown = await (await application.get(`${base()}/projects/${projectId}`, clerk())).text();
  for (const words of [ownQuestion, '看什么：八点以后去', note]) expect(shown).toContain(words);
  const found = { content: '夜里不亮', grade: 'problem', questions: 'own-1' };
  expect((await post(`/projects/${projectId}/findings`, found)).status).toBe(303);
  const finding = await support.database
    .selectFrom('record.finding')
    .select('evidence')
    .where('content', '=', found.content)
    .executeTakeFirstOrThrow();
  expect(storedEvidence.parse(finding.evidence)[0]?.text).toBe(`${ownQuestion}${note}`);
});

test('a site check keeps the photo without metadata, and the place that the phone knew', async () => {
  const path = `/projects/${projectId}/site`;
  const fields = {
    works: 'broken',
    maintained: 'no',
    note: '灯杆还在，灯头丢了三个',
    keep_photo_place: 'yes',
  };
  await refused(path, { ...fields, works: '' }, '请选择还在不在');
  await refused(path, { ...fields, maintained: 'yes' }, '请写明是谁');
  const script = new File(['<script>'], 'photo.jpg', { type: 'image/jpeg' });
  await refused(path, { ...fields, photo: script }, '这不是能读的照片');
  const bytes = new Uint8Array(await phonePhoto('#884422'));
  const photo = new File([bytes], 'IMG_1.jpg', { type: 'image/jpeg' });
  expect((await post(path, { ...fields, photo })).status).toBe(303);
  const row = await support.database
    .selectFrom('record.site_check')
    .selectAll()
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({ place_source: 'photo', latitude: '30.250000', works: 'broken' });
  const sent = await application.get(`${base()}/site/${row.id}/photo`, clerk());
  const stored = new Uint8Array(await sent.arrayBuffer());
  expect((await sharp(stored).metadata()).exif).toBeUndefined();
  expect(Buffer.from(stored).includes('phone of somebody')).toBe(false);
  const page = await (await application.get(`${base()}/projects/${projectId}`, clerk())).text();
  expect(page).toContain(`${base()}/projects/${projectId}/acceptance-photo`);
  expect(page).toContain(`${base()}/site/${row.id}/photo`);
  expect((await checklist(projectId)).get('still-works')?.told.answer).toBe('no');
});

test('a place measured at the moment goes before that of the photo; one that cannot be is refused', async () => {
  const path = `/projects/${lookback.sample[1]?.projectId}/site`;
  const fields = { works: 'works', maintained: 'unclear', note: '完好', keep_photo_place: 'yes' };
  await refused(path, { ...fields, latitude: '123.5', longitude: '120.5' }, '位置不完整');
  const photo = new File([new Uint8Array(await phonePhoto('#224466'))], '2.jpg');
  const measured = { latitude: '30.123456', longitude: '120.654321' };
  expect((await post(path, { ...fields, ...measured, photo })).status).toBe(303);
  const row = await support.database
    .selectFrom('record.site_check')
    .select(['place_source', 'latitude', 'longitude'])
    .where('works', '=', 'works')
    .executeTakeFirstOrThrow();
  expect(row).toEqual({ place_source: 'device', ...measured });
  const form = await application.get(`${base()}${path}`, clerk());
  expect(form.headers.get('permissions-policy')).toContain('geolocation=(self)');
});

test('a deputy of the reviewing congress may check, a typed place is marked so', async () => {
  const deputy = world.people.deputy.token;
  const path = `${base()}/projects/${projectId}/site`;
  expect((await application.get(path, deputy)).status).toBe(403);
  const fields = { works: 'partly', maintained: 'yes', maintainer: '村委会', note: '换了两个灯头' };
  expect(
    (await post(`/projects/${projectId}/site`, { ...fields, place_text: '东村口' })).status,
  ).toBe(303);
  const page = await (await application.get(`${base()}/projects/${projectId}`, clerk())).text();
  expect(page).toContain('地点（填写）：东村口');
  expect(page).toContain('其他的现场核查（1 次）');
});

test('talks with residents are sums, and more grades than residents are refused', async () => {
  const path = `/projects/${projectId}/talks`;
  const sums = { residents: '8', satisfied: '5', fairly: '2', dissatisfied: '1' };
  const fields = { ...sums, talked_on: '2028-03-09', summary: '晚上出门亮堂了，有两盏常灭' };
  await refused(path, { ...fields, satisfied: '6' }, '合计多于走访人数');
  await refused(path, { ...fields, talked_on: '2028-03-11' }, '走访日期还没有到');
  expect((await post(path, fields)).status).toBe(303);
  expect((await checklist(projectId)).get('residents-say')?.told).toMatchObject({
    ...{ answer: 'yes', why: '走访 8 人：满意 5，基本满意 2，不满意 1。' },
  });
});

test('what was recorded wrongly is taken back with a reason, and the checklist counts the others alone', async () => {
  const page = `${base()}/projects/${projectId}`;
  const told = async () => {
    const items = await checklist(projectId);
    return ['still-works', 'residents-say'].map((code) => items.get(code)?.told.answer);
  };
  const newest = async (table: 'record.site_check' | 'record.resident_talk') => {
    const rows = await support.database
      .selectFrom(table)
      .select(['id', 'withdrawn_reason'])
      .where('project_id', '=', projectId)
      .execute();
    return rows.at(-1);
  };
  const check = await support.database
    .selectFrom('record.site_check')
    .select('id')
    .where('works', '=', 'partly')
    .executeTakeFirstOrThrow();
  const talk = await newest('record.resident_talk');
  expect(await told()).toEqual(['partly', 'yes']);
  const path = `/projects/${projectId}`;
  const site = { entry_id: check.id, reason: '看错了项目' };
  await refused(`${path}/site/withdraw`, { ...site, reason: '' }, '请写明撤回的原因');
  await refused(`${path}/site/withdraw`, { ...site, entry_id: randomUUID() }, '没有这条记录');
  await refused(`${path}/talks/withdraw`, site, '没有这条记录');
  const request = { congressId: world.countyId, actId: randomUUID(), kind: 'withdraw-site-check' };
  const stranger = await withdrawSiteEntry(
    support.database,
    { ...request, personId: world.people.countyViewer.id, happenedAt: null, now },
    {
      ...{ lookbackId: lookback.id, projectId, kind: 'site-check', entryId: check.id },
      ...{ byClerk: false, reason: site.reason },
    },
  );
  expect(stranger).toMatchObject({ ok: false, refusals: [{ code: 'not-recorded-by-you' }] });
  expect((await post(`${path}/site/withdraw`, site)).status).toBe(303);
  await refused(`${path}/site/withdraw`, site, '没有这条记录，或者已经撤回');
  const entry_id = talk?.id ?? '';
  expect((await post(`${path}/talks/withdraw`, { entry_id, reason: '人数记错' })).status).toBe(303);
  expect(await told()).toEqual(['no', 'no_data']);
  const shown = await (await application.get(page, clerk())).text();
  for (const words of ['看错了项目', '人数记错', '换了两个灯头', '晚上出门亮堂了']) {
    expect(shown).toContain(words);
  }
});

test('beside a site check stands the last dated photo of the acceptance; one that was taken down never', async () => {
  const { database } = support;
  const actId = await actRow(database, world.townshipId, now);
  const undated = await acceptancePhotoRow(database, world, projectId, actId, null);
  const found = () => findAcceptancePhoto(database, world.townshipId, projectId);
  expect((await found())?.takenAt).not.toBeNull();
  const down = { published_at: null, withdrawn_at: now, withdrawn_reason: '拍到了人脸' };
  await database.updateTable('record.project_photo').set(down).where('id', '<>', undated).execute();
  expect(await found()).toMatchObject({ takenAt: null });
  await database.updateTable('record.project_photo').set(down).execute();
  expect(await found()).toBeNull();
  const photo = `${base()}/projects/${projectId}/acceptance-photo`;
  expect((await application.get(photo, clerk())).status).toBe(404);
});

test('a project outside the sample cannot be checked', async () => {
  const outside = world.projects.find(
    (one) => !lookback.sample.some((other) => other.projectId === one.id),
  );
  const path = `/projects/${outside?.id}`;
  const before = await countEverything(support.database);
  expect((await application.get(`${base()}${path}`, clerk())).status).toBe(404);
  const site = { works: 'works', maintained: 'no', note: '路过看了看' };
  expect((await post(`${path}/site`, site)).status).toBe(404);
  expect(await countEverything(support.database)).toBe(before);
});
