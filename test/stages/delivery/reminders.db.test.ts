import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { labelledTownship } from '../../../src/commands/indicators/synthetic-townships.ts';
import { reminderSources, startJobs } from '../../../src/desk/index.ts';
import { defaultRuleSheet } from '../../../src/rules/rule-sheet/default-sheet.ts';
import {
  answerOpinion,
  answerRectification,
  declineProposal,
  enterPlan,
  explainUnfinished,
  handOverOpinion,
  issueRectification,
  listHandling,
  listReminders,
  listRemindersBelow,
  listRemindersOfDepartments,
  loadProject,
  publishPlan,
  raiseOpinion,
  remind,
  reminderPath,
} from '../../../src/stages/delivery/index.ts';
import { performAct } from '../../../src/trail/perform-act.ts';
import { type AdoptedWorld, buildAdopted } from '../../support/adopted.ts';
import { testApplication } from '../../support/application.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { writeCongress, writeYear } from '../../support/write-year.ts';

let support: TestDatabase;
let world: AdoptedWorld;
let now = new Date('2026-02-12T02:00:00Z');
beforeAll(async () => {
  support = await createTestDatabase();
  world = await buildAdopted(support.database);
});
afterAll(() => support.drop());

const at = (day: string) => new Date(`${day}T02:00:00Z`);
const run = (day: string) => remind(support.database, reminderSources, at(day));

test('a reminder is written once for each level, and climbs to the county', async () => {
  expect(await run('2026-02-12')).toBe(0);
  expect(await run('2026-02-14')).toBe(10);
  expect(await run('2026-02-14')).toBe(0);
  expect(await run('2026-02-21')).toBe(10);
  expect(await listRemindersBelow(support.database, world.countyId, '2026-02-21')).toEqual([]);
  expect(await run('2026-03-10')).toBe(20);
  const own = await listReminders(support.database, world.townshipId, '2026-03-10');
  expect(own).toHaveLength(10);
  expect(own[0]).toMatchObject({ level: 'county', kind: 'plan', dueOn: '2026-02-19' });
  expect(own[0]?.sentence).toContain('应于2026年2月19日前完成，已逾期 19 天');
  const events = await support.database
    .selectFrom('trail.entry')
    .select('hash')
    .where('event', '=', 'reminded')
    .execute();
  expect(events).toHaveLength(40);
});

test('the clerk and the county see it on their pages; what is done is gone', async () => {
  now = at('2026-03-10');
  const application = testApplication(support, () => now);
  const clerk = await application.get(`/c/${world.townshipId}`, world.people.clerk.token);
  expect(await clerk.text()).toContain('提醒（10 件）');
  const county = await application.get(`/c/${world.countyId}`, world.people.countyClerk.token);
  expect(await county.text()).toContain('云溪镇人民代表大会：第1号“村内路灯亮化”的实施计划公布');
  await support.database
    .updateTable('record.project')
    .set({ state: 'ended' })
    .where('id', '=', world.projects[0]?.id ?? '')
    .execute();
  expect(await run('2026-03-10')).toBe(0);
  expect(await listReminders(support.database, world.townshipId, '2026-03-10')).toHaveLength(9);
  const move = (state: 'adopted' | 'suspended') =>
    support.database
      .updateTable('record.project')
      .set({ state })
      .where('id', '=', world.projects[1]?.id ?? '')
      .execute();
  // Suspended, then resumed: the matter is as late as it was, at every level.
  await move('suspended');
  await run('2026-03-10');
  expect(await listReminders(support.database, world.townshipId, '2026-03-10')).toHaveLength(8);
  await move('adopted');
  expect(await run('2026-03-11')).toBe(0);
  const own = await listReminders(support.database, world.townshipId, '2026-03-10');
  expect(own).toHaveLength(9);
  expect(own.every((one) => one.level === 'county')).toBe(true);
});

test('the job survives the server that asked for it, and the application makes no tables', async () => {
  await support.database.updateTable('record.reminder').set({ done_at: null }).execute();
  const log: string[] = [];
  const options = {
    ...{ database: support.database, applicationUrl: support.applicationUrl },
    ...{ now: () => at('2026-03-10'), log: (line: string) => void log.push(line) },
    residentWordsDays: 365,
  };
  const jobs = await startJobs(options);
  // The first look is at once.
  const done = async () => {
    const { rows } = await sql<{ state: string }>`select state from jobs.job
      where name = 'reminders'`.execute(support.database);
    return rows.length > 0 && rows.every((row) => row.state === 'completed');
  };
  for (let tries = 0; tries < 300 && !(await done()); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(await done()).toBe(true);
  await jobs.stop();
  expect(log).toEqual([]);
  expect(await listReminders(support.database, world.townshipId, '2026-03-10')).toHaveLength(9);
  const made = sql`create table jobs.another (id uuid)`.execute(support.database);
  await expect(made).rejects.toThrow(/permission denied/);
});

test('every step after the vote is reminded of, and a month without a report stays open', async () => {
  const { database } = support;
  const { townshipId, yearId, departmentId, people } = world;
  const [, , project, other] = world.projects;
  if (project === undefined || other === undefined) throw new Error('there are ten projects');
  const ask = (kind: string, day: string) => ({
    ...{ congressId: townshipId, personId: people.clerk.id, kind, actId: randomUUID() },
    ...{ happenedAt: null, now: at(day) },
  });
  const about = { projectId: project.id };
  const content = {
    ...{ personInCharge: '王海', goal: '按期办成', safeguards: '专人负责' },
    ...{ startsOn: '2026-03-01', finishesOn: '2026-11-30', goals: [], funding: [] },
    milestones: [{ line: 1, title: '竣工', dueOn: '2026-11-20', weight: 100 }],
  };
  const plan = async (day: string) => {
    const { version } = (await loadProject(database, townshipId, project.id)) ?? { version: 0 };
    const entered = await enterPlan(database, ask('enter-plan', day), {
      ...{ ...about, version, worker: { clerk: true, departmentIds: [] }, content },
      ...{ congressIds: [townshipId], department: { id: departmentId, name: null } },
    });
    expect(entered.ok, JSON.stringify(entered)).toBe(true);
  };
  await plan('2026-03-02');
  await publishPlan(database, ask('publish-plan', '2026-03-02'), { ...about, where: '网站' });
  await plan('2026-03-16');
  const handling = { reason: '落后', ledBy: '主席', dueOn: '2026-04-20' };
  await listHandling(database, ask('list-handling', '2026-03-16'), { ...about, ...handling });
  const raise = async () => {
    const raised = await raiseOpinion(database, ask('raise-opinion', '2026-03-16'), {
      ...{ ...about, origin: 'meeting', content: '请加快。', raiserIds: [] },
    });
    return raised.ok ? raised.value.opinionId : '';
  };
  await raise();
  const opinionId = await raise();
  await handOverOpinion(database, ask('hand-over', '2026-03-17'), {
    ...{ opinionId, departmentId, dueOn: null, congressIds: [townshipId] },
  });
  await answerOpinion(database, ask('answer', '2026-03-18'), {
    ...{ opinionId, result: 'done', content: '已加快。', organisationIds: null },
  });
  const issued = await performAct(database, ask('issue', '2026-03-16'), (act) =>
    issueRectification(act, {
      ...{ origin: 'supervision', originId: randomUUID(), power: 'request', legalBasis: '监督法' },
      ...{ unitCongressId: townshipId, unitId: departmentId, unitName: '建设办', published: false },
      ...{ ...about, personInCharge: '王海', content: '限期整改', dueOn: '2026-04-16' },
    }),
  );
  await answerRectification(database, ask('answer-rectification', '2026-03-20'), {
    rectificationId: issued.ok ? issued.value.rectificationId : '',
    ...{ content: '已改。', organisationIds: null },
  });
  await database
    .insertInto('contact.resident_problem')
    .values({
      ...{ congress_id: townshipId, id: randomUUID(), project_id: other.id, phone: null },
      ...{ receipt_code: 'ABCDEFGH', content: '灯不亮', reported_on: '2026-03-20' },
      ...{ state: 'received', answer: null, opinion_id: null },
    })
    .execute();
  await run('2026-07-25');
  const found = await listReminders(database, townshipId, '2026-07-25');
  const due = (kind: string, subject: string | null = null) =>
    found
      .filter((one) => one.kind === kind && (subject === null || one.subjectId === subject))
      .map((one) => one.dueOn);
  expect(due('handling')).toEqual(['2026-04-20']);
  expect(due('hand_over')).toEqual(['2026-03-31']);
  expect(due('rating')).toEqual(['2026-04-17']);
  expect(due('recheck')).toEqual(['2026-04-19']);
  expect(due('problem')).toEqual(['2026-04-04']);
  // Twenty working days after the further version was entered on a Monday; the 6th of April is a holiday (清明).
  expect(due('publication')).toEqual(['2026-04-14']);
  expect(due('visit', project.id)).toEqual(['2026-04-20']);
  expect(due('report', yearId)).toEqual(['2026-07-20']);
  expect(due('test', yearId)).toEqual([]);
  const months = ['2026-03', '2026-04', '2026-05', '2026-06'];
  expect(due('progress', project.id)).toHaveLength(months.length);
  // What the congress has to do is none of the department's reminders.
  const own = await listRemindersOfDepartments(database, [departmentId], '2026-07-25');
  const kinds = new Set(own.map((one) => one.kind));
  expect([kinds.has('handling'), kinds.has('visit'), kinds.has('hand_over')]).toEqual([
    ...[true, false, false],
  ]);
  // The clerk reads each matter once: what is theirs with its deadline, what is others' as a reminder.
  now = at('2026-07-25');
  const application = testApplication(support, () => now);
  const page = await (await application.get(`/c/${townshipId}`, people.clerk.token)).text();
  const told = ['意见等交办', '意见的交办', '整改已答复，等复查', '整改的复查', '的群众反映'];
  expect(told.map((words) => page.split(words).length - 1)).toEqual([1, 0, 1, 0, 0]);
  expect(page).toMatch(/意见等交办：[^<]*<\/a> <span class="tag stop">.*?逾期 116 天/);
  expect(page).toContain('意见答复的评价应于2026年4月17日前完成');
  // Whoever does not act there reads all of it as reminders.
  const county = await (await application.get(`/c/${townshipId}`, people.countyClerk.token)).text();
  expect(county).toContain('整改的复查应于');
  await run('2027-01-18');
  const later = await listReminders(database, townshipId, '2027-01-18');
  expect(later.filter((one) => one.kind === 'test').map((one) => one.dueOn)).toEqual([
    '2027-01-20',
  ]);
});

test('what the end of a year asks climbs to the county until it is decided and told to a meeting', async () => {
  const { database } = support;
  const { townshipId, people, meetingId } = world;
  const [, , , , project] = world.projects;
  const projectId = project?.id ?? '';
  const ask = (kind: string) => ({
    ...{ congressId: townshipId, personId: people.clerk.id, kind, actId: randomUUID() },
    ...{ happenedAt: null, now: at('2027-04-20') },
  });
  const asked = async (day: string) => {
    await run(day);
    const found = await listReminders(database, townshipId, day);
    return found
      .filter(({ subjectId }) => subjectId === projectId)
      .filter(({ kind }) => kind === 'key_supervision' || kind === 'explanation')
      .map(({ kind, dueOn, level }) => `${kind} ${dueOn} ${level}`)
      .sort();
  };
  expect(await asked('2027-03-25')).toEqual([]);
  expect(await asked('2027-03-26')).toEqual([
    ...['explanation 2027-03-31 clerk', 'key_supervision 2027-03-31 clerk'],
  ]);
  expect(await asked('2027-04-16')).toEqual([
    ...['explanation 2027-03-31 county', 'key_supervision 2027-03-31 county'],
  ]);
  const below = await listRemindersBelow(database, world.countyId, '2027-04-16');
  const told = below.filter(({ subjectId }) => subjectId === projectId);
  expect(told.map(({ sentence }) => sentence)).toContain(
    `2026年第5号“${project?.title}”未按期完工向大会的说明应于2027年3月31日前完成，已逾期 16 天。`,
  );
  expect(told.map(reminderPath)).toContain(`/c/${townshipId}/supervision/next-year`);
  const reason = '已进入扫尾';
  expect((await declineProposal(database, ask('decline'), { projectId, reason })).ok).toBe(true);
  expect(await asked('2027-04-20')).toEqual(['explanation 2027-03-31 county']);
  // An explanation that no meeting heard yet is still owed.
  const content = '征地晚了两个月。';
  const explain = (meeting: string | null) =>
    explainUnfinished(database, ask('explain'), {
      ...{ projectId, content, meetingId: meeting },
      reportedOn: meeting === null ? null : '2027-04-20',
    });
  expect((await explain(null)).ok).toBe(true);
  expect(await asked('2027-04-20')).toHaveLength(1);
  expect((await explain(meetingId)).ok).toBe(true);
  expect(await asked('2027-04-20')).toEqual([]);
});

test('another congress is reminded by the days of the sheet under which it voted', async () => {
  const { database } = support;
  const { deadlines, ...rest } = defaultRuleSheet({ level: 'township' });
  if (deadlines === undefined) throw new Error('the default sheet has the chapter');
  const own = { ...deadlines, handOverDays: 5, remindBefore: 1, clerkAfter: 0, chairAfter: 2 };
  const congress = await writeCongress(database, {
    ...{ parentId: world.countyId, kind: 'township', name: '安和镇' },
    sheet: { ...rest, deadlines: own },
  });
  const { congressId } = congress;
  await writeYear(database, congress, labelledTownship(3, 'healthy').record);
  const { id: projectId } = await database
    .selectFrom('record.project')
    .select('id')
    .where('congress_id', '=', congressId)
    .orderBy('number')
    .limit(1)
    .executeTakeFirstOrThrow();
  const raising = {
    ...{ congressId, personId: null, kind: 'raise-opinion', actId: randomUUID() },
    ...{ happenedAt: null, now: at('2026-06-01') },
  };
  const raised = await raiseOpinion(database, raising, {
    ...{ projectId, origin: 'meeting', content: '请加快。', raiserIds: [] },
  });
  const opinionId = raised.ok ? raised.value.opinionId : '';
  const told = async (day: string) => {
    await run(day);
    const found = await listReminders(database, congressId, day);
    return found
      .filter(({ subjectId }) => subjectId === opinionId)
      .map(({ dueOn, level }) => `${dueOn} ${level}`);
  };
  expect(await told('2026-06-04')).toEqual([]);
  expect(await told('2026-06-05')).toEqual(['2026-06-06 clerk']);
  expect(await told('2026-06-08')).toEqual(['2026-06-06 chair']);
  expect(await told('2026-06-21')).toEqual(['2026-06-06 chair']);
  expect(await told('2026-06-22')).toEqual(['2026-06-06 county']);
});
