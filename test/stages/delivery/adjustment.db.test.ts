import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Tables } from '../../../src/database/tables.ts';
import type { AdjustmentKind } from '../../../src/rules/adjustment.ts';
import type { Result } from '../../../src/rules/refusals.ts';
import { loadAdjustmentPaper } from '../../../src/stages/delivery/adjustment/adjustment-store.ts';
import {
  decideAdjustment,
  listProjectTexts,
  loadAdjustments,
  loadDrift,
  loadProject,
  publishAdjustment,
  reportAdjustment,
  requestAdjustment,
  withdrawAdjustment,
} from '../../../src/stages/delivery/index.ts';
import { checkInDeputy } from '../../../src/stages/meeting/index.ts';
import { type AdoptedWorld, buildAdopted } from '../../support/adopted.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { writeTestProject } from '../../support/older-project.ts';
import { actRow, writingAct } from '../../support/world.ts';

let support: TestDatabase;
let world: AdoptedWorld;
let county: { projectId: string; meetingId: string; laterMeetingId: string };
/** A project of its own for each test, so that they share one database. */
let projectId: string;
let used = 0;
beforeAll(async () => {
  support = await createTestDatabase();
  world = await buildAdopted(support.database);
  for (const deputy of world.deputies.slice(0, 40)) {
    await checkInDeputy(support.database, request(world.townshipId, '2026-01-20'), {
      ...{ meetingId: world.meetingId, sittingId: world.sittingId, deputyId: deputy.id },
      desk: '签到台',
    });
  }
  county = await support.database.transaction().execute((inner) => countyRows(inner));
});
afterAll(() => support.drop());
beforeEach(() => {
  projectId = world.projects[used % 10]?.id ?? '';
  used += 1;
});

function request(congressId: string, day = '2026-06-01', actId: string = randomUUID()) {
  return {
    ...{ congressId, personId: null, kind: 'test', actId, happenedAt: null },
    now: new Date(`${day}T02:00:00Z`),
  };
}

/** A county with a standing committee, two meetings and one project that is carried out. */
async function countyRows(database: Transaction<Tables>) {
  const here = {
    congress_id: world.countyId,
    act_id: await actRow(database, world.countyId, new Date('2026-01-20T01:00:00Z')),
  };
  const [term_id, year_id, plenary, committee] = [
    ...[randomUUID(), randomUUID(), randomUUID(), randomUUID()],
  ] as const;
  const [meetingId, laterMeetingId] = [randomUUID(), randomUUID()];
  await database
    .insertInto('record.term')
    .values({ ...here, id: term_id, number: 18, starts_on: '2021-12-01', ends_on: null })
    .execute();
  await database
    .insertInto('record.year')
    .values({ ...here, id: year_id, term_id, year: 2026 })
    .execute();
  const body = (one: string, kind: 'plenary' | 'standing_committee', name: string) => ({
    ...{ ...here, id: one, term_id, kind, name, position: 0 },
  });
  await database
    .insertInto('record.body')
    .values([body(plenary, 'plenary', '全体会议'), body(committee, 'standing_committee', '常委会')])
    .execute();
  const meeting = (one: string, number: number, day: string) => ({
    ...{ ...here, id: one, body_id: plenary, term_id, year_id, number },
    ...{ name: `第${number}次会议`, starts_on: day, ends_on: day, state: 'preparing' as const },
  });
  await database
    .insertInto('record.meeting')
    .values([meeting(meetingId, 5, '2026-01-22'), meeting(laterMeetingId, 6, '2027-01-22')])
    .execute();
  const id = await writeTestProject(
    await writingAct(database, world.countyId, new Date('2026-01-22T01:00:00Z')),
    {
      ...{ yearId: year_id, number: 1, title: '水库除险', state: 'underway' },
      decidedOn: '2026-01-22',
    },
    { content: '加固大坝。', finish: '2026年11月底前', totalTenThousandYuan: '100' },
  );
  await database
    .updateTable('record.project')
    .set({ department_id: world.countyDepartmentId })
    .where('id', '=', id)
    .execute();
  return { projectId: id, meetingId, laterMeetingId };
}

const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.refusals[0].code);

async function snapshot() {
  const { database } = support;
  return {
    adjustments: await database.selectFrom('record.adjustment').selectAll().orderBy('id').execute(),
    projects: await database.selectFrom('record.project').selectAll().orderBy('id').execute(),
    texts: (await database.selectFrom('record.project_text').select('id').execute()).length,
    decisions: (await database.selectFrom('record.decision').select('id').execute()).length,
    acts: (await database.selectFrom('record.act').select('id').execute()).length,
  };
}

async function refused(code: string, attempt: () => Promise<Result<unknown>>): Promise<void> {
  const before = await snapshot();
  expect(codeOf(await attempt())).toBe(code);
  expect(await snapshot()).toEqual(before);
}

async function projectNow(congressId = world.townshipId, id = projectId) {
  const project = await loadProject(support.database, congressId, id);
  if (project === null) throw new Error('no project');
  return project;
}

async function ask(
  kind: AdjustmentKind,
  change: {
    content?: string;
    by?: readonly string[] | null;
    asker?: string;
    project?: string;
    paper?: NonNullable<Parameters<typeof requestAdjustment>[2]['paper']>;
  } = {},
) {
  const project = await projectNow();
  return await requestAdjustment(support.database, request(world.townshipId), {
    ...{ projectId: change.project ?? projectId, kind, reason: '地质条件变化。' },
    requestedBy: change.asker ?? world.departmentId,
    proposed: { ...project.voted, content: change.content ?? '改为八十盏。' },
    ...{ paper: change.paper ?? null, organisationIds: change.by ?? null },
    congressIds: [world.townshipId, world.countyId],
  });
}

async function asked(kind: AdjustmentKind): Promise<string> {
  const result = await ask(kind);
  if (!result.ok) throw new Error(result.refusals[0].message);
  return result.value.adjustmentId;
}

function decide(
  adjustmentId: string,
  votesFor = 30,
  change: { members?: number; actId?: string; meetingId?: string } = {},
) {
  return decideAdjustment(
    support.database,
    request(world.townshipId, '2026-06-01', change.actId ?? randomUUID()),
    {
      ...{ projectId, adjustmentId, meetingId: change.meetingId ?? world.meetingId },
      figures: { method: 'show_of_hands', votesFor, votesAgainst: 2, votesAbstain: 1 },
      standingCommittee:
        change.members === undefined ? null : { members: change.members, present: change.members },
    },
  );
}

describe('a township, whose congress decides by itself', () => {
  test('a change carried by a majority of all deputies becomes the next text, of kind decision', async () => {
    const bytes = new TextEncoder().encode('%PDF-1.7 报告');
    const withPaper = await ask('change', {
      paper: { bytes, mediaType: 'application/pdf', fileName: '请示.pdf' },
    });
    if (!withPaper.ok) throw new Error(withPaper.refusals[0].message);
    const id = withPaper.value.adjustmentId;
    const paper = async () => {
      const { congressId, id: of } = await projectNow();
      const found = await loadAdjustmentPaper(support.database, congressId, of, id, true);
      return found?.fileName ?? null;
    };
    const before = await projectNow();
    expect(before.voted.content).not.toContain('八十盏');
    const actId = randomUUID();
    expect(await decide(id, 30, { actId })).toMatchObject({ ok: true, value: { carried: true } });
    expect(await decide(id, 30, { actId })).toMatchObject({ ok: true });
    const after = await projectNow();
    expect(after.voted).toEqual({ ...before.voted, content: '改为八十盏。' });
    const texts = await listProjectTexts(support.database, world.townshipId, projectId);
    expect(texts.map((one) => [one.kind, one.adjustmentId])).toEqual([
      ['baseline', null],
      ['decision', id],
    ]);
    const [shown] = await loadAdjustments(support.database, after);
    expect(shown).toMatchObject({ state: 'approved', owed: ['notice'] });
    expect(shown?.changes).toMatchObject([{ label: '主要内容', after: '改为八十盏。' }]);
    expect(shown?.decision).toContain('应到 47 人，实到 40 人，赞成 30');
    const where = () =>
      publishAdjustment(support.database, request(world.townshipId), {
        ...{ projectId, adjustmentId: id, where: '镇政府公示栏' },
      });
    expect(await paper()).toBeNull();
    expect(codeOf(await where())).toBe('done');
    expect(await paper()).toBe('请示.pdf');
    await refused('already-done', where);
    expect((await loadAdjustments(support.database, after))[0]?.owed).toEqual([]);
  });

  test('without a majority of all deputies nothing changes', async () => {
    const id = await asked('change');
    const before = await projectNow();
    expect(await decide(id, 23)).toMatchObject({ ok: true, value: { carried: false } });
    expect(await projectNow()).toEqual(before);
    await refused('wrong-state', () => decide(id));
    const [shown] = await loadAdjustments(support.database, before);
    expect(shown).toMatchObject({ state: 'refused', owed: ['notice'] });
  });

  test('suspended, resumed, ended: each by a decision', async () => {
    for (const [kind, state] of [
      ['suspend', 'suspended'],
      ['resume', 'adopted'],
      ['end', 'ended'],
    ] as const) {
      expect(codeOf(await decide(await asked(kind)))).toBe('done');
      expect((await projectNow()).state).toBe(state);
    }
    await refused('wrong-state', () => ask('change'));
  });

  test('a request is refused where it cannot be right, and nothing is written', async () => {
    await refused('no-such-project', () => ask('change', { project: randomUUID() }));
    await refused('not-your-project', () => ask('change', { by: [world.departmentId] }));
    await refused('no-such-department', () => ask('change', { asker: randomUUID() }));
    await refused('wrong-state', () => ask('resume'));
    const { content } = (await projectNow()).voted;
    await refused('nothing-changed', () => ask('change', { content }));
    const id = await asked('suspend');
    await refused('request-open', () => ask('end'));
    await refused('no-such-adjustment', () => decide(randomUUID()));
    await refused('wrong-body', () => decide(id, 20, { members: 25 }));
    await refused('no-such-meeting', () => decide(id, 30, { meetingId: randomUUID() }));
    await refused('votes-exceed-present', () => decide(id, 39));
    await refused('wrong-state', () =>
      publishAdjustment(support.database, request(world.townshipId), {
        ...{ projectId, adjustmentId: id, where: '公示栏' },
      }),
    );
    const withdraw = (organisationIds: readonly string[] | null) =>
      withdrawAdjustment(support.database, request(world.townshipId), {
        ...{ projectId, adjustmentId: id, organisationIds },
      });
    await refused('not-your-project', () => withdraw([world.countyDepartmentId]));
    expect(codeOf(await withdraw([world.departmentId]))).toBe('done');
    await refused('already-done', () => withdraw(null));
    await refused('wrong-state', () => decide(id));
  });
});

describe('a county, whose standing committee decides', () => {
  test('what it approved is owed to the public and to the next meeting until told', async () => {
    const before = await projectNow(world.countyId, county.projectId);
    const made = await requestAdjustment(support.database, request(world.countyId), {
      ...{ projectId: county.projectId, kind: 'change', requestedBy: world.countyDepartmentId },
      ...{ reason: '洪水影响工期。', proposed: { ...before.voted, finish: '2027年3月底前' } },
      ...{ paper: null, organisationIds: [world.countyDepartmentId] },
      congressIds: [world.countyId],
    });
    if (!made.ok) throw new Error(made.refusals[0].message);
    const ids = { projectId: county.projectId, adjustmentId: made.value.adjustmentId };
    const decideBy = (present: number) =>
      decideAdjustment(support.database, request(world.countyId), {
        ...{ ...ids, meetingId: county.meetingId },
        figures: { method: 'electronic', votesFor: 15, votesAgainst: 0, votesAbstain: 0 },
        standingCommittee: { members: 25, present },
      });
    await refused('no-quorum', () => decideBy(12));
    expect(await decideBy(20)).toMatchObject({ ok: true, value: { carried: true } });
    const owed = async () =>
      (await loadAdjustments(support.database, await projectNow(world.countyId, ids.projectId)))[0]
        ?.owed;
    expect(await owed()).toEqual(['notice', 'report']);
    const report = (meetingId: string) =>
      reportAdjustment(support.database, request(world.countyId, '2027-01-22'), {
        ...{ ...ids, meetingId },
      });
    await refused('no-such-meeting', () => report(randomUUID()));
    await refused('meeting-before-decision', () => report(county.meetingId));
    expect(codeOf(await report(county.laterMeetingId))).toBe('done');
    await refused('already-done', () => report(county.laterMeetingId));
    expect(await owed()).toEqual(['notice']);
  });
});

describe('drift', () => {
  test('a payment beyond the tolerance is drift until the text is adjusted by a decision', async () => {
    const project = await projectNow();
    const total = Number(project.voted.totalTenThousandYuan ?? '0');
    await support.database
      .insertInto('record.progress_report')
      .values({
        ...{ congress_id: world.townshipId, id: randomUUID(), project_id: projectId },
        ...{ month: '2026-05-01', standing: 'on_plan', percent: 50, paid: String(total * 2) },
        act_id: await actRow(support.database, world.townshipId, new Date('2026-06-01T01:00:00Z')),
      })
      .execute();
    const paid = async () =>
      (await loadDrift(support.database, await projectNow())).findings.find(
        (one) => one.figure === 'paid',
      )?.kind;
    expect(await paid()).toBe('drift');
    const made = await requestAdjustment(support.database, request(world.townshipId), {
      ...{ projectId, kind: 'change', requestedBy: world.departmentId, reason: '材料涨价。' },
      proposed: { ...project.voted, totalTenThousandYuan: String(total * 2) },
      ...{ paper: null, organisationIds: null, congressIds: [world.townshipId] },
    });
    if (!made.ok) throw new Error(made.refusals[0].message);
    expect(await paid()).toBe('drift');
    expect(codeOf(await decide(made.value.adjustmentId))).toBe('done');
    expect(await paid()).toBe('within');
  });
});
