import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { demoMarks } from '../../src/commands/demo/demo-stages.ts';
import { listCandidates } from '../../src/stages/candidates/index.ts';
import { listRounds, loadCounting, loadRound } from '../../src/stages/voting/index.ts';
import { type TestApplication, testApplication } from '../support/application.ts';
import type { TestDatabase } from '../support/database.ts';
import { countEverything, type Rehearsal, rehearsedDatabase } from '../support/rehearsal.ts';
import { sentencesOf } from '../support/sentences.ts';

let database: TestDatabase;
let rehearsal: Rehearsal;
let application: TestApplication;

/** Begins a test with the rehearsal at a stage. */
async function begin(stage: 'check-in' | 'count'): Promise<void> {
  ({ database, rehearsal } = await rehearsedDatabase(stage));
  application = testApplication(database);
}
afterEach(async () => {
  expect(application.log).toEqual([]);
  await database.drop();
});

const post = (path: string, token: string, fields: Record<string, string> = {}) =>
  application.post(`${rehearsal.round}${path}`, token, fields);

async function refused(
  path: string,
  token: string,
  fields: Record<string, string>,
  words: string,
): Promise<void> {
  const before = await countEverything(database.database);
  const response = await post(path, token, fields);
  expect([409, 422]).toContain(response.status);
  expect(sentencesOf(await response.text())).toContain(words);
  expect(await countEverything(database.database)).toBe(before);
}

const counting = () => loadCounting(database.database, rehearsal.townshipId, rehearsal.roundId);
const round = () =>
  loadRound(database.database, rehearsal.townshipId, rehearsal.meetingId, rehearsal.roundId);

async function bind(papers: number): Promise<string> {
  const bound = await post('/count/batches', rehearsal.token('clerk'), { papers: String(papers) });
  expect(bound.status).toBe(303);
  return (await counting())?.batches.at(-1)?.id ?? '';
}

async function take(batchId: string, teller: number): Promise<string> {
  const taken = await post('/count/claim', rehearsal.token('teller', teller), {
    batch_id: batchId,
  });
  expect(taken.status).toBe(303);
  return (taken.headers.get('location') ?? '').split('/entry/')[1] ?? '';
}

async function enter(
  entryId: string,
  teller: number,
  paper: number,
  marks: Record<string, string>,
) {
  const fields = Object.fromEntries(Object.entries(marks).map(([n, mark]) => [`mark-${n}`, mark]));
  const token = rehearsal.token('teller', teller);
  return await post(`/entry/${entryId}`, token, { paper: String(paper), ...fields });
}

describe('the count', () => {
  beforeEach(async () => {
    await begin('count');
  });

  test('takes no batch that is too large and no more papers than were returned', async () => {
    const clerk = rehearsal.token('clerk');
    await refused('/count/batches', clerk, { papers: '26' }, '每捆最多 25 张');
    await bind(25);
    await refused('/count/batches', clerk, { papers: '15' }, '最多还能成捆 14 张');
    await refused('/count/batches', clerk, { papers: '十' }, '1 到 100 之间的整数');
  });

  test('is the tellers’ own step on the console, which the chair only looks at', async () => {
    const consoleOf = async (token: string) =>
      await (await application.get(rehearsal.base, token)).text();
    expect(await consoleOf(rehearsal.token('teller', 0))).toContain('去办理');
    const chair = await consoleOf(rehearsal.token('chair'));
    expect(chair).toContain('去查看');
    expect(chair).not.toContain('去办理');
    expect(chair).toContain('正在计票');
  });

  test('hides an entry from every other teller', async () => {
    const batch = await bind(2);
    const entry = await take(batch, 0);
    expect((await enter(entry, 0, 1, { 1: 'for' })).status).toBe(303);
    const peek = await application.get(
      `${rehearsal.round}/entry/${entry}`,
      rehearsal.token('teller', 1),
    );
    expect(peek.status).toBe(404);
    const meddle = await enter(entry, 1, 1, { 2: 'for' });
    expect(meddle.status).toBe(404);
    const desk = await application.get(`${rehearsal.round}/count`, rehearsal.token('teller', 1));
    expect(await desk.text()).not.toContain('赞成');
  });

  test('gives the second entry of a batch to another teller', async () => {
    const batch = await bind(1);
    const entry = await take(batch, 0);
    await enter(entry, 0, 1, { 1: 'for' });
    await post(`/entry/${entry}/finish`, rehearsal.token('teller', 0));
    const before = await countEverything(database.database);
    const again = await post('/count/claim', rehearsal.token('teller', 0), { batch_id: batch });
    expect(again.status).toBe(422);
    expect(await countEverything(database.database)).toBe(before);
    expect(await take(batch, 1)).not.toBe('');
  });

  test('does not finish an entry with papers missing, nor a count with batches open', async () => {
    const batch = await bind(2);
    const entry = await take(batch, 0);
    await enter(entry, 0, 1, { 1: 'for' });
    await refused(`/entry/${entry}/finish`, rehearsal.token('teller', 0), {}, '第 2 张还没有录入');
    await refused('/count/finish', rehearsal.token('clerk'), {}, '没有成捆');
  });

  test('settles a difference only by a third person, with a reason', async () => {
    const batch = await bind(1);
    const first = await take(batch, 0);
    const second = await take(batch, 1);
    await enter(first, 0, 1, { 1: 'for' });
    await enter(second, 1, 1, { 2: 'for' });
    await post(`/entry/${first}/finish`, rehearsal.token('teller', 0));
    await post(`/entry/${second}/finish`, rehearsal.token('teller', 1));
    const [one, two] = (await counting())?.batches[0]?.differences ?? [];
    expect([one?.itemNumber, two?.itemNumber]).toEqual([1, 2]);
    const look = { difference_id: one?.id ?? '', value: 'for', reason: '原票 1 号划了○' };
    await refused('/count/settle', rehearsal.token('teller', 0), look, '第三人');
    const scrutineer = rehearsal.token('scrutineer');
    await refused('/count/settle', scrutineer, { ...look, reason: '' }, '核对情况');
    await refused('/count/settle', scrutineer, { ...look, value: 'missing' }, '实际的划法');
    expect((await post('/count/settle', scrutineer, look)).status).toBe(303);
    await refused('/count/settle', scrutineer, look, '不用再核');
    const other = { difference_id: two?.id ?? '', value: 'blank', reason: '原票 2 号未划' };
    expect((await post('/count/settle', rehearsal.token('teller', 2), other)).status).toBe(303);
    expect((await counting())?.batches[0]?.state).toBe('settled');
  });

  test('counts void papers by the rules: too many ○ and blank', async () => {
    const clerk = rehearsal.token('clerk');
    const all = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [index + 1, 'for']));
    const papers: Record<string, string>[] = [
      all,
      {},
      ...Array.from({ length: 37 }, (_, n) => demoMarks(n)),
    ];
    for (const [start, size] of [
      [0, 20],
      [20, 19],
    ] as const) {
      const batch = await bind(size);
      for (const teller of [0, 1]) {
        const entry = await take(batch, teller);
        for (let paper = 1; paper <= size; paper += 1) {
          await enter(entry, teller, paper, papers[start + paper - 1] ?? {});
        }
        await post(`/entry/${entry}/finish`, rehearsal.token('teller', teller));
      }
    }
    expect((await post('/count/finish', clerk)).status).toBe(303);
    const counted = await round();
    expect(counted?.state).toBe('counted');
    expect(counted?.paper?.totals).toMatchObject({
      papers: 39,
      blank: 1,
      voidReasons: { 'over-marked': 1 },
    });
  });

  test('keeps what was entered when the same form is sent twice', async () => {
    const batch = await bind(1);
    const entry = await take(batch, 0);
    const fields = { act_id: randomUUID(), paper: '1', 'mark-1': 'for' };
    const token = rehearsal.token('teller');
    const answers = await Promise.all([1, 2, 3].map(() => post(`/entry/${entry}`, token, fields)));
    expect(answers.every((one) => one.status === 303)).toBe(true);
    const papers = await database.database.selectFrom('count.entry_paper').selectAll().execute();
    expect(papers).toHaveLength(1);
  });
});

describe('a round', () => {
  test('is not opened without quorum, adopted sheet and adopted scrutineers', async () => {
    await begin('check-in');
    const clerk = rehearsal.token('clerk');
    const made = await application.post(`${rehearsal.base}/rounds`, clerk, {});
    rehearsal = { ...rehearsal, round: made.headers.get('location') ?? '' };
    await refused('/open-round', clerk, {}, '请先由大会通过并施行');
    const printed = await post('/print-papers', clerk, { printed: '52', colour: '浅黄' });
    expect(printed.status).toBe(303);
    await refused('/open-round', clerk, {}, '请先由大会通过并施行');
    // A standing sheet in force binds a meeting only once this very meeting has confirmed it.
    await application.post(`${rehearsal.base}/decisions`, clerk, {
      ...{ title: '通过常设票决办法', subject: 'other', method: 'show_of_hands', body: 'plenary' },
      ...{ votes_for: '39', votes_against: '0', votes_abstain: '0' },
    });
    const { id: adopted_decision_id } = await database.database
      .selectFrom('record.decision')
      .select('id')
      .executeTakeFirstOrThrow();
    await database.ownerDatabase
      .updateTable('record.rule_sheet')
      .set({ scope: 'standing', state: 'in_force', meeting_id: null, adopted_decision_id })
      .execute();
    await refused('/open-round', clerk, {}, '须由本次会议确认');
  });

  test('that is cancelled leaves its printed papers void, counted and minuted', async () => {
    await begin('check-in');
    const clerk = rehearsal.token('clerk');
    const made = await application.post(`${rehearsal.base}/rounds`, clerk, {});
    const path = made.headers.get('location') ?? '';
    rehearsal = { ...rehearsal, round: path, roundId: path.split('/r/')[1] ?? '' };
    await post('/print-papers', clerk, { printed: '52', colour: '浅黄' });
    await refused('/leave', clerk, { way: 'cancel', reason: '' }, '请写明原因');
    const left = await post('/leave', clerk, { way: 'cancel', reason: '办法有修改' });
    expect(left.status).toBe(303);
    const cancelled = await round();
    expect([cancelled?.state, cancelled?.paper?.state]).toEqual(['cancelled', 'void']);
    const { detail } = await database.database
      .selectFrom('trail.entry as entry')
      .innerJoin('trail.detail as detail', (join) =>
        join
          .onRef('detail.congress_id', '=', 'entry.congress_id')
          .onRef('detail.sequence', '=', 'entry.sequence'),
      )
      .select('detail.detail')
      .where('entry.event', '=', 'papers-voided')
      .executeTakeFirstOrThrow();
    expect(detail).toMatchObject({ papers: 52, reason: '办法有修改' });
    const voided = await database.database
      .selectFrom('record.voided_papers')
      .select(['round_id', 'papers', 'reason'])
      .execute();
    expect(voided).toEqual([{ round_id: rehearsal.roundId, papers: 52, reason: '办法有修改' }]);
    await refused('/print-papers', clerk, { printed: '52', colour: '浅黄' }, '不能');
  });
});

describe('a round after which places are left', () => {
  test('is followed by a second round of those that did not pass, once it is declared', async () => {
    await begin('count');
    const clerk = rehearsal.token('clerk');
    for (const size of [20, 19]) {
      const batch = await bind(size);
      for (const teller of [0, 1]) {
        const entry = await take(batch, teller);
        for (let paper = 1; paper <= size; paper += 1) {
          await enter(entry, teller, paper, { 1: 'for', 2: 'for', 3: 'against' });
        }
        await post(`/entry/${entry}/finish`, rehearsal.token('teller', teller));
      }
    }
    await post('/count/finish', clerk);
    await refused('/next-round', clerk, {}, '不需要再投票');
    await post('/make-report', clerk);
    const report = await database.database
      .selectFrom('record.count_report')
      .select('id')
      .executeTakeFirstOrThrow();
    for (const { personId, role } of rehearsal.people) {
      if (!['scrutineer', 'teller'].includes(role)) continue;
      const absent = {
        report_id: report.id,
        person_id: personId,
        way: 'absent',
        reason: '测试缺席',
      };
      expect((await post('/minute-missing-signature', clerk, absent)).status).toBe(303);
    }
    const chief = rehearsal.people.find((one) => one.role === 'chief_scrutineer');
    const page = await post('/issue-signing-code', rehearsal.token('chief_scrutineer'));
    const [, first, second] = /signing-code">\s*(\d{4}) (\d{4})/.exec(await page.text()) ?? [];
    const signing = { report_id: report.id, person_id: chief?.personId ?? '' };
    const signed = await post('/sign-by-code', clerk, { ...signing, code: `${first} ${second}` });
    expect(signed.status).toBe(303);
    const chair = rehearsal.token('chair');
    const declared = await post('/declare-result', chair, { report_id: report.id });
    expect(declared.status).toBe(303);
    expect((await post('/next-round', clerk)).status).toBe(303);
    await refused('/next-round', clerk, {}, '不能再建一轮');
    const rounds = await listRounds(database.database, rehearsal.townshipId, rehearsal.meetingId);
    expect(rounds.map((one) => [one.state, one.items.length, one.places])).toEqual([
      ['declared', 12, 10],
      ['draft', 10, 8],
    ]);
    expect(rounds[1]?.items.map((item) => item.number)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });
});

describe('a ballot by categories', () => {
  test('is one round for each category, with the candidates and the places of that category', async () => {
    await begin('check-in');
    const clerk = rehearsal.token('clerk');
    const create = (fields: Record<string, string>) =>
      application.post(`${rehearsal.base}/rounds`, clerk, fields);
    const candidates = await listCandidates(
      database.database,
      rehearsal.townshipId,
      (
        await database.database
          .selectFrom('record.meeting')
          .select('year_id')
          .executeTakeFirstOrThrow()
      ).year_id,
    );
    const named = [...new Set(candidates.map((one) => one.content.category ?? ''))].slice(0, 2);
    const [first = '', second = ''] = named;
    const categories = JSON.stringify([
      { name: first, places: 1 },
      { name: second, places: 2 },
      { name: '没有候选的类别', places: 1 },
    ]);
    await database.ownerDatabase
      .updateTable('record.rule_sheet_version')
      .set((column) => ({
        document: sql`jsonb_set(jsonb_set(${column.ref('document')}, '{vote,form}', '"categories"'),
          '{vote,categories}', ${categories}::jsonb)`,
      }))
      .execute();
    const before = await countEverything(database.database);
    const none = await create({});
    expect(sentencesOf(await none.text())).toContain('请选择类别');
    const empty = await create({ category: '没有候选的类别' });
    expect(sentencesOf(await empty.text())).toContain('没有“没有候选的类别”类的候选项目');
    expect(await countEverything(database.database)).toBe(before);
    for (const category of [first, second]) {
      expect((await create({ category })).status).toBe(303);
      const twice = await create({ category });
      expect(twice.status).toBe(422);
    }
    const made = await listRounds(database.database, rehearsal.townshipId, rehearsal.meetingId);
    expect(made.map((one) => [one.category, one.places, one.most, one.form])).toEqual([
      [first, 1, 1, 'upto'],
      [second, 2, 2, 'upto'],
    ]);
    for (const { category, items } of made) {
      const ofCategory = candidates.filter((one) => one.content.category === category);
      expect(items.map((item) => item.number)).toEqual(ofCategory.map((one) => one.number));
    }
  });
});
