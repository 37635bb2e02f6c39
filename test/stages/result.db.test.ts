import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decideOutcome } from '../../src/rules/outcome/outcome.ts';
import { parseOutcomeInput } from '../../src/rules/outcome/parse-outcome-input.ts';
import { loadRound } from '../../src/stages/voting/index.ts';
import { verifyChain } from '../../src/trail/index.ts';
import { type TestApplication, testApplication } from '../support/application.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { countEverything, type Rehearsal, rehearse } from '../support/rehearsal.ts';
import { sentencesOf } from '../support/sentences.ts';

let database: TestDatabase;
let rehearsal: Rehearsal;
let application: TestApplication;
let clerk: string;

beforeEach(async () => {
  database = await createTestDatabase();
  application = testApplication(database);
  rehearsal = await rehearse(database.database, 'result');
  clerk = rehearsal.token('clerk');
});
afterEach(async () => {
  expect(application.log).toEqual([]);
  expect((await verifyChain(database.database, rehearsal.townshipId)).broken).toBeNull();
  await database.drop();
});

const post = (path: string, token: string, fields: Record<string, string | File> = {}) =>
  application.post(`${rehearsal.round}${path}`, token, fields);

async function refused(
  path: string,
  token: string,
  fields: Record<string, string | File>,
  words: string,
) {
  const before = await countEverything(database.database);
  const response = await post(path, token, fields);
  expect([409, 422]).toContain(response.status);
  expect(sentencesOf(await response.text())).toContain(words);
  expect(await countEverything(database.database)).toBe(before);
}

async function done(path: string, token: string, fields: Record<string, string | File> = {}) {
  const response = await post(path, token, fields);
  expect(response.status, `${path}: ${response.status === 303 ? '' : await response.text()}`).toBe(
    303,
  );
}

async function report() {
  return await database.database
    .selectFrom('record.count_report')
    .selectAll()
    .where('state', '<>', 'fallen')
    .executeTakeFirstOrThrow();
}

function person(role: string, index = 0): string {
  return rehearsal.people.filter((one) => one.role === role)[index]?.personId ?? '';
}

async function signByCode(role: string, index = 0): Promise<void> {
  const page = await post('/issue-signing-code', rehearsal.token(role, index));
  const code = /signing-code">\s*(\d{4}) (\d{4})/.exec(await page.text());
  await done('/sign-by-code', clerk, {
    report_id: (await report()).id,
    person_id: person(role, index),
    code: `${code?.[1]}${code?.[2]}`,
  });
}

const signers = [
  ['chief_scrutineer', 0],
  ['scrutineer', 0],
  ['scrutineer', 1],
  ['teller', 0],
  ['teller', 1],
] as const;

async function signAll(): Promise<void> {
  await done('/make-report', clerk);
  for (const [role, index] of signers) await signByCode(role, index);
  const { id } = await report();
  const absent = {
    report_id: id,
    person_id: person('teller', 2),
    way: 'absent',
    reason: '提前离场',
  };
  await done('/minute-missing-signature', clerk, absent);
}

const round = () =>
  loadRound(database.database, rehearsal.townshipId, rehearsal.meetingId, rehearsal.roundId);
const words = {
  number: '第1号',
  dated: '2026-11-24',
  title: '关于票决结果的公告',
  issuer: '大会主席团',
};

describe('a report', () => {
  test('cannot be declared while a signature is missing', async () => {
    await done('/make-report', clerk);
    const { id } = await report();
    await refused('/declare-result', rehearsal.token('chair'), { report_id: id }, '不能宣布');
  });

  test('takes no wrong code, no foreign signer and no scan that is none', async () => {
    await done('/make-report', clerk);
    const { id } = await report();
    const chief = { report_id: id, person_id: person('chief_scrutineer') };
    const wrong = await post('/sign-by-code', clerk, { ...chief, code: '12345678' });
    expect(wrong.status).toBe(422);
    const foreign = { report_id: id, person_id: person('clerk'), code: '1' };
    await refused('/sign-by-code', clerk, foreign, '名单内');
    const text = { ...chief, printed_hash: 'abc', scan: new File(['no picture'], '签字.jpg') };
    await refused('/sign-by-hand', clerk, text, '扫描件');
    const photo = new File([new Uint8Array([0xff, 0xd8, 0xff, 1])], '签字.jpg');
    const other = { ...chief, printed_hash: '0'.repeat(12), scan: photo };
    await refused('/sign-by-hand', clerk, other, '短码');
  });

  test('signed by hand counts only after a second person confirmed it', async () => {
    await done('/make-report', clerk);
    const { id, content_hash } = await report();
    const photo = new File([new Uint8Array([0xff, 0xd8, 0xff, 1])], '签字.jpg');
    const chief = { report_id: id, person_id: person('chief_scrutineer') };
    await done('/sign-by-hand', clerk, {
      ...chief,
      printed_hash: content_hash.slice(0, 12),
      scan: photo,
    });
    const { id: signature } = await database.database
      .selectFrom('record.report_signature')
      .select('id')
      .executeTakeFirstOrThrow();
    await refused('/confirm-signature', clerk, { signature_id: signature }, '另一个人');
    await done('/confirm-signature', rehearsal.token('teller'), { signature_id: signature });
  });
});

describe('a result', () => {
  test('is declared, announced and published with its figures', async () => {
    await signAll();
    const { id } = await report();
    const guest = await application.get(`/p/${rehearsal.townshipId}/r/${rehearsal.roundId}`, null);
    expect(guest.status).toBe(404);
    await done('/declare-result', rehearsal.token('chair'), { report_id: id });
    await refused('/announce-result', clerk, { ...words, number: '' }, '公告编号');
    await done('/announce-result', clerk, words);
    const path = `/p/${rehearsal.townshipId}/r/${rehearsal.roundId}`;
    const page = await (await application.get(path, null)).text();
    expect(page).toContain('关于票决结果的公告');
    const file = await application.get(`${path}/file`, null);
    const alone = await file.text();
    expect(alone).not.toMatch(/<script|<link|src="http/);
    const word = await application.get(`${path}/document`, null);
    expect(new Uint8Array(await word.arrayBuffer()).slice(0, 2)).toEqual(
      new Uint8Array([0x50, 0x4b]),
    );
    const data: unknown = await (await application.get(`${path}/data`, null)).json();
    expect(data).toMatchObject({ format: 1, reports: [{ stands: true }] });
    // What is published decides the same result again, by the pure function alone.
    const input = parseOutcomeInput((data as { outcome: unknown }).outcome);
    expect(input.ok ? [] : input.refusals).toEqual([]);
    const decided = input.ok && input.value.kind === 'vote' ? decideOutcome(input.value) : null;
    expect(decided?.projects.filter((one) => one.adopted === true)).toHaveLength(10);
    const fates = await database.database
      .selectFrom('record.candidate_fate')
      .select('fate')
      .execute();
    expect(fates.filter((one) => one.fate === 'adopted')).toHaveLength(10);
    expect(fates.filter((one) => one.fate === 'reserve')).toHaveLength(2);
  });

  test('is counted again before the declaration: the signatures fall, the report stays', async () => {
    await signAll();
    await refused('/reopen-count', clerk, { method: 'papers', reason: '' }, '原因');
    await done('/reopen-count', clerk, { method: 'papers', reason: '第1捆有两张粘连' });
    expect((await round())?.state).toBe('reopened');
    const states = await database.database
      .selectFrom('record.count_report')
      .select('state')
      .execute();
    expect(states).toEqual([{ state: 'fallen' }]);
  });

  test('is recounted after the declaration only by a decision', async () => {
    await signAll();
    const { id } = await report();
    await done('/declare-result', rehearsal.token('chair'), { report_id: id });
    const again = { method: 'papers', reason: '代表提出异议' };
    await refused('/reopen-count', clerk, again, '不能');
    const none = { ...again, decision_id: crypto.randomUUID() };
    await refused('/start-recount', clerk, none, '主席团');
    await application.post(`${rehearsal.base}/decisions`, clerk, {
      ...{ title: '同意复核计票', subject: 'recount', method: 'show_of_hands' },
      ...{ body: 'presidium', body_members: '9', body_present: '8' },
      ...{ votes_for: '7', votes_against: '1', votes_abstain: '0' },
    });
    const decision = await database.database
      .selectFrom('record.decision')
      .select('id')
      .where('subject', '=', 'recount')
      .executeTakeFirstOrThrow();
    await done('/start-recount', clerk, { ...again, decision_id: decision.id });
    expect((await round())?.state).toBe('recounted');
  });
});

describe('a tie that the rule sheet leaves to the presidium', () => {
  /** Makes the tenth and the eleventh equal, and the rule that of the presidium. */
  async function tieTenth(): Promise<readonly number[]> {
    await database.ownerDatabase
      .updateTable('record.rule_sheet_version')
      .set((column) => ({
        document: sql`jsonb_set(${column.ref('document')}, '{vote,tie}', '"presidium"')`,
      }))
      .execute();
    const { id, totals } = await database.database
      .selectFrom('count.counting')
      .select(['id', 'totals'])
      .executeTakeFirstOrThrow();
    const counted = totals as { valid: number; items: { number: number }[] };
    const items = counted.items.map((item, index) => {
      const votes = counted.valid - (index < 10 ? index : index - 1);
      return { ...item, for: votes, against: counted.valid - votes, abstain: 0 };
    });
    const tied = JSON.stringify({ ...counted, items });
    await database.ownerDatabase
      .updateTable('count.counting')
      .set({ totals: tied })
      .where('id', '=', id)
      .execute();
    await database.ownerDatabase
      .updateTable('record.round_channel')
      .set({ totals: tied })
      .execute();
    return items.slice(9, 11).map((item) => item.number);
  }

  test('is decided after the declaration, and announced only then', async () => {
    const [one = 0, other = 0] = await tieTenth();
    await signAll();
    const { id } = await report();
    const minuted = {
      report_id: id,
      reason: '按票决办法，受益人口多者先',
      witnesses: '全体主席团成员',
    };
    await refused('/decide-tie', clerk, { ...minuted, chosen: String(one) }, '先由主持人宣布');
    await done('/declare-result', rehearsal.token('chair'), { report_id: id });
    const page = await (await application.get(`${rehearsal.round}/result`, clerk)).text();
    expect(page).toContain('登记同票项目由主席团确定的结果');
    await refused('/announce-result', clerk, words, '同票项目还没有确定');
    await refused('/decide-tie', clerk, { ...minuted, chosen: '99' }, '不在同票项目之内');
    await refused('/decide-tie', clerk, { ...minuted, chosen: '' }, '请选择项目');
    await refused('/decide-tie', clerk, minuted, '须正好确定1个');
    await done('/decide-tie', clerk, { ...minuted, chosen: String(other) });
    await refused('/decide-tie', clerk, { ...minuted, chosen: String(one) }, '已经确定');
    await done('/announce-result', clerk, words);
    const fates = await database.database
      .selectFrom('record.candidate_fate')
      .select('fate')
      .execute();
    expect(fates.filter((each) => each.fate === 'adopted')).toHaveLength(10);
    expect(fates.filter((each) => each.fate === 'next_round')).toHaveLength(0);
    const path = `/p/${rehearsal.townshipId}/r/${rehearsal.roundId}`;
    const shown = await (await application.get(path, null)).text();
    expect(shown).toContain('得票相等，由主席团按票决办法的规则确定');
    expect(shown).toContain('票决确定10个民生实事项目');
  });
});
