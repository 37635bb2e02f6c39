import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { candidateContent } from '../../src/stages/candidates/index.ts';
import { listAgenda } from '../../src/stages/meeting/agenda/agenda-store.ts';
import {
  listAttendees,
  listSittings,
  loadMeetingRuleSheet,
  loadStrip,
} from '../../src/stages/meeting/index.ts';
import { type TestApplication, testApplication } from '../support/application.ts';
import type { TestDatabase } from '../support/database.ts';
import { countEverything, type Rehearsal, rehearsedDatabase } from '../support/rehearsal.ts';
import { sentencesOf } from '../support/sentences.ts';

let database: TestDatabase;
let rehearsal: Rehearsal;
let application: TestApplication;
let clerk: string;
let sittingId: string;

beforeEach(async () => {
  ({ database, rehearsal } = await rehearsedDatabase('meeting'));
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

  test('is not entered for a time that is still to come', async () => {
    await openCheckIn();
    const [first] = await attendees();
    const before = await countEverything(database.database);
    const fields = { deputy: first?.id ?? '', desk: '一号台', happened_at: '2099-01-20T08:55' };
    const answer = await post(`/s/${sittingId}/check-in`, fields);
    expect(answer.status).toBe(422);
    expect(sentencesOf(await answer.text())).toContain('晚于现在');
    expect(await countEverything(database.database)).toBe(before);
  });

  test('makes late who came after the opening, by the stated time', async () => {
    await openCheckIn();
    await database.ownerDatabase
      .updateTable('record.sitting')
      .set({ state: 'open', opened_at: new Date('2026-01-20T01:00:00Z') })
      .where('id', '=', sittingId)
      .execute();
    const [early, late] = await attendees();
    for (const [one, happened_at] of [
      [early, '2026-01-20T08:55'],
      [late, '2026-01-20T09:10'],
    ] as const) {
      await post(`/s/${sittingId}/check-in`, {
        deputy: one?.id ?? '',
        desk: '一号台',
        happened_at,
      });
    }
    expect((await attendees()).slice(0, 2).map((one) => one.presence?.late)).toEqual([false, true]);
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
    // Both stand side by side: what was typed, and what somebody else saved.
    const page = await (await post('/rules/places', { version: old, 'vote.places': '8' })).text();
    expect(page).toMatch(/填写的<\/dt><dd[^>]*>8<\/dd>.*?现在的内容<\/dt><dd[^>]*>9<\/dd>/);
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

  test('with a fault show the table as it was read, the fault at its cell', async () => {
    const text = '编号,项目名称,主要内容\n1,低保暖心,为500户购买保险\n2,,修路\n';
    const file = new File([text], '项目.csv');
    const response = await application.post(`${rehearsal.base}/candidates/preview`, clerk, {
      file,
    });
    const page = await response.text();
    expect(response.status).toBe(422);
    expect(page).toContain('看读到的表格');
    expect(page).toMatch(/<td class="wrong">[^<]*<span class="error">/);
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

describe('one candidate', () => {
  const content = { title: '新路灯', content: '安装路灯100盏', totalTenThousandYuan: '８５.５' };
  const number13 = async () => {
    const [row] = await database.database
      .selectFrom('record.candidate')
      .select(['id', 'version', 'state'])
      .where('number', '=', 13)
      .execute();
    return { id: row?.id ?? '', version: String(row?.version), state: row?.state };
  };

  const written = async (id: string) => {
    const row = await database.database
      .selectFrom('record.candidate_version')
      .select('content')
      .where('candidate_id', '=', id)
      .orderBy('number', 'desc')
      .executeTakeFirstOrThrow();
    return candidateContent.parse(row.content);
  };

  test('is added, changed with a reason, and withdrawn; an older form changes nothing', async () => {
    await refused('/candidates/add', { ...content, number: '1' }, '编号 1 已有');
    const dear = { ...content, number: '13', totalTenThousandYuan: '八十' };
    await refused('/candidates/add', dear, '总投资请填写万元数');
    const half = { ...content, number: '13', quantity: '１００' };
    await refused('/candidates/add', half, '数量和计量单位要一起填写');
    await refused('/candidates/add', { ...half, quantity: '0', unit: '盏' }, '大于 0 的数');
    expect((await post('/candidates/add', { ...half, unit: '盏' })).status).toBe(303);
    const { id, version } = await number13();
    expect(await written(id)).toMatchObject({ quantity: '100', unit: '盏' });
    const path = `/candidates/${id}`;
    await refused(path, { ...content, version, reason: '' }, '修改的原因');
    const changed = { ...content, version, title: '乡村路灯', reason: '名称更准确' };
    expect((await post(path, changed)).status).toBe(303);
    // Without a number the text is hashed as texts have always been: no empty fields are added.
    expect(Object.keys(await written(id))).not.toContain('quantity');
    const late = { ...content, version, title: '太阳能路灯', reason: '改名' };
    await refused(path, late, '别人');
    const both = await (await post(path, late)).text();
    expect(both).toMatch(/<dd[^>]*>太阳能路灯<\/dd>.*?<dd[^>]*>乡村路灯<\/dd>/);
    await refused(`${path}/withdraw`, { version, reason: '已由上级立项' }, '别人');
    const now = await number13();
    const gone = { version: now.version, reason: '已由上级立项' };
    expect((await post(`${path}/withdraw`, gone)).status).toBe(303);
    expect((await number13()).state).toBe('withdrawn');
  });
});

describe('the agenda of a sitting', () => {
  const agenda = (path = '') => `/s/${sittingId}/agenda${path}`;
  const items = () => listAgenda(database.database, rehearsal.townshipId, sittingId);

  test('begins with the usual order, is adapted, and keeps what was said', async () => {
    expect((await post(agenda('/usual'), {})).status).toBe(303);
    await refused(agenda('/usual'), {}, '议程已有内容');
    await refused(agenda(), { title: '', kind: 'other' }, '议程事项');
    expect((await post(agenda(), { title: '满意度测评', kind: 'vote' })).status).toBe(303);
    const [first, second] = await items();
    const note = '第一代表团：赞成，建议先修通村公路。';
    const done = await post(agenda('/finish'), { item_id: first?.id ?? '', note });
    expect(done.status).toBe(303);
    await refused(agenda('/finish'), { item_id: first?.id ?? '', note }, '已经办完');
    await refused(agenda('/remove'), { item_id: first?.id ?? '' }, '不能删去');
    expect((await post(agenda('/remove'), { item_id: second?.id ?? '' })).status).toBe(303);
    await refused(agenda('/remove'), { item_id: second?.id ?? '' }, '可能刚被删去');
    const page = await application.get(`${rehearsal.base}${agenda()}`, clerk);
    expect(await page.text()).toContain('建议先修通村公路');
    expect((await items()).map((one) => one.title)).toEqual([
      '报告应到、实到人数',
      '审议候选项目',
      '表决票决办法',
      '表决总监票人、监票人、计票人名单',
      '票决民生实事项目',
      '宣布票决结果',
      '满意度测评',
    ]);
    expect((await items())[0]?.note).toBe(note);
  });
});

describe('the frozen roll', () => {
  test('takes a by-elected deputy with the reason, and the number due follows', async () => {
    const due = async () =>
      (await loadStrip(database.database, rehearsal.townshipId, sittingId)).due;
    const before = await due();
    const name = '补选·新代表';
    await refused('/roll/by-election', { name, reason: '' }, '补选的时间');
    const [known] = await attendees();
    const same = { name: known?.name ?? '', delegation: known?.delegation ?? '' };
    await refused('/roll/by-election', { ...same, reason: '补选' }, '已有这位代表');
    const reason = '2026年11月第三选区补选，代表资格审查委员会已审查';
    const fields = { name, delegation: '第九代表团', reason };
    expect((await post('/roll/by-election', fields)).status).toBe(303);
    expect(await due()).toBe(before + 1);
    const page = await application.get(`${rehearsal.base}/roll`, clerk);
    expect(await page.text()).toContain(`${name}：补选。${reason}`);
    await refused('/roll/by-election', fields, '已有这位代表');
  });
});

describe('a decision of the presidium', () => {
  const decision = {
    ...{ title: '同意复核计票', subject: 'recount', method: 'show_of_hands', body: 'presidium' },
    ...{ votes_for: '4', votes_against: '0', votes_abstain: '0' },
  };

  test('carries by its own members, not by the deputies in the hall', async () => {
    await refused('/decisions', decision, '组成人员数和实到');
    const hall = { ...decision, body_members: '9', body_present: '10' };
    await refused('/decisions', hall, '多于组成人员');
    await refused('/decisions', { ...hall, body_present: '4' }, '不过半数');
    await refused('/decisions', { ...hall, body: 'standing_committee' }, '没有常委会');
    const many = { ...hall, body_present: '5', votes_for: '6' };
    await refused('/decisions', many, '多于实到 5 人');
    expect((await post('/decisions', { ...hall, body_present: '5' })).status).toBe(303);
    const { carried, title } = await database.database
      .selectFrom('record.decision')
      .select(['carried', 'title'])
      .executeTakeFirstOrThrow();
    expect({ carried, title }).toEqual({ carried: false, title: '主席团：同意复核计票' });
  });
});

describe('a meeting', () => {
  test('ends once its sittings are over, and then nothing of the hall is done any more', async () => {
    await openCheckIn();
    await refused('/end', {}, '还没有散会');
    expect((await post('/sittings/move', { sitting_id: sittingId, verb: 'close' })).status).toBe(
      303,
    );
    expect((await post('/end', {})).status).toBe(303);
    await refused('/end', {}, '已经闭会');
    const sitting = { name: '第二次全体会议', planned_at: '2026-12-01T09:00' };
    await refused('/sittings', sitting, '已经闭会');
    const [deputy] = await attendees();
    const change = { deputy: deputy?.id ?? '', kind: 'ended', reason: '调离' };
    await refused('/roll/supplement', change, '已经闭会');
    await refused('/roll/by-election', { name: '某某', reason: '补选' }, '已经闭会');
    await refused('/rounds', {}, '已经闭会');
  });
});
