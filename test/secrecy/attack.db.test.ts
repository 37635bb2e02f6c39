import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { randomBelow, shuffle } from '../../src/ballot/random.ts';
import { padBallot } from '../../src/client/ballot/pad-ballot.ts';
import { serveApplication } from '../support/application.ts';
import { cast, must, seeded } from '../support/ballot-rounds.ts';
import { marksFor, writeKeyFile } from '../support/casting.ts';
import { type DumpedTable, dumpTables } from '../support/copy-table.ts';
import { createTestDatabase } from '../support/database.ts';
import { buildElectronicRound, type ElectronicRound } from '../support/electronic-round.ts';
import { fullRun } from '../support/full-run.ts';
import { requestFrom, startLoggingProxy } from '../support/logging-proxy.ts';
import { findIn } from '../support/search-files.ts';
import {
  attack,
  type Evidence,
  type Guess,
  type SolvedElection,
} from '../support/secrecy-attack.ts';
import { buildWorld } from '../support/world.ts';

/**
 * Small elections over the real site, everything that operators hold afterwards, and an attacker who
 * guesses. Eight deputies draw slips blind and cast in random order, each from an address of their own.
 */
const practice = fullRun ? 10 : 6;
const elections = fullRun ? 30 : 8;
const deputies = 8;
/** The same elections at every run; another seed gives others. */
const seed = process.env.ATTACK_SEED ?? 'attack';
const random = seeded(seed);

interface Held {
  readonly evidence: Evidence;
  /** The table that tells in which order the ballots came: planted, left out of the evidence. */
  readonly planted: DumpedTable;
  readonly truth: Guess;
  /** What was found of slips, secrets and choices anywhere. */
  readonly leaks: readonly string[];
}

const held: Held[] = [];

beforeAll(async () => {
  for (let index = 0; index < practice + elections; index += 1) {
    held.push(await holdElection(`${seed} ${index}`));
  }
}, 1_200_000);

async function holdElection(name: string): Promise<Held> {
  const support = await createTestDatabase();
  const world = await buildWorld(support.database);
  const round = await buildElectronicRound(support.database, world, {
    ...{ state: 'casting', slips: deputies + 2, form: 'exactly', most: 1, seed: name },
  });
  await sql`create sequence public.came`.execute(support.ownerDatabase);
  await sql`create table public.planted (came bigint, tracker text)`.execute(support.ownerDatabase);
  await sql`create function public.note() returns trigger language plpgsql security definer as $$
    begin insert into public.planted values (nextval('public.came'), new.tracker); return new; end $$`.execute(
    support.ownerDatabase,
  );
  await sql`create trigger note after update on box.slip
    for each row execute function public.note()`.execute(support.ownerDatabase);
  const served = await serveApplication(support, { keyFolder: await writeKeyFile(round) });
  const proxy = await startLoggingProxy(served.ballotOrigin);
  const truth = new Map<string, string>();
  const choices = new Map<string, number>();
  const slips = shuffle([...round.test.slips.keys()], random);
  const phones = Array.from({ length: deputies }, (_, index) => ({
    address: `127.0.0.${11 + index}`,
    agent: `Phone/${index} (deputy ${index})`,
    slip: must(slips[index]),
  }));
  for (const phone of shuffle(phones, random)) {
    const choice = randomBelow(12, random) + 1;
    const ballot = cast(round.test, phone.slip, marksFor(round, [choice]));
    await requestFrom(proxy, phone, `/b/${round.uuid}`);
    await requestFrom(proxy, phone, `/b/${round.uuid}/round`);
    const body = padBallot(ballot.json);
    const answer = await requestFrom(proxy, phone, `/b/${round.uuid}/ballots`, body);
    expect(answer.status).toBe(200);
    const { tracker } = ballot;
    await requestFrom(proxy, phone, `/b/${round.uuid}/find`, JSON.stringify({ tracker }));
    truth.set(phone.address, tracker);
    choices.set(phone.address, choice);
  }
  await proxy.stop();
  await served.stop();
  const tables = await dumpTables(support.ownerUrl);
  const planted = must(tables.find(({ table }) => table === 'public.planted'));
  const dump = tables.filter((table) => table !== planted);
  await support.drop();
  const everything = [
    ...dump.flatMap(({ rows }) => rows.map((row) => row.join('\t'))),
    ...served.log,
    ...proxy.traffic,
  ].join('\n');
  const evidence = { dump, serverLog: served.log, proxyLog: proxy.log };
  return { evidence, planted, truth, leaks: leaksIn(everything, round, choices) };
}

function leaksIn(
  text: string,
  round: ElectronicRound,
  choices: ReadonlyMap<string, number>,
): readonly string[] {
  const { slips } = round.test;
  const vectors = [...choices.values()].map((choice) => must(marksFor(round, [choice])[0]));
  return [
    ...findIn(text, {
      slips: new Set(slips.map(({ credential }) => credential.replace(/-/g, ''))),
      numbers: new Set(slips.map(({ secret }) => String(secret))),
    }),
    ...vectors
      .flatMap((vector) => [vector.join(), vector.join('')])
      .filter((one) => text.includes(one)),
  ];
}

/** Practises on the first, attacks the others. */
const attackAll = (all: readonly SolvedElection[]) =>
  attack(all.slice(0, practice), all.slice(practice));

const mean = (numbers: readonly number[]) =>
  numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

/** Right pairs of a blind guess: one on average, with a variance of one. */
const threeErrors = 3 / Math.sqrt(elections);

describe('who cast which ballot', () => {
  test('an attacker with dump, server log and proxy log does as well as chance', () => {
    const { right, way } = attackAll(held);
    console.info(
      `right pairs of ${deputies}: mean ${mean(right).toFixed(2)} over ${elections}, by ${way}`,
    );
    expect(Math.abs(mean(right) - 1)).toBeLessThanOrEqual(threeErrors);
  });

  test('the same attacker finds a planted serial number', () => {
    const planted = held.map(({ evidence, planted: table, truth }) => ({
      truth,
      evidence: { ...evidence, dump: [...evidence.dump, table] },
    }));
    const { right, way } = attackAll(planted);
    expect(mean(right)).toBe(deputies);
    expect(way).toMatch(/^(time|first seen) ~ public\.planted/);
  });

  test('and what the page takes care of: a tracker in an address, the bare length of a ballot', () => {
    const inAddress = held.map(({ evidence, truth }) => ({
      truth,
      evidence: {
        ...evidence,
        proxyLog: evidence.proxyLog.map((line) =>
          line.path.endsWith('/find')
            ? { ...line, path: `/b/x/ballots/${encodeURIComponent(must(truth.get(line.address)))}` }
            : line,
        ),
      },
    }));
    expect(mean(attackAll(inAddress).right)).toBe(deputies);
    const bareLength = held.map(({ evidence, truth }) => {
      const rows = evidence.dump.flatMap(({ rows: all }) => all);
      const lengthOf = (address: string) => {
        const tracker = must(truth.get(address));
        const row = must(rows.find((fields) => fields.includes(tracker)));
        return Math.max(...row.map((field) => field.length));
      };
      const proxyLog = evidence.proxyLog.map((line) =>
        line.path.endsWith('/ballots') ? { ...line, sent: lengthOf(line.address) } : line,
      );
      return { truth, evidence: { ...evidence, proxyLog } };
    });
    expect(mean(attackAll(bareLength).right)).toBeGreaterThan(deputies / 2);
  });
});

test('neither slip nor secret nor choice stands in dump, logs or traffic', () => {
  expect(held.flatMap(({ leaks }) => leaks)).toEqual([]);
});
