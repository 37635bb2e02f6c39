import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Result } from '../../../src/rules/refusals.ts';
import {
  answerRectification,
  issueRectification,
  listIssuedRectifications,
  listProjectRectifications,
  listReceivedRectifications,
  listRectificationsFrom,
  loadRectification,
  type NewRectification,
  type Recheck,
  recheckRectification,
} from '../../../src/stages/delivery/index.ts';
import { performAct } from '../../../src/trail/perform-act.ts';
import { type AdoptedWorld, buildAdopted } from '../../support/adopted.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let support: TestDatabase;
let world: AdoptedWorld;
beforeAll(async () => {
  support = await createTestDatabase();
  world = await buildAdopted(support.database);
});
afterAll(() => support.drop());

function request(congressId: string, personId: string | null, day: string) {
  const now = new Date(`${day}T02:00:00Z`);
  return { ...{ congressId, personId, now }, actId: randomUUID(), kind: 'test', happenedAt: null };
}

function asked(change: Partial<NewRectification> = {}): NewRectification {
  return {
    origin: 'finding',
    originId: randomUUID(),
    power: 'request',
    legalBasis: '地方组织法：联系、指导',
    unitCongressId: world.townshipId,
    unitId: world.departmentId,
    projectId: world.projects[0]?.id ?? '',
    unitName: '镇村镇建设办公室',
    personInCharge: '何建国',
    content: '三处路灯不亮，请修复。',
    dueOn: '2026-06-01',
    published: true,
    ...change,
  };
}

function issue(by: string, change: Partial<NewRectification> = {}, day = '2026-03-01') {
  return performAct(support.database, request(by, world.people.countyClerk.id, day), (act) =>
    issueRectification(act, asked(change)),
  );
}

async function issued(by = world.countyId, change: Partial<NewRectification> = {}) {
  const result = await issue(by, change);
  if (!result.ok) throw new Error(result.refusals[0].message);
  return result.value.rectificationId;
}

function answer(rectificationId: string, change: { by?: string; organisations?: string[] } = {}) {
  const asker = request(world.townshipId, change.by ?? world.people.clerk.id, '2026-04-01');
  const organisationIds = change.organisations ?? null;
  const content = '已换灯三盏。';
  return answerRectification(support.database, asker, {
    ...{ rectificationId, content, organisationIds },
  });
}

function recheck(
  rectificationId: string,
  change: Partial<Recheck> = {},
  by = world.people.countyClerk.id,
) {
  return recheckRectification(support.database, request(world.countyId, by, '2026-05-01'), {
    ...{ rectificationId, result: 'closed', finding: '现场全亮。', newDueOn: null },
    ...change,
  });
}

const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.refusals[0].code);

async function everything() {
  const { database } = support;
  return {
    rows: await database.selectFrom('record.rectification').selectAll().orderBy('id').execute(),
    answers: await database.selectFrom('record.rectification_answer').select('id').execute(),
    checks: await database.selectFrom('record.rectification_recheck').select('id').execute(),
    trail: (await database.selectFrom('trail.entry').select('hash').execute()).length,
  };
}

describe('issuing', () => {
  test('numbers count in the issuing congress; both sides and the project list it', async () => {
    const first = await issued();
    const second = await issued(world.countyId, { unitId: world.countyDepartmentId });
    const own = await issued(world.townshipId, { power: 'order', origin: 'supervision' });
    const numbers = async (congress: string) =>
      (await listIssuedRectifications(support.database, congress)).map((one) => one.number);
    expect(await numbers(world.countyId)).toEqual([1, 2]);
    expect(await numbers(world.townshipId)).toEqual([1]);
    const received = await listReceivedRectifications(support.database, world.townshipId);
    expect(received.map((one) => one.id).sort()).toEqual([first, second, own].sort());
    expect(received[0]).toMatchObject({ projectTitle: '村内路灯亮化', state: 'issued' });
    const ofCounty = await listReceivedRectifications(support.database, world.townshipId, [
      world.countyDepartmentId,
    ]);
    expect(ofCounty.map((one) => one.id)).toEqual([second]);
    expect(await listReceivedRectifications(support.database, world.townshipId, [])).toEqual([]);
    const project = world.projects[0]?.id ?? '';
    const ofProject = await listProjectRectifications(support.database, world.townshipId, project);
    expect(ofProject).toHaveLength(3);
    const [from] = ofProject;
    const found = await listRectificationsFrom(support.database, world.countyId, 'finding', [
      from?.originId ?? '',
    ]);
    expect(found.map((one) => one.id)).toEqual([from?.id]);
  });

  test.each([
    ['no-such-unit', () => issue(world.otherTownshipId)],
    ['no-such-unit', () => issue(world.townshipId, { unitCongressId: randomUUID() })],
    ['no-such-unit', () => issue(world.countyId, { unitId: randomUUID() })],
    ['no-such-project', () => issue(world.countyId, { projectId: randomUUID() })],
    ['not-entitled-to-order', () => issue(world.countyId, { power: 'order' })],
    ['due-before-issued', () => issue(world.countyId, { dueOn: '2026-03-01' })],
  ])('%s: refused and nothing is written', async (code, attempt) => {
    const before = await everything();
    expect(codeOf(await attempt())).toBe(code);
    expect(await everything()).toEqual(before);
  });
});

describe('answering and re-checking', () => {
  let one: string;
  beforeEach(async () => {
    one = await issued();
  });

  test('answered, reopened with a new deadline, answered again, closed, and back once more', async () => {
    expect(codeOf(await answer(one, { organisations: [world.departmentId] }))).toBe('done');
    const back = { result: 'reopened', finding: '仍有一盏不亮。', newDueOn: '2026-07-01' } as const;
    expect(codeOf(await recheck(one, back))).toBe('done');
    const reopened = await loadRectification(support.database, world.countyId, one);
    expect(reopened?.rectification).toMatchObject({ state: 'reopened', dueOn: '2026-07-01' });
    expect(codeOf(await answer(one))).toBe('done');
    expect(codeOf(await recheck(one))).toBe('done');
    const closed = await loadRectification(support.database, world.townshipId, one);
    expect(closed?.rectification).toMatchObject({ state: 'closed', closedOn: '2026-05-01' });
    expect(closed?.answers.map((each) => each.rechecks.map((check) => check.result))).toEqual([
      ['reopened'],
      ['closed'],
    ]);
    expect(codeOf(await recheck(one, { ...back, newDueOn: '2027-01-01' }))).toBe('done');
    const again = await loadRectification(support.database, world.countyId, one);
    expect(again?.rectification).toMatchObject({ state: 'reopened', closedOn: null });
  });

  test('the answer stands in the chain of the unit, the re-check in the one of the issuer', async () => {
    await answer(one);
    await recheck(one);
    const entries = await support.database
      .selectFrom('trail.entry')
      .select(['congress_id', 'event'])
      .where('event', 'like', 'rectification-%')
      .execute();
    const placesOf = (event: string) =>
      new Set(entries.filter((entry) => entry.event === event).map((entry) => entry.congress_id));
    expect(placesOf('rectification-answered')).toEqual(new Set([world.townshipId]));
    expect(placesOf('rectification-closed')).toEqual(new Set([world.countyId]));
  });

  test('what may not be done is refused, and nothing changes', async () => {
    const refused = async (code: string, attempt: () => Promise<Result<unknown>>) => {
      const before = await everything();
      expect(codeOf(await attempt())).toBe(code);
      expect(await everything()).toEqual(before);
    };
    await refused('wrong-state', () => recheck(one));
    await refused('no-such-rectification', () => recheck(randomUUID()));
    await refused('not-your-unit', () =>
      answer(one, { organisations: [world.countyDepartmentId] }),
    );
    const atCounty = request(world.countyId, world.people.countyClerk.id, '2026-04-01');
    await refused('no-such-rectification', () =>
      answerRectification(support.database, atCounty, {
        ...{ rectificationId: one, content: '代答。', organisationIds: null },
      }),
    );
    await answer(one, { by: world.people.countyClerk.id });
    await refused('already-done', () => answer(one));
    await refused('same-person', () => recheck(one));
    const other = world.people.countyViewer.id;
    const back = { result: 'reopened', newDueOn: null } as const;
    await refused('new-due-missing', () => recheck(one, back, other));
    await refused('due-before-recheck', () =>
      recheck(one, { ...back, newDueOn: '2026-05-01' }, other),
    );
    expect(codeOf(await recheck(one, {}, other))).toBe('done');
    await refused('already-done', () => recheck(one, {}, other));
  });
});
