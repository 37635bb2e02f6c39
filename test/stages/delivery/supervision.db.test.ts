import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { appraise } from '../../../src/desk/appraisal/appraise.ts';
import { loadAppraisal } from '../../../src/desk/appraisal/load-appraisal.ts';
import { loadYears } from '../../../src/desk/indicators/load-years.ts';
import type { Result } from '../../../src/rules/refusals.ts';
import { answerOpinion } from '../../../src/stages/delivery/opinions/answer-opinion.ts';
import {
  declineOpinion,
  handOverOpinion,
} from '../../../src/stages/delivery/opinions/hand-over-opinion.ts';
import { listOpinions, loadOpinion } from '../../../src/stages/delivery/opinions/opinion-store.ts';
import { raiseOpinion } from '../../../src/stages/delivery/opinions/raise-opinion.ts';
import { rateAnswer } from '../../../src/stages/delivery/opinions/rate-answer.ts';
import { liftHandling, listHandling } from '../../../src/stages/delivery/supervision/handling.ts';
import { noteVisit, type VisitNote } from '../../../src/stages/delivery/supervision/note-visit.ts';
import { cancelVisitPlan, planVisit } from '../../../src/stages/delivery/supervision/plan-visit.ts';
import { recordSupervision } from '../../../src/stages/delivery/supervision/record-supervision.ts';
import { setGroup } from '../../../src/stages/delivery/supervision/set-group.ts';
import {
  listGroups,
  listHandlings,
  listSupervisionRecords,
  listVisitPlans,
  listVisits,
} from '../../../src/stages/delivery/supervision/supervision-store.ts';
import { type AdoptedWorld, buildAdopted } from '../../support/adopted.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let support: TestDatabase;
let world: AdoptedWorld;
/** A project of its own for each test, so that they share one database. */
let project: string;
let used = 0;
beforeAll(async () => {
  support = await createTestDatabase();
  world = await buildAdopted(support.database);
});
afterAll(() => support.drop());
beforeEach(() => {
  project = world.projects[used % 10]?.id ?? '';
  used += 1;
});

type By = 'clerk' | 'deputy' | 'department' | 'auditor';

function request(by: By = 'clerk', day = '2026-03-02', actId = randomUUID()) {
  return {
    ...{ congressId: world.townshipId, personId: world.people[by].id, kind: 'test', actId },
    ...{ happenedAt: null, now: new Date(`${day}T02:00:00Z`) },
  };
}

const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.refusals[0].code);

async function rows(): Promise<readonly number[]> {
  const tables = [
    'record.act',
    'trail.entry',
    'record.supervision_group',
    'people.supervision_member',
    'record.visit_plan',
    'record.visit',
    'people.visit_participant',
    'record.opinion',
    'record.opinion_answer',
    'record.opinion_rating',
    'record.supervised_handling',
    'record.supervision_record',
  ] as const;
  const counts = [];
  for (const table of tables) {
    const row = await support.database
      .selectFrom(table)
      .select((column) => column.fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow();
    counts.push(Number(row.count));
  }
  return counts;
}

/** Tries something that is refused with this code and leaves every table as it was. */
async function refused(code: string, attempt: () => Promise<Result<unknown>>): Promise<void> {
  const before = await rows();
  expect(codeOf(await attempt())).toBe(code);
  expect(await rows()).toEqual(before);
}

const deputyAt = (index: number) => world.deputies[index]?.personId ?? '';

function group(memberIds: readonly string[], leaderId: string, projectId = project) {
  return setGroup(support.database, request(), {
    ...{ projectId, name: '监督小组', memberIds, leaderId },
  });
}

async function groupOfDeputy(): Promise<void> {
  const { id } = world.people.deputy;
  expect(codeOf(await group([id, deputyAt(1)], id))).toBe('done');
}

describe('a supervision group', () => {
  test('has members and a leader; who leaves stays in the record; who joins can sign in', async () => {
    expect(codeOf(await group([deputyAt(0), deputyAt(1)], deputyAt(0)))).toBe('done');
    expect(codeOf(await group([deputyAt(1), deputyAt(2)], deputyAt(2)))).toBe('done');
    expect(codeOf(await group([deputyAt(0), deputyAt(2)], deputyAt(2)))).toBe('done');
    const [now] = await listGroups(support.database, world.townshipId, { projectId: project });
    expect(now?.members.map((one) => [one.personId, one.leader])).toEqual([
      [deputyAt(2), true],
      [deputyAt(0), false],
    ]);
    const ever = await support.database
      .selectFrom('people.supervision_member')
      .select(['person_id', 'ends_on'])
      .where('group_id', '=', now?.id ?? '')
      .execute();
    expect(ever.find((one) => one.person_id === deputyAt(1))?.ends_on).toBe('2026-03-02');
    const roles = await support.database
      .selectFrom('people.assignment')
      .select('person_id')
      .where('role', '=', 'deputy')
      .where('person_id', 'in', [deputyAt(0), deputyAt(1), deputyAt(2)])
      .execute();
    expect(roles).toHaveLength(3);
  });

  test('is refused where it cannot be right', async () => {
    await refused('no-such-project', () => group([deputyAt(0)], deputyAt(0), randomUUID()));
    await refused('not-a-deputy', () => group([], deputyAt(0)));
    await refused('not-a-deputy', () => group([world.people.clerk.id], world.people.clerk.id));
    await refused('leader-not-member', () => group([deputyAt(0)], deputyAt(1)));
    await support.database
      .updateTable('record.project')
      .set({ state: 'ended' })
      .where('id', '=', project)
      .execute();
    await refused('project-over', () => group([deputyAt(0)], deputyAt(0)));
    await support.database
      .updateTable('record.project')
      .set({ state: 'adopted' })
      .where('id', '=', project)
      .execute();
  });
});

describe('visits', () => {
  const plan = (by: By, plannedOn = '2026-03-20') =>
    planVisit(support.database, request(by), {
      ...{ projectId: project, plannedOn, topic: '看路灯', byMember: by === 'deputy' },
    });
  const cancel = (planId: string) =>
    cancelVisitPlan(support.database, request(), {
      ...{ projectId: project, planId, reason: '下雨', byMember: false },
    });
  const note = (change: Partial<VisitNote> = {}, by: By = 'deputy', actId = randomUUID()) =>
    noteVisit(support.database, request(by, '2026-03-20', actId), {
      ...{ projectId: project, planId: null, visitedOn: '2026-03-20', note: '看过了。' },
      ...{ verdict: 'good', ask: null, place: { source: 'none' }, companionIds: [] },
      ...{ writtenOffline: false, photo: null, enteredByClerk: by === 'clerk' },
      ...change,
    });

  test('are planned, cancelled, noted; an ask becomes an opinion; a second sending changes nothing', async () => {
    await groupOfDeputy();
    const first = await plan('deputy');
    const second = await plan('clerk');
    if (!first.ok || !second.ok) throw new Error('not planned');
    expect(codeOf(await cancel(second.value.planId))).toBe('done');
    const actId = randomUUID();
    const written = { planId: first.value.planId, ask: '补一盏灯', companionIds: [deputyAt(1)] };
    const sent = await note(written, 'deputy', actId);
    expect(sent).toEqual({ ok: true, value: { visitId: actId } });
    const before = await rows();
    expect(await note(written, 'deputy', actId)).toEqual(sent);
    expect(await rows()).toEqual(before);
    const visits = await listVisits(support.database, world.townshipId, [project]);
    expect(visits).toMatchObject([{ id: actId, ask: '补一盏灯' }]);
    expect(visits[0]?.people).toHaveLength(2);
    const plans = await listVisitPlans(support.database, world.townshipId, [project]);
    expect(plans.map((one) => [one.visitedOn, one.cancelledReason])).toEqual(
      expect.arrayContaining([
        ['2026-03-20', null],
        [null, '下雨'],
      ]),
    );
    const [opinion] = await listOpinions(support.database, world.townshipId, {
      projectId: project,
      raiserId: world.people.deputy.id,
    });
    expect(opinion).toMatchObject({ origin: 'visit', state: 'raised', content: '补一盏灯' });
    await refused('already-visited', () => cancel(first.value.planId));
    await refused('already-done', () => cancel(second.value.planId));
    await refused('no-such-plan', () => note({ planId: second.value.planId }));
    await refused('act-reused', () => note(written, 'clerk', actId));
  });

  test('are refused where nobody entitled was there', async () => {
    await refused('no-group', () => plan('clerk'));
    await refused('not-in-group', () => note());
    expect(codeOf(await group([deputyAt(1)], deputyAt(1)))).toBe('done');
    await refused('not-in-group', () => plan('deputy'));
    await refused('in-the-past', () => plan('clerk', '2026-03-01'));
    await refused('not-in-group', () => note());
    await refused('nobody-there', () => note({}, 'clerk'));
    await refused('in-the-future', () =>
      note({ visitedOn: '2026-03-21', companionIds: [deputyAt(1)] }, 'clerk'),
    );
    await refused('no-such-project', () => note({ projectId: randomUUID() }));
    expect(codeOf(await note({ companionIds: [deputyAt(1)] }, 'clerk'))).toBe('done');
  });
});

describe('opinions', () => {
  const raise = (raiserIds: readonly string[], origin: 'deputy' | 'meeting' = 'deputy') =>
    raiseOpinion(support.database, request(), {
      ...{ projectId: project, origin, content: '井盖松动，请固定。', raiserIds },
    });
  const over = (opinionId: string, change: { departmentId?: string; dueOn?: string } = {}) =>
    handOverOpinion(support.database, request(), {
      ...{ opinionId, departmentId: change.departmentId ?? world.departmentId },
      ...{ dueOn: change.dueOn ?? null, congressIds: [world.townshipId, world.countyId] },
    });
  const answer = (opinionId: string, organisationIds: readonly string[] | null = null) =>
    answerOpinion(support.database, request('department', '2026-03-10'), {
      ...{ opinionId, result: 'done', content: '已固定。', organisationIds },
    });
  const rate = (
    opinionId: string,
    grade: 'satisfied' | 'dissatisfied',
    reason: string | null = null,
    by: By = 'deputy',
  ) =>
    rateAnswer(support.database, request(by, '2026-03-12'), {
      ...{ opinionId, grade, reason, enteredByClerk: by === 'clerk' },
    });

  async function raised(): Promise<string> {
    const result = await raise([world.people.deputy.id]);
    if (!result.ok) throw new Error('not raised');
    return result.value.opinionId;
  }

  test('handed over with the days of the rule sheet, answered badly, reopened, answered well, closed', async () => {
    const one = await raised();
    expect(await over(one)).toMatchObject({ ok: true, value: { dueOn: '2026-04-01' } });
    expect(codeOf(await answer(one, [world.departmentId]))).toBe('done');
    expect(codeOf(await rate(one, 'dissatisfied', '只固定了一半。'))).toBe('done');
    const reopened = await loadOpinion(support.database, world.townshipId, one);
    expect(reopened?.opinion).toMatchObject({ state: 'reopened', dueOn: '2026-04-11' });
    expect(codeOf(await answer(one))).toBe('done');
    expect(codeOf(await rate(one, 'satisfied', null, 'clerk'))).toBe('done');
    const closed = await loadOpinion(support.database, world.townshipId, one);
    expect(closed?.opinion.state).toBe('closed');
    expect(closed?.answers.map((each) => each.grade)).toEqual(['dissatisfied', 'satisfied']);
    // The first answer met its deadline; what the clerk entered for others is told apart.
    const marks = closed?.answers.map((each) => [
      each.dueOn,
      each.answerByClerk,
      each.ratingByClerk,
    ]);
    expect(marks).toEqual([
      ['2026-04-01', false, false],
      ['2026-04-11', true, true],
    ]);
    expect(closed?.raisers).toEqual([
      { personId: world.people.deputy.id, name: world.people.deputy.name },
    ]);
  });

  test('late, rated bad and given a new day, stay late in the appraisal and in the year’s record', async () => {
    const places = new Map([[world.townshipId, '云溪镇']]);
    const year = { congressId: world.townshipId, places, year: 2026 };
    const kept = async () => {
      const record = await loadAppraisal(support.database, year, '2026-08-01');
      const all = appraise(record, '2026-08-01');
      return all.find((one) => one.id === world.countyDepartmentId)?.opinions;
    };
    const one = await raised();
    expect(codeOf(await over(one, { departmentId: world.countyDepartmentId }))).toBe('done');
    expect(await kept()).toEqual({ met: 0, of: 1 });
    const late = request('department', '2026-05-01');
    const content = { opinionId: one, result: 'done' as const, content: '已经固定。' };
    await answerOpinion(support.database, late, {
      ...{ ...content, organisationIds: [world.countyDepartmentId] },
    });
    const bad = { opinionId: one, grade: 'dissatisfied' as const, reason: '仍在晃。' };
    const rated = request('deputy', '2026-05-02');
    await rateAnswer(support.database, rated, { ...bad, enteredByClerk: false });
    // The new deadline is over on 1 August as well, and nothing came: two deadlines, none met.
    expect(await kept()).toEqual({ met: 0, of: 2 });
    await answerOpinion(support.database, request('clerk', '2026-05-10'), {
      ...{ ...content, organisationIds: null },
    });
    expect(await kept()).toEqual({ met: 1, of: 2 });
    const scope = { congressIds: [world.townshipId], fromYear: 2026, toYear: 2026 };
    const [read] = await loadYears(support.database, scope, '2026-05-11');
    expect(read?.record.opinions.find((each) => each.id === one)?.answers).toEqual([
      { dueOn: '2026-04-01', answeredOn: '2026-05-01' },
      { dueOn: '2026-06-01', answeredOn: '2026-05-10' },
    ]);
  });

  test('a department that was not voted on stands once in the appraisal', async () => {
    const places = new Map([[world.townshipId, '云溪镇']]);
    const year = { congressId: world.townshipId, places, year: 2026 };
    const told = await support.ownerDatabase.transaction().execute(async (transaction) => {
      await sql`update record.project set department_id = ${world.countyDepartmentId}
        where id = ${project}`.execute(transaction);
      await sql`update record.project_text set voted = voted || '{"department":"镇建设办"}'
        where id = (select current_text_id from record.project where id = ${project})`.execute(
        transaction,
      );
      const { projects } = await loadAppraisal(transaction, year, '2026-08-01');
      const found = projects.map(({ drift }) => drift);
      await sql`update record.project set department_id = null where id = ${project}`.execute(
        transaction,
      );
      return found;
    });
    expect(told).toEqual([[expect.stringMatching(/^承办单位 .*，表决时 镇建设办$/)]]);
  });

  test('are refused step by step, and nothing changes', async () => {
    await refused('nobody-raised', () => raise([]));
    await refused('not-a-deputy', () => raise([world.people.clerk.id]));
    const one = await raised();
    await refused('no-such-opinion', () => over(randomUUID()));
    await refused('no-such-department', () => over(one, { departmentId: randomUUID() }));
    await refused('due-too-early', () => over(one, { dueOn: '2026-03-02' }));
    await refused('wrong-state', () => answer(one));
    await refused('wrong-state', () => rate(one, 'satisfied'));
    await over(one);
    await refused('already-done', () => over(one));
    await refused('wrong-state', () =>
      declineOpinion(support.database, request(), { opinionId: one, reason: '重复' }),
    );
    await refused('not-your-unit', () => answer(one, [world.countyDepartmentId]));
    await answer(one);
    await refused('not-a-raiser', () => rate(one, 'satisfied', null, 'auditor'));
    await refused('reason-missing', () => rate(one, 'dissatisfied'));
  });

  test('are declined with the reason before they are handed over', async () => {
    const one = await raised();
    const decline = () =>
      declineOpinion(support.database, request(), { opinionId: one, reason: '不属本级职权' });
    expect(codeOf(await decline())).toBe('done');
    const loaded = await loadOpinion(support.database, world.townshipId, one);
    expect(loaded?.opinion).toMatchObject({ state: 'declined', declinedReason: '不属本级职权' });
    await refused('already-done', decline);
  });

  test('number on within the year and are listed for the department alone', async () => {
    const one = await raised();
    await over(one, { departmentId: world.countyDepartmentId });
    const own = await listOpinions(support.database, world.townshipId, {
      departmentIds: [world.countyDepartmentId],
    });
    expect(own.map((each) => each.id)).toContain(one);
    expect(new Set(own.map((each) => each.departmentId))).toEqual(
      new Set([world.countyDepartmentId]),
    );
    const all = await listOpinions(support.database, world.townshipId);
    expect(new Set(all.map((each) => each.number)).size).toBe(all.length);
  });
});

describe('supervised handling and records', () => {
  const list = (dueOn = '2026-06-01', projectId = project) =>
    listHandling(support.database, request(), {
      ...{ projectId, reason: '连续两月红灯', ledBy: '王建国', dueOn },
    });
  const lift = (projectId = project) =>
    liftHandling(support.database, request(), { projectId, reason: '已赶上进度' });

  test('a project is listed once at a time and lifted with a reason', async () => {
    await refused('not-listed', () => lift());
    await refused('due-too-early', () => list('2026-03-02'));
    await refused('no-such-project', () => list('2026-06-01', randomUUID()));
    await refused('no-such-project', () => lift(randomUUID()));
    expect(codeOf(await list())).toBe('done');
    await refused('already-done', () => list());
    expect(codeOf(await lift())).toBe('done');
    expect(codeOf(await list())).toBe('done');
    const both = await listHandlings(support.database, world.townshipId, project);
    expect(both.map((one) => one.liftedReason)).toEqual([null, '已赶上进度']);
  });

  test('reports and inquiries are entered with their day, in a meeting of this congress', async () => {
    const enter = (change: { heldOn?: string; meetingId?: string; projectId?: string } = {}) =>
      recordSupervision(support.database, request(), {
        ...{ kind: 'inquiry', title: '专题询问', content: '问工期，答年底完成。', outcome: null },
        ...{ heldOn: change.heldOn ?? '2026-03-01', meetingId: change.meetingId ?? null },
        projectIds: [change.projectId ?? project],
      });
    await refused('in-the-future', () => enter({ heldOn: '2026-03-03' }));
    await refused('no-such-meeting', () => enter({ meetingId: randomUUID() }));
    await refused('no-such-project', () => enter({ projectId: randomUUID() }));
    expect(codeOf(await enter({ meetingId: world.meetingId }))).toBe('done');
    const records = await listSupervisionRecords(support.database, world.townshipId, project);
    expect(records).toMatchObject([{ kind: 'inquiry', title: '专题询问' }]);
  });
});
