import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { labelledTownship } from '../../../src/commands/indicators/synthetic-townships.ts';
import { addDays } from '../../../src/rules/days.ts';
import { defaultRuleSheet } from '../../../src/rules/rule-sheet/default-sheet.ts';
import {
  countSource,
  forgetSources,
  sourceHash,
} from '../../../src/stages/satisfaction/residents/count-source.ts';
import {
  newDeviceToken,
  readDeviceToken,
} from '../../../src/stages/satisfaction/residents/device.ts';
import { eraseOldWords } from '../../../src/stages/satisfaction/residents/erase-words.ts';
import { summariseRatings } from '../../../src/stages/satisfaction/residents/summarise-ratings.ts';
import { verifyChain } from '../../../src/trail/index.ts';
import { chinaDate } from '../../../src/web/china-time.ts';
import { type AdoptedWorld, buildAdopted } from '../../support/adopted.ts';
import { type TestApplication, testApplication } from '../../support/application.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { countEverything } from '../../support/rehearsal.ts';
import { tablesWith } from '../../support/search-tables.ts';
import { writeCongress, writeYear } from '../../support/write-year.ts';

let support: TestDatabase;
let world: AdoptedWorld;
let application: TestApplication;
let plate: string;
let now: Date;

beforeAll(async () => {
  now = new Date('2026-12-01T03:00:00Z');
  support = await createTestDatabase();
  world = await buildAdopted(support.database);
  // Nobody sits in the hall: one address is a household.
  await support.database.updateTable('record.sitting').set({ state: 'closed' }).execute();
  application = testApplication(support, () => now);
  plate = `/plate/${world.projects[0]?.plateCode ?? ''}`;
});
afterAll(async () => {
  expect(application.log).toEqual([]);
  expect((await verifyChain(support.database, world.townshipId)).broken).toBeNull();
  await support.drop();
});

/** A phone that opens the page of the plate and keeps what it is given. */
async function newPhone(): Promise<string> {
  const page = await application.get(`${plate}/rate`, null);
  return /piaojue_device=([^;]+)/.exec(page.headers.get('set-cookie') ?? '')?.[1] ?? '';
}

async function send(path: string, device: string | null, fields: Record<string, string>) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  return await application.app.request(`http://localhost${path}`, {
    method: 'POST',
    body,
    headers: {
      'sec-fetch-site': 'same-origin',
      origin: 'http://localhost',
      ...(device === null ? {} : { cookie: `piaojue_device=${device}` }),
    },
  });
}

const ratings = () =>
  support.database.selectFrom('contact.resident_rating').selectAll().orderBy('grade').execute();

const column = async () => {
  const response = await application.get(
    `/c/${world.townshipId}/projects/${world.projects[0]?.id}`,
    world.people.clerk.token,
  );
  return await response.text();
};

describe('a resident’s rating', () => {
  test('is one of a device and a project; sent again it changes', async () => {
    const phone = await newPhone();
    const first = await send(`${plate}/rate`, phone, { grade: 'satisfied' });
    expect(first.status, await first.clone().text()).toBe(200);
    const again = await send(`${plate}/rate`, phone, { grade: 'dissatisfied', comment: '灯不亮' });
    expect(await again.text()).toContain('已代替您以前的评价');
    const stored = await ratings();
    expect(stored).toHaveLength(1);
    expect(stored[0]).toMatchObject({ grade: 'dissatisfied', comment: '灯不亮', held_back: false });
    // Neither an address nor a time of day, and nothing that joins the projects of one device.
    expect(Object.keys(stored[0] ?? {}).sort()).toEqual(
      ['comment', 'congress_id', 'device_hash', 'discarded', 'grade', 'held_back'].concat([
        ...['held_reason', 'id', 'project_id', 'rated_on'],
      ]),
    );
    const other = `/plate/${world.projects[1]?.plateCode ?? ''}`;
    await send(`${other}/rate`, phone, { grade: 'satisfied' });
    expect(new Set((await ratings()).map((one) => one.device_hash)).size).toBe(2);
  });

  test('needs a grade and a token that we have issued', async () => {
    const before = await countEverything(support.database);
    const none = await send(`${plate}/rate`, await newPhone(), {});
    expect(none.status).toBe(422);
    expect(await none.text()).toContain('请选择满意、基本满意或者不满意');
    const invented = newDeviceToken(new Uint8Array(32));
    for (const device of [null, 'abc', invented]) {
      const answer = await send(`${plate}/rate`, device, { grade: 'satisfied' });
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain('请允许保存 Cookie');
    }
    expect(readDeviceToken(new Uint8Array(32), invented)).not.toBeNull();
    expect(await countEverything(support.database)).toBe(before);
    expect(await ratings()).toHaveLength(2);
    expect((await application.get('/plate/abcdefghjk/rate', null)).status).toBe(404);
  });

  test('is shown from the next day on, and only with enough others', async () => {
    for (const grade of ['satisfied', 'satisfied', 'satisfied', 'fairly_satisfied']) {
      await send(`${plate}/rate`, await newPhone(), { grade });
    }
    expect(await column()).toContain('还没有群众评价');
    now = new Date('2026-12-02T03:00:00Z');
    expect(await column()).toContain('截至昨天共 5 份');
    now = new Date('2026-12-01T03:00:00Z');
  });

  test('above the allowance of one address is held back until the clerk counts it', async () => {
    for (let index = 0; index < 18; index += 1) {
      await send(`${plate}/rate`, await newPhone(), { grade: 'satisfied' });
    }
    const held = (await ratings()).filter((one) => one.held_back);
    expect(held.length).toBeGreaterThan(0);
    expect(new Set(held.map((one) => one.held_reason))).toEqual(new Set(['address']));
    const desk = `/c/${world.townshipId}/residents`;
    const clerk = world.people.clerk.token;
    const page = await (await application.get(desk, clerk)).text();
    expect(page).toContain(`暂缓计入 ${held.length} 份`);
    const fields = { project_id: world.projects[0]?.id ?? '', rated_on: '2026-12-01' };
    const silent = await application.post(`${desk}/release`, clerk, { ...fields, reason: '' });
    expect(silent.status).toBe(422);
    const done = await application.post(`${desk}/release`, clerk, {
      ...fields,
      reason: '当天赶集',
    });
    expect(done.status).toBe(303);
    expect((await ratings()).filter((one) => one.held_back)).toEqual([]);
    const twice = await application.post(`${desk}/release`, clerk, { ...fields, reason: '再来' });
    expect(twice.status).toBe(409);
    expect((await application.get(desk, world.people.deputy.token)).status).toBe(403);
  });

  test('that was held back can be left out with a reason, and everybody reads how many were', async () => {
    const desk = `/c/${world.townshipId}/residents`;
    const clerk = world.people.clerk.token;
    now = new Date('2026-12-01T05:00:00Z');
    for (let index = 0; index < 24; index += 1) {
      const fields = { grade: 'dissatisfied', comment: '刷的' };
      await send(`${plate}/rate`, await newPhone(), fields);
    }
    const held = (await ratings()).filter((one) => one.held_back);
    expect(held.length).toBeGreaterThan(3);
    const fields = { project_id: world.projects[0]?.id ?? '', rated_on: '2026-12-01' };
    const before = await ratings();
    const silent = await application.post(`${desk}/discard`, clerk, { ...fields, reason: ' ' });
    expect(silent.status).toBe(422);
    const deputy = world.people.deputy.token;
    const reason = '同一网络几分钟内连续提交';
    expect((await application.post(`${desk}/discard`, deputy, { ...fields, reason })).status).toBe(
      403,
    );
    const elsewhere = { ...fields, project_id: crypto.randomUUID(), reason };
    expect((await application.post(`${desk}/discard`, clerk, elsewhere)).status).toBe(422);
    expect(await ratings()).toEqual(before);
    const counted = before.filter((one) => !one.held_back).length;
    const done = await application.post(`${desk}/discard`, clerk, { ...fields, reason });
    expect(done.status).toBe(303);
    const out = (await ratings()).filter((one) => one.discarded);
    expect(out).toHaveLength(held.length);
    expect(out.every((one) => one.held_back && one.comment === null)).toBe(true);
    for (const path of ['discard', 'release']) {
      const twice = await application.post(`${desk}/${path}`, clerk, { ...fields, reason });
      expect(twice.status).toBe(409);
    }
    now = new Date('2026-12-02T03:00:00Z');
    const page = await (await application.get(plate, null)).text();
    expect(page).toContain(`另有 ${held.length} 份一时集中提交的评价，经核对不计入`);
    expect(page).toContain(`截至昨天共 ${counted - 1} 份`);
    now = new Date('2026-12-01T05:00:00Z');
  });

  test('leaves nothing in the trail but what an hourly job sums up, once for each change', async () => {
    const summaries = () =>
      support.database
        .selectFrom('trail.entry')
        .selectAll()
        .where('event', '=', 'ratings-summarised')
        .execute();
    expect(await summaries()).toEqual([]);
    expect(await summariseRatings(support.database, now)).toBe(1);
    expect(await summariseRatings(support.database, now)).toBe(0);
    expect(await summaries()).toHaveLength(1);
    expect(JSON.stringify(await summaries())).not.toMatch(/satisfied|满意/);
    await send(`${plate}/rate`, await newPhone(), { grade: 'satisfied' });
    expect(await summaries()).toHaveLength(1);
    expect(await summariseRatings(support.database, now)).toBe(1);
  });

  test('comes from a network that is counted in the database, and never stored', async () => {
    const key = new Uint8Array(32).fill(7);
    const at = (minute: number) => new Date(Date.UTC(2026, 11, 5, 3, minute));
    const note = (address: string, minute: number) =>
      countSource(support.database, {
        ...{ congressId: world.townshipId, key, address, kind: 'r', now: at(minute) },
      });
    expect([await note('192.0.2.1', 0), await note('192.0.2.1', 59)]).toEqual([1, 2]);
    expect([await note('192.0.2.2', 59), await note('192.0.2.1', 61)]).toEqual([1, 1]);
    const rows = await support.database.selectFrom('contact.resident_rate').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain('192.0.2');
    // Another day, another key or another kind makes another hash of the same address.
    const one = { key, address: '192.0.2.1', kind: 'r', now: at(0) };
    const hashes = [
      ...[one, { ...one, kind: 'problem' }, { ...one, key: new Uint8Array(32) }],
      { ...one, now: new Date(at(0).getTime() + 24 * 3_600_000) },
    ].map(sourceHash);
    expect(new Set(hashes).size).toBe(4);
    expect(await forgetSources(support.database, at(59 + 180))).toBeGreaterThan(2);
    expect(
      await support.database.selectFrom('contact.resident_rate').selectAll().execute(),
    ).toEqual([]);
  });

  test('is not asked for where the rule sheet of the year does not ask', async () => {
    const { satisfaction, ...rest } = defaultRuleSheet({ level: 'township' });
    if (satisfaction === undefined) throw new Error('the default sheet has the chapter');
    const sheet = { ...rest, satisfaction: { ...satisfaction, residentsAsked: false } };
    const congress = await writeCongress(support.database, {
      ...{ parentId: world.countyId, kind: 'township', name: '安和镇', sheet },
    });
    const { record } = labelledTownship(3, 'healthy');
    const { yearId } = await writeYear(support.database, congress, record);
    const { plate_code } = await support.database
      .selectFrom('record.project')
      .select('plate_code')
      .where('year_id', '=', yearId)
      .where('state', '<>', 'ended')
      .limit(1)
      .executeTakeFirstOrThrow();
    const there = `/plate/${plate_code}`;
    const before = await ratings();
    const form = await application.get(`${there}/rate`, null);
    expect(form.headers.get('set-cookie') ?? '').not.toContain('piaojue_device');
    expect(await form.text()).toContain('没有安排群众评价');
    const refused = await send(`${there}/rate`, await newPhone(), { grade: 'satisfied' });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('不能提交');
    expect(await ratings()).toEqual(before);
    const page = await (await application.get(there, null)).text();
    expect(page).not.toContain('我来评价');
    expect(page).toContain('本年的票决办法没有安排群众评价');
  });
});

describe('a reported problem', () => {
  let code = '';
  const desk = () => `/c/${world.townshipId}/residents/handle`;
  const clerk = () => world.people.clerk.token;

  async function report(content: string, phone = ''): Promise<string> {
    const fields = { act_id: crypto.randomUUID(), content, phone };
    const answer = await (await send(`${plate}/problem`, null, fields)).text();
    return /class="receipt">([A-Z2-9]{8})</.exec(answer)?.[1] ?? '';
  }
  const problemId = async (content: string) =>
    (
      await support.database
        .selectFrom('contact.resident_problem')
        .select('id')
        .where('content', '=', content)
        .executeTakeFirstOrThrow()
    ).id;

  test('has a receipt code by which its answer is read', async () => {
    const code = await report('村口第三盏灯不亮');
    expect(code).toHaveLength(8);
    const asked = async () =>
      (await application.get(`${plate}/problem?code=${code.toLowerCase()}`, null)).text();
    expect(await asked()).toContain('已收到，等待办理');
    const fields = { problem_id: await problemId('村口第三盏灯不亮'), way: 'answered' };
    expect((await application.post(desk(), clerk(), { ...fields, answer: '' })).status).toBe(422);
    const done = await application.post(desk(), clerk(), { ...fields, answer: '明天修好' });
    expect(done.status).toBe(303);
    expect(await asked()).toContain('明天修好');
    expect((await application.post(desk(), clerk(), { ...fields, answer: '再答' })).status).toBe(
      409,
    );
    const wrong = await application.get(`${plate}/problem?code=AAAAAAAA`, null);
    expect(await wrong.text()).toContain('没有这个回执码');
  });

  test('is handed over as an opinion of a resident', async () => {
    code = await report('路灯离房子太近');
    const fields = { problem_id: await problemId('路灯离房子太近'), way: 'handed_over' };
    const answered = { ...fields, answer: '已交镇建设办' };
    const wordless = await application.post(desk(), clerk(), answered);
    expect(await wordless.text()).toContain('请用自己的话写明在哪里、是什么问题');
    const opinions = () =>
      support.database
        .selectFrom('record.opinion')
        .select('id')
        .where('congress_id', '=', world.townshipId)
        .execute();
    expect(await opinions()).toHaveLength(0);
    const own = { ...answered, opinion: '村民反映路灯间距不合适' };
    expect((await application.post(desk(), clerk(), own)).status).toBe(303);
    const opinion = await support.database
      .selectFrom('record.opinion')
      .select(['origin', 'content', 'state'])
      .where('congress_id', '=', world.townshipId)
      .executeTakeFirstOrThrow();
    expect(opinion).toEqual({
      ...{ origin: 'resident', content: '村民反映路灯间距不合适', state: 'raised' },
    });
    const page = await application.get(`${plate}/problem?code=${code}`, null);
    expect(await page.text()).toContain('已转为意见，等待交办');
  });

  test('is erased by the clerk with a reason: no table and no entry of the trail holds it any more', async () => {
    const { database } = support;
    const [words, phone] = ['路灯离房子太近', '13900001234'];
    const comment = '晚上照得睡不着的附言';
    const waiting = '井盖翘起来绊了王五';
    await report(waiting, phone);
    const [open, closed] = [await problemId(waiting), await problemId(words)];
    await send(`${plate}/rate`, await newPhone(), { grade: 'dissatisfied', comment });
    const { id: rating } = await database
      .selectFrom('contact.resident_rating')
      .select('id')
      .where('comment', '=', comment)
      .executeTakeFirstOrThrow();
    // An older version of the program copied the words into the opinion.
    await database
      .updateTable('record.opinion')
      .set({ content: `群众来电：${words}，请处理` })
      .where('congress_id', '=', world.townshipId)
      .execute();
    expect(await tablesWith(database, words)).toEqual([
      'contact.resident_problem',
      'record.opinion',
    ]);
    const erase = (what: string, id: string, reason = '本人要求', token = clerk()) =>
      application.post(`/c/${world.townshipId}/residents/erase`, token, { what, id, reason });
    expect((await erase('words', closed, '')).status).toBe(422);
    expect((await erase('words', open)).status).toBe(409);
    expect((await erase('words', closed, '本人要求', world.people.deputy.token)).status).toBe(403);
    expect(await tablesWith(database, waiting)).toEqual(['contact.resident_problem']);
    expect(await tablesWith(database, words)).toHaveLength(2);

    for (const [what, id] of [
      ['words', closed],
      ['phone', open],
      ['comment', rating],
    ] as const) {
      expect((await erase(what, id)).status).toBe(303);
      expect((await erase(what, id)).status).toBe(409);
    }
    for (const gone of [words, phone, comment])
      expect(await tablesWith(database, gone)).toEqual([]);
    expect(await tablesWith(database, waiting)).toEqual(['contact.resident_problem']);
    const { content } = await database
      .selectFrom('record.opinion')
      .select('content')
      .where('congress_id', '=', world.townshipId)
      .executeTakeFirstOrThrow();
    expect(content).toBe('群众来电：（原话已删除），请处理');
    const page = await application.get(`${plate}/problem?code=${code}`, null);
    expect(await page.text()).toMatch(
      /已转为意见，等待交办[\s\S]*您写的话已经删除[\s\S]*已交镇建设办/,
    );
    const trail = await verifyChain(database, world.townshipId);
    expect(trail.broken).toBeNull();
  });

  test('is erased by the nightly job once its matter has been closed for so many days, not before', async () => {
    const { database } = support;
    const at = (day: string) => new Date(`${day}T03:00:00Z`);
    const words = '井盖翘起来绊了王五';
    const left = async (day: string) => {
      await eraseOldWords(database, at(day), 365);
      return (await tablesWith(database, words)).length;
    };
    const from = chinaDate(now);
    const later = (days: number) => addDays(from, days);
    // It waits: however old it is, nothing is erased.
    expect(await left(later(900))).toBe(1);
    const fields = { problem_id: await problemId(words), way: 'declined', answer: '不属本项目' };
    expect((await application.post(desk(), clerk(), fields)).status).toBe(303);
    expect(await left(later(364))).toBe(1);
    expect(await left(later(365))).toBe(0);
    expect(await eraseOldWords(database, at(later(366)), 365)).toBe(0);
    const row = await database
      .selectFrom('contact.resident_problem')
      .select(['state', 'answer', 'content', 'phone'])
      .where('answer', '=', '不属本项目')
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ state: 'declined', answer: '不属本项目', content: null, phone: null });
    expect((await verifyChain(database, world.townshipId)).broken).toBeNull();
  });

  test('is refused without words, and above ten an hour from one address', async () => {
    const empty = await send(`${plate}/problem`, null, {
      ...{ act_id: crypto.randomUUID(), content: '' },
    });
    expect(await empty.text()).toContain('请写明问题在哪里');
    const statuses: number[] = [];
    for (let index = 0; index < 12; index += 1) {
      const fields = { act_id: crypto.randomUUID(), content: `问题${index}` };
      statuses.push((await send(`${plate}/problem`, null, fields)).status);
    }
    expect(statuses.at(-1)).toBe(429);
    const { count } = await support.database
      .selectFrom('contact.resident_problem')
      .select((select) => select.fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow();
    expect(Number(count)).toBe(10);
  });
});
