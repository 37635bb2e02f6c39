import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decideOutcome } from '../../src/rules/outcome/outcome.ts';
import { parseOutcomeInput } from '../../src/rules/outcome/parse-outcome-input.ts';
import { ok } from '../../src/rules/refusals.ts';
import { listProjects } from '../../src/stages/delivery/index.ts';
import { writeProject } from '../../src/stages/result/index.ts';
import { listReports } from '../../src/stages/result/report-store.ts';
import { loadCounting, loadRound } from '../../src/stages/voting/index.ts';
import { verifyChain } from '../../src/trail/index.ts';
import { performAct } from '../../src/trail/perform-act.ts';
import { type TestApplication, testApplication } from '../support/application.ts';
import type { TestDatabase } from '../support/database.ts';
import { countEverything, type Rehearsal, rehearsedDatabase } from '../support/rehearsal.ts';
import { sentencesOf } from '../support/sentences.ts';

let database: TestDatabase;
let rehearsal: Rehearsal;
let application: TestApplication;
let clerk: string;

beforeEach(async () => {
  ({ database, rehearsal } = await rehearsedDatabase('result'));
  application = testApplication(database);
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

/** The newest report that has not fallen. */
async function report() {
  return await database.database
    .selectFrom('record.count_report')
    .selectAll()
    .where('state', '<>', 'fallen')
    .orderBy('number', 'desc')
    .executeTakeFirstOrThrow();
}

function person(role: string, index = 0): string {
  return rehearsal.people.filter((one) => one.role === role)[index]?.personId ?? '';
}

/** Takes a signing code on the signer's own device. */
async function takeCode(role: string, index = 0): Promise<string> {
  const page = await post('/issue-signing-code', rehearsal.token(role, index));
  const code = /signing-code">\s*(\d{4}) (\d{4})/.exec(await page.text());
  return `${code?.[1]}${code?.[2]}`;
}

async function signByCode(role: string, index = 0): Promise<void> {
  await done('/sign-by-code', clerk, {
    report_id: (await report()).id,
    person_id: person(role, index),
    code: await takeCode(role, index),
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

/** An older project under the number of an adopted candidate, as former versions let it be entered. */
async function olderProject(): Promise<{ readonly id: string; readonly number: number }> {
  const { townshipId } = rehearsal;
  const { number, year_id } = await database.database
    .selectFrom('record.candidate_fate as fate')
    .innerJoin('record.candidate as candidate', 'candidate.id', 'fate.candidate_id')
    .select(['candidate.number', 'candidate.year_id'])
    .where('fate.fate', '=', 'adopted')
    .orderBy('candidate.number')
    .executeTakeFirstOrThrow();
  const request = {
    ...{ congressId: townshipId, actId: randomUUID(), kind: 'enter-older-project' },
    ...{ personId: null, happenedAt: null, now: new Date() },
  };
  const content = {
    ...{ title: '村道硬化', content: '硬化 3 千米', place: null, totalTenThousandYuan: null },
    ...{ finish: null, department: null, category: null, beneficiaries: null },
    ...{ funding: null, background: null },
  };
  const written = await performAct(database.database, request, async (act) =>
    ok({
      id: await writeProject(act, {
        ...{ yearId: year_id, number, state: 'accepted', decidedOn: '2020-01-20', content },
        source: '往年台账',
      }),
    }),
  );
  if (!written.ok) throw new Error('the older project was not written');
  return { id: written.value.id, number };
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

  test('is signed for nobody by guessing: after five tries a code is worth nothing', async () => {
    await done('/make-report', clerk);
    const chief = { report_id: (await report()).id, person_id: person('chief_scrutineer') };
    const code = await takeCode('chief_scrutineer');
    const next = (by: number) => String((Number(code) + by) % 100_000_000).padStart(8, '0');
    // All at once: whoever guesses does not wait for an answer.
    const guesses = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((by) => post('/sign-by-code', clerk, { ...chief, code: next(by) })),
    );
    expect(guesses.map((one) => one.status)).toEqual([422, 422, 422, 422, 422, 422]);
    const late = await post('/sign-by-code', clerk, { ...chief, code });
    expect(late.status).toBe(422);
    expect(sentencesOf(await late.text())).toContain('试得太多');
    await signByCode('chief_scrutineer');
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
    const scan = `${rehearsal.round}/signature/${signature}/scan`;
    const seen = await application.get(scan, rehearsal.token('teller'));
    expect(seen.headers.get('content-type')).toBe('image/jpeg');
    expect(new Uint8Array(await seen.arrayBuffer())).toEqual(new Uint8Array([0xff, 0xd8, 0xff, 1]));
    expect((await application.get(scan, rehearsal.token('chair'))).status).toBe(403);
    await done('/confirm-signature', rehearsal.token('teller'), { signature_id: signature });
  });
});

/** Each adopted candidate is a project now, its baseline the version that was voted on. */
async function expectProjectOfEachAdopted() {
  const adopted = await database.database
    .selectFrom('record.candidate_fate')
    .select('candidate_id')
    .where('fate', '=', 'adopted')
    .execute();
  const all = await listProjects(database.database, rehearsal.townshipId);
  const projects = all.filter((one) => one.source === 'kept here');
  expect(adopted.length).toBeGreaterThan(0);
  expect(new Set(projects.map((one) => one.candidateId))).toEqual(
    new Set(adopted.map((one) => one.candidate_id)),
  );
  const versions = await database.database
    .selectFrom('record.round_item')
    .select('candidate_version_id')
    .where('round_id', '=', rehearsal.roundId)
    .execute();
  for (const project of projects) {
    expect(versions).toContainEqual({ candidate_version_id: project.baselineVersionId });
    expect(project).toMatchObject({ state: 'adopted', textNumber: 1, source: 'kept here' });
    expect(project.plateCode).toMatch(/^[a-z2-9]{10}$/);
  }
}

describe('a result', () => {
  test('is declared, announced and published with its figures', async () => {
    await signAll();
    const { id } = await report();
    const guest = await application.get(`/p/${rehearsal.townshipId}/r/${rehearsal.roundId}`, null);
    expect(guest.status).toBe(404);
    await done('/declare-result', rehearsal.token('chair'), { report_id: id });
    await refused('/announce-result', clerk, { ...words, number: '' }, '公告编号');
    const older = await olderProject();
    const imports = `/c/${rehearsal.townshipId}/imports/projects`;
    await refused('/announce-result', clerk, words, `占用了编号 ${older.number}`);
    const told = await (await post('/announce-result', clerk, words)).text();
    expect(told).toContain(`<a href="${imports}">这一年有录入的往年项目`);
    // The page that the refusal leads to resolves it.
    expect(await (await application.get(imports, clerk)).text()).toContain('换一个编号');
    const renumber = (number: number) =>
      application.post(`${imports}/renumber`, clerk, {
        ...{ project_id: older.id, number: String(number), reason: '与候选项目编号重复' },
      });
    expect(await (await renumber(older.number + 1)).text()).toContain('已经是别的');
    expect((await renumber(900)).status).toBe(303);
    await done('/announce-result', clerk, words);
    await expectProjectOfEachAdopted();
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

describe('a recount', () => {
  /** Both tellers enter every paper of the last counting; none bears a mark on project 1. */
  async function countAgain(): Promise<void> {
    for (const papers of ['20', '19']) await done('/count/batches', clerk, { papers });
    const counting = await loadCounting(database.database, rehearsal.townshipId, rehearsal.roundId);
    for (const { id, papers } of counting?.batches ?? []) {
      for (const index of [0, 1]) {
        const teller = rehearsal.token('teller', index);
        const claimed = await post('/count/claim', teller, { batch_id: id });
        const entry = (claimed.headers.get('location') ?? '').split('/entry/')[1] ?? '';
        for (let paper = 1; paper <= papers; paper += 1) {
          const marks = Object.fromEntries(
            Array.from({ length: 10 }, (_, item) => [`mark-${item + 2}`, 'for']),
          );
          await done(`/entry/${entry}`, teller, { paper: String(paper), ...marks });
        }
        await done(`/entry/${entry}/finish`, teller);
      }
    }
    await done('/count/finish', clerk);
  }

  async function decideRecount(): Promise<string> {
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
    return decision.id;
  }

  const publicPage = async () =>
    await (await application.get(`/p/${rehearsal.townshipId}/r/${rehearsal.roundId}`, null)).text();

  test('stands beside the declared report, is public only as a correction, and may be reopened', async () => {
    await signAll();
    const first = await report();
    await done('/declare-result', rehearsal.token('chair'), { report_id: first.id });
    await done('/announce-result', clerk, words);
    expect(await publicPage()).toContain(first.content_hash);
    const decision_id = await decideRecount();
    const sealing = { packets: '2', seals: '甲1', place: '档案室', witnesses: '方总监' };
    await done('/seal-papers', clerk, { ...sealing, kind: 'sealed' });
    const again = { method: 'papers', reason: '代表提出异议', decision_id };
    await refused('/start-recount', clerk, again, '登记启封');
    await done('/seal-papers', clerk, { ...sealing, kind: 'opened_for_recount' });
    await done('/start-recount', clerk, again);
    await countAgain();
    const offered = await (await application.get(`${rehearsal.round}/result`, clerk)).text();
    expect(offered).toContain('生成计票结果报告单');
    await done('/make-report', clerk);
    expect(await publicPage()).toContain(first.content_hash);
    // The recount's own report falls when its count is reopened; the declared one never does.
    await done('/reopen-count', clerk, { method: 'papers', reason: '第1捆有两张粘连' });
    const states = async () =>
      (await listReports(database.database, rehearsal.townshipId, rehearsal.roundId)).map(
        (one) => one.state,
      );
    expect(await states()).toEqual(['signed', 'fallen']);
    await countAgain();
    await signAll();
    const last = (await listReports(database.database, rehearsal.townshipId, rehearsal.roundId)).at(
      -1,
    );
    await done('/declare-result', rehearsal.token('chair'), { report_id: last?.id ?? '' });
    expect(await states()).toEqual(['signed', 'fallen', 'signed']);
    await refused('/announce-result', clerk, { ...words, number: '第2号' }, '请发布更正公告');
    expect(await publicPage()).not.toContain(last?.hash ?? '');
    const correction = { ...words, number: '第2号', reason: '复核计票' };
    await done('/correct-announcement', clerk, correction);
    expect(await publicPage()).toContain(last?.hash ?? '');
    const data = await application.get(
      `/p/${rehearsal.townshipId}/r/${rehearsal.roundId}/data`,
      null,
    );
    const published = (await data.json()) as { outcome: { projects: { for: number }[] } };
    expect(published.outcome.projects[0]?.for).toBe(0);
  });
});

describe('an announcement whose words are wrong', () => {
  test('is corrected by another one with a number of its own', async () => {
    await signAll();
    const { id } = await report();
    const stated = '2026-01-20T11:40';
    await done('/declare-result', clerk, { report_id: id, happened_at: stated });
    const declared = await database.database
      .selectFrom('record.act')
      .select(['happened_at', 'entered_later'])
      .where('kind', '=', 'declare-result')
      .executeTakeFirstOrThrow();
    expect(declared).toEqual({ happened_at: new Date(`${stated}+08:00`), entered_later: true });
    await done('/announce-result', clerk, words);
    const page = await (await application.get(`${rehearsal.round}/result`, clerk)).text();
    expect(page).toContain('公告有误：发布更正公告');
    const correction = { ...words, title: '关于票决结果的更正公告', reason: '日期有误' };
    const typed = await post('/correct-announcement', clerk, correction);
    expect(typed.status).toBe(422);
    expect(await typed.text()).toContain('value="关于票决结果的更正公告"');
    await done('/correct-announcement', clerk, { ...correction, number: '第2号' });
    const shown = await application.get(`/p/${rehearsal.townshipId}/r/${rehearsal.roundId}`, null);
    expect(await shown.text()).toContain('关于票决结果的更正公告');
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
