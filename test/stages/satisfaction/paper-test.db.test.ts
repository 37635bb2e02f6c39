import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ok } from '../../../src/rules/refusals.ts';
import { listReports } from '../../../src/stages/result/report-store.ts';
import { writeSatisfaction } from '../../../src/stages/result/write-satisfaction.ts';
import { loadRound } from '../../../src/stages/voting/index.ts';
import { verifyChain } from '../../../src/trail/index.ts';
import { performAct } from '../../../src/trail/perform-act.ts';
import { type TestApplication, testApplication } from '../../support/application.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  castPapers,
  createPaperTest,
  declareTest,
  enterTallies,
  takeBatch,
} from '../../support/paper-test.ts';
import { countEverything } from '../../support/rehearsal.ts';
import { buildTestMeeting, type TestMeeting } from '../../support/satisfaction-meeting.ts';
import { sentencesOf } from '../../support/sentences.ts';
import published from '../../vectors/published-cases.json' with { type: 'json' };

let database: TestDatabase;
let application: TestApplication;

beforeAll(async () => {
  database = await createTestDatabase();
  application = testApplication(database);
});
afterAll(async () => {
  expect(application.log).toEqual([]);
  await database.drop();
});

const results = (meeting: TestMeeting) =>
  database.database
    .selectFrom('record.satisfaction_result as result')
    .innerJoin('record.project as project', 'project.id', 'result.project_id')
    .selectAll('result')
    .select('project.number')
    .where('result.congress_id', '=', meeting.congressId)
    .orderBy('project.number')
    .orderBy('result.tested_on')
    .execute();

async function refused(path: string, token: string, fields: Record<string, string>, words: string) {
  const before = await countEverything(database.database);
  const response = await application.post(path, token, fields);
  expect([409, 422]).toContain(response.status);
  expect(sentencesOf(await response.text())).toContain(words);
  expect(await countEverything(database.database)).toBe(before);
}

/** Splits the votes of all papers over batches of at most 25, line by line. */
function inBatches(rows: readonly (readonly number[])[], papers: number) {
  const lines = rows.map(([satisfied = 0, fairly = 0, dissatisfied = 0]) =>
    Array.from({ length: papers }, (_, paper) => {
      if (paper < satisfied) return 0;
      if (paper < satisfied + fairly) return 1;
      return paper < satisfied + fairly + dissatisfied ? 2 : null;
    }),
  );
  const batches = [];
  for (let start = 0; start < papers; start += 25) {
    const end = Math.min(papers, start + 25);
    batches.push({
      papers: end - start,
      votes: lines.map((line) => {
        const of = (grade: number) =>
          line.slice(start, end).filter((given) => given === grade).length;
        return [of(0), of(1), of(2)] as const;
      }),
    });
  }
  return batches;
}

const settings = { 'vote.signers': 'chief', 'vote.countMethod': 'papers-or-tally' };

describe('the test of Ninghai, 2021, with 222 papers counted by tally', () => {
  const [ninghai] = published.satisfaction;
  const rows = (ninghai?.rows ?? []).map((row) => row.counts);
  let meeting: TestMeeting;
  let path: string;

  test('runs from the printed papers to the public page, its doubtful row shown', async () => {
    meeting = await buildTestMeeting(database.database, {
      ...{ level: 'county', body: 'plenary', deputies: 240, present: 222 },
      titles: (ninghai?.rows ?? []).map((row) => row.project),
      settings: { ...settings, 'satisfaction.verdictBase': 'valid' },
    });
    const paperTest = await createPaperTest(application, meeting);
    path = paperTest.round;
    const paper = await application.get(`${path}/papers`, meeting.clerk.token);
    expect(await paper.text()).toMatch(/基本满意[\s\S]*美丽乡村/);
    await castPapers(paperTest, meeting, 222, 'tally');
    for (const batch of inBatches(rows, 222)) {
      await enterTallies(database, paperTest, meeting, batch);
    }
    await declareTest(application, database, paperTest, meeting);
    const written = await results(meeting);
    expect(written.map((one) => [one.satisfied, one.fairly_satisfied, one.dissatisfied])).toEqual(
      rows,
    );
    expect(written.map((one) => one.doubtful)).toEqual([true, ...Array(9).fill(false)]);
    // 95 and 27 of 222 valid papers are more than half only together.
    expect(written.map((one) => one.verdict)).toEqual([
      'fairly_satisfied',
      ...Array(9).fill('satisfied'),
    ]);
    expect(written.every((one) => one.published_at === null)).toBe(true);
    const result = await application.get(`${path}/result`, meeting.clerk.token);
    expect(await result.text()).toContain('本行合计与其他行不同');
  });

  test('is public only with its announcement, figures and verdict beside each other', async () => {
    const address = `/p/${meeting.congressId}/r/${path.split('/r/')[1]}`;
    expect((await application.get(address, null)).status).toBe(404);
    const announced = await application.post(`${path}/announce-result`, meeting.clerk.token, {
      ...{
        number: '第2号',
        dated: '2026-12-20',
        title: '关于满意度测评结果的公告',
        issuer: '主席团',
      },
    });
    expect(announced.status).toBe(303);
    const page = await (await application.get(address, null)).text();
    expect(page).toContain('农民饮用水：满意175票，基本满意43票，不满意4票，测评结果为“满意”');
    const data = await (await application.get(`${address}/data`, null)).json();
    expect(data).toMatchObject({
      outcome: { kind: 'satisfaction', base: 'valid', baseCount: 222 },
    });
    expect((await results(meeting)).every((one) => one.published_at !== null)).toBe(true);
    const made = await database.database
      .selectFrom('record.project')
      .select('id')
      .where('congress_id', '=', meeting.congressId)
      .execute();
    expect(made).toHaveLength(10);
    expect((await verifyChain(database.database, meeting.congressId)).broken).toBeNull();
  });

  test('written again by a recount, keeps its ids: rectifications point to them', async () => {
    const ids = async () => (await results(meeting)).map(({ id, number }) => ({ id, number }));
    const before = await ids();
    expect(before.length).toBeGreaterThan(0);
    const [, meetingId = '', roundId = ''] = /m\/([^/]+)\/r\/([^/]+)/.exec(path) ?? [];
    const round = await loadRound(database.database, meeting.congressId, meetingId, roundId);
    const [report] = await listReports(database.database, meeting.congressId, roundId);
    if (round === null || report === undefined) throw new Error('the test was reported');
    const request = {
      ...{ congressId: meeting.congressId, actId: randomUUID(), kind: 'recount' },
      ...{ personId: null, happenedAt: null, now: new Date() },
    };
    await performAct(database.database, request, async (act) => {
      await writeSatisfaction(act, round, report.content);
      return ok({});
    });
    expect(await ids()).toEqual(before);
  });
});

describe('the rule of Zhenhai in a standing committee of 29 members', () => {
  let meeting: TestMeeting;
  const titles = ['满意过半', '合计过半', '恰好不过半', '全部不满意'];

  beforeAll(async () => {
    meeting = await buildTestMeeting(database.database, {
      ...{ level: 'county', body: 'standing_committee', deputies: 40, members: 29, present: 28 },
      titles,
      settings: { ...settings, 'satisfaction.testedBy': 'standing-committee' },
      enterMembers: async (path, clerk, names) => {
        await refused(path, clerk.token, { names: `${names}\n查无此人` }, '没有“查无此人”');
        const entered = await application.post(path, clerk.token, { names });
        expect(entered.status, await entered.clone().text()).toBe(303);
      },
    });
  });

  test('the roll of its meeting is its members', async () => {
    const strip = await application.get(
      `/c/${meeting.congressId}/m/${meeting.meetingId}/roll`,
      meeting.clerk.token,
    );
    expect(await strip.text()).toContain('名册已冻结，共 29 人');
  });

  test('decides by half of all members, paper by paper, and a third person settles', async () => {
    const paperTest = await createPaperTest(application, meeting);
    await castPapers(paperTest, meeting, 26, 'papers');
    // 26 papers; half of 29 members is 14.5, so 15 are needed.
    const lines = [
      [15, 11, 0],
      [8, 7, 11],
      [10, 4, 12],
      [0, 0, 26],
    ] as const;
    const gradeOn = (line: readonly [number, number, number], paper: number) =>
      paper < line[0]
        ? 'satisfied'
        : paper < line[0] + line[1]
          ? 'fairly_satisfied'
          : 'dissatisfied';
    for (const [start, size] of [
      [0, 25],
      [25, 1],
    ] as const) {
      const entries = await takeBatch(database, paperTest, meeting, size);
      for (const [who, entry] of entries.entries()) {
        const token = meeting.tellers[who]?.token ?? '';
        for (let paper = 0; paper < size; paper += 1) {
          const marks = lines.map(
            (line, index) => [`mark-${index + 1}`, gradeOn(line, start + paper)] as const,
          );
          const slipped = who === 1 && start === 25;
          await paperTest.done(entry, token, {
            paper: String(paper + 1),
            ...Object.fromEntries(marks),
            ...(slipped ? { 'mark-4': 'fairly_satisfied' } : {}),
          });
        }
        await paperTest.done(`${entry}/finish`, token);
      }
    }
    const difference = await database.database
      .selectFrom('count.difference')
      .selectAll()
      .where('congress_id', '=', meeting.congressId)
      .executeTakeFirstOrThrow();
    expect(difference).toMatchObject({
      ...{ item_number: 4, first_value: 'dissatisfied', second_value: 'fairly_satisfied' },
    });
    await refused(
      `${paperTest.round}/count/settle`,
      meeting.scrutineer.token,
      { difference_id: difference.id, value: 'for', reason: '看错' },
      '实际的划法',
    );
    await paperTest.done('/count/settle', meeting.scrutineer.token, {
      ...{ difference_id: difference.id, value: 'dissatisfied', reason: '原票不满意栏划○' },
    });
    await declareTest(application, database, paperTest, meeting);
    expect((await results(meeting)).map((one) => [one.base_count, one.verdict])).toEqual([
      [29, 'satisfied'],
      [29, 'fairly_satisfied'],
      [29, 'dissatisfied'],
      [29, 'dissatisfied'],
    ]);
  });

  test('no test while one runs, none without projects, none in another body', async () => {
    const path = `/c/${meeting.congressId}/m/${meeting.meetingId}/tests`;
    const token = meeting.clerk.token;
    await refused(path, token, {}, '请至少选择一个');
    await refused(path, token, { projects: crypto.randomUUID() }, '不在本级的项目名单里');
    // Two at once: one creates it, the other is told that it is there.
    const twoParts = { projects: meeting.projects[0] ?? '', parts: '一期\n二期' };
    const fields = {
      projects: twoParts.projects,
      [`parts-${twoParts.projects}`]: twoParts.parts,
    };
    const both = await Promise.all([1, 2].map(() => application.post(path, token, fields)));
    expect(both.map((one) => one.status).sort()).toEqual([303, 422]);
    await refused(path, token, { projects: meeting.projects[0] ?? '' }, '还没有办完');
    const items = await database.database
      .selectFrom('record.round_item')
      .select(['number', 'title', 'part'])
      .where('congress_id', '=', meeting.congressId)
      .where('part', 'is not', null)
      .orderBy('number')
      .execute();
    expect(items.map((one) => [one.number, one.title, one.part])).toEqual([
      [1, '满意过半：一期', '一期'],
      [2, '满意过半：二期', '二期'],
    ]);
    expect((await application.get(path, meeting.chair.token)).status).toBe(403);
  });

  test('no row of the database joins a grade to a person', async () => {
    const columns = await database.database
      .selectFrom('record.satisfaction_result')
      .selectAll()
      .where('congress_id', '=', meeting.congressId)
      .execute();
    const people = await database.database.selectFrom('people.person').select('id').execute();
    const text = JSON.stringify(columns);
    expect(people.filter(({ id }) => text.includes(id))).toEqual([]);
    const entered = await database.database
      .selectFrom('count.entry_paper')
      .select(['marks', 'paper_number'])
      .where('congress_id', '=', meeting.congressId)
      .execute();
    expect(entered.length).toBe(52);
    expect(people.filter(({ id }) => JSON.stringify(entered).includes(id))).toEqual([]);
  });
});
