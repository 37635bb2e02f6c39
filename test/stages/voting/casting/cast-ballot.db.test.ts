import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openPool } from '../../../../src/database/pool.ts';
import { type TestBallotSite, testBallotSite } from '../../../support/application.ts';
import { cast, must } from '../../../support/ballot-rounds.ts';
import {
  everything,
  isReceiptOf,
  marksFor,
  setStates,
  trackersInBox,
  writeKeyFile,
} from '../../../support/casting.ts';
import { createTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { buildElectronicRound, type ElectronicRound } from '../../../support/electronic-round.ts';
import { buildWorld, type World } from '../../../support/world.ts';

let support: TestDatabase;
let world: World;
let round: ElectronicRound;
let site: TestBallotSite;
let nextSlip = 0;

beforeAll(async () => {
  support = await createTestDatabase();
  world = await buildWorld(support.database);
  round = await buildElectronicRound(support.database, world, {
    state: 'casting',
    slips: 30,
    seed: 'casting',
  });
  site = testBallotSite(support, { keyFolder: await writeKeyFile(round) });
});
afterAll(() => support.drop());
beforeEach(() => setStates(support.database, round, { channel: 'casting', round: 'open' }));

function freshSlip(): number {
  nextSlip += 1;
  return nextSlip - 1;
}

async function send(ballot: string, uuid = round.uuid) {
  const response = await site.call('POST', `/b/${uuid}/ballots`, { body: ballot });
  const answer = (await response.json()) as { receipt?: string; code?: string; message?: string };
  return { status: response.status, ...answer };
}

/** A refusal of this code and status, after which not a row is different. */
async function expectRefusal(ballot: string, code: string, status: number, uuid = round.uuid) {
  const before = await everything(support.database);
  expect(await send(ballot, uuid)).toMatchObject({ code, status });
  expect(await everything(support.database)).toBe(before);
}

function ballotOf(slip: number, chosen = [1, 2], again = '') {
  return cast(round.test, slip, marksFor(round, chosen), again);
}

describe('casting', () => {
  test('a ballot is in the box with its receipt; sent again, in any state, the same receipt', async () => {
    const ballot = ballotOf(freshSlip());
    const acts = await support.database.selectFrom('record.act').select('id').execute();
    const first = await send(ballot.json);
    expect(first.status).toBe(200);
    expect(isReceiptOf(round, must(first.receipt), ballot.tracker)).toBe(true);
    expect(await trackersInBox(support.database, round.uuid)).toContain(ballot.tracker);
    expect(await send(ballot.json)).toEqual(first);
    for (const states of [
      { round: 'interrupted' },
      { round: 'closed', channel: 'closed' },
      { round: 'void', channel: 'void' },
    ] as const) {
      await setStates(support.database, round, states);
      expect(await send(ballot.json)).toEqual(first);
    }
    const row = await support.database
      .selectFrom('box.slip')
      .select('ballot')
      .where('tracker', '=', ballot.tracker)
      .executeTakeFirstOrThrow();
    expect(row.ballot).toBe(ballot.json);
    // No act, no trail, no log: nothing tells when it came.
    expect(await support.database.selectFrom('record.act').select('id').execute()).toEqual(acts);
    expect(site.log).toEqual([]);
  });

  test('a ballot filled up with spaces is the same ballot', async () => {
    const ballot = ballotOf(freshSlip());
    const first = await send(`${ballot.json}      `);
    expect(isReceiptOf(round, must(first.receipt), ballot.tracker)).toBe(true);
    expect(await send(ballot.json)).toEqual(first);
  });

  test('abstaining is a ballot like others', async () => {
    expect((await send(ballotOf(freshSlip(), []).json)).status).toBe(200);
  });

  test('a tracker is found with its receipt, an unknown one is not', async () => {
    const ballot = ballotOf(freshSlip());
    const { receipt } = await send(ballot.json);
    const ask = async (tracker: string, uuid = round.uuid) =>
      (await site.call('POST', `/b/${uuid}/find`, { body: { tracker } })).json();
    expect(await ask(ballot.tracker)).toEqual({ receipt });
    expect(await ask('A'.repeat(43))).toEqual({ receipt: null });
    expect(await ask('not a tracker')).toMatchObject({ code: 'wrong-round' });
    expect(await ask(ballot.tracker, 'Nobody11111111')).toMatchObject({ code: 'wrong-round' });
  });
});

describe('refusals of a ballot', () => {
  test('wrong-round: an unknown round, or a ballot of another election; before any state', async () => {
    const ballot = ballotOf(freshSlip());
    const otherHash = ballot.json.replace(round.test.election.hash, 'A'.repeat(43));
    const otherUuid = ballot.json.replace(round.uuid, 'Nobody11111111');
    await expectRefusal(ballot.json, 'wrong-round', 404, 'Nobody11111111');
    await expectRefusal(ballot.json, 'wrong-round', 404, '%27');
    await expectRefusal(otherHash, 'wrong-round', 404);
    await expectRefusal(otherUuid, 'wrong-round', 404);
    await setStates(support.database, round, { channel: 'closed', round: 'closed' });
    await expectRefusal(otherHash, 'wrong-round', 404);
  });

  test('not-open, interrupted, closed, round-void: before anything is said of the slip', async () => {
    const ballot = ballotOf(freshSlip());
    const cases = [
      [{ channel: 'sealed', round: 'ready' }, 'not-open'],
      [{ channel: 'issuing', round: 'open' }, 'not-open'],
      [{ channel: 'casting', round: 'interrupted' }, 'interrupted'],
      [{ channel: 'closed', round: 'closed' }, 'closed'],
      [{ channel: 'counted', round: 'counted' }, 'closed'],
      [{ channel: 'void', round: 'open' }, 'round-void'],
      [{ channel: 'casting', round: 'cancelled' }, 'round-void'],
    ] as const;
    for (const [states, code] of cases) {
      await setStates(support.database, round, states);
      await expectRefusal(ballot.json, code, 409);
      await expectRefusal('not a ballot', code, 409);
      await expectRefusal(ballot.json.replace(/"credential":"\d+"/, '"credential":"4"'), code, 409);
    }
    await setStates(support.database, round, { channel: 'slips', round: 'draft' });
    await expectRefusal(ballot.json, 'wrong-round', 404);
  });

  test('slip-unknown and slip-void: before the proofs', async () => {
    const ballot = ballotOf(freshSlip());
    const unknown = ballot.json.replace(/"credential":"\d+"/, '"credential":"4"');
    await expectRefusal(unknown, 'slip-unknown', 409);
    await support.database
      .updateTable('box.slip')
      .set({ void_reason: 'unissued' })
      .where('credential', '=', String(must(round.test.slips[nextSlip - 1]).publicKey))
      .execute();
    await expectRefusal(ballot.json, 'slip-void', 409);
    await expectRefusal(ballot.json.replace(/"overall_proof".*/, '"x":1}'), 'ballot-invalid', 422);
  });

  test('ballot-invalid: the failing check is named; no word of whether the slip was used', async () => {
    const slip = freshSlip();
    await send(ballotOf(slip).json);
    const second = ballotOf(slip, [3], 'again').json;
    const broken = second.replace(/"response":"\d/, '"response":"');
    const unsigned = second.replace(
      /("signature":\{"hash":"[^"]+","proof":\{"challenge":")\d/,
      '$1',
    );
    for (const one of [broken, unsigned]) {
      await expectRefusal(one, 'ballot-invalid', 422);
      expect((await send(one)).message).toMatch(/选票没有通过核验.*第1题|签名|数字|格式/);
    }
    await expectRefusal('', 'ballot-invalid', 422);
    await expectRefusal('[]', 'ballot-invalid', 422);
    await expectRefusal(`${second}\n`, 'ballot-invalid', 422);
  });

  test('slip-used: another ballot of the same slip', async () => {
    const slip = freshSlip();
    const first = ballotOf(slip);
    const { receipt } = await send(first.json);
    await expectRefusal(ballotOf(slip, [3], 'again').json, 'slip-used', 409);
    expect((await send(first.json)).receipt).toBe(receipt);
  });

  test('busy: asked to come again, nothing kept', async () => {
    const answer = { ok: false, code: 'busy', message: '' } as const;
    const hurried = testBallotSite(support, { keyFolder: site.dependencies.ballot.keyFolder });
    Object.assign(hurried.dependencies.ballot, { verifyBallot: async () => answer });
    const before = await everything(support.database);
    const ballot = ballotOf(freshSlip()).json;
    const response = await hurried.call('POST', `/b/${round.uuid}/ballots`, { body: ballot });
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: 'busy' });
    expect(await everything(support.database)).toBe(before);
    expect((await send(ballot)).status).toBe(200);
  });

  test('receipts-broken: without the key file, or with another key, no ballot is taken', async () => {
    const ballot = ballotOf(freshSlip()).json;
    const strange = { ...round, receiptSecret: round.receiptSecret + 1n };
    const before = await everything(support.database);
    for (const keyFolder of ['/nonexistent/keys', await writeKeyFile(strange)]) {
      const other = testBallotSite(support, { keyFolder });
      const response = await other.call('POST', `/b/${round.uuid}/ballots`, { body: ballot });
      expect(response.status).toBe(503);
      expect(await response.json()).toMatchObject({ code: 'receipts-broken' });
    }
    expect(await everything(support.database)).toBe(before);
  });

  test('a body larger than any ballot is not even read', async () => {
    const answer = await send('9'.repeat(1_500_001));
    expect(answer).toMatchObject({ status: 413, code: 'body-too-large' });
  });
});

describe('what a page is told', () => {
  test('the election, its set-up, the details of candidates; nothing that is secret', async () => {
    const response = await site.call('GET', `/b/${round.uuid}/round`);
    const told = (await response.json()) as Record<string, unknown>;
    expect(told).toMatchObject({
      uuid: round.uuid,
      congress: '云溪镇人民代表大会',
      meeting: '云溪镇第十八届人民代表大会第五次会议',
      title: '民生实事项目票决（第1轮）',
      state: 'open',
      election: round.test.setup.election,
    });
    const { records } = round.test.archive;
    expect(told.setupRecord).toBe(records[3]?.text);
    expect(told.setupEvent).toBe(records[4]?.text);
    expect(told.candidates).toHaveLength(12);
    expect((told.candidates as unknown[])[0]).toEqual({
      number: 1,
      content: '村内路灯亮化，按设计完成并验收。',
      place: '云溪镇',
      beneficiaries: null,
      totalTenThousandYuan: '120',
      funding: '镇财政',
      department: null,
      finish: '2026年11月底前',
    });
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await (await site.call('GET', `/b/${round.uuid}/state`)).json()).toEqual({
      state: 'open',
    });
    expect((await site.call('GET', '/b/Nobody11111111/round')).status).toBe(404);
    expect((await site.call('GET', '/b/Nobody11111111/state')).status).toBe(404);
  });

  test('a wrong address answers a person with a page, a program with a code', async () => {
    const program = await site.call('GET', '/nothing');
    expect(program.status).toBe(404);
    expect(await program.json()).toMatchObject({ code: 'not-found' });
    const headers = { accept: 'text/html,application/xhtml+xml' };
    const person = await site.app.request('http://localhost/nothing', { headers });
    expect(person.status).toBe(404);
    expect(person.headers.get('content-type')).toContain('text/html');
    expect(await person.text()).toContain('请核对网址，或者重新扫描票码');
    expect(person.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('a booth is told the rounds that it may be set to', async () => {
    const rounds = async () => (await site.call('GET', '/booth/rounds')).json();
    expect(await rounds()).toEqual({
      rounds: [
        {
          uuid: round.uuid,
          congress: '云溪镇人民代表大会',
          meeting: '云溪镇第十八届人民代表大会第五次会议',
          title: '民生实事项目票决（第1轮）',
        },
      ],
    });
    await setStates(support.database, round, { channel: 'closed', round: 'closed' });
    expect(await rounds()).toEqual({ rounds: [] });
  });

  test('a test ballot is counted while the box is open, and only then', async () => {
    const tests = async () =>
      await support.database
        .selectFrom('box.test_ballots')
        .select('tests')
        .executeTakeFirstOrThrow();
    expect((await site.call('POST', `/b/${round.uuid}/tests`, { body: {} })).status).toBe(200);
    expect(await tests()).toEqual({ tests: 1 });
    await setStates(support.database, round, { round: 'closed', channel: 'closed' });
    const refused = await site.call('POST', `/b/${round.uuid}/tests`, { body: {} });
    expect(await refused.json()).toMatchObject({ code: 'closed' });
    const unknown = await site.call('POST', '/b/Nobody11111111/tests', { body: {} });
    expect(await unknown.json()).toMatchObject({ code: 'wrong-round' });
    expect(await tests()).toEqual({ tests: 1 });
  });
});

describe('live pages', () => {
  test('hear that the box changed, and nothing else', async () => {
    const client = new pg.Client({ connectionString: support.applicationUrl });
    await client.connect();
    const heard: string[] = [];
    client.on('notification', ({ payload }) => heard.push(payload ?? ''));
    await client.query('listen piaojue_live');
    await send(ballotOf(freshSlip()).json);
    await expect.poll(() => heard).toEqual([`box:${round.uuid}`]);
    await client.end();
  });

  test('the commit waits for stable storage even where the database is set not to', async () => {
    const name = sql.id(new URL(support.ownerUrl).pathname.slice(1));
    await sql`alter database ${name} set synchronous_commit = off`.execute(support.ownerDatabase);
    await sql`create function public.tell_mode() returns trigger language plpgsql as $$
      begin perform pg_notify('mode', current_setting('synchronous_commit')); return new; end $$`.execute(
      support.ownerDatabase,
    );
    await sql`create trigger tell_mode after update on box.slip
      for each row execute function public.tell_mode()`.execute(support.ownerDatabase);
    const client = new pg.Client({ connectionString: support.ownerUrl });
    await client.connect();
    const heard: string[] = [];
    client.on('notification', ({ payload }) => heard.push(payload ?? ''));
    await client.query('listen mode');
    const careless = { ...support, database: openPool(support.applicationUrl) };
    const { keyFolder } = site.dependencies.ballot;
    const other = testBallotSite(careless, { keyFolder });
    const shown = await sql`show synchronous_commit`.execute(careless.database);
    expect(shown.rows).toEqual([{ synchronous_commit: 'off' }]);
    const body = ballotOf(freshSlip()).json;
    expect((await other.call('POST', `/b/${round.uuid}/ballots`, { body })).status).toBe(200);
    await expect.poll(() => heard).toEqual(['on']);
    await client.end();
    await careless.database.destroy();
  });
});
