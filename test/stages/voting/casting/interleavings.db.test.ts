import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tables } from '../../../../src/database/tables.ts';
import { lockBox } from '../../../../src/stages/voting/box-lock.ts';
import { testBallotSite } from '../../../support/application.ts';
import { cast, must, seeded } from '../../../support/ballot-rounds.ts';
import {
  isReceiptOf,
  marksFor,
  setStates,
  trackersInBox,
  writeKeyFile,
} from '../../../support/casting.ts';
import { dumpTables } from '../../../support/copy-table.ts';
import { createTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { buildElectronicRound, type ElectronicRound } from '../../../support/electronic-round.ts';
import { buildWorld } from '../../../support/world.ts';

const supports: TestDatabase[] = [];
afterAll(async () => {
  for (const support of supports) await support.drop();
});

async function hold(slips: number, seed: string) {
  const support = await createTestDatabase();
  supports.push(support);
  const world = await buildWorld(support.database);
  const round = await buildElectronicRound(support.database, world, {
    ...{ state: 'casting', slips, seed, form: 'exactly', most: 2 },
  });
  const site = testBallotSite(support, { keyFolder: await writeKeyFile(round) });
  const send = async (ballot: string) => {
    const response = await site.call('POST', `/b/${round.uuid}/ballots`, { body: ballot });
    return (await response.json()) as { receipt?: string; code?: string };
  };
  return { support, round, send };
}

let held: {
  support: TestDatabase;
  round: ElectronicRound;
  send: (ballot: string) => Promise<{ receipt?: string; code?: string }>;
};
beforeAll(async () => {
  held = await hold(60, 'interleavings');
});

const ballotOf = (round: ElectronicRound, slip: number, again = '') =>
  cast(round.test, slip, marksFor(round, again === '' ? [1, 2] : [3, 4]), again);

describe('two at once', () => {
  test('two ballots of one slip: one is in the box, the other is told so, whatever the order', async () => {
    const { support, round, send } = held;
    for (let slip = 0; slip < 10; slip += 1) {
      const two = [ballotOf(round, slip), ballotOf(round, slip, 'other')];
      const answers = await Promise.all(two.map((one) => send(one.json)));
      const won = answers.findIndex(({ receipt }) => receipt !== undefined);
      expect(answers.filter(({ code }) => code === 'slip-used')).toHaveLength(1);
      const winner = must(two[won]);
      expect(isReceiptOf(round, must(answers[won]?.receipt), winner.tracker)).toBe(true);
      const inBox = await trackersInBox(support.database, round.uuid);
      expect(inBox).toContain(winner.tracker);
      expect(inBox).toHaveLength(slip + 1);
    }
  });

  test('the same bytes six times at once: one ballot, six equal receipts', async () => {
    const { support, round, send } = held;
    const before = await trackersInBox(support.database, round.uuid);
    const ballot = ballotOf(round, 10);
    const answers = await Promise.all(Array.from({ length: 6 }, () => send(ballot.json)));
    expect(new Set(answers.map(({ receipt }) => receipt)).size).toBe(1);
    expect(isReceiptOf(round, must(answers[0]?.receipt), ballot.tracker)).toBe(true);
    const after = await trackersInBox(support.database, round.uuid);
    expect(after).toEqual([...before, ballot.tracker].sort());
  });
});

/** Closes as the stage does: alone with the box, then the states, then what is in it. */
async function close(database: Kysely<Tables>, round: ElectronicRound): Promise<string[]> {
  return await database.transaction().execute(async (transaction) => {
    await lockBox(transaction, round.uuid, 'alone');
    await setStates(transaction, round, { channel: 'closed', round: 'closed' });
    return await trackersInBox(transaction, round.uuid);
  });
}

describe('while others act on the box', () => {
  test('closing: whoever has a receipt is in the closed box, and nobody else', async () => {
    const { support, round, send } = await hold(40, 'closing');
    const ballots = Array.from({ length: 40 }, (_, slip) => ballotOf(round, slip));
    const answers = ballots.map((one) => send(one.json));
    await answers[4];
    const closed = await close(support.database, round);
    const results = await Promise.all(answers);
    const acknowledged = ballots.filter((_, i) => results[i]?.receipt !== undefined);
    expect(closed).toEqual(acknowledged.map(({ tracker }) => tracker).sort());
    expect(await trackersInBox(support.database, round.uuid)).toEqual(closed);
    const codes = results.flatMap(({ code }) => code ?? []);
    expect(new Set(codes)).toEqual(new Set(['closed']));
    expect(codes.length + acknowledged.length).toBe(40);
  });

  test('a ballot that waits for the closing act is refused, although the box was open when it came', async () => {
    const { round, support, send } = held;
    const before = await trackersInBox(support.database, round.uuid);
    let answer: Promise<{ code?: string }> | undefined;
    await support.database.transaction().execute(async (transaction) => {
      await lockBox(transaction, round.uuid, 'alone');
      answer = send(ballotOf(round, 11).json);
      await expect.poll(() => waitingForBox(support.database)).toBe(1);
      await setStates(transaction, round, { channel: 'casting', round: 'interrupted' });
    });
    expect(await answer).toMatchObject({ code: 'interrupted' });
    expect(await trackersInBox(support.database, round.uuid)).toEqual(before);
    await setStates(support.database, round, { round: 'open' });
    expect((await send(ballotOf(round, 11).json)).receipt).toBeDefined();
  });

  test('a closing act waits for a ballot that is being put in', async () => {
    const { round, support } = held;
    let closing: Promise<void> | undefined;
    let ended = false;
    await support.database.transaction().execute(async (transaction) => {
      await lockBox(transaction, round.uuid, 'shared');
      closing = support.database
        .transaction()
        .execute((other) => lockBox(other, round.uuid, 'alone'))
        .then(() => {
          ended = true;
        });
      await expect.poll(() => waitingForBox(support.database)).toBe(1);
      expect(ended).toBe(false);
    });
    await closing;
    expect(ended).toBe(true);
  });

  test('voiding a slip: it is void or used, never both', async () => {
    const { round, support, send } = held;
    for (let slip = 20; slip < 32; slip += 1) {
      const ballot = ballotOf(round, slip);
      const casting = send(ballot.json);
      const voided = await support.database.transaction().execute(async (transaction) => {
        await lockBox(transaction, round.uuid, 'alone');
        const updated = await transaction
          .updateTable('box.slip')
          .set({ void_reason: 'reserve' })
          .where('credential', '=', String(must(round.test.slips[slip]).publicKey))
          .where('ballot', 'is', null)
          .executeTakeFirst();
        return updated.numUpdatedRows === 1n;
      });
      const answer = await casting;
      expect(answer.receipt === undefined).toBe(voided);
      if (voided) expect(answer.code).toBe('slip-void');
    }
  });
});

/** How many connections wait for an advisory lock. */
async function waitingForBox(database: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) from pg_locks
    where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`.execute(
    database,
  );
  return rows[0]?.count ?? 0;
}

describe('order', () => {
  test('neither a dump nor the places of rows tell in which order ballots came', async () => {
    const { support, round, send } = await hold(24, 'order');
    const random = seeded('order of casting');
    const order = Array.from({ length: 24 }, (_, slip) => ({ slip, key: random(4).join() })).sort(
      (a, b) => (a.key < b.key ? -1 : 1),
    );
    for (const { slip } of order.slice(0, 20)) await send(ballotOf(round, slip).json);
    const numbers = round.test.slips
      .map(({ publicKey }) => publicKey)
      .sort((a, b) => (a < b ? -1 : 1))
      .map(String);
    const dumped = await dumpTables(support.ownerUrl);
    const box = dumped.find(({ table }) => table === 'box.slip');
    expect(box?.rows.map(([, , credential]) => credential)).toEqual(numbers);
    const { rows } = await sql<{ credential: string; page: number; used: boolean }>`
      select credential, (ctid::text::point)[0]::int as page, ballot is not null as used
      from box.slip order by ctid`.execute(support.database);
    expect(rows.map(({ credential }) => credential)).toEqual(numbers);
    // One row a page, before and after: an update found room where its row had been.
    expect(rows.map(({ page }) => page)).toEqual(numbers.map((_, index) => index));
    expect(rows.filter(({ used }) => used)).toHaveLength(20);
  });
});
