import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { padBallot } from '../src/client/ballot/pad-ballot.ts';
import { openDatabase } from '../src/database/open-database.ts';
import { createBallotVerifier } from '../src/stages/voting/index.ts';
import { cast } from '../test/support/ballot-rounds.ts';
import { isReceiptOf, marksFor, trackersInBox, writeKeyFile } from '../test/support/casting.ts';
import { buildElectronicRound } from '../test/support/electronic-round.ts';
import { serverOn } from '../test/support/server-process.ts';
import { buildWorld, type World } from '../test/support/world.ts';

/**
 * `npm run bench:cast [-- BALLOTS]`: a hall of 400 votes, 20 candidates each, over HTTP, against the built
 * server with its own durable database. First each deputy presses "cast" at a moment of their own within a
 * minute, as halls do; then another 400 press it in the same second. What is accepted of the burst in a second
 * is held against the bare rate of checking on the same machine in the same run.
 */
const ballots = Number(process.argv[2] ?? 400);
const candidates = 20;
/** Over which deputies who are not told to press at once spread by themselves, in milliseconds. */
const spread = 60_000;
const say = (line: string) => process.stdout.write(`${line}\n`);

const folder = mkdtempSync(join(tmpdir(), 'piaojue-bench-'));
chmodSync(folder, 0o755);

/** Opens the database while no server runs. */
async function withDatabase<Value>(
  work: (database: Parameters<typeof buildWorld>[0]) => Promise<Value>,
): Promise<Value> {
  const opened = await openDatabase({
    ...{ databaseUrl: null, databaseOwnerUrl: null, dataFolder: folder },
  });
  if (!opened.ok) throw new Error('the database did not open');
  try {
    return await work(opened.value.database);
  } finally {
    await opened.value.stop();
  }
}

/** The invented township with as many candidates as the bench asks for. */
function widened(world: World): World {
  const more = Array.from({ length: candidates }, (_, index) => {
    const known = world.candidates[index % world.candidates.length];
    if (known === undefined) throw new Error('the world has no candidates');
    return { ...known, number: index + 1, title: `${known.title}${index + 1}` };
  });
  return { ...world, candidates: more };
}

const round = await withDatabase(async (database) => {
  const world = widened(await buildWorld(database));
  return await buildElectronicRound(database, world, {
    ...{ state: 'casting', slips: 2 * ballots, seed: 'bench', most: 10 },
  });
});
await writeKeyFile(round, join(folder, 'keys'));
say(`encrypting ${2 * ballots} ballots of ${candidates} candidates …`);
const signed = Array.from({ length: 2 * ballots }, (_, slip) => {
  const chosen = Array.from({ length: 10 }, (__, index) => ((slip + index * 3) % candidates) + 1);
  return cast(round.test, slip, marksFor(round, chosen));
});

const server = await serverOn(folder);
await server.start();

/** One phone: the same bytes until there is a receipt. */
async function send(json: string) {
  const started = performance.now();
  for (let attempts = 1; ; attempts += 1) {
    try {
      const response = await fetch(`${server.ballotOrigin}/b/${round.uuid}/ballots`, {
        ...{ method: 'POST', body: padBallot(json) },
      });
      const { receipt, code } = (await response.json()) as { receipt?: string; code?: string };
      if (receipt !== undefined) return { receipt, took: performance.now() - started, attempts };
      if (code !== 'busy') throw new RangeError(`refused: ${code}`);
    } catch (error) {
      if (error instanceof RangeError) throw error;
    }
    await sleep(1000 * (0.7 + 0.6 * Math.random()));
  }
}

type Answer = Awaited<ReturnType<typeof send>>;

/** Says when deputies were told "received". */
function sayTimes(answers: readonly Answer[], goal: string): void {
  const times = answers.map(({ took }) => took).sort((a, b) => a - b);
  const at = (share: number) =>
    ((times[Math.ceil(times.length * share) - 1] ?? 0) / 1000).toFixed(2);
  const again = answers.filter(({ attempts }) => attempts > 1).length;
  say(
    `acknowledged after: half ${at(0.5)} s, 99 % ${at(0.99)} s${goal}, the last ${at(1)} s; ${again} sent again`,
  );
}

const [spreading, bursting] = [signed.slice(0, ballots), signed.slice(ballots)];
const oneByOne = await Promise.all(
  spreading.map(async ({ json }) => {
    await sleep(Math.random() * spread);
    return await send(json);
  }),
);
say(`${ballots} ballots spread over ${spread / 1000} s`);
sayTimes(oneByOne, ' (goal 2 s)');

const started = performance.now();
const atOnce = await Promise.all(bursting.map(({ json }) => send(json)));
const seconds = (performance.now() - started) / 1000;
await server.stop('SIGTERM');

const verifier = createBallotVerifier();
const { electionJson } = { electionJson: round.test.setup.election };
await verifier.verify(electionJson, signed[0]?.json ?? '');
const bareStarted = performance.now();
await Promise.all(bursting.map(({ json }) => verifier.verify(electionJson, json)));
const bare = ballots / ((performance.now() - bareStarted) / 1000);
await verifier.close();

const inBox = new Set(await withDatabase((database) => trackersInBox(database, round.uuid)));
const answers = [...oneByOne, ...atOnce];
const lost = signed.filter(({ tracker }, index) => {
  const receipt = answers[index]?.receipt ?? '';
  return !inBox.has(tracker) || !isReceiptOf(round, receipt, tracker);
}).length;
const rate = ballots / seconds;
say(
  `${ballots} ballots at once in ${seconds.toFixed(1)} s (goal 60 s): ${rate.toFixed(1)} a second`,
);
sayTimes(atOnce, '');
say(`lost of all ${signed.length}: ${lost}; in the box ${inBox.size}`);
say(
  `checking alone: ${bare.toFixed(1)} a second; accepted / checked = ${(rate / bare).toFixed(2)} (goal ≥ 0.8)`,
);
rmSync(folder, { recursive: true, force: true });
process.exitCode = lost === 0 ? 0 : 1;
