import { createHash, randomUUID } from 'node:crypto';
import { unzipSync } from 'fflate';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allRoutes } from '../../src/app.tsx';
import { hashToken, newToken } from '../../src/people/tokens.ts';
import { type AdoptedWorld, buildAdopted } from '../support/adopted.ts';
import { serveApplication, type TestApplication, testApplication } from '../support/application.ts';
import { inspect, openBrowser, openDesk } from '../support/browser.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { recordTables } from '../support/record-tables.ts';
import { actRow } from '../support/world.ts';

/** The service record and the appraisal of departments, in the invented township in October. */
let support: TestDatabase;
let world: AdoptedWorld;
let application: TestApplication;
let tables: Set<string>;
let server: Awaited<ReturnType<typeof serveApplication>>;
let browser: Browser;
/** A deputy of the roll with a sign-in, and another one. */
let deputy: { readonly personId: string; readonly name: string; readonly token: string };
let colleague: { readonly personId: string; readonly name: string };

const now = new Date('2026-10-10T01:00:00Z');

beforeAll(async () => {
  support = await createTestDatabase();
  world = await buildAdopted(support.database);
  const [first, second] = world.deputies;
  if (first === undefined || second === undefined) throw new Error('the roll is empty');
  deputy = { ...first, token: await signIn(first.personId) };
  colleague = second;
  await work();
  const recorded = recordTables(support);
  tables = recorded.tables;
  application = testApplication(recorded.support, () => now);
  server = await serveApplication(support);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  await support.drop();
});

async function signIn(personId: string): Promise<string> {
  const token = newToken();
  const here = { congress_id: world.townshipId, id: randomUUID(), person_id: personId };
  const act_id = await actRow(support.database, world.townshipId, now);
  await support.database
    .insertInto('people.assignment')
    .values({ ...here, act_id, role: 'deputy', scope: 'congress', starts_at: now })
    .execute();
  await support.database
    .insertInto('people.sign_in')
    .values({
      ...here,
      ...{ id: randomUUID(), token_hash: hashToken(token), way: 'invitation', device: '手机' },
      ...{ created_at: now, last_seen_at: now, expires_at: new Date('2099-01-01T00:00:00Z') },
    })
    .execute();
  return token;
}

/** Attendance, a visit, an opinion answered late and rated badly, a milestone met and one missed. */
async function work(): Promise<void> {
  const { database } = support;
  const act_id = await actRow(database, world.townshipId, now);
  const here = { congress_id: world.townshipId, act_id };
  const congress_id = world.townshipId;
  const project_id = world.projects[0]?.id ?? '';
  const department_id = world.departmentId;
  await database
    .updateTable('record.sitting')
    .set({ state: 'closed', opened_at: now, closed_at: now })
    .execute();
  await database
    .insertInto('roll.presence')
    .values({
      ...{ ...here, sitting_id: world.sittingId, deputy_id: world.deputies[0]?.id ?? '' },
      ...{ state: 'present', late: true, arrived_at: now, desk: '一号台' },
    })
    .execute();
  const visitId = randomUUID();
  await database
    .insertInto('record.visit')
    .values({
      ...{ ...here, id: visitId, project_id, visited_on: '2026-05-08', note: '现场查看' },
      ...{ verdict: 'minor', ask: '补上两盏路灯', place_source: 'none' },
    })
    .execute();
  await database
    .insertInto('people.visit_participant')
    .values({ congress_id, visit_id: visitId, person_id: deputy.personId })
    .execute();
  const opinionId = randomUUID();
  const answerId = randomUUID();
  await database
    .insertInto('record.opinion')
    .values({
      ...{ ...here, id: opinionId, number: 1, year_id: world.yearId, project_id },
      ...{ origin: 'visit', content: '路灯间距太大', department_id, state: 'reopened' },
      ...{ handed_over_on: '2026-05-10', due_on: '2026-06-10' },
    })
    .execute();
  await database
    .insertInto('people.opinion_raiser')
    .values({ congress_id, opinion_id: opinionId, person_id: deputy.personId })
    .execute();
  await database
    .insertInto('record.opinion_answer')
    .values({
      ...{ ...here, id: answerId, opinion_id: opinionId, number: 1, result: 'explained' },
      ...{ content: '将研究', answered_on: '2026-06-20' },
    })
    .execute();
  await database
    .insertInto('record.opinion_rating')
    .values({ ...here, answer_id: answerId, grade: 'dissatisfied', reason: '没有解决' })
    .execute();
  const planId = randomUUID();
  await database
    .insertInto('record.project_plan')
    .values({
      ...{ ...here, id: planId, project_id, number: 1, department_id, person_in_charge: '王明' },
      ...{ goal: '按期建成', safeguards: '专班负责', starts_on: '2026-03-01' },
      ...{ finishes_on: '2026-11-30', published_at: new Date('2026-02-10T01:00:00Z') },
    })
    .execute();
  await database
    .updateTable('record.project')
    .set({ department_id, current_plan_id: planId })
    .where('id', '=', project_id)
    .execute();
  const milestones = ['2026-06-01', '2026-09-01', '2026-11-30'].map((due_on, index) => ({
    ...{ ...here, id: randomUUID(), plan_id: planId, position: index + 1 },
    ...{ title: `第${index + 1}段完工`, due_on, weight: 30 },
  }));
  await database.insertInto('record.milestone').values(milestones).execute();
  await database
    .insertInto('record.milestone_reached')
    .values({
      ...{ ...here, id: randomUUID(), milestone_id: milestones[0]?.id ?? '' },
      reached_on: '2026-05-30',
    })
    .execute();
}

const base = () => `/c/${world.townshipId}/service`;
const clerk = () => world.people.clerk.token;

async function read(path: string, token: string | null = clerk()): Promise<string> {
  const response = await application.get(path, token);
  expect(response.status, path).toBe(200);
  // What a reader sees, without the marks of the page.
  return (await response.text()).replace(/<[^>]*>/g, '');
}

async function entered(): Promise<number> {
  const rows = await Promise.all([
    support.database.selectFrom('people.training').select('id').execute(),
    support.database.selectFrom('people.training_deputy').select('person_id').execute(),
    support.database.selectFrom('people.deputy_suggestion').select('id').execute(),
    support.database.selectFrom('trail.entry').select('hash').execute(),
  ]);
  return rows.flat().length;
}

describe('a deputy’s service record', () => {
  const training = () => ({
    ...{ title: '代表履职培训', day: '2026-04-02', hours: '4', source: '培训签到表' },
    persons: deputy.personId,
  });
  const suggestion = () => ({
    ...{ person: deputy.personId, kind: 'raised', title: '增设村口路灯', day: '2026-01-08' },
    ...{ year: world.yearId, source: '建议登记簿第3号' },
  });

  test('takes trainings and suggestions from the clerk with their source, and refuses what cannot be', async () => {
    for (const [path, fields] of [
      ['training', { ...training(), title: '' }],
      ['training', { ...training(), source: '' }],
      ['training', { ...training(), day: '2026-12-01' }],
      ['training', { ...training(), persons: world.people.clerk.id }],
      ['training', { ...training(), hours: '0' }],
      ['suggestion', { ...suggestion(), person: world.people.clerk.id }],
      ['suggestion', { ...suggestion(), year: randomUUID() }],
      ['suggestion', { ...suggestion(), kind: 'voted' }],
      ['suggestion', { ...suggestion(), day: '2027-01-08' }],
    ] as const) {
      const before = await entered();
      const response = await application.post(`${base()}/enter/${path}`, clerk(), fields);
      expect([path, response.status]).toEqual([path, 422]);
      expect(await entered()).toBe(before);
    }
    const act_id = randomUUID();
    for (const _ of [1, 2]) {
      // The same form sent twice enters it once.
      const fields = { ...training(), act_id };
      const response = await application.post(`${base()}/enter/training`, clerk(), fields);
      expect(response.status).toBe(303);
    }
    const done = await application.post(`${base()}/enter/suggestion`, clerk(), suggestion());
    expect(done.status).toBe(303);
    const page = await read(`${base()}/${deputy.personId}?year=2026`);
    for (const words of [
      ...['1 / 1', '迟到', '增设村口路灯', '建议登记簿第3号', '补上两盏路灯', '路灯间距太大'],
      ...['代表履职培训（4学时）', '培训签到表'],
    ]) {
      expect(page).toContain(words);
    }
    expect(page.match(/代表履职培训/g)).toHaveLength(1);
    const missed = await read(`${base()}/${colleague.personId}?year=2026`);
    expect(missed).toContain('0 / 1');
    expect(missed).toContain('缺席');
    expect(await read(`${base()}/${deputy.personId}?year=2025`)).toContain('这一年没有会议');
  });

  test('loses what was entered wrongly, with the reason beside it where it was entered', async () => {
    const wrong = { ...training(), title: '别的乡镇的培训' };
    await application.post(`${base()}/enter/training`, clerk(), wrong);
    const row = await support.database
      .selectFrom('people.training')
      .select('id')
      .where('title', '=', wrong.title)
      .executeTakeFirstOrThrow();
    const record = () => read(`${base()}/${deputy.personId}?year=2026`);
    const withdraw = (fields: Record<string, string>, token = clerk()) =>
      application.post(`${base()}/enter/withdraw`, token, {
        ...{ kind: 'training', entry_id: row.id, reason: '录错了单位', ...fields },
      });
    const before = await entered();
    expect((await withdraw({ reason: '' })).status).toBe(422);
    expect((await withdraw({ kind: 'suggestion' })).status).toBe(422);
    expect((await withdraw({}, deputy.token)).status).toBe(403);
    expect(await entered()).toBe(before);
    expect(await record()).toContain(wrong.title);
    expect((await withdraw({})).status).toBe(303);
    expect((await withdraw({})).status).toBe(422);
    expect(await record()).not.toContain(wrong.title);
    expect(await read(`${base()}/enter`)).toContain('录错了单位');
  });

  test('is read by its deputy and the clerk alone', async () => {
    expect(await read(`${base()}/${deputy.personId}`, deputy.token)).toContain(deputy.name);
    const own = await application.get(base(), deputy.token);
    expect(own.headers.get('location')).toBe(`${base()}/${deputy.personId}`);
    for (const path of ['', '/document']) {
      const other = await application.get(`${base()}/${colleague.personId}${path}`, deputy.token);
      expect([other.status, (await other.text()).includes(colleague.name)]).toEqual([404, false]);
    }
    for (const [path, token] of [
      [`${base()}/enter`, deputy.token],
      [`${base()}/${deputy.personId}`, world.people.countyViewer.token],
      [`${base()}/${deputy.personId}`, world.people.auditor.token],
      [`${base()}/${deputy.personId}`, world.people.otherClerk.token],
    ] as const) {
      expect([path, (await application.get(path, token)).status]).toEqual([path, 403]);
    }
    const stranger = `/c/${world.otherTownshipId}/service/${deputy.personId}`;
    expect((await application.get(stranger, world.people.otherClerk.token)).status).toBe(404);
  });

  test('becomes a draft statement as a document, with the gaps that the deputy fills', async () => {
    const path = `${base()}/${deputy.personId}/document?year=2026`;
    const response = await application.get(path, deputy.token);
    const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
    const text = new TextDecoder().decode(files['word/document.xml']);
    for (const words of ['述职报告', deputy.name, '出席1次', '增设村口路灯', '（请本人填写）']) {
      expect(text).toContain(words);
    }
    expect(text).not.toMatch(/赞成|反对|弃权|选票/);
  });
});

describe('the appraisal of departments', () => {
  test('counts what the record holds with its source, and says where there is no data', async () => {
    const page = await read(`/c/${world.townshipId}/appraisal?year=2026`);
    for (const words of [
      ...['镇村镇建设办公室', '1个，完工0个', '1项到期，按期1项', '2项到期，按期1项'],
      ...['1项到期，按期0项', '满意0，基本满意0，不满意1', '没有数据', '每一列的来源'],
    ]) {
      expect(page).toContain(words);
    }
    const response = await application.get(
      `/c/${world.townshipId}/appraisal/file?year=2026`,
      world.people.countyViewer.token,
    );
    const bytes = new Uint8Array(await response.arrayBuffer());
    const xml = Object.values(unzipSync(bytes)).map((file) => new TextDecoder().decode(file));
    expect(xml.join('')).toContain('2项到期，按期1项');
  });

  test('follows a county’s department through the townships; small groups of residents stay hidden', async () => {
    const [, second, third] = world.projects;
    const act_id = await actRow(support.database, world.townshipId, now);
    const here = { congress_id: world.townshipId, act_id };
    for (const project of [second, third]) {
      await support.database
        .updateTable('record.project')
        .set({ department_id: world.countyDepartmentId })
        .where('id', '=', project?.id ?? '')
        .execute();
    }
    const planId = randomUUID();
    await support.database
      .insertInto('record.project_plan')
      .values({
        ...{
          ...here,
          id: planId,
          project_id: second?.id ?? '',
          number: 1,
          person_in_charge: '李明',
        },
        ...{ department_id: world.countyDepartmentId, goal: '建成', safeguards: '专人负责' },
        ...{ starts_on: '2026-07-01', finishes_on: '2026-11-30' },
      })
      .execute();
    await support.database
      .updateTable('record.project')
      .set({ current_plan_id: planId })
      .where('id', '=', second?.id ?? '')
      .execute();
    await support.database
      .insertInto('record.supervised_handling')
      .values({
        ...{ ...here, id: randomUUID(), project_id: second?.id ?? '', reason: '进度滞后' },
        ...{ led_by: '镇人大主席', listed_on: '2026-08-01', due_on: '2026-09-01' },
        ...{ lifted_on: '2026-08-30', lifted_reason: '已赶上', published_at: now },
      })
      .execute();
    const result = (part: string | null, verdict: 'satisfied' | 'dissatisfied', at: string) =>
      actRow(support.database, world.townshipId, new Date(at)).then((act) =>
        support.database
          .insertInto('record.satisfaction_result')
          .values({
            ...{ ...here, act_id: act, id: randomUUID(), project_id: second?.id ?? '', part },
            ...{ tested_on: '2026-09-20', base: 'members', base_count: 3, verdict, why: '过半' },
            ...{ satisfied: 2, fairly_satisfied: 1, dissatisfied: 0, round_id: null },
          })
          .execute(),
      );
    // Two tests of one day: the later one counts, whichever row was written first.
    await result(null, 'satisfied', '2026-09-20T08:00:00Z');
    await result(null, 'dissatisfied', '2026-09-20T02:00:00Z');
    for (const [id, residents] of [
      [second?.id, 5],
      [third?.id, 4],
    ] as const) {
      for (let resident = 1; resident <= residents; resident += 1) {
        await support.database
          .insertInto('contact.resident_rating')
          .values({
            ...{ congress_id: world.townshipId, id: randomUUID(), project_id: id ?? '' },
            ...{
              grade: 'satisfied',
              rated_on: '2026-09-01',
              device_hash: createHash('sha256').update(`${id} ${resident}`).digest('hex'),
            },
          })
          .execute();
      }
    }
    const viewer = world.people.countyViewer.token;
    const page = await read(`/c/${world.countyId}/appraisal?year=2026`, viewer);
    for (const words of [
      ...['县水利局', '云溪镇2个', '挂牌1次，1项到期，按期1项解除', '满意1，基本满意0，不满意0'],
      ...['满意5，基本满意0，不满意0（1个项目）', '不足5人，不显示', '没有可比的数字'],
    ]) {
      expect(page).toContain(words);
    }
    expect(page).toMatch(/月报按期/);
    // The township's own office is on the township's sheet.
    expect(page).not.toContain('镇村镇建设办公室');
    expect(await read(`/c/${world.townshipId}/appraisal?year=2026`)).toContain('县水利局');
    const front = await application.get(`/c/${world.countyId}`, viewer);
    expect(await front.text()).toContain(`href="/c/${world.countyId}/appraisal"`);
    const paper = await application.get(`/c/${world.countyId}/appraisal/document`, viewer);
    const files = unzipSync(new Uint8Array(await paper.arrayBuffer()));
    expect(new TextDecoder().decode(files['word/document.xml'])).toContain('县水利局。项目：2个');
  });

  test('is not for deputies, departments and other congresses', async () => {
    for (const token of [
      deputy.token,
      world.people.department.token,
      world.people.otherClerk.token,
    ]) {
      const response = await application.get(`/c/${world.townshipId}/appraisal`, token);
      expect(response.status).toBe(403);
    }
  });
});

describe('what these pages look like', () => {
  test.each([360, 1366])('without barriers at %i px', async (width) => {
    const { page, errors } = await openDesk(browser, width);
    const cookie = { name: 'piaojue', value: clerk(), url: server.origin };
    await page.context().addCookies([cookie]);
    for (const [name, path] of [
      ['service-list', base()],
      ['service-enter', `${base()}/enter`],
      ['service', `${base()}/${deputy.personId}?year=2026`],
      ['appraisal', `/c/${world.townshipId}/appraisal?year=2026`],
    ] as const) {
      await page.goto(`${server.origin}${path}`);
      await inspect(page, `${name}-${width}`);
    }
    expect(errors).toEqual([]);
    await page.context().close();
  });
});

describe('the secrecy of votes', () => {
  /** Pages about people and their work, whoever writes more of them. */
  const about = /\/(service|appraisal|overview|year-report)(\/|$)/;

  test('no statement of any page about people or overviews names a table that could tell a vote', async () => {
    const routes = allRoutes.filter(({ method, path }) => method === 'GET' && about.test(path));
    expect(routes.length).toBeGreaterThanOrEqual(6);
    tables.clear();
    for (const { path, site } of routes) {
      const address = path
        .replace(':congress', world.townshipId)
        .replace(':person', deputy.personId)
        .replace(':year', world.yearId);
      expect(address).not.toContain(':');
      for (const one of [address, address.replace(world.townshipId, world.countyId)]) {
        const tokens = [clerk(), world.people.countyClerk.token, world.people.countyViewer.token];
        for (const token of site === 'staff' ? tokens : [null]) {
          const { status } = await application.get(one, token);
          expect([one, status < 500]).toEqual([one, true]);
        }
      }
    }
    expect(tables.size).toBeGreaterThan(15);
    // What stands on a paper (`round_item`) is public and the same on every paper.
    // Residents' grades stand beside the deputies' as numbers; of what else residents send, nothing is read.
    const forbidden =
      /^(board|box|count)\.|^contact\.(?!resident_rating$)|^record\.(.*channel$|electronic|key_|ceremony|station|slip)/;
    expect([...tables].filter((name) => forbidden.test(name))).toEqual([]);
  });

  test('the service record itself reads a closed list of tables', async () => {
    tables.clear();
    await read(`${base()}/${deputy.personId}?year=2026`);
    const signedIn = ['people.sign_in', 'people.account', 'people.assignment', 'people.person'];
    expect([...tables].filter((name) => !signedIn.includes(name)).sort()).toEqual([
      'people.deputy_suggestion',
      'people.opinion_raiser',
      'people.training',
      'people.training_deputy',
      'people.visit_participant',
      'record.congress',
      'record.meeting',
      'record.opinion',
      'record.project',
      'record.project_text',
      'record.sitting',
      'record.visit',
      'record.year',
      'roll.meeting_deputy',
      'roll.presence',
    ]);
  });
});
