import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AdoptedWorld, buildAdopted } from '../support/adopted.ts';
import { type TestApplication, testApplication } from '../support/application.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { countEverything } from '../support/rehearsal.ts';
import { sentencesOf } from '../support/sentences.ts';

/** From the name on a form to what somebody does with the role, by the pages alone. */
let support: TestDatabase;
let world: AdoptedWorld;
let application: TestApplication;
let base: string;

beforeAll(async () => {
  support = await createTestDatabase();
  world = await buildAdopted(support.database);
  application = testApplication(support, () => new Date('2026-12-20T03:00:00Z'));
  base = `/c/${world.townshipId}`;
});
afterAll(async () => {
  expect(application.log).toEqual([]);
  await support.drop();
});

type Who = keyof AdoptedWorld['people'];
const tokenOf = (who: Who) => world.people[who].token;

async function post(path: string, token: string, fields: Record<string, string> = {}) {
  const response = await application.post(path, token, fields);
  const text = await response.text();
  expect([200, 303], `${path}: ${sentencesOf(text)}`).toContain(response.status);
  return text;
}

async function refused(path: string, fields: Record<string, string>, words: string) {
  const before = await countEverything(support.database);
  const response = await application.post(path, tokenOf('clerk'), fields);
  expect([409, 422]).toContain(response.status);
  expect(sentencesOf(await response.text())).toContain(words);
  expect(await countEverything(support.database)).toBe(before);
}

const read = async (path: string, token: string) =>
  await (await application.get(path, token)).text();

async function personNamed(name: string): Promise<string> {
  const { id } = await support.database
    .selectFrom('people.person')
    .select('id')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return id;
}

/** Signs somebody in by the link that the clerk makes on the page of the people. */
async function enter(name: string): Promise<string> {
  const page = await post(`${base}/people/invite`, tokenOf('clerk'), {
    person_id: await personNamed(name),
  });
  const token = /\/invitation\/([\w-]+)/.exec(page)?.[1] ?? '';
  const response = await application.post(`/invitation/${token}`, null, {});
  return /piaojue=([^;]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1] ?? '';
}

describe('the party committee', () => {
  const nominate = { role: 'party_committee', name: '书记甲' };

  test('has to be named, by a name of its own', async () => {
    await refused(`${base}/people`, nominate, '请填写党委的名称');
    const taken = { ...nominate, committee: '镇村镇建设办公室' };
    await refused(`${base}/people`, taken, '已经登记为承办单位');
  });

  test('judges a project after being nominated and invited, with no step outside the pages', async () => {
    const committee = '中共云溪镇委员会（二）';
    await post(`${base}/people`, tokenOf('clerk'), { ...nominate, committee });
    expect(await read(`${base}/people`, tokenOf('clerk'))).toContain(`党委（${committee}）`);
    const token = await enter('书记甲');
    expect(await read('/me', token)).toContain(`href="${base}/satisfaction"`);
    const path = `${base}/projects/${world.projects[0]?.id}/party-judgement`;
    await post(path, token, { grade: 'satisfied', reason: '按期完成，质量好' });
    const judged = await support.database
      .selectFrom('record.party_judgement as judgement')
      .innerJoin('record.organisation as committee', 'committee.id', 'judgement.organisation_id')
      .select(['judgement.grade', 'committee.name'])
      .executeTakeFirstOrThrow();
    expect(judged).toEqual({ grade: 'satisfied', name: committee });
  });

  test('that was given without a name before is said to be so, and is tied by giving it again', async () => {
    const personId = await personNamed('试用otherClerk');
    await support.database
      .updateTable('people.assignment')
      .set({ organisation_id: null })
      .where('person_id', '=', world.people.partyCommittee.id)
      .execute();
    expect(personId).not.toBe('');
    expect(await read(`${base}/people`, tokenOf('clerk'))).toContain('没有写明名称');
    await post(`${base}/people`, tokenOf('clerk'), {
      ...{ role: 'party_committee', committee: '中共云溪镇委员会' },
      person_id: world.people.partyCommittee.id,
    });
    expect(await read(`${base}/people`, tokenOf('clerk'))).not.toContain('没有写明名称');
  });
});

describe('units', () => {
  const people = (departmentId: string, personId: string, name = '') => ({
    ...{ department_id: departmentId, person_id: personId, name },
  });

  test('of every kind are entered, and one person acts for two of them', async () => {
    const path = `${base}/departments`;
    await refused(path, { kind: '', name: '上塘村' }, '请选择类别');
    await post(path, tokenOf('clerk'), { kind: 'village', name: '上塘村' });
    const village = await support.database
      .selectFrom('record.organisation')
      .select(['id', 'kind'])
      .where('name', '=', '上塘村')
      .executeTakeFirstOrThrow();
    expect(village.kind).toBe('village');
    await refused(`${path}/people`, people(village.id, '', ''), '没有选中人员');
    await post(`${path}/people`, tokenOf('clerk'), people(village.id, world.people.department.id));
    const held = await support.database
      .selectFrom('people.assignment')
      .select('organisation_id')
      .where('person_id', '=', world.people.department.id)
      .where('ends_at', 'is', null)
      .execute();
    expect(held.map((one) => one.organisation_id).sort()).toEqual(
      [village.id, world.departmentId].sort(),
    );
  });
});

describe('residents', () => {
  test('who reported a problem are counted on the page of the congress', async () => {
    expect(await read(base, tokenOf('clerk'))).not.toContain('等待办理');
    const plate = `/plate/${world.projects[0]?.plateCode}/problem`;
    const form = await application.get(plate, null);
    expect(form.status).toBe(200);
    await application.post(plate, null, {
      content: '路灯不亮',
      phone: '',
      act_id: crypto.randomUUID(),
    });
    expect(await read(base, tokenOf('clerk'))).toContain('群众反映的问题 1 件等待办理');
    expect(await read(base, tokenOf('presidium'))).not.toContain('群众反映的问题');
  });
});

describe('deputies', () => {
  const [first] = ['王建国'];

  test('all get an account on one sheet; nobody else is given one', async () => {
    const stranger = { role: 'deputy', person_id: world.people.clerk.id };
    await refused(`${base}/people`, stranger, '只有本届现任代表');
    const sheet = await post(`${base}/people/deputies`, tokenOf('clerk'));
    expect(sheet.match(/\/invitation\//g)?.length).toBeGreaterThanOrEqual(47);
    const token = await enter(first ?? '');
    expect(await read('/me', token)).toContain('代表');
    expect((await application.get(`${base}/tasks`, token)).status).toBe(200);
  });

  test('of the last term lose role, seat and group when it is ended, not before a new roll', async () => {
    const member = world.deputies[0]?.personId ?? '';
    const group = `${base}/projects/${world.projects[0]?.id}/supervision/group`;
    await post(group, tokenOf('clerk'), { name: '第一小组', leader: member, member });
    const token = await enter(first ?? '');
    const reElected = await enter(world.deputies[1]?.name ?? '');
    await post(`${base}/congresses/terms`, tokenOf('clerk'), {
      // The year of the election has projects already, adopted under the former term.
      ...{ number: '19', starts_on: '2026-12-01', year: '2026' },
    });
    const end = `${base}/terms/${world.termId}/end`;
    await refused(end, { ends_on: '2026-12-01' }, '名册还没有导入');
    await newRoll();
    await refused(end, { ends_on: '2020-01-01' }, '应在本届开始以后');
    const page = await read(end, tokenOf('clerk'));
    expect(page).toContain('要重新确定成员的监督小组（1 个）');
    expect(page).toContain('新一届有同名代表');
    const again = { name: '第一小组', leader: member, member };
    await refused(group, again, '应是本级现任代表');
    await post(end, tokenOf('clerk'), { ends_on: '2026-12-01' });
    await refused(end, { ends_on: '2026-12-01' }, '已经结束');
    expect((await application.get(`${base}/tasks`, token)).status).toBe(403);
    // Who was re-elected goes on with the same sign-in, and one service record over both terms.
    expect((await application.get(`${base}/tasks`, reElected)).status).toBe(200);
    expect(
      (await application.get(`${base}/service/${world.deputies[1]?.personId}`, reElected)).status,
    ).toBe(200);
    const seats = await support.database
      .selectFrom('people.seat')
      .select('state')
      .distinct()
      .where('term_id', '=', world.termId)
      .execute();
    expect(seats).toEqual([{ state: 'ended' }]);
    const members = await support.database
      .selectFrom('people.supervision_member')
      .select('ends_on')
      .execute();
    expect(members).toEqual([{ ends_on: '2026-12-01' }]);
  });

  const seatsOf = async (personId: string) =>
    await support.database
      .selectFrom('people.seat')
      .select('term_id')
      .where('person_id', '=', personId)
      .execute();

  /**
   * The roll of the new term by its page: one of the name and number of a former deputy whom the clerk knows to be
   * another, one who was re-elected, one who could be several, one newcomer.
   */
  async function newRoll(): Promise<void> {
    const made = await application.post(`${base}/meetings/new`, tokenOf('clerk'), {
      ...{ number: '1', name: '第十九届第一次会议', starts_on: '2027-01-20', year: '2027' },
      ...{ ends_on: '2027-01-21', first_sitting_at: '2027-01-20T09:00' },
    });
    const roll = `${made.headers.get('location') ?? ''}/roll`.replace('/roll/roll', '/roll');
    const [other, kept, twice] = world.deputies;
    const lines = [
      `${other?.name},第一代表团,男,YX001,`,
      `${kept?.name},第九代表团,,YX002,13800000002`,
      `${twice?.name},第三代表团,,YX003,`,
      `${twice?.name},第四代表团,,,13800000003`,
      '新代表,第一代表团,女,,',
    ];
    await support.database
      .updateTable('people.person')
      .set({ phone: '13800000003' })
      .where('id', '=', twice?.personId ?? '')
      .execute();
    const text = `姓名,代表团,性别,代表证号,手机\n${lines.join('\n')}\n`;
    const before = await countEverything(support.database);
    const preview = await application.post(`${roll}/preview`, tokenOf('clerk'), {
      file: new File([text], '名册.csv'),
    });
    const page = await preview.text();
    expect(page).toContain('与上届为同一人');
    expect(page).toContain(`${kept?.name}（上届：第二代表团），代表证号相同`);
    expect(page).toContain(`不能确定是哪一位的，按新代表登记：${twice?.name}、${twice?.name}`);
    const ticked = [...page.matchAll(/name="same" value="([^"]+)"( checked)?/g)];
    expect(ticked.map(([, id, checked]) => [id, checked !== undefined])).toEqual([
      [other?.personId, true],
      [kept?.personId, true],
    ]);
    const hidden = page.slice(page.indexOf('/roll/accept'));
    const value = (name: string) =>
      (new RegExp(`name="${name}" value="([^"]*)"`).exec(hidden)?.[1] ?? '').replaceAll(
        '&quot;',
        '"',
      );
    const accept = (same: string | undefined) =>
      application.post(`${roll}/accept`, tokenOf('clerk'), {
        ...{ rows: value('rows'), fingerprint: value('fingerprint'), file_name: '名册.csv' },
        same: same ?? '',
      });
    // Nobody else's person is joined to a row, whatever a form says.
    const foreign = await accept(twice?.personId);
    expect(sentencesOf(await foreign.text())).toContain('勾选的连任代表与文件对不上');
    expect(await countEverything(support.database)).toBe(before);
    expect((await accept(kept?.personId)).status).toBe(303);
    expect(await seatsOf(kept?.personId ?? '')).toHaveLength(2);
    expect(await seatsOf(other?.personId ?? '')).toHaveLength(1);
    expect(await seatsOf(twice?.personId ?? '')).toHaveLength(1);
  }
});
