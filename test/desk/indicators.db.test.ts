import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadAnswers } from '../../src/desk/indicators/answer-store.ts';
import { loadYears } from '../../src/desk/indicators/load-years.ts';
import { publishedIndicators } from '../../src/desk/indicators/publication.ts';
import { judgeYear } from '../../src/rules/indicators/catalogue.ts';
import type { Evidence } from '../../src/rules/indicators/indication.ts';
import { thresholdsOf } from '../../src/rules/indicators/thresholds.ts';
import type { YearRecord } from '../../src/rules/indicators/year-record.ts';
import { hashJson } from '../../src/trail/canonical.ts';
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
    expect([await count(ids.slice(0, 1)), await count(ids)]).toEqual([14, 14]);
  });
});

/** The formalistic township that the tests look at. */
function formalistic(): ReviewedTownship {
  const found = world.townships[1];
  if (found === undefined) throw new Error('the county has townships');
  return found;
}

function isOfProject(one: Evidence): one is Extract<Evidence, { kind: 'project' }> {
  return one.kind === 'project';
}

describe('the page of a year’s indicators', () => {
  /** The formalistic year that the first of these tests gives to the township of the world. */
  let own: { readonly path: string; readonly yearId: string; readonly record: YearRecord } | null =
    null;

  async function ownYear() {
    if (own === null) {
      const congress = {
        ...{ congressId: world.townshipId, termId: world.termId, plenaryId: world.plenaryId },
        ...{ departmentId: world.departmentId, sheet: reviewSheet },
      };
      const { yearId } = await writeYear(support.database, congress, formalistic().labelled.record);
      const path = `/c/${world.townshipId}/indicators/${yearId}`;
      const scope = scopeOf([world.townshipId]);
      const [loaded] = await loadYears(support.database, scope, reviewDay);
      if (loaded === undefined) throw new Error('the year was not written');
      own = { path, yearId, record: loaded.record };
    }
    return own;
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
    const { path, record } = await ownYear();
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
    expect(text).toContain(`href="/c/${townshipId}/figures?year=2025"`);
    expect(application.log).toEqual([]);
  });

  test('an answer may be for one of the projects that are asked about, and for no other', async () => {
    const { path, record } = await ownYear();
    const found = judgeYear(record, thresholdsOf(reviewSheet, 'township'));
    const asked = found.find(
      ({ state, evidence }) => state === 'question' && evidence.some(isOfProject),
    );
    const ids = (asked?.evidence ?? []).flatMap((one) => (isOfProject(one) ? [one.projectId] : []));
    const other = record.projects.find(({ id }) => !ids.includes(id))?.id ?? crypto.randomUUID();
    const indicator = asked?.code ?? '';
    const send = (project_id: string, content: string) =>
      application.post(path, world.people.clerk.token, { indicator, project_id, content });
    const before = await answers();
    for (const wrong of [other, 'x']) {
      const refused = await send(wrong, '不该写入');
      expect(refused.status).toBe(422);
      expect(await refused.text()).toMatch(/这一条没有问到这个项目|请从列出的项目里选择/);
    }
    expect(await answers()).toEqual(before);
    expect((await send(ids[0] ?? '', '这个项目等雨季过后再动工。')).status).toBe(303);
    const whole = await send('', '整体情况另有说明。');
    expect(whole.status).toBe(303);
    const rows = await support.database
      .selectFrom('record.indicator_answer')
      .select(['project_id', 'content'])
      .where('congress_id', '=', world.townshipId)
      .where('indicator', '=', indicator)
      .where('superseded', '=', false)
      .execute();
    // One beside the other: neither replaces the other.
    expect(new Set(rows.map((row) => row.project_id))).toEqual(new Set([null, ids[0]]));
    const text = await (await application.get(path, world.people.clerk.token)).text();
    expect(text).toContain('这个项目等雨季过后再动工。');
  });

  test('nothing of it is public before the clerk publishes what the page shows, and then exactly that', async () => {
    const { path, record, yearId } = await ownYear();
    const open = `/p/${world.townshipId}/indicators/${yearId}`;
    const token = world.people.clerk.token;
    expect((await application.get(open, null)).status).toBe(404);
    const home = `/p/${world.townshipId}`;
    expect(await (await application.get(home, null)).text()).not.toContain(open);
    const hashOf = async () =>
      /name="hash" value="([0-9a-f]{64})"/.exec(
        await (await application.get(path, token)).text(),
      )?.[1] ?? '';
    const shown = await hashOf();
    const publish = (hash: string, by = token) => application.post(`${path}/publish`, by, { hash });
    const published = () =>
      support.database.selectFrom('record.indicator_publication').selectAll().execute();

    expect((await publish(shown, world.people.countyViewer.token)).status).toBe(403);
    const stale = await publish('0'.repeat(64));
    expect(stale.status).toBe(409);
    expect(await stale.text()).toContain('记录或者说明有了变化');
    expect(await published()).toEqual([]);

    expect((await publish(shown)).status).toBe(303);
    const again = await publish(shown);
    expect(again.status).toBe(422);
    expect(await again.text()).toContain('和上一次公布的内容一样');
    const rows = await published();
    expect(rows.map(({ number, content_hash }) => [number, content_hash])).toEqual([[1, shown]]);
    expect(hashJson(publishedIndicators.parse(rows[0]?.content))).toBe(shown);
    const standing = await loadAnswers(support.database, [world.townshipId]);
    expect(standing.every((one) => one.published === (one.yearId === yearId))).toBe(true);

    const page = await (await application.get(open, null)).text();
    const asked = spoken(record).find(({ state }) => state === 'question');
    for (const words of [asked?.sentence ?? '', '这个项目等雨季过后再动工。', '不是结论', shown]) {
      expect(page).toContain(words);
    }
    // Only what anybody may open is a link.
    const links = [...page.matchAll(/href="(\/[^"]+)"/g)].map(([, href = '']) => href);
    const staff = links.filter((href) => href.startsWith('/c/'));
    expect(staff).toEqual([]);
    for (const href of links.filter((one) => /^\/(p|plate)\//.test(one))) {
      expect((await application.get(href, null)).status, href).toBe(200);
    }
    expect(await (await application.get(home, null)).text()).toContain(`href="${open}"`);
    expect(application.log).toEqual([]);
  });

  test('a later answer is public only with the next publication; the earlier one stays to be read', async () => {
    const { path, record, yearId } = await ownYear();
    const open = `/p/${world.townshipId}/indicators/${yearId}`;
    const token = world.people.clerk.token;
    const indicator = spoken(record).find(({ state }) => state === 'question')?.code ?? '';
    await application.post(path, token, { indicator, content: '后来补写的一句。' });
    expect(await (await application.get(open, null)).text()).not.toContain('后来补写的一句。');
    const text = await (await application.get(path, token)).text();
    expect(text).toContain('现在的内容和公布的有不同');
    const hash = /name="hash" value="([0-9a-f]{64})"/.exec(text)?.[1] ?? '';
    expect((await application.post(`${path}/publish`, token, { hash })).status).toBe(303);
    expect(await (await application.get(open, null)).text()).toContain('后来补写的一句。');
    const first = await application.get(`${open}?number=1`, null);
    expect(await first.text()).not.toContain('后来补写的一句。');
    expect((await application.get(`${open}?number=9`, null)).status).toBe(404);
  });
});
