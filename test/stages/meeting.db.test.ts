import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  listAttendees,
  listSittings,
  loadMeetingRuleSheet,
  loadStrip,
} from '../../src/stages/meeting/index.ts';
import { type TestApplication, testApplication } from '../support/application.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { countEverything, type Rehearsal, rehearse } from '../support/rehearsal.ts';
import { sentencesOf } from '../support/sentences.ts';

let database: TestDatabase;
let rehearsal: Rehearsal;
let application: TestApplication;
let clerk: string;
let sittingId: string;

beforeEach(async () => {
  database = await createTestDatabase();
  rehearsal = await rehearse(database.database, 'meeting');
  application = testApplication(database);
  clerk = rehearsal.token('clerk');
  const [sitting] = await listSittings(
    database.database,
    rehearsal.townshipId,
    rehearsal.meetingId,
  );
  sittingId = sitting?.id ?? '';
});
afterEach(async () => {
  expect(application.log).toEqual([]);
  await database.drop();
});

const post = (path: string, fields: Record<string, string>, token = clerk) =>
  application.post(`${rehearsal.base}${path}`, token, fields);

const attendees = () =>
  listAttendees(database.database, rehearsal.townshipId, rehearsal.meetingId, sittingId);

async function openCheckIn(): Promise<void> {
  const opened = await post('/sittings/move', { sitting_id: sittingId, verb: 'open-check-in' });
  expect(opened.status).toBe(303);
}

/** Sends a form that must be refused with a sentence, and leave everything as it was. */
async function refused(path: string, fields: Record<string, string>, words: string): Promise<void> {
  const before = await countEverything(database.database);
  const response = await post(path, fields);
  expect([409, 422]).toContain(response.status);
  expect(sentencesOf(await response.text())).toContain(words);
  expect(await countEverything(database.database)).toBe(before);
}

describe('check-in', () => {
  test('begins only once it is opened, and says so before', async () => {
    const [first] = await attendees();
    const fields = { deputy: first?.id ?? '', desk: '一号台' };
    await refused(`/s/${sittingId}/check-in`, fields, '还没有开始签到');
    await openCheckIn();
    expect((await post(`/s/${sittingId}/check-in`, fields)).status).toBe(303);
  });

  test('of one deputy at two desks at once lets one win and tells the other when and where', async () => {
    await openCheckIn();
    const [first] = await attendees();
    const at = (desk: string) =>
      post(`/s/${sittingId}/check-in`, { deputy: first?.id ?? '', desk });
    const answers = await Promise.all([at('一号台'), at('二号台')]);
    expect(answers.map((one) => one.status).sort()).toEqual([303, 422]);
    const loser = answers.find((one) => one.status === 422);
    expect(await loser?.text()).toMatch(/已于 \d\d:\d\d 在[一二]号台签到/);
    const strip = await loadStrip(database.database, rehearsal.townshipId, sittingId);
    expect(strip.present).toBe(1);
  });

  test('sent twice by a double click is done once', async () => {
    await openCheckIn();
    const [first] = await attendees();
    const fields = { act_id: randomUUID(), deputy: first?.id ?? '', desk: '一号台' };
    const path = `/s/${sittingId}/check-in`;
    const answers = await Promise.all([post(path, fields), post(path, fields)]);
    expect(answers.map((one) => one.status)).toEqual([303, 303]);
    const before = await countEverything(database.database);
    expect((await post(path, fields)).status).toBe(303);
    expect(await countEverything(database.database)).toBe(before);
  });

  test('can be undone with a reason; both stay in the history', async () => {
    await openCheckIn();
    const [first] = await attendees();
    const path = `/s/${sittingId}/check-in`;
    await post(path, { deputy: first?.id ?? '', desk: '一号台' });
    await refused(`${path}/undo`, { deputy: first?.id ?? '', reason: '' }, '请写明原因');
    const undone = await post(`${path}/undo`, { deputy: first?.id ?? '', reason: '点错了人' });
    expect(undone.status).toBe(303);
    expect((await attendees())[0]?.presence).toBeNull();
    const page = await (await application.get(`${rehearsal.base}${path}`, clerk)).text();
    expect(page).toContain('撤销上一条记录');
  });

  test('entered later from paper keeps the stated time beside the time of entry', async () => {
    await openCheckIn();
    const [first] = await attendees();
    const fields = { deputy: first?.id ?? '', desk: '一号台', happened_at: '2026-01-20T08:55' };
    const entered = await post(`/s/${sittingId}/check-in`, fields);
    expect(entered.headers.get('location')).toContain('at=2026-01-20T08%3A55');
    expect((await attendees())[0]?.presence?.arrivedAt).toEqual(new Date('2026-01-20T00:55:00Z'));
    const act = await database.database
      .selectFrom('record.act')
      .select('entered_later')
      .where('kind', '=', 'check-in-deputy')
      .executeTakeFirstOrThrow();
    expect(act.entered_later).toBe(true);
  });

  test('keeps the reason of a leave from everybody but the clerk', async () => {
    const [first] = await attendees();
    const path = `/s/${sittingId}/check-in`;
    const leave = { deputy: first?.id ?? '', reason: '住院手术' };
    expect((await post(`${path}/leave`, leave)).status).toBe(303);
    const seen = async (token: string) =>
      (await (await application.get(`${rehearsal.base}${path}`, token)).text()).includes(
        '住院手术',
      );
    expect(await seen(clerk)).toBe(true);
    expect(await seen(rehearsal.token('auditor'))).toBe(false);
    const entries = await database.database.selectFrom('trail.detail').select('detail').execute();
    expect(JSON.stringify(entries)).not.toContain('住院手术');
  });
});

describe('a sitting without quorum', () => {
  test('is not opened; the sentence names how many are missing', async () => {
    await openCheckIn();
    await refused('/sittings/move', { sitting_id: sittingId, verb: 'open' }, '还差32人');
  });

  test('adopts no rule sheet', async () => {
    await openCheckIn();
    const sheet = await loadMeetingRuleSheet(
      database.database,
      rehearsal.townshipId,
      rehearsal.meetingId,
    );
    const numbers = { votes_for: '30', votes_against: '0', votes_abstain: '0' };
    await refused(
      '/rules/adopt',
      { ...numbers, method: 'show_of_hands', version: String(sheet?.version) },
      '还差32人',
    );
  });
});

describe('the rule sheet', () => {
  const version = async () => {
    const { townshipId, meetingId } = rehearsal;
    return String((await loadMeetingRuleSheet(database.database, townshipId, meetingId))?.version);
  };

  test('refuses what cannot be read and keeps what was typed', async () => {
    const response = await post('/rules/places', {
      version: await version(),
      'vote.places': '十个',
    });
    expect(response.status).toBe(422);
    const page = await response.text();
    expect(page).toContain('value="十个"');
  });

  test('refuses a form that is older than the sheet', async () => {
    const old = await version();
    expect((await post('/rules/places', { version: old, 'vote.places': '9' })).status).toBe(303);
    await refused('/rules/places', { version: old, 'vote.places': '8' }, '别人更新过');
  });
});

describe('uploads', () => {
  test('that are no spreadsheet are refused with what to do, and nothing is written', async () => {
    const before = await countEverything(database.database);
    const file = new File([new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2])], '名册.xls');
    const response = await application.post(`${rehearsal.base}/roll/preview`, clerk, { file });
    expect(response.status).toBe(422);
    expect(sentencesOf(await response.text())).toContain('另存为');
    expect(await countEverything(database.database)).toBe(before);
  });

  test('of candidates are previewed with the differences before anything is written', async () => {
    const before = await countEverything(database.database);
    const text = '编号,项目名称,主要内容\n1,低保暖心,为500户购买保险\n13,新路灯,安装路灯100盏\n';
    const file = new File([text], '项目.csv');
    const response = await application.post(`${rehearsal.base}/candidates/preview`, clerk, {
      file,
    });
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(page).toContain('13 新路灯');
    expect(page).toContain('主要内容由');
    expect(await countEverything(database.database)).toBe(before);
  });
});
