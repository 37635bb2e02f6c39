import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { shuffle } from '../../src/ballot/random.ts';
import { seeded } from '../support/ballot-rounds.ts';
import { toolVerifies } from '../support/belenios-tool.ts';
import { mutantsOf, rearrangementsOf } from '../support/mutants.ts';
import { sweptRound } from '../support/swept-round.ts';

/**
 * The mutants that the tool accepts stand in a committed list. The whole sweep takes a quarter of an
 * hour (PIAOJUE_SWEEP=whole, which also writes the list anew); every run asks about some at random.
 */
const file = new URL('../vectors/accepted-by-the-tool.json', import.meta.url);
const whole = process.env.PIAOJUE_SWEEP === 'whole';
const seed = process.env.PIAOJUE_SEED ?? String(Date.now());

test('the tool accepts those mutants that the list says, and no others', async () => {
  process.stdout.write(`PIAOJUE_SEED=${seed}\n`);
  const { round, opened } = sweptRound();
  const { uuid } = round.election.election;
  const listed = new Set(JSON.parse(readFileSync(file, 'utf8')) as string[]);
  const every = function* () {
    yield* mutantsOf(opened, round.setup);
    yield* rearrangementsOf(opened, round.setup);
  };
  // Names alone: all archives together would fill the memory. The side file is ours alone.
  const names: string[] = [];
  for (const { id } of every()) if (!id.startsWith('strong proofs:')) names.push(id);
  const random = seeded(seed);
  const some = shuffle(names, random).slice(0, 30);
  const known = shuffle([...listed], random).slice(0, 10);
  const asked = new Set(whole ? names : [...some, ...known]);
  const accepted: string[] = [];
  // Two at a time: the tool is a process of its own with one thread.
  let waiting: Promise<void>[] = [];
  for (const { id, bytes } of every()) {
    if (!asked.has(id)) continue;
    const ask = async () => {
      if ((await toolVerifies(uuid, bytes)).ok) accepted.push(id);
    };
    waiting.push(ask());
    if (waiting.length === 2) {
      await Promise.all(waiting);
      waiting = [];
    }
  }
  await Promise.all(waiting);
  if (whole) {
    writeFileSync(file, `${JSON.stringify(accepted.sort(), null, 2)}\n`);
    return;
  }
  expect(accepted.sort()).toEqual([...asked].filter((id) => listed.has(id)).sort());
}, 1_800_000);
