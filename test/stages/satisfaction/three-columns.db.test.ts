import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyChain } from '../../../src/trail/index.ts';
import { type AdoptedWorld, buildAdopted } from '../../support/adopted.ts';
import { type TestApplication, testApplication } from '../../support/application.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { countEverything } from '../../support/rehearsal.ts';
import { sentencesOf } from '../../support/sentences.ts';

let support: TestDatabase;
let world: AdoptedWorld;
let application: TestApplication;
let project: string;

beforeAll(async () => {
  support = await createTestDatabase();
  world = await buildAdopted(support.database);
  application = testApplication(support, () => new Date('2026-12-20T03:00:00Z'));
  project = world.projects[0]?.id ?? '';
});
afterAll(async () => {
  expect(application.log).toEqual([]);
  expect((await verifyChain(support.database, world.townshipId)).broken).toBeNull();
  await support.drop();
});

type Who = keyof AdoptedWorld['people'];
const base = () => `/c/${world.townshipId}`;
const page = () => `${base()}/projects/${project}`;

async function post(path: string, who: Who, fields: Record<string, string>) {
  const response = await application.post(path, world.people[who].token, fields);
  expect(response.status, `${path}: ${response.status === 303 ? '' : await response.text()}`).toBe(
    303,
  );
}

async function refused(path: string, who: Who, fields: Record<string, string>, words: string) {
  const before = await countEverything(support.database);
  const response = await application.post(path, world.people[who].token, fields);
  expect([409, 422]).toContain(response.status);
  expect(sentencesOf(await response.text())).toContain(words);
  expect(await countEverything(support.database)).toBe(before);
}

async function read(path: string, who: Who): Promise<string> {
  const response = await application.get(path, world.people[who].token);
  expect(response.status, path).toBe(200);
  return await response.text();
}

describe('the party committee', () => {
  const path = () => `${page()}/party-judgement`;

  test('gives one grade with its reason, and a later one replaces it', async () => {
    await refused(path(), 'partyCommittee', { grade: 'satisfied', reason: '' }, '请写明理由');
    await refused(path(), 'partyCommittee', { reason: '按期完成' }, '请选择等次');
    await post(path(), 'partyCommittee', { grade: 'satisfied', reason: '按期完成，质量好' });
    const again = { grade: 'fairly_satisfied', reason: '三盏灯不亮' };
    await post(path(), 'partyCommittee', again);
    const rows = await support.database
      .selectFrom('record.party_judgement')
      .select(['grade', 'superseded'])
      .orderBy('superseded', 'desc')
      .execute();
    expect(rows).toEqual([
      { grade: 'satisfied', superseded: true },
      { grade: 'fairly_satisfied', superseded: false },
    ]);
    expect(await read(page(), 'clerk')).toContain('三盏灯不亮');
  });

  test('alone judges: neither the clerk nor another congress does', async () => {
    for (const who of ['clerk', 'deputy', 'otherClerk'] as const) {
      const fields = { grade: 'satisfied', reason: '很好' };
      const answer = await application.post(path(), world.people[who].token, fields);
      expect(answer.status).toBe(403);
    }
  });
});

describe('older tests', () => {
  const path = () => `${base()}/satisfaction/enter?year=2026`;
  const figures = (counts: readonly string[]) => ({
    ...{ tested_on: '2026-06-30', base: 'members', base_count: '47', source: '测评结果公告' },
    [`satisfied-${project}`]: counts[0] ?? '',
    [`fairly_satisfied-${project}`]: counts[1] ?? '',
    [`dissatisfied-${project}`]: counts[2] ?? '',
  });

  test('are entered with their source; the verdict follows from the figures', async () => {
    const fields = figures(['5', '10', '30']);
    await refused(path(), 'clerk', { ...fields, source: '' }, '请写明来源');
    await refused(path(), 'clerk', { ...fields, base_count: '40' }, '多于基数 40');
    await refused(path(), 'clerk', { ...fields, tested_on: '2027-01-01' }, '还没有到');
    await refused(path(), 'clerk', figures(['五', '', '']), '0 到 9999');
    await refused(path(), 'clerk', figures([]), '一个项目的票数也没有填');
    await post(path(), 'clerk', fields);
    await refused(path(), 'clerk', fields, '已经录入过');
    const row = await support.database
      .selectFrom('record.satisfaction_result')
      .selectAll()
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ verdict: 'dissatisfied', round_id: null, source: '测评结果公告' });
    const year = await read(`${base()}/satisfaction`, 'clerk');
    expect(year).toContain('来源：测评结果公告');
    expect((await application.get(path(), world.people.deputy.token)).status).toBe(403);
  });
});

describe('a verdict of 不满意', () => {
  test('is put right by the unit, re-checked by another, and tested again beside the first', async () => {
    const { id } = await support.database
      .selectFrom('record.satisfaction_result')
      .select('id')
      .executeTakeFirstOrThrow();
    const path = `${page()}/rectify/${id}`;
    expect(await read(page(), 'clerk')).toContain('还没有发出整改');
    const asked = {
      ...{ content: '修好三盏路灯', unit_id: world.departmentId, person_in_charge: '王建设' },
      ...{ due_on: '2027-03-20', legal_basis: '监督法' },
    };
    await refused(path, 'clerk', { ...asked, unit_id: crypto.randomUUID() }, '从列表中选择');
    await refused(path, 'clerk', { ...asked, due_on: '2026-12-01' }, '晚于发出的日期');
    await post(path, 'clerk', asked);
    await refused(path, 'clerk', asked, '不用再发');
    expect(await read(page(), 'clerk')).toContain('整改后应再次测评');
    await support.database
      .updateTable('record.rectification')
      .set({ state: 'closed', closed_on: '2026-12-19' })
      .execute();
    await post(`${base()}/satisfaction/enter?year=2026`, 'clerk', {
      ...{ tested_on: '2026-12-20', base: 'members', base_count: '47', source: '再次测评报告' },
      [`satisfied-${project}`]: '40',
      [`fairly_satisfied-${project}`]: '3',
      [`dissatisfied-${project}`]: '1',
    });
    const shown = await read(page(), 'clerk');
    expect(shown).toContain('2026年6月30日');
    expect(shown).toContain('再次测评报告');
    expect(shown).toContain('销号，已再次测评');
    // The first test stands as it was; nothing is added up.
    const rows = await support.database
      .selectFrom('record.satisfaction_result')
      .select(['tested_on', 'verdict'])
      .orderBy('tested_on')
      .execute();
    expect(rows.map((one) => one.verdict)).toEqual(['dissatisfied', 'satisfied']);
  });

  test('alone asks for rectification: a test of another verdict or project does not', async () => {
    const { id } = await support.database
      .selectFrom('record.satisfaction_result')
      .select('id')
      .where('verdict', '=', 'satisfied')
      .executeTakeFirstOrThrow();
    const fields = {
      ...{ content: '再整改', unit_id: world.departmentId, person_in_charge: '王建设' },
      ...{ due_on: '2027-03-20', legal_basis: '监督法' },
    };
    await refused(`${page()}/rectify/${id}`, 'clerk', fields, '不是“不满意”');
    const other = `${base()}/projects/${world.projects[1]?.id ?? ''}/rectify/${id}`;
    const answer = await application.post(other, world.people.clerk.token, fields);
    expect(answer.status).toBe(404);
  });
});
