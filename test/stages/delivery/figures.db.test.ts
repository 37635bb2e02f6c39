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
    const again = {
      ...figures,
      version: '1',
      online: '40',
      source: '更正后的台账',
      reason: '漏计',
    };
    const replaced = await application.post(`${base}/figures`, clerk(), again);
    expect(replaced.headers.get('location')).toBe(`${base}/figures?year=2026`);
    expect((await figuresOf(world.yearId))?.channels).toEqual(new Map([['online', 40]]));
    expect((await application.post(`${base}/figures`, clerk(), again)).status).toBe(409);
    // What stood before is kept, with who replaced it and why; everybody on the staff reads it.
    const shown = await application.get(`${base}/figures?year=2026`, world.people.auditor.token);
    const history = await shown.text();
    expect(history).toContain('录入和更正的经过（2 次）');
    expect(history).toContain('网络建议由“37 条”改为“40 条”');
    expect(history).toContain('电话建议由“0 条”改为“没有数据”');
    expect(history).toContain('来源由“2025年征集工作台账”改为“更正后的台账”');
    expect(history).toContain('原因：漏计');
  });

  test('say where each candidate came from', async () => {
    const id = world.candidates[0]?.id ?? '';
    const fields = { year_id: world.yearId, version: '0', source: '征集台账' };
    const line = {
      [`kinds-${id}`]: 'residents',
      [`suggestions-${id}`]: '12',
      [`state-${id}`]: 'started',
    };
    const entered = await application.post(`${base}/figures/origins`, clerk(), {
      ...fields,
      ...line,
    });
    expect(entered.headers.get('location')).toBe(`${base}/figures?year=2026`);
    const origins = await loadOrigins(support.database, world.townshipId, world.yearId);
    expect(origins.get(id)).toMatchObject({
      ...{ kinds: ['residents'], suggestions: 12, stateWhenVoted: 'started', source: '征集台账' },
    });
    const foreign = { [`state-${world.yearId}`]: 'unknown' };
    const refused = await application.post(`${base}/figures/origins`, clerk(), {
      ...fields,
      ...foreign,
    });
    expect(await refused.text()).toContain('候选项目名单刚刚变过');
    expect(origins.size).toBe(1);
    const send = (version: string, change: Record<string, string>) =>
      application.post(`${base}/figures/origins`, clerk(), { ...fields, version, ...change });
    // Somebody who saw the form before it was saved does not write over it.
    expect((await send('0', line)).status).toBe(409);
    // A count that cannot be read is said, and never becomes “no data”.
    for (const [change, told] of [
      [{ ...line, [`suggestions-${id}`]: '十二' }, '条数应填 0 到 999999 之间的整数'],
      [{ ...line, [`suggestions-${id}`]: '1.5' }, '条数应填 0 到 999999 之间的整数'],
      [{ ...line, [`kinds-${id}`]: 'nobody' }, '请在所列的几项中勾选'],
      [{ ...line, [`state-${id}`]: 'half' }, '请选择票决时的状态'],
      [{ [`suggestions-${id}`]: '3', [`state-${id}`]: 'unknown' }, '请同时勾选由谁提出'],
    ] as const) {
      const answer = await send('1', change);
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain(told);
    }
    const after = await loadOrigins(support.database, world.townshipId, world.yearId);
    expect(after).toEqual(origins);
    const mended = await send('1', { ...line, [`suggestions-${id}`]: '１５' });
    expect(mended.status).toBe(303);
    const page = await application.get(`${base}/figures?year=2026`, clerk());
    expect(await page.text()).toContain('群众，建议 12 条，票决时已开工”改为“群众，建议 15 条');
  });

  test('entered by two people at once are written once', async () => {
    const both = await Promise.all(
      ['41', '42'].map((online) =>
        application.post(`${base}/figures`, clerk(), { ...figures, version: '2', online }),
      ),
    );
    expect(both.map((one) => one.status).sort()).toEqual([303, 409]);
  });
});
