import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AdjustmentKind } from '../../../src/rules/adjustment.ts';
import type { Result } from '../../../src/rules/refusals.ts';
import {
  createDecisionRound,
  decideAdjustment,
  listProjectTexts,
  loadAdjustments,
  loadProject,
  reportAdjustment,
  requestAdjustment,
  withdrawAdjustment,
} from '../../../src/stages/delivery/index.ts';
import { writeAdjustments } from '../../../src/stages/result/adjustments/write-adjustments.ts';
import { currentReport, listReports } from '../../../src/stages/result/index.ts';
import { loadRound } from '../../../src/stages/voting/index.ts';
import { leaveRound } from '../../../src/stages/voting/leave-round.ts';
import { verifyChain } from '../../../src/trail/index.ts';
import { performAct } from '../../../src/trail/perform-act.ts';
import { type TestApplication, testApplication } from '../../support/application.ts';
import { checkedBundle } from '../../support/checked-bundle.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  castPapers,
  createPaperRound,
  declareTest,
  enterTallies,
  type PaperTest,
} from '../../support/paper-test.ts';
import { countEverything } from '../../support/rehearsal.ts';
import { buildTestMeeting, type TestMeeting } from '../../support/satisfaction-meeting.ts';
import { actRow } from '../../support/world.ts';

/** A county's standing committee of 29 members, of whom 16 are there: enough by law, not two thirds. */
let database: TestDatabase;
let application: TestApplication;
let meeting: TestMeeting;
let departmentId: string;
let adjustments: readonly string[];
let round: PaperTest;

const titles = ['村道硬化', '水库除险', '路灯改造', '口袋公园'] as const;
const marks = ['for', 'against', 'abstain'] as const;

beforeAll(async () => {
  database = await createTestDatabase();
  application = testApplication(database);
  meeting = await buildTestMeeting(database.database, {
    ...{ level: 'county', body: 'standing_committee', deputies: 40, members: 29, present: 16 },
    ...{ titles, state: 'underway' },
    settings: { 'vote.signers': 'chief', 'vote.countMethod': 'papers-or-tally' },
    enterMembers: async (path, clerk, names) => {
      expect((await application.post(path, clerk.token, { names })).status).toBe(303);
    },
  });
  departmentId = randomUUID();
  await database.database
    .insertInto('record.organisation')
    .values({
      ...{ congress_id: meeting.congressId, id: departmentId, kind: 'department' },
      name: '县交通局',
      act_id: await actRow(database.database, meeting.congressId, new Date()),
    })
    .execute();
  adjustments = [
    await asked(0, 'change', { totalTenThousandYuan: '120' }),
    await asked(1, 'end'),
    await asked(2, 'suspend'),
    await asked(3, 'suspend'),
  ];
});
afterAll(async () => {
  expect(application.log).toEqual([]);
  expect((await verifyChain(database.database, meeting.congressId)).broken).toBeNull();
  await database.drop();
});

function request(kind = 'test') {
  const { congressId } = meeting;
  return {
    ...{ congressId, personId: null, actId: randomUUID(), happenedAt: null },
    ...{ kind, now: new Date() },
  };
}

const projectId = (index: number) => meeting.projects[index] ?? '';
const adjustmentId = (index: number) => adjustments[index] ?? '';

async function project(index: number) {
  const found = await loadProject(database.database, meeting.congressId, projectId(index));
  if (found === null) throw new Error('no project');
  return found;
}

async function shown(index: number) {
  const [newest] = await loadAdjustments(database.database, await project(index));
  return newest;
}

async function asked(index: number, kind: AdjustmentKind, change: object = {}): Promise<string> {
  const made = await requestAdjustment(database.database, request(), {
    ...{ projectId: projectId(index), kind, requestedBy: departmentId, reason: '地质条件变化。' },
    proposed: { ...(await project(index)).voted, ...change },
    ...{ paper: null, organisationIds: null, congressIds: [meeting.congressId] },
  });
  if (!made.ok) throw new Error(made.refusals[0].message);
  return made.value.adjustmentId;
}

async function refused(code: string, attempt: () => Promise<Result<unknown>>): Promise<void> {
  const before = await countEverything(database.database);
  const result = await attempt();
  expect(result.ok ? 'done' : result.refusals[0].code).toBe(code);
  expect(await countEverything(database.database)).toBe(before);
}

function create(...chosen: readonly string[]) {
  return createDecisionRound(database.database, request(), {
    ...{ meetingId: meeting.meetingId, sittingId: meeting.sittingId, adjustmentIds: chosen },
  });
}

function byHand(index: number) {
  return decideAdjustment(database.database, request(), {
    ...{ projectId: projectId(index), adjustmentId: adjustmentId(index) },
    meetingId: meeting.meetingId,
    figures: { method: 'show_of_hands', votesFor: 16, votesAgainst: 0, votesAbstain: 0 },
    standingCommittee: { members: 29, present: 16 },
  });
}

const base = () => `/c/${meeting.congressId}/m/${meeting.meetingId}`;
/** A page without the names of a meeting's other pages. */
const page = async (path: string, token: string | null = meeting.clerk.token) =>
  (await (await application.get(path, token)).text()).replace(/<nav [\s\S]*?<\/nav>/g, '');

async function levelOfCongress(kind: 'county' | 'township'): Promise<void> {
  await database.database
    .updateTable('record.congress')
    .set({ kind })
    .where('congress_id', '=', meeting.congressId)
    .execute();
}

describe('adjustments put to the vote of a standing committee', () => {
  test('are refused where they cannot be, and nothing is written', async () => {
    await refused('no-adjustments', () => create());
    await refused('too-many-lines', () => create(...Array.from({ length: 61 }, randomUUID)));
    await refused('no-such-adjustment', () => create(randomUUID()));
    // Where the level's law names the congress, its committee does not decide.
    await levelOfCongress('township');
    await refused('wrong-body', () => create(adjustmentId(0)));
    expect(await page(`${base()}/adjustments`)).toContain('不在常委会会议表决');
    await levelOfCongress('county');
    const sent = await application.post(`${base()}/adjustments`, meeting.clerk.token, {});
    expect(sent.status).toBe(422);
    expect(await sent.text()).toContain('请至少选择一项要表决的调整申请');
  });

  test('are one round, one question each, with words of their own', async () => {
    const project0 = `/c/${meeting.congressId}/projects/${projectId(0)}/adjustments`;
    expect(await page(project0)).toContain(`${base()}/adjustments?project=${projectId(0)}`);
    const offered = await page(`${base()}/adjustments?project=${projectId(0)}`);
    expect(offered.match(/checked/g)).toHaveLength(1);
    const body = new FormData();
    body.append('adjustments', adjustmentId(0));
    body.append('adjustments', adjustmentId(1));
    round = await createPaperRound(application, meeting, `${base()}/adjustments`, body);
    const [paper, rounds, here] = await Promise.all([
      page(`${round.round}/papers`),
      page(`${base()}/rounds`),
      page(round.round),
    ]);
    for (const words of [
      '调整第1号“村道硬化”的内容',
      '总投资（万元）由“没有写”改为“120”',
      '每项分别表示赞成、反对或者弃权',
      '终止第2号“水库除险”',
    ]) {
      expect(paper).toContain(words);
    }
    for (const one of [paper, here]) expect(one).not.toMatch(/应选|候选 /);
    expect(paper).not.toContain('候选项目');
    expect(rounds).toContain('表决调整 2 项');
    // From the request to its round and back.
    expect(here).toContain(project0);
    expect(await page(project0)).toContain(round.round);
  });

  test('can be decided, taken back or voted on in no other way while the round runs', async () => {
    await refused('in-round', () => byHand(0));
    await refused('in-round', () => create(adjustmentId(2), adjustmentId(1)));
    await refused('in-round', () =>
      withdrawAdjustment(database.database, request(), {
        ...{ projectId: projectId(1), adjustmentId: adjustmentId(1), organisationIds: null },
      }),
    );
    const own = await page(`/c/${meeting.congressId}/projects/${projectId(1)}/adjustments`);
    expect(own).toContain('办完或者取消这一轮以前，不能另行登记');
    expect(own).not.toContain('撤回申请');
  });

  test('are voted on with the committee’s own quorum, and the year shows the round', async () => {
    const strip = await page(base());
    expect(strip).toContain('现在表决民生实事项目调整事项，共2项');
    expect(strip).toContain('全体组成人员过半数赞成的通过');
    await castPapers(round, meeting, 16, 'tally');
    const year = await page(`/c/${meeting.congressId}`);
    expect(year).toMatch(/正在进行[\s\S]*民生实事项目调整事项表决/);
    expect(year).toMatch(/2026年下一步：办完“民生实事项目调整事项表决”/);
    expect(year).toContain('调整正在计票');
    const votes = [
      [15, 1, 0],
      [14, 0, 2],
    ] as const;
    await enterTallies(database, round, meeting, { papers: 16, votes }, marks);
    expect((await shown(0))?.state).toBe('requested');
    await declareTest(application, database, round, meeting);
  });

  test('declared, each is decided by the counts of the report, and what carries takes effect', async () => {
    const decisions = await database.database
      .selectFrom('record.decision as decision')
      .innerJoin('record.count_report as report', 'report.id', 'decision.report_id')
      .selectAll('decision')
      .select('report.round_id')
      .where('subject', '=', 'adjustment')
      .orderBy('votes_for', 'desc')
      .execute();
    expect(decisions).toMatchObject([
      { due: 29, present: 16, votes_for: 15, votes_against: 1, carried: true, method: 'ballot' },
      { due: 29, present: 16, votes_for: 14, votes_abstain: 2, carried: false },
    ]);
    expect(decisions.every((one) => one.round_id === round.roundId)).toBe(true);
    expect((await project(0)).voted.totalTenThousandYuan).toBe('120');
    const texts = await listProjectTexts(database.database, meeting.congressId, projectId(0));
    expect(texts.map((one) => one.kind)).toEqual(['baseline', 'decision']);
    expect(await shown(0)).toMatchObject({
      ...{ state: 'approved', owed: ['notice', 'report'] },
      decision: '人大常委会：应到 29 人，实到 16 人，赞成 15，反对 1，弃权 0',
    });
    expect((await project(1)).state).toBe('underway');
    expect(await shown(1)).toMatchObject({ state: 'refused', owed: ['notice'] });
    const own = await page(`/c/${meeting.congressId}/projects/${projectId(1)}`);
    expect(own).toContain('没有获得通过，项目内容和实施不变');
    await refused('already-done', () => create(adjustmentId(0)));
  });

  test('result, report and hall speak of adjustments, never of candidates', async () => {
    const report = await database.database
      .selectFrom('record.count_report')
      .select('id')
      .where('round_id', '=', round.roundId)
      .executeTakeFirstOrThrow();
    const pages = await Promise.all([
      page(`${round.round}/result`),
      page(`${round.round}/report/${report.id}`),
      page(`${base()}/hall`, null),
    ]);
    for (const one of pages) {
      expect(one).toContain('调整第1号“村道硬化”的内容');
      expect(one).toMatch(/未通过/);
      expect(one).not.toMatch(/候选项目|入选|名次|应到代表/);
    }
    expect(pages[0]).toContain('1 项调整通过，1 项调整未通过');
    expect(pages[0]).toContain('通过的是调整第1号“村道硬化”的内容；未通过的是');
    expect(pages[1]).toContain('应到组成人员');
    expect(pages[2]).toContain('表决结果');
  });

  test('announced, they are told to the public; the next congress must still be told', async () => {
    const address = `/p/${meeting.congressId}/r/${round.roundId}`;
    const result = await page(`${round.round}/result`);
    expect(result).toContain('人民代表大会常务委员会关于民生实事项目调整事项表决结果的公告');
    const announced = await application.post(
      `${round.round}/announce-result`,
      meeting.clerk.token,
      {
        ...{ number: '第3号', dated: '2026-12-20', title: '关于调整的公告', issuer: '常委会' },
      },
    );
    expect(announced.status).toBe(303);
    const open = await page(address, null);
    expect(open).toContain('终止第2号“水库除险”：赞成14票，反对0票，弃权2票，未通过');
    expect(open).not.toMatch(/候选|入选/);
    const data = await (await application.get(`${address}/data`, null)).json();
    expect(data).toMatchObject({
      outcome: { kind: 'decision', body: 'standing-committee', due: 29, present: 16 },
    });
    expect(await shown(0)).toMatchObject({
      ...{ owed: ['report'], publishedWhere: '关于调整的公告（第3号）' },
      round: { publicHref: address },
    });
    expect(await shown(1)).toMatchObject({ owed: [] });
    const told = await reportAdjustment(database.database, request(), {
      ...{ projectId: projectId(0), adjustmentId: adjustmentId(0), meetingId: meeting.meetingId },
    });
    expect(told.ok).toBe(true);
    expect((await shown(0))?.owed).toEqual([]);
  });

  test('a cancelled round leaves a request undecided, for another round or a show of hands', async () => {
    const made = await create(adjustmentId(2), adjustmentId(3));
    if (!made.ok) throw new Error(made.refusals[0].message);
    const { meetingId } = meeting;
    const { roundId } = made.value;
    const left = await leaveRound(database.database, request(), {
      ...{ meetingId, roundId, way: 'cancel', reason: '改在下次会议表决。' },
    });
    expect(left.ok).toBe(true);
    expect(await shown(2)).toMatchObject({
      ...{ state: 'requested', decision: null },
      round: { open: false, state: '已取消，没有作出决定' },
    });
    expect((await create(adjustmentId(2))).ok).toBe(true);
    await refused('in-round', () => byHand(2));
    expect((await byHand(3)).ok).toBe(true);
    expect(await shown(3)).toMatchObject({ state: 'approved', round: null });
    expect((await project(3)).state).toBe('suspended');
  });
});

describe('a recount that turns a declared decision', () => {
  /** Declares the report of the first round anew with other results, as after a recount. */
  async function redeclare(change: {
    readonly validity?: boolean;
    readonly adopted?: readonly [boolean, boolean];
  }) {
    return await performAct(database.database, request('declare-result'), async (act) => {
      const at = { congress: meeting.congressId, meeting: meeting.meetingId };
      const again = await loadRound(act.transaction, at.congress, at.meeting, round.roundId);
      const report = currentReport(await listReports(act.transaction, at.congress, round.roundId));
      if (again === null || report === null) throw new Error('the round has a report');
      const projects = report.content.projects.map((one) => {
        const adopted = change.adopted?.[one.number - 1] ?? one.adopted;
        return { ...one, adopted, for: adopted ? 15 : 14, against: adopted ? 1 : 2, abstain: 0 };
      });
      const content = { ...report.content, projects, validity: change.validity ?? true };
      const written = await writeAdjustments(act, again, { id: report.id, content });
      return written.ok ? { ok: true, value: { done: true } } : written;
    });
  }

  /** What the checker of the year's bundle finds. */
  async function accused() {
    const scope = { congressId: meeting.congressId, yearId: meeting.yearId, year: 2026 };
    const { report } = await checkedBundle(database.database, scope);
    return report.failures.map(({ place, message }) => `${place}：${message}`);
  }

  test('takes back a change and ends a project, each to be told anew', async () => {
    expect((await redeclare({ adopted: [false, true] })).ok).toBe(true);
    // The bundle tells the change and its taking back, though the correction is still to be announced.
    expect(await accused()).toEqual([]);
    expect((await project(0)).voted.totalTenThousandYuan).toBeNull();
    expect(await shown(0)).toMatchObject({ state: 'refused', owed: ['notice'] });
    expect((await project(1)).state).toBe('ended');
    expect(await shown(1)).toMatchObject({ state: 'approved', owed: ['notice', 'report'] });
  });

  test('a void one decides nothing: the requests wait again', async () => {
    expect((await redeclare({ validity: false })).ok).toBe(true);
    expect(await accused()).toEqual([]);
    expect(await shown(0)).toMatchObject({ state: 'requested', decision: null, decidedOn: null });
    expect(await shown(1)).toMatchObject({ state: 'requested' });
    expect((await project(1)).state).toBe('underway');
  });

  test('is refused where another adjustment was decided since', async () => {
    expect((await redeclare({})).ok).toBe(true);
    adjustments = [await asked(0, 'change', { place: '下村' }), ...adjustments.slice(1)];
    expect((await byHand(0)).ok).toBe(true);
    await refused('later-adjustment', () => redeclare({ adopted: [false, false] }));
    expect((await project(0)).voted).toMatchObject({ totalTenThousandYuan: '120', place: '下村' });
  });
});
