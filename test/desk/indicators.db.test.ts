import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadYears } from '../../src/desk/indicators/load-years.ts';
import { judgeYear } from '../../src/rules/indicators/catalogue.ts';
import { thresholdsOf } from '../../src/rules/indicators/thresholds.ts';
import { type TestApplication, testApplication } from '../support/application.ts';
import { countQueries } from '../support/count-queries.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  buildReviewWorld,
  type ReviewedTownship,
  type ReviewWorld,
  reviewDay,
  reviewNow,
  reviewSheet,
} from '../support/review-county.ts';
import { writeYear } from '../support/write-year.ts';

let support: TestDatabase;
let world: ReviewWorld;
let application: TestApplication;

beforeAll(async () => {
  support = await createTestDatabase();
  world = await buildReviewWorld(support.database);
  application = testApplication(support, () => reviewNow);
});
afterAll(() => support.drop());

function scopeOf(congressIds: readonly string[]) {
  return { congressIds, fromYear: 2025, toYear: 2025 };
}

/** State and sentence of every indicator: what does not depend on ids. */
function spoken(record: Parameters<typeof judgeYear>[0]) {
  const found = judgeYear(record, thresholdsOf(reviewSheet, 'township'));
  return found.map(({ code, state, sentence }) => ({ code, state, sentence }));
}

describe('the year record', () => {
  test('read back from its rows raises the very same questions as the plain one', async () => {
    const ids = world.townships.map((one) => one.congressId);
    const loaded = await loadYears(support.database, scopeOf(ids), reviewDay);
    expect(loaded).toHaveLength(world.townships.length);
    for (const { name, congressId, labelled } of world.townships) {
      const here = loaded.find(({ record }) => record.congressId === congressId);
      expect(here && spoken(here.record), name).toEqual(spoken(labelled.record));
    }
  });

  test('needs the same number of queries for one congress and for eight', async () => {
    const ids = world.townships.map((one) => one.congressId);
    const count = (some: readonly string[]) =>
      countQueries(support, (database) => loadYears(database, scopeOf(some), reviewDay));
    expect([await count(ids.slice(0, 1)), await count(ids)]).toEqual([13, 13]);
  });
});

/** The formalistic township that the tests look at. */
function formalistic(): ReviewedTownship {
  const found = world.townships[1];
  if (found === undefined) throw new Error('the county has townships');
  return found;
}

describe('the page of a year’s indicators', () => {
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
    const { congressId, yearId, labelled } = formalistic();
    const path = `/c/${congressId}/indicators/${yearId}`;
    const page = await application.get(path, world.people.countyViewer.token);
    expect(page.status).toBe(200);
    const text = await page.text();
    expect(text).toContain('不是结论');
    const asked = spoken(labelled.record).find(({ state }) => state === 'question');
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
      ...{ departmentId: world.departmentId, sheet: reviewSheet },
    };
    const { record } = formalistic().labelled;
    const { yearId } = await writeYear(support.database, own, record);
    const path = `/c/${townshipId}/indicators/${yearId}`;
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
