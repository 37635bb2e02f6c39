import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApplication, testApplication } from '../support/application.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { buildLivedYear, type LivedWorld, livedNow } from '../support/lived-year.ts';

/** Two people who press the same button in the same moment: one after the other, and no crash. */
let support: TestDatabase;
let world: LivedWorld;
let application: TestApplication;
let page: string;

beforeAll(async () => {
  support = await createTestDatabase();
  world = await buildLivedYear(support.database);
  application = testApplication(support, () => livedNow);
  page = `/c/${world.townshipId}/projects/${world.projects[3]?.id}`;
});
afterAll(async () => {
  expect(application.log).toEqual([]);
  await support.drop();
});

/** The statuses of four people who send the same form at once, in order. */
async function atOnce(path: string, who: 'clerk' | 'countyClerk', fields: Record<string, string>) {
  const { token } = world.people[who];
  const answers = await Promise.all([1, 2, 3, 4].map(() => application.post(path, token, fields)));
  return answers.map((one) => one.status).sort();
}

describe('four at once', () => {
  test('report a month: the last report stands, the others are kept', async () => {
    const fields = { month: '2026-05', standing: 'on_plan', percent: '30' };
    expect(await atOnce(`${page}/progress`, 'clerk', fields)).toEqual([303, 303, 303, 303]);
    const rows = await support.database
      .selectFrom('record.progress_report')
      .select('superseded')
      .where('project_id', '=', world.projects[3]?.id ?? '')
      .execute();
    expect(rows.map((one) => one.superseded).sort()).toEqual([false, true, true, true]);
  });

  test('form a group: there is one', async () => {
    const member = world.people.deputy.id;
    const fields = { name: '第四小组', leader: member, member };
    expect(await atOnce(`${page}/supervision/group`, 'clerk', fields)).toEqual([
      303, 303, 303, 303,
    ]);
    const groups = await support.database
      .selectFrom('record.supervision_group')
      .select('id')
      .where('project_id', '=', world.projects[3]?.id ?? '')
      .execute();
    expect(groups).toHaveLength(1);
  });

  test('complete a project: one does, the others are told that it is done', async () => {
    const fields = { completed_on: '2026-11-01' };
    expect(await atOnce(`${page}/progress/complete-project`, 'clerk', fields)).toEqual([
      303, 409, 409, 409,
    ]);
  });

  test('plan a sitting: there is one, the others are told so', async () => {
    const path = `/c/${world.townshipId}/m/${world.meetingId}/sittings`;
    const fields = { name: '第九次全体会议', planned_at: '2028-03-06T09:00' };
    expect(await atOnce(path, 'clerk', fields)).toEqual([303, 422, 422, 422]);
  });

  test('answer an indicator: the last answer stands, the others are kept', async () => {
    const path = `/c/${world.townshipId}/indicators/${world.yearId}`;
    const shown = await (await application.get(path, world.people.clerk.token)).text();
    const asked = /name="indicator" value="([^"]+)"/.exec(shown)?.[1] ?? '';
    const fields = { indicator: asked, content: '情况是这样的' };
    expect(await atOnce(path, 'clerk', fields)).toEqual([303, 303, 303, 303]);
    const answers = await support.database
      .selectFrom('record.indicator_answer')
      .select('superseded')
      .where('indicator', '=', asked)
      .execute();
    expect(answers.map((one) => one.superseded).sort()).toEqual([false, true, true, true]);
  });

  test('confirm a checklist: the answer stands once', async () => {
    const path = `/c/${world.countyId}/lookbacks/${world.lookbackId}/years/${world.townshipId}/2026`;
    const fields = { 'answer-quorum-kept': 'no_data' };
    expect(await atOnce(path, 'countyClerk', fields)).toEqual([303, 303, 303, 303]);
    const checks = await support.database
      .selectFrom('record.lookback_check')
      .select('superseded')
      .where('question', '=', 'quorum-kept')
      .execute();
    expect(checks).toEqual([{ superseded: false }]);
  });
});
