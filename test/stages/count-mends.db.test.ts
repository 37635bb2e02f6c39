import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadCounting, loadRound } from '../../src/stages/voting/index.ts';
import { type TestApplication, testApplication } from '../support/application.ts';
import type { TestDatabase } from '../support/database.ts';
import { countEverything, type Rehearsal, rehearsedDatabase } from '../support/rehearsal.ts';
import { sentencesOf } from '../support/sentences.ts';

/** What goes wrong at a count desk, and the way out of it that the record keeps. */
let database: TestDatabase;
let rehearsal: Rehearsal;
let application: TestApplication;
let clerk: string;

beforeEach(async () => {
  ({ database, rehearsal } = await rehearsedDatabase('count'));
  application = testApplication(database);
  clerk = rehearsal.token('clerk');
});
afterEach(async () => {
  expect(application.log).toEqual([]);
  await database.drop();
});

const post = (path: string, token: string, fields: Record<string, string> = {}) =>
  application.post(`${rehearsal.round}${path}`, token, fields);
const counting = () => loadCounting(database.database, rehearsal.townshipId, rehearsal.roundId);
const round = () =>
  loadRound(database.database, rehearsal.townshipId, rehearsal.meetingId, rehearsal.roundId);

async function refused(
  path: string,
  token: string,
  fields: Record<string, string>,
  words: string,
): Promise<string> {
  const before = await countEverything(database.database);
  const response = await post(path, token, fields);
  expect([409, 422]).toContain(response.status);
  const page = await response.text();
  expect(sentencesOf(page)).toContain(words);
  expect(await countEverything(database.database)).toBe(before);
  return page;
}

async function done(path: string, token: string, fields: Record<string, string> = {}) {
  const response = await post(path, token, fields);
  expect(response.status).toBe(303);
  return response.headers.get('location') ?? '';
}

async function bind(papers: number): Promise<string> {
  await done('/count/batches', clerk, { papers: String(papers) });
  return (await counting())?.batches.at(-1)?.id ?? '';
}

async function take(batchId: string, teller: number): Promise<string> {
  const token = rehearsal.token('teller', teller);
  return (await done('/count/claim', token, { batch_id: batchId })).split('/entry/')[1] ?? '';
}

async function lastEvent(event: string) {
  return await database.database
    .selectFrom('trail.entry as entry')
    .innerJoin('trail.detail as detail', (join) =>
      join
        .onRef('detail.congress_id', '=', 'entry.congress_id')
        .onRef('detail.sequence', '=', 'entry.sequence'),
    )
    .select('detail.detail')
    .where('entry.event', '=', event)
    .orderBy('entry.sequence', 'desc')
    .executeTakeFirst();
}

describe('papers that came back', () => {
  /** Before the box was counted, with one paper less on record than went out. */
  beforeEach(async () => {
    await database.ownerDatabase.deleteFrom('count.counting').execute();
    await database.ownerDatabase
      .updateTable('record.round_channel')
      .set({ state: 'issued', returned: null })
      .where('round_id', '=', rehearsal.roundId)
      .execute();
  });

  test('in a greater number than were issued void the round only when two have counted them', async () => {
    const page = await refused('/return-papers', clerk, { returned: '390' }, '请再清点一遍');
    expect(page).toContain('value="390"');
    expect((await round())?.state).toBe('closed');
    await done('/return-papers', clerk, { returned: '40', counted: 'yes' });
    const after = await round();
    expect([after?.state, after?.paper?.state, after?.paper?.returned]).toEqual([
      'void',
      'void',
      40,
    ]);
    const result = await (await application.get(`${rehearsal.round}/result`, clerk)).text();
    expect(result).toContain('还没有计票结果');
    expect(result).not.toContain('计票完成');
    await refused('/begin-count', clerk, { method: 'papers' }, '现在不能');
  });

  test('are counted after the number issued was corrected, and the trail keeps the former one', async () => {
    const wrong = { issued: '38', spoiled: '1', reason: '' };
    await refused('/correct-papers', clerk, wrong, '更正的原因');
    const more = { issued: '45', spoiled: '1', reason: '漏数' };
    await refused('/correct-papers', clerk, more, '实到代表 39 人');
    await done('/correct-papers', clerk, { issued: '38', spoiled: '1', reason: '多数了一张' });
    expect((await round())?.paper?.issued).toBe(38);
    expect((await lastEvent('papers-corrected'))?.detail).toMatchObject({
      before: '39、1、未清点',
    });
    await done('/return-papers', clerk, { returned: '37' });
    const beyond = { issued: '38', spoiled: '1', returned: '39', reason: '再数一遍' };
    await refused('/correct-papers', clerk, beyond, '宣布本轮无效');
    await refused('/correct-papers', clerk, { ...beyond, returned: '' }, '请填写收回张数');
    await done('/correct-papers', clerk, { ...beyond, returned: '38' });
    expect((await round())?.paper?.returned).toBe(38);
    expect((await round())?.present).toBe(39);
  });

  test('are corrected by nobody but those who count', async () => {
    const figures = { issued: '38', spoiled: '1', reason: '试' };
    const before = await countEverything(database.database);
    expect((await post('/correct-papers', rehearsal.token('chair'), figures)).status).toBe(403);
    expect(await countEverything(database.database)).toBe(before);
  });
});

describe('a batch that was bound wrongly', () => {
  test('is withdrawn with a reason; its papers are bound anew under another number', async () => {
    const batch = await bind(25);
    const entry = await take(batch, 0);
    const teller = rehearsal.token('teller');
    await done(`/entry/${entry}`, teller, { paper: '1', 'mark-1': 'for' });
    await refused('/correct-papers', clerk, figures(24), '已成捆 25 张');
    await refused('/count/withdraw', clerk, { batch_id: batch, reason: ' ' }, '退回重捆的原因');
    await done('/count/withdraw', clerk, { batch_id: batch, reason: '实为 24 张' });
    const again = await post(`/entry/${entry}`, teller, { paper: '2', 'mark-1': 'for' });
    expect(again.status).toBe(404);
    const gone = { batch_id: batch, reason: '再退一次' };
    await refused('/count/withdraw', clerk, gone, '可能已经退回重捆');
    await refused('/count/claim', teller, { batch_id: batch }, '可能已经退回重捆');
    await bind(24);
    const now = await counting();
    expect(now?.batches.map((one) => [one.number, one.papers])).toEqual([[2, 24]]);
    expect(now?.withdrawn).toEqual([{ number: 1, papers: 25, reason: '实为 24 张' }]);
    const desk = await (await application.get(`${rehearsal.round}/count`, clerk)).text();
    expect(desk).toContain('已退回重捆：实为 24 张');
    expect((await lastEvent('batch-withdrawn'))?.detail).toMatchObject({ number: 1, papers: 25 });
  });

  const figures = (returned: number) => ({
    ...{ issued: '39', spoiled: '1', returned: String(returned), reason: '再数一遍' },
  });
});

describe('a difference', () => {
  test('whose form is refused keeps what was typed, with the sentence at its field', async () => {
    const batch = await bind(1);
    for (const teller of [0, 1]) {
      const token = rehearsal.token('teller', teller);
      const entry = await take(batch, teller);
      const marks = { paper: '1', [`mark-${teller + 1}`]: 'for' };
      await done(`/entry/${entry}`, token, marks);
      await done(`/entry/${entry}/finish`, token);
    }
    const difference = (await counting())?.batches[0]?.differences[0]?.id ?? '';
    const look = { difference_id: difference, value: '', reason: '第二次看错行' };
    const scrutineer = rehearsal.token('scrutineer');
    const page = await refused('/count/settle', scrutineer, look, '实际的划法');
    expect(page).toContain('value="第二次看错行"');
    const field = `field-settle-difference-${difference}-value`;
    expect(page).toContain(`href="#${field}"`);
    expect(page).toContain(`id="${field}"`);
    expect(page.match(/value="第二次看错行"/g)).toHaveLength(1);
  });
});

describe('marks without a symbol', () => {
  test('are one way to enter a paper, and the paper says to draw nothing', async () => {
    const paper = await (await application.get(`${rehearsal.round}/papers`, clerk)).text();
    expect(paper).toContain('弃权不划任何记号');
    const entry = await take(await bind(1), 0);
    const teller = rehearsal.token('teller');
    const desk = await (await application.get(`${rehearsal.round}/entry/${entry}`, teller)).text();
    expect(desk).toContain('未划（弃权）');
    expect(desk).not.toContain('value="abstain"');
  });
});

describe('a tally sheet', () => {
  async function byTally(): Promise<string> {
    await sql`update count.counting set method = 'tally'`.execute(database.ownerDatabase);
    return await take(await bind(10), 0);
  }

  test('with a figure that cannot be read is refused at its field, everything typed kept', async () => {
    const entry = await byTally();
    const teller = rehearsal.token('teller');
    const typed = { void: '1', 'votes-1-for': '八', 'votes-2-for': '7' };
    const page = await refused(`/entry/${entry}/tally`, teller, typed, '0 到 999 之间的整数');
    expect(page).toContain('href="#field-votes-1-for"');
    expect(page).toContain('value="八"');
    expect(page).toContain('value="7"');
  });

  test('that no papers could give is refused when it is entered, not when the count is over', async () => {
    const entry = await byTally();
    const teller = rehearsal.token('teller');
    const all = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [`votes-${index + 1}-for`, '10']),
    );
    await refused(`/entry/${entry}/tally`, teller, { void: '0', ...all }, '最多10项');
    await refused(`/entry/${entry}/tally`, teller, { void: '11' }, '多于本捆的10张');
    await done(`/entry/${entry}/tally`, teller, { void: '1', 'votes-1-for': '９' });
    const rows = await database.database.selectFrom('count.entry_tally').selectAll().execute();
    expect(rows.map((row) => [row.item_number, row.option_code, row.votes])).toEqual([
      [1, 'for', 9],
    ]);
  });
});
