import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoRequest, must } from '../../src/commands/demo/demo-acts.ts';
import {
  acceptProject,
  answerOpinion,
  answerRectification,
  completeProject,
  decideAdjustment,
  enterPlan,
  handOverOpinion,
  liftHandling,
  listHandling,
  listProjectTexts,
  listServingOrganisations,
  loadPlan,
  loadProject,
  loadWork,
  noteVisit,
  type Project,
  publishAdjustment,
  publishPlan,
  raiseOpinion,
  rateAnswer,
  reachMilestone,
  recheckRectification,
  reportProgress,
  requestAdjustment,
  setGroup,
} from '../../src/stages/delivery/index.ts';
import {
  draftLookback,
  enterDraw,
  loadLookback,
  loadReport,
  loadSample,
  makeReport,
  publishScope,
  recordFinding,
  recordSiteCheck,
  rectifyFinding,
  replyToFinding,
} from '../../src/stages/lookback/index.ts';
import { closeLookback } from '../../src/stages/lookback/report/make-report.ts';
import { rectifyTest } from '../../src/stages/satisfaction/rectify-test.ts';
import { verifyChain } from '../../src/trail/index.ts';
import { type AdoptedWorld, buildAdopted } from '../support/adopted.ts';
import { testApplication } from '../support/application.ts';
import { checkedBundle } from '../support/checked-bundle.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { castPapers, createPaperTest, declareTest, enterTallies } from '../support/paper-test.ts';
import { callTestMeeting } from '../support/satisfaction-meeting.ts';

/**
 * From promise to proof: one project from its adoption through a red mid-year, supervised handling, an opinion
 * answered badly, an adjustment, a failed and a second test, to the county's look-back two years later that
 * finds it broken, and its closing. Each step is an act of the program at its own day.
 */
let support: TestDatabase;
let world: AdoptedWorld;
let project: Project;
const byTally = { 'vote.countMethod': 'papers-or-tally' };
const clerkWorker = { clerk: true, departmentIds: [] } as const;

beforeAll(async () => {
  support = await createTestDatabase();
  world = await buildAdopted(support.database);
  await seatTheHall();
});
afterAll(() => support.drop());

/** The sitting of the adoption is open with forty deputies, so that the congress can decide. */
async function seatTheHall(): Promise<void> {
  const act = await support.database
    .selectFrom('record.act')
    .select('id')
    .where('congress_id', '=', world.townshipId)
    .executeTakeFirstOrThrow();
  await support.database
    .insertInto('roll.presence')
    .values(
      world.deputies.slice(0, 40).map((one) => ({
        ...{ congress_id: world.townshipId, sitting_id: world.sittingId, deputy_id: one.id },
        ...{ state: 'present' as const, arrived_at: moment('2026-01-20'), desk: '一号台' },
        act_id: act.id,
      })),
    )
    .execute();
  await support.database
    .updateTable('record.sitting')
    .set({ state: 'open', opened_at: moment('2026-01-20') })
    .where('id', '=', world.sittingId)
    .execute();
}

const moment = (day: string) => new Date(`${day}T10:00:00+08:00`);
const township = (kind: string, day: string, personId = world.people.clerk.id) =>
  demoRequest(world.townshipId, kind, personId, moment(day));
const county = (kind: string, day: string, personId = world.people.countyClerk.id) =>
  demoRequest(world.countyId, kind, personId, moment(day));

async function now(): Promise<Project> {
  const found = await loadProject(support.database, world.townshipId, project.id);
  if (found === null) throw new Error('the project is gone');
  return found;
}

async function mark(day: string): Promise<string> {
  const here = await now();
  const work = await loadWork(support.database, world.townshipId, [here], day);
  return work.get(here.id)?.mark.colour ?? 'none';
}

test('the plan is published, and by mid-year the project is red', async () => {
  const [first] = world.projects;
  const loaded = await loadProject(support.database, world.townshipId, first?.id ?? '');
  if (loaded === null) throw new Error('no project');
  project = loaded;
  await must(
    enterPlan(support.database, township('enter-plan', '2026-02-10'), {
      ...{ projectId: project.id, version: project.version, worker: clerkWorker },
      ...{ congressIds: [world.townshipId, world.countyId] },
      department: { id: world.departmentId, name: null },
      content: {
        ...{ personInCharge: '陈主任', goal: '新装路灯120盏', safeguards: '每月调度' },
        ...{ startsOn: '2026-02-10', finishesOn: '2026-11-30', goals: [] },
        funding: [{ origin: '镇财政', amount: '120' }],
        milestones: [
          { line: 1, title: '设计与招标', dueOn: '2026-03-31', weight: 20 },
          { line: 2, title: '立杆过半', dueOn: '2026-06-30', weight: 40 },
          { line: 3, title: '通电验收', dueOn: '2026-11-30', weight: 40 },
        ],
      },
    }),
  );
  const where = '镇政务公开栏';
  await must(
    publishPlan(support.database, township('publish-plan', '2026-02-10'), {
      ...{ projectId: project.id, where },
    }),
  );
  for (const month of ['02', '03', '04', '05', '06']) await report(`2026-${month}`, '5');
  expect(await mark('2026-06-30')).toBe('red');
});

async function report(month: string, paid: string): Promise<void> {
  await must(
    reportProgress(support.database, township('report-progress', `${month}-26`), {
      ...{ projectId: project.id, worker: clerkWorker },
      content: {
        ...{ month: `${month}-01`, standing: 'behind', percent: null, quantity: null, paid },
        note: '招标未完成',
      },
    }),
  );
}

test('it is put on the list of supervised handling, visited, and an opinion is answered twice', async () => {
  const { database } = support;
  const [leader, second] = world.deputies.map((one) => one.personId);
  const members = [leader ?? '', second ?? ''];
  await must(
    listHandling(database, township('list-handling', '2026-07-02'), {
      ...{ projectId: project.id, reason: '年中进度为红色', ledBy: '分管副镇长' },
      dueOn: '2026-09-30',
    }),
  );
  await must(
    setGroup(database, township('set-group', '2026-07-03'), {
      ...{ projectId: project.id, name: '路灯监督小组' },
      ...{ memberIds: members, leaderId: leader ?? '' },
    }),
  );
  await must(
    noteVisit(database, township('note-visit', '2026-07-10', leader), {
      ...{ projectId: project.id, planId: null, visitedOn: '2026-07-10', verdict: 'serious' },
      ...{ note: '工地无人施工', ask: '说明招标为何拖延', companionIds: [second ?? ''] },
      place: { source: 'typed', text: '云溪村口' },
      ...{ writtenOffline: false, photo: null, enteredByClerk: false },
    }),
  );
  const { opinionId } = await must(
    raiseOpinion(database, township('raise-opinion', '2026-07-11', leader), {
      ...{ projectId: project.id, origin: 'deputy', raiserIds: members },
      content: '请说明招标为何拖延，何时开工。',
    }),
  );
  await must(
    handOverOpinion(database, township('hand-over-opinion', '2026-07-12'), {
      ...{ opinionId, departmentId: world.departmentId, dueOn: null },
      congressIds: [world.townshipId],
    }),
  );
  const answer = (day: string, content: string) =>
    must(
      answerOpinion(database, township('answer-opinion', day, world.people.department.id), {
        ...{ opinionId, result: 'explained', content, organisationIds: [world.departmentId] },
      }),
    );
  const rate = (day: string, grade: 'dissatisfied' | 'satisfied', reason: string | null) =>
    must(
      rateAnswer(database, township('rate-answer', day, leader), {
        ...{ opinionId, grade, reason, enteredByClerk: false },
      }),
    );
  await answer('2026-07-20', '正在推进。');
  expect(await rate('2026-07-21', 'dissatisfied', '没有说明原因和时间')).toMatchObject({
    reopened: true,
  });
  await answer('2026-08-01', '招标因资质流标，7月28日已重新开标，8月5日进场。');
  expect(await rate('2026-08-02', 'satisfied', null)).toMatchObject({ reopened: false });
});

test('its content changes by the congress’s decision alone, and the baseline stays', async () => {
  const { database } = support;
  const before = await now();
  const { adjustmentId } = await must(
    requestAdjustment(database, township('request-adjustment', '2026-08-20'), {
      ...{ projectId: project.id, kind: 'change', requestedBy: world.departmentId, paper: null },
      ...{ reason: '两个自然村整村搬迁，路灯减少十盏', organisationIds: null },
      proposed: { ...before.voted, content: '村内路灯亮化110盏，按设计完成并验收。' },
      congressIds: [world.townshipId],
    }),
  );
  await must(
    decideAdjustment(database, township('decide-adjustment', '2026-08-28'), {
      ...{ projectId: project.id, adjustmentId, meetingId: world.meetingId },
      figures: { method: 'show_of_hands', votesFor: 38, votesAgainst: 1, votesAbstain: 1 },
      standingCommittee: null,
    }),
  );
  await must(
    publishAdjustment(database, township('publish-adjustment', '2026-08-29'), {
      ...{ projectId: project.id, adjustmentId, where: '镇政务公开栏' },
    }),
  );
  const texts = await listProjectTexts(database, world.townshipId, project.id);
  expect(texts.map((one) => one.kind).sort()).toEqual(['baseline', 'decision']);
  expect((await now()).voted.content).toContain('110盏');
});

test('it is finished, fails the deputies’ test, is put right and passes the second one', async () => {
  const { database } = support;
  const plan = await loadPlan(database, world.townshipId, project.id);
  for (const milestone of plan?.milestones ?? []) {
    await must(
      reachMilestone(database, township('reach-milestone', '2026-11-28'), {
        ...{ projectId: project.id, milestoneId: milestone.id, worker: clerkWorker },
        reachedOn: '2026-11-28',
      }),
    );
  }
  for (const month of ['07', '08', '09', '10', '11', '12']) await report(`2026-${month}`, '118');
  const about = { projectId: project.id, worker: clerkWorker };
  await must(
    completeProject(database, township('complete-project', '2026-12-20'), {
      ...{ ...about, completedOn: '2026-12-20' },
    }),
  );
  await must(
    acceptProject(database, township('accept-project', '2026-12-28'), {
      ...{ ...about, acceptedOn: '2026-12-28', acceptedBy: '联合验收组', note: null },
      maintainedBy: '云溪村',
    }),
  );
  await must(
    liftHandling(database, township('lift-handling', '2026-12-29'), {
      ...{ projectId: project.id, reason: '已完工并验收' },
    }),
  );
  expect(await mark('2026-12-31')).toBe('blue');
  await heldTest(6, '2027-01-20', [12, 4, 28]);
  const failed = await database
    .selectFrom('record.satisfaction_result')
    .select('id')
    .where('project_id', '=', project.id)
    .where('verdict', '=', 'dissatisfied')
    .executeTakeFirstOrThrow();
  const [unit] = (
    await listServingOrganisations(database, { id: world.townshipId, ancestorIds: [] })
  ).filter((one) => one.id === world.departmentId);
  const { rectificationId } = await must(
    rectifyTest(database, township('rectify-test', '2027-01-21'), {
      ...{
        projectId: project.id,
        resultId: failed.id,
        unit: unit ?? null,
        personInCharge: '陈主任',
      },
      ...{ content: '半数路灯不亮，逐盏检修。', dueOn: '2027-03-31' },
      legalBasis: '票决办法：测评不满意的限期整改',
    }),
  );
  await closeRectification(rectificationId, 'township', '2027-03-10', '2027-03-15');
  await heldTest(7, '2027-07-20', [40, 4, 0]);
  const results = await database
    .selectFrom('record.satisfaction_result')
    .select('verdict')
    .where('project_id', '=', project.id)
    .orderBy('tested_on')
    .execute();
  expect(results.map((one) => one.verdict)).toEqual(['dissatisfied', 'satisfied']);
  expect((await now()).state).toBe('accepted');
});

/**
 * A meeting of the year after tests the project on paper, secretly, from its roll to the announced result:
 * 44 of 47 deputies, counted by two tellers.
 */
async function heldTest(
  number: number,
  day: string,
  votes: readonly [number, number, number],
): Promise<void> {
  const called = { congressId: world.townshipId, termId: world.termId, number, year: 2027 };
  const meeting = {
    ...(await callTestMeeting(
      support.database,
      { ...called, now: moment(day) },
      { body: 'plenary', present: 44, settings: { 'vote.signers': 'chief', ...byTally } },
    )),
    ...{ yearId: world.yearId, projects: [project.id] },
  };
  const application = testApplication(support, () => moment(day));
  const test = await createPaperTest(application, meeting);
  await castPapers(test, meeting, 44, 'tally');
  // Two batches of 22 papers, the mixed box divided evenly.
  const [satisfied, fairly, dissatisfied] = votes;
  const half = [satisfied / 2, fairly / 2, dissatisfied / 2] as const;
  for (const _ of ['first', 'second'])
    await enterTallies(support, test, meeting, { papers: 22, votes: [half] });
  await declareTest(application, support, test, meeting);
  await test.done('/announce-result', meeting.clerk.token, {
    ...{ number: `第${number}号`, dated: day, title: '满意度测评结果的公告', issuer: '主席团' },
  });
  expect(application.log).toEqual([]);
}

/** The unit answers, somebody of the issuing congress checks and closes the item (销号). */
async function closeRectification(
  rectificationId: string,
  issuer: 'township' | 'county',
  answeredOn: string,
  checkedOn: string,
): Promise<void> {
  const { database } = support;
  const answerer = world.people.department.id;
  await must(
    answerRectification(database, township('answer-rectification', answeredOn, answerer), {
      ...{ rectificationId, organisationIds: null, content: '已逐盏检修，全部恢复照明。' },
    }),
  );
  const request = issuer === 'county' ? county : township;
  await must(
    recheckRectification(database, request('recheck-rectification', checkedOn), {
      ...{ rectificationId, result: 'closed', newDueOn: null, finding: '夜间复查，全部亮灯。' },
    }),
  );
}

test('two years later the county finds it broken, has it put right, closes it and reports', async () => {
  const { database } = support;
  const { lookbackId } = await must(
    draftLookback(database, county('draft-lookback', '2028-09-01'), {
      ...{ title: '2026年民生实事项目回头看', fromYear: 2026, toYear: 2026 },
      ...{ purpose: '看实事还好不好用', reviewedIds: [world.townshipId], continuesId: null },
      ...{ startsOn: '2028-09-01', endsOn: '2028-11-30', perStratum: 10, strata: 'none' },
    }),
  );
  await must(
    publishScope(database, county('publish-scope', '2028-09-01'), {
      ...{ lookbackId, version: 1, seedSource: '当众掷骰子', seedDueAt: moment('2028-09-03') },
    }),
  );
  await must(
    enterDraw(database, county('enter-draw', '2028-09-04'), {
      ...{ lookbackId, version: 2, seed: '4 1 6 3 3 2', drawnAt: moment('2028-09-03') },
      witnesses: ['程某', '苏某'],
    }),
  );
  const sample = await loadSample(database, world.countyId, lookbackId);
  const entry = sample.find((one) => one.projectId === project.id);
  if (entry === undefined) throw new Error('all ten were drawn');
  for (const one of sample) {
    const broken = one === entry;
    await must(
      recordSiteCheck(database, county('record-site-check', '2028-09-16'), {
        ...{ lookbackId, projectId: one.projectId, measured: null, photo: null },
        ...{ keepPhotoPlace: false, placeText: '项目所在地' },
        ...(broken
          ? { works: 'broken', maintained: 'no', maintainer: null, note: '半数路灯不亮' }
          : { works: 'works', maintained: 'yes', maintainer: '所在村', note: '完好' }),
      }),
    );
  }
  const { findingId } = await must(
    recordFinding(database, county('record-finding', '2028-09-18'), {
      ...{ lookbackId, subject: entry, grade: 'serious', evidenceText: null },
      ...{ content: '半数路灯不亮，无人管护。', questions: ['still-works'] },
    }),
  );
  await must(
    replyToFinding(database, township('reply-to-finding', '2028-09-20'), {
      ...{ findingId, agrees: true, content: '情况属实。' },
    }),
  );
  const { rectificationId } = await must(
    rectifyFinding(database, county('rectify-finding', '2028-09-21'), {
      ...{ lookbackId, findingId, power: 'request', unitId: null },
      ...{ legalBasis: '地方组织法：联系、指导下级人大', unitName: '云溪镇人民政府' },
      ...{ personInCharge: '分管副镇长', dueOn: '2028-10-31', content: '修复并落实管护。' },
    }),
  );
  await closeRectification(rectificationId, 'county', '2028-10-15', '2028-10-25');
  const version = async () =>
    (await loadLookback(database, world.countyId, lookbackId))?.version ?? 0;
  await must(
    makeReport(database, county('make-report', '2028-11-10'), {
      ...{ lookbackId, version: await version(), congress: '示例县人民代表大会' },
      conclusion: '十个项目查九个完好，一个已修复销号。',
    }),
  );
  await must(
    closeLookback(database, county('close-lookback', '2028-11-20'), {
      ...{ lookbackId, version: await version() },
    }),
  );
  const closed = await loadLookback(database, world.countyId, lookbackId);
  expect(closed?.state).toBe('closed');
  expect(JSON.stringify(await loadReport(database, world.countyId, lookbackId))).toContain('销号');
  for (const congressId of [world.townshipId, world.countyId]) {
    expect((await verifyChain(database, congressId)).broken).toBeNull();
  }
});

test('the auditor’s bundle of the year holds all of it, and every state follows from what happened', async () => {
  const scope = { congressId: world.townshipId, yearId: world.yearId, year: 2026 };
  const { report, bytes } = await checkedBundle(support.database, scope);
  // This world wrote its projects as adopted: that no vote is here is all there is to say.
  expect(report.failures.filter(({ check }) => check !== 'baselines')).toEqual([]);
  // Both tests were held in a later year, and count as this one's: they are about its project.
  expect(report.checks.find(({ id }) => id === 'outcomes')?.note).toContain('2轮测评、2条结果');
  const files = unzipSync(bytes);
  const rows = (name: string) =>
    strFromU8(files[`record/${name}.jsonl`] ?? new Uint8Array()).split('\n').length - 1;
  expect(rows('rectification-rechecks')).toBeGreaterThan(1);
  expect(rows('site-checks')).toBe(10);
  expect(rows('findings')).toBe(1);
  const trail = strFromU8(files['trail/entries.jsonl'] ?? new Uint8Array());
  expect(trail).toContain('"rectification-answered"');
  expect(trail).toMatch(/"plan-published".*"subjects":\{"hash":"[0-9a-f]{64}"/);
  // A deputy's own steps are given by their place alone: each entry says who recorded it.
  for (const event of ['visit-noted', 'opinion-raised', 'opinion-rated']) {
    expect(trail).not.toContain(`"${event}"`);
  }
});
