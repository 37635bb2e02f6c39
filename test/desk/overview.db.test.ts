import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { labelledTownship } from '../../src/commands/indicators/synthetic-townships.ts';
import { type Filter, narrow } from '../../src/desk/county/filters.ts';
import { type BelowSums, loadOverview } from '../../src/desk/county/load-overview.ts';
import { readSpreadsheet } from '../../src/documents/index.ts';
import { thresholdsOf } from '../../src/rules/indicators/thresholds.ts';
import { summariseYear, type YearSummary } from '../../src/rules/indicators/year-summary.ts';
import { loadThreeColumns } from '../../src/stages/satisfaction/index.ts';
import { type TestApplication, testApplication } from '../support/application.ts';
import { countQueries } from '../support/count-queries.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  buildReviewWorld,
  type ReviewWorld,
  reviewDay,
  reviewNow,
  reviewSheet,
} from '../support/review-county.ts';

let support: TestDatabase;
let world: ReviewWorld;
let application: TestApplication;

beforeAll(async () => {
  support = await createTestDatabase();
  world = await buildReviewWorld(support.database);
  application = testApplication(support, () => reviewNow);
});
afterAll(() => support.drop());

const wanted = { year: 2025, today: reviewDay };
const thresholds = thresholdsOf(reviewSheet, 'township');

describe('the overview of a county', () => {
  test('holds every township’s year as the plain record sums it up; one without a year says so', async () => {
    const { places, years } = await loadOverview(support.database, world.countyId, wanted);
    expect(places).toHaveLength(world.townships.length + 2);
    expect(years.slice(0, 2)).toEqual([2026, 2025]);
    for (const { congressId, name, labelled } of world.townships) {
      const place = places.find((one) => one.id === congressId);
      expect(place?.summary, name).toEqual(summariseYear(labelled.record, thresholds));
      expect(place?.below).toBeNull();
    }
    expect(places.find((one) => one.id === world.townshipId)?.summary).toBeNull();
  });

  test('needs seventeen queries for a county and for a city', async () => {
    const count = (id: string) =>
      countQueries(support, (database) => loadOverview(database, id, wanted));
    expect([await count(world.countyId), await count(world.cityId)]).toEqual([17, 17]);
  });

  test('puts what three sides say side by side: as many queries for one project as for a county', async () => {
    const projects = await support.database
      .selectFrom('record.project')
      .select(['id', 'congress_id as congressId', 'year_id as yearId'])
      .execute();
    const looking = { today: reviewDay, publicOnly: false };
    const count = (some: typeof projects) =>
      countQueries(support, (database) => loadThreeColumns(database, some, looking));
    expect(new Set(projects.map((one) => one.congressId)).size).toBeGreaterThan(1);
    expect(await count(projects)).toBe(await count(projects.slice(0, 1)));
  });

  test('reads published kinds of rows alone: no ballot, no count, no slip, no person, no roll', async () => {
    const read = new Set<string>();
    const watched = support.database.withPlugin({
      transformQuery: ({ node }) => {
        const text = JSON.stringify(node);
        for (const [, raw, built] of text.matchAll(
          /\b(record|people|roll|count|box|board|contact|trail|jobs)\.\w|"schema":\{"kind":"IdentifierNode","name":"(\w+)"/g,
        )) {
          read.add(raw ?? built ?? '');
        }
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    await loadOverview(watched, world.countyId, wanted);
    expect([...read]).toEqual(['record']);
  });

  test('shows tiles, a table and groups; a filter narrows them; names lead to the places', async () => {
    const path = `/c/${world.countyId}/overview?year=2025`;
    const all = await (await application.get(path, world.people.countyViewer.token)).text();
    for (const { name, congressId, yearId } of world.townships) {
      expect(all).toContain(`href="/c/${congressId}">${name}`);
      expect(all).toContain(`href="/c/${congressId}/indicators/${yearId}"`);
    }
    expect(all).toContain('没有数据');
    expect(all).toContain('投资较多');
    const narrowed = `${path}&show=no-record`;
    const none = await (await application.get(narrowed, world.people.countyViewer.token)).text();
    expect(none).toContain('没有这一年记录的：2个单位');
    expect(none).not.toContain('东岭镇');
    const odd = `/c/${world.countyId}/overview?year=x&show=constructor&stage=11`;
    expect((await application.get(odd, world.people.countyViewer.token)).status).toBe(200);
  });

  test('is closed to deputies, tellers and the townships below', async () => {
    const { deputy, tellerA, clerk, otherClerk, department } = world.people;
    for (const person of [deputy, tellerA, clerk, otherClerk, department]) {
      for (const path of ['overview', 'overview/export?format=csv']) {
        const response = await application.get(`/c/${world.countyId}/${path}`, person.token);
        expect(response.status, `${person.name} ${path}`).toBe(403);
      }
    }
  });

  test('goes out as CSV and as Excel, the same numbers, no data in words', async () => {
    const base = `/c/${world.countyId}/overview/export?year=2025`;
    const token = world.people.countyViewer.token;
    const csv = await (await application.get(`${base}&format=csv`, token)).text();
    const lines = csv.trim().split('\r\n');
    expect(lines).toHaveLength(world.townships.length + 3);
    // Townships have nothing below them: no empty columns for it.
    expect(new Set(lines.map((line) => line.split(',').length))).toEqual(new Set([19]));
    expect(lines.find((line) => line.startsWith('云溪镇'))).toContain('没有数据');
    const xlsx = await application.get(`${base}&format=xlsx`, token);
    const bytes = new Uint8Array(await xlsx.arrayBuffer());
    const read = await readSpreadsheet(bytes);
    if (!read.ok) throw new Error(read.refusals[0].message);
    const cells = read.value[0]?.rows.map((row) => row.map(({ text }) => text).join(','));
    // A number in a spreadsheet keeps its places after the point in its format, not in its value.
    const plain = (line: string) =>
      line.replace(/(\.\d*?)0+(?=,|$)/g, '$1').replace(/\.(?=,|$)/g, '');
    expect(cells?.map((row) => plain(row).replace(/,+$/, ''))).toEqual(
      lines.map((line) => plain(line.replace(/^\uFEFF/, '')).replace(/,+$/, '')),
    );
    expect(application.log).toEqual([]);
  });
});

describe('the overview of a city', () => {
  test('shows its counties with the sums of their townships, and leads to theirs', async () => {
    const page = await application.get(
      `/c/${world.cityId}/overview?year=2025`,
      world.cityViewer.token,
    );
    const text = await page.text();
    expect(text).toContain('临溪县');
    expect(text).toContain('下辖');
    expect(text).toContain(`href="/c/${world.cityCountyId}/overview?year=2025"`);
    expect(text).not.toContain('东岭镇');
    const { places } = await loadOverview(support.database, world.cityId, wanted);
    const under = await loadOverview(support.database, world.cityCountyId, wanted);
    const sum = (value: (one: YearSummary) => number) =>
      under.places.reduce((all, { summary }) => all + (summary === null ? 0 : value(summary)), 0);
    const sums = places.find((one) => one.id === world.cityCountyId)?.below;
    expect(sums).toMatchObject({ places: 2, unrecorded: 0 });
    expect(sums?.projects).toBe(sum(({ projects }) => projects));
    expect(sums?.completed).toBe(sum(({ completed }) => completed));
    for (const grade of ['satisfied', 'fairlySatisfied', 'dissatisfied', 'untested'] as const) {
      expect(sums?.verdicts[grade]).toBe(sum(({ verdicts }) => verdicts[grade]));
    }
    const below = await application.get(
      `/c/${world.cityCountyId}/overview?year=2025`,
      world.cityViewer.token,
    );
    expect(await below.text()).toContain('双桥镇');
    const other = await application.get(`/c/${world.countyId}/overview`, world.cityViewer.token);
    expect(other.status).toBe(403);
  });
});

describe('the filters of an overview', () => {
  const verdicts = { satisfied: 1, fairlySatisfied: 0, dissatisfied: 0, untested: 0 };
  const below: BelowSums = {
    ...{ places: 2, unrecorded: 0, late: 0, questions: 0, overdueRectifications: 0 },
    ...{ projects: 4, completed: 4, verdicts },
  };
  const empty = { kind: 'county', yearId: null, summary: null, answered: 0 } as const;
  const narrowed = (filter: Filter, sums: BelowSums | null) =>
    narrow([{ ...empty, id: 'one', name: '甲县', below: sums }], { filter, stage: null }).length;

  test('look below a county too', () => {
    expect(narrowed('dissatisfied', null)).toBe(0);
    expect(narrowed('dissatisfied', below)).toBe(0);
    const bad = { ...below, verdicts: { ...verdicts, dissatisfied: 1 } };
    expect(narrowed('dissatisfied', bad)).toBe(1);
    const summary = summariseYear(labelledTownship(3, 'healthy').record, thresholds);
    const county = { ...empty, ...{ id: 'one', name: '甲县', summary } };
    const gaps = (unrecorded: number) =>
      narrow([{ ...county, below: { ...below, unrecorded } }], {
        filter: 'no-record',
        stage: null,
      });
    expect([gaps(0).length, gaps(1).length]).toEqual([0, 1]);
  });
});

describe('the page of a congress', () => {
  test('says where the newest year stands, what comes next and why', async () => {
    const { clerk } = world.people;
    const text = await (await application.get(`/c/${world.townshipId}`, clerk.token)).text();
    expect(text).toContain('2026年下一步：');
    expect(text).toContain('全年十个环节');
    expect(text).toMatch(/\d+条没有数据，不算通过/);
    const [, second] = world.townships;
    const late = await application.get(`/c/${second?.congressId}`, world.people.countyViewer.token);
    expect(await late.text()).toMatch(/条要说明/);
  });
});
