import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../src/database/open-database.ts';
import { cast, must } from '../support/ballot-rounds.ts';
import { isReceiptOf, marksFor, trackersInBox, writeKeyFile } from '../support/casting.ts';
import { buildElectronicRound, type ElectronicRound } from '../support/electronic-round.ts';
import { fullRun } from '../support/full-run.ts';
import { searchFolder } from '../support/search-files.ts';
import { type ServerProcess, serverOn } from '../support/server-process.ts';
import { buildWorld } from '../support/world.ts';

/**
 * A hall votes while the server is killed with SIGKILL, now and then PostgreSQL with it. Whoever has a
 * receipt is in the box exactly once; every phone gets through in the end. Real processes, fsync on.
 */
/** Fifty were measured (decision 0103); the suite keeps to what a few minutes allow. */
const kills = fullRun ? 50 : 5;
const slips = 320;
const phones = 4;

let folder: string;
let round: ElectronicRound;
let server: ServerProcess;

/** Opens the database of the folder while no server runs. */
async function withDatabase<Value>(
  work: (database: Parameters<typeof buildWorld>[0]) => Promise<Value>,
): Promise<Value> {
  const opened = must(
    await openDatabase({ databaseUrl: null, databaseOwnerUrl: null, dataFolder: folder }),
  );
  if (!opened.ok) throw new Error('the database did not open');
  try {
    return await work(opened.value.database);
  } finally {
    await opened.value.stop();
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'piaojue-killed-'));
  chmodSync(folder, 0o755);
  round = await withDatabase(async (database) => {
    const world = await buildWorld(database);
    const options = { state: 'casting', slips, seed: 'killed', form: 'exactly', most: 1 } as const;
    return await buildElectronicRound(database, world, options);
  });
  await writeKeyFile(round, join(folder, 'keys'));
  server = await serverOn(folder);
  await server.start();
}, 300_000);
afterAll(async () => {
  if (server.isRunning()) await server.stop('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

/** Sends a ballot as a phone does: the same bytes until there is a receipt. */
async function send(ballot: string, over: () => boolean): Promise<string | null> {
  while (!over()) {
    try {
      const response = await fetch(`${server.ballotOrigin}/b/${round.uuid}/ballots`, {
        ...{ method: 'POST', body: ballot, signal: AbortSignal.timeout(5_000) },
      });
      const answer = (await response.json()) as { receipt?: string; code?: string };
      if (answer.receipt !== undefined) return answer.receipt;
      if (response.status !== 500 && answer.code !== 'busy') {
        throw new RangeError(`refused: ${answer.code}`);
      }
    } catch (error) {
      if (error instanceof RangeError) throw error;
    }
    await sleep(20);
  }
  return null;
}

/** Waits until ballots come through again, so that each kill strikes in the midst of them. */
async function heardAgain(receipts: ReadonlyMap<string, string>): Promise<void> {
  const before = receipts.size;
  for (let waited = 0; receipts.size === before; waited += 1) {
    if (waited > 6_000) throw new Error(`nothing came through: ${server.said().slice(-2000)}`);
    await sleep(10);
  }
}

test(`over ${kills} kills every receipt's tracker is in the box exactly once, and no secret is on the disk`, async () => {
  const receipts = new Map<string, string>();
  let next = 0;
  let over = false;
  const phone = async () => {
    while (!over && next < slips) {
      const ballot = cast(round.test, next, marksFor(round, [(next % 12) + 1]));
      next += 1;
      const receipt = await send(ballot.json, () => false);
      receipts.set(ballot.tracker, must(receipt));
    }
  };
  const voting = Promise.all(Array.from({ length: phones }, phone));
  const started = Date.now();
  for (let kill = 0; kill < kills; kill += 1) {
    await heardAgain(receipts);
    await sleep((kill * 37) % 160);
    if (kill % 5 === 4) {
      const file = join(folder, 'postgres', 'postmaster.pid');
      process.kill(Number(readFileSync(file, 'utf8').split('\n')[0]), 'SIGKILL');
      await sleep(80);
    }
    await server.stop('SIGKILL');
    await server.start();
    if (kill % 10 === 9) console.info(`${kill + 1} kills, ${receipts.size} receipts so far`);
  }
  over = true;
  await voting;
  await server.stop('SIGTERM');
  const inBox = await withDatabase((database) => trackersInBox(database, round.uuid));
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  console.info(
    `${kills} kills, ${receipts.size} receipts, ${inBox.length} in the box, ${seconds} s`,
  );
  expect(inBox).toEqual([...receipts.keys()].sort());
  for (const [tracker, receipt] of receipts) {
    expect(isReceiptOf(round, receipt, tracker)).toBe(true);
  }
  expect(receipts.size).toBeGreaterThan(kills);
  expectNoSecrets();
}, 1_500_000);

/** Data, logs and the write-ahead log together: no slip, and no secret that is derived from one. */
function expectNoSecrets(): void {
  const postgres = join(folder, 'postgres');
  const slips = new Set(round.test.slips.map(({ credential }) => credential.replace(/-/g, '')));
  const numbers = new Set(round.test.slips.map(({ secret }) => String(secret)));
  expect([...searchFolder(folder, { slips, numbers })]).toEqual([]);
  expect(server.said()).not.toMatch(new RegExp([...slips].join('|')));
  // The search does find what is there: public credentials, in tables and in the write-ahead log.
  const open = new Set(round.test.slips.map(({ publicKey }) => String(publicKey)));
  const found = [...searchFolder(postgres, { slips: new Set(), numbers: open }).keys()];
  expect(found.some((file) => file.includes('pg_wal'))).toBe(true);
  expect(found.some((file) => file.includes(`${join('postgres', 'base')}`))).toBe(true);
}
