import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadFigures, loadOrigins } from '../../../src/stages/delivery/index.ts';
import { type AdoptedWorld, buildAdopted } from '../../support/adopted.ts';
import { type TestApplication, testApplication } from '../../support/application.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let support: TestDatabase;
let world: AdoptedWorld;
let application: TestApplication;
let base: string;
beforeAll(async () => {
  support = await createTestDatabase();
  world = await buildAdopted(support.database);
  application = testApplication(support);
  base = `/c/${world.townshipId}`;
});
afterAll(() => support.drop());

const clerk = () => world.people.clerk.token;
const figures = { year: '2026', version: '', source: '2025年征集工作台账' };
const figuresOf = (yearId: string) => loadFigures(support.database, world.townshipId, yearId);

describe('figures of a year without a record', () => {
  test('are refused without a source, for a year before every term, and in the wrong order', async () => {
    const without = await application.post(`${base}/figures`, clerk(), { ...figures, source: '' });
    expect(await without.text()).toContain('请写明数字的来源');
    const early = await application.post(`${base}/figures`, clerk(), { ...figures, year: '2015' });
    expect(await early.text()).toContain('没有包括这一年的届次');
    const order = { starts_on: '2025-09-30', ends_on: '2025-09-01' };
    const wrong = await application.post(`${base}/figures`, clerk(), { ...figures, ...order });
    expect(await wrong.text()).toContain('征集结束日期早于开始日期');
    expect(await figuresOf(world.yearId)).toBeNull();
  });

  test('keep “no data” apart from zero, and are shown with their source', async () => {
    const given = { starts_on: '2025-09-01', ends_on: '2025-09-30', online: '37', phone: '0' };
    expect(
      (await application.post(`${base}/figures`, clerk(), { ...figures, ...given })).status,
    ).toBe(303);
    const entered = await figuresOf(world.yearId);
    expect([...(entered?.channels ?? [])]).toEqual(
      expect.arrayContaining([
        ['online', 37],
        ['phone', 0],
      ]),
    );
    expect(entered?.channels.has('post')).toBe(false);
    expect(entered).toMatchObject({ noticeOn: null, deliberationMinuted: null });
    const page = await application.get(`${base}/figures?year=2026`, world.people.auditor.token);
    expect(await page.text()).toContain('录入自“2025年征集工作台账”');
    const stale = await application.post(`${base}/figures`, clerk(), { ...figures, online: '1' });
    expect(stale.status).toBe(409);
    const again = { ...figures, version: '1', online: '40', source: '更正后的台账' };
    expect((await application.post(`${base}/figures`, clerk(), again)).status).toBe(303);
    expect((await figuresOf(world.yearId))?.channels).toEqual(new Map([['online', 40]]));
  });

  test('say where each candidate came from', async () => {
    const id = world.candidates[0]?.id ?? '';
    const fields = { year_id: world.yearId, source: '征集台账' };
    const line = {
      [`kinds-${id}`]: 'residents',
      [`suggestions-${id}`]: '12',
      [`state-${id}`]: 'started',
    };
    const entered = await application.post(`${base}/figures/origins`, clerk(), {
      ...fields,
      ...line,
    });
    expect(entered.status).toBe(303);
    const origins = await loadOrigins(support.database, world.townshipId, world.yearId);
    expect(origins.get(id)).toMatchObject({
      ...{ kinds: ['residents'], suggestions: 12, stateWhenVoted: 'started', source: '征集台账' },
    });
    const foreign = { [`state-${world.yearId}`]: 'started' };
    const refused = await application.post(`${base}/figures/origins`, clerk(), {
      ...fields,
      ...foreign,
    });
    expect(await refused.text()).toContain('候选项目名单刚刚变过');
    expect(origins.size).toBe(1);
  });
});
