import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { labelledTownship } from '../../src/commands/indicators/synthetic-townships.ts';
import { loadYears } from '../../src/desk/indicators/load-years.ts';
import { judgeYear } from '../../src/rules/indicators/catalogue.ts';
import { thresholdsOf } from '../../src/rules/indicators/thresholds.ts';
import { defaultRuleSheet } from '../../src/rules/rule-sheet/default-sheet.ts';
import { type TestApplication, testApplication } from '../support/application.ts';
import { countQueries } from '../support/count-queries.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { buildWorld, type World } from '../support/world.ts';
import { type WrittenCongress, writeCongress, writeYear } from '../support/write-year.ts';

const sheet = defaultRuleSheet({ level: 'township' });
const today = '2026-01-31';
const now = new Date('2026-01-31T03:00:00Z');

let support: TestDatabase;
let world: World;
let application: TestApplication;
const written: WrittenCongress[] = [];
const labelled = [3, 4, 5, 6].flatMap((seed) => [
  labelledTownship(seed, 'healthy'),
  labelledTownship(seed, 'formalistic'),
]);

beforeAll(async () => {
  support = await createTestDatabase();
  world = await buildWorld(support.database);
  application = testApplication(support, () => now);
  for (const [index, { record }] of labelled.entries()) {
    const place = { parentId: world.countyId, kind: 'township', name: `试验${index}镇` } as const;
    const congress = await writeCongress(support.database, { ...place, sheet });
    await writeYear(support.database, congress, record);
    written.push(congress);
  }
});
afterAll(() => support.drop());

function scopeOf(congressIds: readonly string[]) {
  return { congressIds, fromYear: 2025, toYear: 2025 };
}

/** State and sentence of every indicator: what does not depend on ids. */
function spoken(record: Parameters<typeof judgeYear>[0]) {
  const found = judgeYear(record, thresholdsOf(sheet, 'township'));
  return found.map(({ code, state, sentence }) => ({ code, state, sentence }));
}

describe('the year record', () => {
  test('read back from its rows raises the very same questions as the plain one', async () => {
    const ids = written.map((one) => one.congressId);
    const loaded = await loadYears(support.database, scopeOf(ids), today);
    expect(loaded).toHaveLength(labelled.length);
    for (const [index, { record }] of labelled.entries()) {
      const here = loaded.find((one) => one.record.congressId === ids[index]);
      expect(here && spoken(here.record), `township ${index}`).toEqual(spoken(record));
    }
  });

  test('needs the same number of queries for one congress and for eight', async () => {
    const ids = written.map((one) => one.congressId);
    const one = await countQueries(support, (database) =>
      loadYears(database, scopeOf(ids.slice(0, 1)), today),
    );
    const eight = await countQueries(support, (database) =>
      loadYears(database, scopeOf(ids), today),
    );
    expect([one, eight]).toEqual([13, 13]);
  });
});

describe('the page of a year’s indicators', () => {
  async function yearIn(congressId: string): Promise<string> {
    const row = await support.database
      .selectFrom('record.year')
      .select('id')
      .where('congress_id', '=', congressId)
      .where('year', '=', 2025)
      .executeTakeFirstOrThrow();
    return row.id;
  }

  async function answers() {
    return await support.database
      .selectFrom('record.indicator_answer')
      .select(['indicator', 'content', 'superseded'])
      .where('congress_id', '=', world.townshipId)
      .orderBy('answered_on')
      .orderBy('superseded', 'desc')
      .execute();
  }

  test('a county reads a township’s questions with numbers, thresholds and their source, but answers none', async () => {
    const here = written[1]?.congressId ?? '';
    const path = `/c/${here}/indicators/${await yearIn(here)}`;
    const page = await application.get(path, world.people.countyViewer.token);
    expect(page.status).toBe(200);
    const text = await page.text();
    expect(text).toContain('不是结论');
    const asked = spoken(labelled[1]?.record ?? (undefined as never)).find(
      ({ state }) => state === 'question',
    );
    expect(text).toContain(asked?.sentence);
    expect(text).toMatch(/票决办法第.+条/);
    expect(text).not.toContain('作出说明');
    const refused = await application.post(path, world.people.countyViewer.token, {
      ...{ indicator: asked?.code ?? '', content: '不该写入' },
    });
    expect(refused.status).toBe(403);
    expect((await application.get(path, world.people.otherClerk.token)).status).toBe(403);
  });

  test('a year that the congress does not have is not found', async () => {
    const path = `/c/${world.townshipId}/indicators/${crypto.randomUUID()}`;
    expect((await application.get(path, world.people.clerk.token)).status).toBe(404);
  });

  test('the clerk answers what is asked; a new answer replaces the old one, which stays', async () => {
    const { townshipId } = world;
    const own = {
      ...{ congressId: townshipId, termId: world.termId, plenaryId: world.plenaryId },
      ...{ departmentId: world.departmentId, sheet },
    };
    const { record } = labelled[1] ?? (undefined as never);
    await writeYear(support.database, own, record);
    const path = `/c/${townshipId}/indicators/${await yearIn(townshipId)}`;
    const asked = spoken(record).filter(({ state }) => state === 'question');
    const quiet = spoken(record).find(({ state }) => state === 'clear');
    const send = (indicator: string, content: string) =>
      application.post(path, world.people.clerk.token, { indicator, content });

    const unasked = await send(quiet?.code ?? '', '没有人问');
    expect(unasked.status).toBe(422);
    expect(await unasked.text()).toContain('这一条现在没有提出问题');
    expect(await (await send('no-such-thing', '没有这一条')).text()).toContain('没有这一条提示');
    const empty = await send(asked[0]?.code ?? '', ' ');
    expect(empty.status).toBe(422);
    expect(await empty.text()).toContain('请写明情况');
    expect(await answers()).toEqual([]);

    const first = await send(asked[0]?.code ?? '', '已经安排，下月补上。');
    expect(first.status).toBe(303);
    await send(asked[0]?.code ?? '', '已经补上。');
    expect(await answers()).toEqual([
      { indicator: asked[0]?.code, content: '已经安排，下月补上。', superseded: true },
      { indicator: asked[0]?.code, content: '已经补上。', superseded: false },
    ]);
    const text = await (await application.get(path, world.people.clerk.token)).text();
    expect(text).toContain('已经补上。');
    expect(text).not.toContain('下月补上');
    expect(text).toContain('历年变化');
    expect(application.log).toEqual([]);
  });
});
