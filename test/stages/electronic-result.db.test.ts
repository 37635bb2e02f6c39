import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createUuid } from '../../src/ballot/random.ts';
import { verifyArchive } from '../../src/ballot/verify/verify-archive.ts';
import { decideOutcome } from '../../src/rules/outcome/outcome.ts';
import { parseOutcomeInput } from '../../src/rules/outcome/parse-outcome-input.ts';
import { destroyKeys } from '../../src/stages/result/destroy-keys.ts';
import {
  closeRound,
  type KeyVault,
  loadRound,
  openKeyVault,
} from '../../src/stages/voting/index.ts';
import { verifyChain } from '../../src/trail/index.ts';
import { type TestApplication, testApplication } from '../support/application.ts';
import { seeded } from '../support/ballot-rounds.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { putBallots, vaultFor } from '../support/electronic-box.ts';
import { buildElectronicRound, type ElectronicRound } from '../support/electronic-round.ts';
import { done, filesOfRound, giveShares, openRoundBy, requestIn } from '../support/opened-round.ts';
import { countPapers, enterPapers } from '../support/paper-count.ts';
import { countEverything } from '../support/rehearsal.ts';
import { sentencesOf } from '../support/sentences.ts';
import { buildWorld, type World } from '../support/world.ts';

let support: TestDatabase;
let world: World;
let application: TestApplication;
let round: ElectronicRound;
let today: Date;

beforeEach(async () => {
  support = await createTestDatabase();
  world = await buildWorld(support.database);
  today = new Date('2026-01-20T03:00:00Z');
});
afterEach(async () => {
  expect(application.log).toEqual([]);
  expect((await verifyChain(support.database, world.townshipId)).broken).toBeNull();
  await support.drop();
});

const marks = (...chosen: readonly number[]) => [
  Array.from({ length: 13 }, (_, i) => (i > 0 && chosen.includes(i) ? 1 : 0)),
];
const votes = [marks(1, 2, 3), marks(1, 2), marks(1, 12), marks(1)];

async function build(channels: 'electronic' | 'hybrid' = 'electronic') {
  round = await buildElectronicRound(support.database, world, {
    ...{ state: 'casting', slips: 8, issued: 6, channels },
  });
  await putBallots(support.database, round, votes);
  const { folder } = await vaultFor(round);
  application = testApplication(support, () => today, { keyFolder: folder });
  return folder;
}

const base = () => `/c/${world.townshipId}/m/${world.meetingId}`;
const at = () => `${base()}/r/${round.roundId}`;
const load = () => loadRound(support.database, world.townshipId, world.meetingId, round.roundId);
type Who = keyof World['people'];
const token = (who: Who) => world.people[who].token;

async function post(path: string, who: Who, fields: Record<string, string> = {}) {
  const response = await application.post(`${at()}${path}`, token(who), fields);
  expect(response.status, `${path} ${await response.clone().text()}`).toBe(303);
}

async function refused(path: string, who: Who, words: string, fields: Record<string, string> = {}) {
  const before = await countEverything(support.database);
  const response = await application.post(`${at()}${path}`, token(who), fields);
  expect([409, 422]).toContain(response.status);
  expect(sentencesOf(await response.text())).toContain(words);
  expect(await countEverything(support.database)).toBe(before);
}

async function read(path: string, who: Who | null = null): Promise<string> {
  const response = await application.get(path, who === null ? null : token(who));
  expect(response.status, path).toBe(200);
  return await response.text();
}

async function report() {
  const row = await support.database
    .selectFrom('record.count_report')
    .selectAll()
    .where('state', '<>', 'fallen')
    .orderBy('number', 'desc')
    .executeTakeFirstOrThrow();
  return { ...row, content: JSON.parse(JSON.stringify(row.content)) };
}

/** Everybody who signs takes a code on their own device. */
async function sign(signers: readonly Who[]): Promise<void> {
  for (const who of signers) {
    const page = await application.post(`${at()}/issue-signing-code`, token(who), {});
    const code = /signing-code">\s*(\d{4}) (\d{4})/.exec(await page.text());
    await post('/sign-by-code', 'clerk', {
      report_id: (await report()).id,
      person_id: world.people[who].id,
      code: `${code?.[1]}${code?.[2]}`,
    });
  }
}

const announcement = {
  number: '第1号',
  dated: '2026-01-20',
  title: '关于票决结果的公告',
  issuer: '大会主席团',
};

/** Two more key sets of the round's own ceremony that no round took, with key files: one spoiled, one ready. */
async function addReserve(keys: KeyVault): Promise<readonly string[]> {
  const own = await support.database
    .selectFrom('record.key_set')
    .selectAll()
    .where('uuid', '=', round.uuid)
    .executeTakeFirstOrThrow();
  const random = seeded(`reserve of ${round.uuid}`);
  const uuids = [createUuid(random), createUuid(random)];
  for (const [index, uuid] of uuids.entries()) {
    done(await keys.write({ uuid, decryption: 2n + BigInt(index), receipt: 5n }));
    await support.database
      .insertInto('record.key_set')
      .values({
        ...{ ...own, id: randomUUID(), uuid, ordinal: 2 + index },
        server_key: JSON.stringify(own.server_key),
        ...{ credentials_json: null, slips_made: null, slips_spare: null },
        state: index === 0 ? 'spoiled' : 'ready',
      })
      .execute();
  }
  return uuids;
}

const keySetStates = async () => {
  const rows = await support.database
    .selectFrom('record.key_set')
    .select('state')
    .orderBy('ordinal')
    .execute();
  return rows.map(({ state }) => state);
};

describe('a round of electronic ballots alone', () => {
  test('is reported without tellers, signed, declared and announced, with its files', async () => {
    const folder = await build();
    await openRoundBy(support, world, round, [2, 3]);
    await post('/make-report', 'clerk');
    const made = await report();
    expect(made.counting_id).toBeNull();
    const { archiveHash, proofsHash } = await filesOfRound(support, world, round);
    expect(made.content).toMatchObject({
      kind: 'first',
      method: null,
      tellers: [],
      ...{ issued: 6, returned: 4, valid: 4, void: 0 },
      channels: [{ name: 'electronic', state: 'counted', returned: 4 }],
      electronic: {
        uuid: round.uuid,
        slipsMade: 8,
        slipsIssued: 6,
        ballots: 4,
        archiveHash,
        proofsHash,
      },
    });
    expect(made.content.warnings.join('')).toContain('少于 10 张');
    expect(made.content.warnings.join('')).toContain('全部投得一样');
    await refused('/make-report', 'clerk', '已经生成');
    await sign(['chief', 'scrutineerA', 'scrutineerB']);
    expect((await load())?.state).toBe('certified');
    const print = await read(`${at()}/report/${made.id}`, 'clerk');
    for (const words of [archiveHash, proofsHash, '制作票码']) expect(print).toContain(words);
    expect(print).not.toContain('计票人');
    await post('/declare-result', 'chair', { report_id: made.id });
    await post('/announce-result', 'clerk', announcement);
    const path = `/p/${world.townshipId}/r/${round.roundId}`;
    const page = await read(path);
    expect(page).toContain(`/board/${round.uuid}/archive.bel`);
    expect(page).toContain('怎样自己核验');
    const file = await read(`${path}/file`);
    expect(file).toContain(`http://localhost/board/${round.uuid}/proofs.json`);
    expect(file).not.toMatch(/<script|<link|src="http/);
    const data: unknown = JSON.parse(await read(`${path}/data`));
    const input = parseOutcomeInput((data as { outcome: unknown }).outcome);
    if (!input.ok || input.value.kind !== 'vote') throw new Error('the figures are not complete');
    expect(decideOutcome(input.value).projects[0]?.for).toBe(4);
    await destruction(folder);
  });

  /** The keys live until the last day of objection is over, then no longer. */
  async function destruction(folder: string): Promise<void> {
    const keys = openKeyVault(folder, null);
    await refused('/destroy-keys', 'clerk', '2026年2月4日', { witnesses: '总监票人' });
    expect(await keys.read(round.uuid)).not.toBeNull();
    today = new Date('2026-02-04T16:30:00Z');
    await refused('/destroy-keys', 'clerk', '在场人员', { witnesses: '' });
    await post('/destroy-keys', 'clerk', { witnesses: '总监票人、工作人员' });
    expect(await keys.read(round.uuid)).toBeNull();
    expect((await load())?.electronic?.election?.keyDestroyedAt).not.toBeNull();
    await refused('/destroy-keys', 'clerk', '不用再销毁', { witnesses: '总监票人' });
    expect(await read(`${at()}/result`, 'clerk')).toContain('任何人都不能打开单张电子票');
  }

  test('is verified again, not counted again, when its count is reopened or recounted', async () => {
    await build();
    await openRoundBy(support, world, round, [3, 4]);
    await post('/make-report', 'clerk');
    await sign(['chief', 'scrutineerA', 'scrutineerB']);
    await post('/reopen-count', 'clerk', { method: 'papers', reason: '有代表要求核对' });
    expect((await load())?.state).toBe('counted');
    await post('/make-report', 'clerk');
    const again = await report();
    expect(again.content).toMatchObject({ kind: 'reopened', reason: '有代表要求核对' });
    expect(await read(`${at()}/report/${again.id}`, 'clerk')).toContain('已重新核验，全部通过');
    const events = await support.database
      .selectFrom('trail.entry')
      .select('event')
      .where('event', '=', 'box-verified-again')
      .execute();
    expect(events).toHaveLength(1);
    // Somebody changes a ballot in the database: the count is not reopened upon such a box.
    await support.ownerDatabase
      .updateTable('board.archive_record')
      .set({ hash: 'f'.repeat(64) })
      .where('uuid', '=', round.uuid)
      .where('position', '=', 0)
      .execute();
    await refused('/reopen-count', 'clerk', '文件与开箱时公布的不同', {
      ...{ method: 'papers', reason: '再核对' },
    });
    expect((await load())?.state).toBe('counted');
  });

  test('loses its unused reserve keys with its own, after the objections and not a day before', async () => {
    const keys = openKeyVault(await build(), null);
    const reserve = await addReserve(keys);
    const files = [round.uuid, ...reserve].sort();
    await openRoundBy(support, world, round, [2, 3]);
    await post('/make-report', 'clerk');
    await sign(['chief', 'scrutineerA', 'scrutineerB']);
    await refused('/destroy-keys', 'clerk', '还没有公告', { witnesses: '总监票人' });
    await post('/declare-result', 'chair', { report_id: (await report()).id });
    await post('/announce-result', 'clerk', announcement);
    await refused('/destroy-keys', 'clerk', '2026年2月4日', { witnesses: '总监票人' });
    expect(await keySetStates()).toEqual(['used', 'spoiled', 'ready']);
    expect(await keys.list()).toEqual(files);
    today = new Date('2026-02-04T16:30:00Z');
    await post('/destroy-keys', 'clerk', { witnesses: '总监票人' });
    expect(await keySetStates()).toEqual(['destroyed', 'destroyed', 'destroyed']);
    expect(await keys.list()).toEqual([]);
    const { subjects } = await support.database
      .selectFrom('trail.entry')
      .select('subjects')
      .where('event', '=', 'keys-destroyed')
      .executeTakeFirstOrThrow();
    expect(subjects).toMatchObject({ keys: 3, reserve: 2 });
  });

  test('marks no key as destroyed whose file cannot be removed', async () => {
    const folder = await build();
    const keys = openKeyVault(folder, null);
    const [, last = ''] = await addReserve(keys);
    await openRoundBy(support, world, round, [2, 3]);
    await post('/make-report', 'clerk');
    await sign(['chief', 'scrutineerA', 'scrutineerB']);
    await post('/declare-result', 'chair', { report_id: (await report()).id });
    await post('/announce-result', 'clerk', announcement);
    const broken: KeyVault = {
      ...keys,
      destroy: (uuid) =>
        uuid === last ? Promise.reject(new Error('the disk is read-only')) : keys.destroy(uuid),
    };
    const given = { meetingId: world.meetingId, today: '2026-02-05', witnesses: '总监票人' };
    const attempt = (vault: KeyVault) =>
      destroyKeys(support.database, requestIn(world, 'destroy-keys'), vault, given);
    const before = await countEverything(support.database);
    await expect(attempt(broken)).rejects.toThrow('read-only');
    expect(await keySetStates()).toEqual(['used', 'spoiled', 'ready']);
    expect(await countEverything(support.database)).toBe(before);
    expect(done(await attempt(keys))).toEqual({ keys: 3 });
    expect(await keys.list()).toEqual([]);
  });

  test('keeps its keys while a round is open', async () => {
    await build();
    await openRoundBy(support, world, round, [2, 3]);
    await refused('/destroy-keys', 'clerk', '还没有公告', { witnesses: '总监票人' });
  });
});

describe('a hybrid round', () => {
  const papers = [{ '1': 'for', '4': 'for' }, { '4': 'for' }, { '2': 'for' }];

  test('counts papers first, freezes their sheet, opens the box, and adds both', async () => {
    await build('hybrid');
    done(
      await closeRound(support.database, requestIn(world, 'close-round'), {
        ...{ meetingId: world.meetingId, roundId: round.roundId },
      }),
    );
    const response = await application.post(`${at()}/sign-paper-sheet`, token('clerk'), {});
    expect(response.status).toBe(403);
    await refused('/sign-paper-sheet', 'chief', '先完成纸质票计票');
    await refused('/begin-opening', 'clerk', '合计表还没有封定');
    await countPapers(support.database, world, round.roundId, papers);
    expect((await load())?.state).toBe('closed');
    await refused('/begin-opening', 'clerk', '合计表还没有封定');
    expect(await read(`${at()}/opening`, 'chief')).toContain('封定合计表');
    await post('/sign-paper-sheet', 'chief');
    await refused('/sign-paper-sheet', 'chief', '已经封定');
    const sheet = (await load())?.electronic?.election?.paperSheetHash ?? '';
    expect(await read(`${base()}/hall`)).toContain(sheet.slice(0, 4).toUpperCase());
    await giveShares(support, world, round, [2, 4]);
    await post('/make-report', 'clerk');
    const { content } = await report();
    expect(content).toMatchObject({
      ...{ issued: 11, returned: 7, valid: 7, method: 'papers', batches: 1 },
      channels: [
        { name: 'paper', issued: 5, returned: 3 },
        { name: 'electronic', issued: 6, returned: 4 },
      ],
      electronic: { paperSheetHash: sheet },
    });
    const first = content.projects.find((one: { number: number }) => one.number === 1);
    expect(first.for).toBe(5);
    expect(content.channels[0].projects[0].for).toBe(1);
    expect(content.channels[1].projects[0].for).toBe(4);
    const page = await read(`${at()}/result`, 'clerk');
    for (const words of ['其中纸质', '其中电子', '两种方式分别计数']) expect(page).toContain(words);
    await post('/reopen-count', 'clerk', { method: 'papers', reason: '两张粘连' });
    expect((await load())?.state).toBe('reopened');
    await enterPapers(support.database, world, round.roundId, papers.toReversed());
    expect((await load())?.state).toBe('counted');
    await post('/make-report', 'clerk');
    expect((await report()).content).toMatchObject({ kind: 'reopened', valid: 7 });
  });
});

describe('the public board and the hall screen', () => {
  test('show the count, the digest and the trackers, and send the files', async () => {
    await build();
    const [tracker = ''] = await support.database
      .selectFrom('box.slip')
      .select('tracker')
      .where('tracker', 'is not', null)
      .execute()
      .then((rows) => rows.map((row) => row.tracker ?? ''));
    const board = `/board/${round.uuid}`;
    const before = await read(board);
    expect(before).toContain('全部核对码（4 个）');
    expect(before).not.toContain('发出票码');
    const grouped = `${tracker.slice(0, 4)} ${tracker.slice(4, 8)} ${tracker.slice(8, 12)}`;
    expect(await read(`${board}?t=${encodeURIComponent(grouped)}`)).toContain('在票箱里。');
    expect(await read(`${board}?t=zzzz`)).toContain('票箱里没有这个核对码');
    expect(await read(`${board}?t=${encodeURIComponent('<b>')}`)).toContain('重新输入');
    expect((await application.get(`${board}/archive.bel`, null)).status).toBe(404);
    const setup = await application.get(`${board}/setup.bel`, null);
    const setupBytes = new Uint8Array(await setup.arrayBuffer());
    expect(verifyArchive(setupBytes, { stage: 'setup' }).failures).toEqual([]);
    expect(String(setupBytes.length)).toBe(setup.headers.get('content-length'));
    const hall = await read(`${base()}/hall`);
    expect(hall).toContain('<span class="num">4</span>');
    expect(hall).not.toContain('未投');
    expect(await read(base(), 'clerk')).toContain('未投');
    expect(await read(base(), 'chair')).not.toContain('未投');
    await openRoundBy(support, world, round, [2, 3]);
    const bytes = await application.get(`${board}/archive.bel`, null);
    const { bytes: expected, proofs } = await filesOfRound(support, world, round);
    expect(new Uint8Array(await bytes.arrayBuffer())).toEqual(expected);
    expect(await read(`${board}/proofs.json`)).toBe(proofs);
    const counted = await read(`${base()}/hall`);
    expect(counted).toContain('未经签字确认');
    for (const path of [
      '/board/places',
      '/board/places/archive.bel',
      '/board/places/proofs.json',
    ]) {
      expect((await application.get(path, null)).status).toBe(404);
    }
  });

  test('never show the result of an earlier item', async () => {
    await build();
    await openRoundBy(support, world, round, [2, 3]);
    expect(await read(`${base()}/hall`)).toContain('村内路灯亮化');
    const row = await support.database
      .selectFrom('record.round')
      .selectAll()
      .executeTakeFirstOrThrow();
    await support.database
      .insertInto('record.round')
      .values({
        ...row,
        id: crypto.randomUUID(),
        number: 2,
        title: '第二轮',
        state: 'draft',
        outcome: null,
      })
      .execute();
    const hall = await read(`${base()}/hall`);
    expect(hall).not.toContain('村内路灯亮化');
    expect(hall).toContain('下一项：第二轮');
  });
});
