import { type ChildProcess, fork } from 'node:child_process';
import {
  cpSync,
  globSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { setPriority, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256Bytes } from '../src/ballot/hash.ts';
import { seededRandom, shuffle } from '../src/ballot/random.ts';
import { mutantsOf, type SourceMutant } from './mutation/mutants-of.ts';
import type { Outcome, Trial } from './mutation/runner.ts';

/**
 * `npm run mutate -- ballot|rules [how many]`: changes the sources of a pure room in small ways, a sample of
 * all (seed printed; PIAOJUE_SEED repeats it), and runs the room's fast unit tests upon each until one
 * fails. Prints the share that was noticed and every change that was not (docs/mutation.md). Gives way to
 * everything else on the machine.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const [room = 'ballot', asked = '400'] = process.argv.slice(2);
const seed = process.env.PIAOJUE_SEED ?? String(Date.now());

/** What whole sweeps and threads test is tested by others too, and takes too long to be asked each time. */
const slow = /\.(db|browser|referee)\.test|mutants\.test|verify-pool|verify-in-threads|openssl/;
/** Nothing but wording. */
const wording = /verify\/sentences\.ts$/;

/** A copy of what the tests read, so that the sources stay as they are whatever happens. */
const copy = mkdtempSync(join(tmpdir(), 'piaojue-mutate-'));
for (const name of ['src', 'test', 'views', 'migrations', 'package.json', 'tsconfig.json'])
  cpSync(resolve(root, name), join(copy, name), { recursive: true });
symlinkSync(resolve(root, 'node_modules'), join(copy, 'node_modules'));

setPriority(Number(process.env.PIAOJUE_NICE ?? 10));
const sources = globSync(`src/${room}/**/*.ts`, { cwd: root })
  .filter((file) => !wording.test(file))
  .sort();
const tests = globSync(`test/${room}/**/*.test.ts`, { cwd: root })
  .filter((file) => !slow.test(file))
  .map((file) => join(copy, file));

const current: { runner: Promise<ChildProcess> | null } = { runner: null };

/** The process that runs the tests; a new one after one that had to be ended. */
function startRunner(): Promise<ChildProcess> {
  const file = resolve(root, 'bench/mutation/runner.ts');
  const child = fork(file, {
    cwd: copy,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return new Promise((ready) => child.once('message', () => ready(child)));
}

/** What a test file says; null when it had to be ended after so many milliseconds. */
async function ask(trial: Trial, longest: number): Promise<Outcome | null> {
  current.runner ??= startRunner();
  const child = await current.runner;
  return new Promise((answer) => {
    const end = () => {
      clearTimeout(timer);
      child.removeAllListeners();
      child.kill('SIGKILL');
      current.runner = null;
      answer(null);
    };
    const timer = setTimeout(end, longest);
    child.once('exit', end);
    child.once('message', (outcome: Outcome) => {
      clearTimeout(timer);
      child.removeAllListeners();
      answer(outcome);
    });
    child.send(trial);
  });
}

const all = sources.flatMap((file) => mutantsOf(file, readFileSync(resolve(root, file), 'utf8')));
const random = seededRandom(sha256Bytes(seed));
const sample = shuffle(all, random).slice(0, Number(asked));
console.log(`src/${room}: ${all.length} changes known, ${sample.length} tried, seed ${seed}`);

const times = new Map<string, number>();
for (const test of tests) {
  const outcome = await ask({ test, touched: [] }, 300_000);
  if (outcome === null || outcome.failed) throw new Error(`${test} fails without any change`);
  times.set(test, outcome.milliseconds);
}

/** Tests that import the file come first, then the quick ones. */
function testsFor(file: string): string[] {
  const imports = (test: string) => readFileSync(test, 'utf8').includes(`/${file.slice(4)}'`);
  const rank = (test: string) => (imports(test) ? 0 : 1e9) + (times.get(test) ?? 0);
  return [...tests].sort((a, b) => rank(a) - rank(b));
}

/** Whether a test notices the change: it fails, or never ends. */
async function isNoticed({ file, code }: SourceMutant): Promise<boolean> {
  const changed = join(copy, file);
  const before = readFileSync(changed, 'utf8');
  writeFileSync(changed, code);
  touched.add(changed);
  try {
    for (const test of testsFor(file)) {
      const limit = 30_000 + 8 * (times.get(test) ?? 0);
      const outcome = await ask({ test, touched: [...touched] }, limit);
      touched.clear();
      if (outcome === null) endless += 1;
      if (outcome === null || outcome.failed) return true;
    }
    return false;
  } finally {
    writeFileSync(changed, before);
    touched.add(changed);
  }
}

/** Files that the runner has not seen since they were written. */
const touched = new Set<string>();
const survivors: SourceMutant[] = [];
let endless = 0;
for (const [i, mutant] of sample.entries()) {
  if (!(await isNoticed(mutant))) {
    survivors.push(mutant);
    console.log(describe(mutant));
  }
  if (i % 25 === 24) console.log(`… ${i + 1} tried, ${survivors.length} not noticed`);
}
// Without a change all must still pass: else the answers above would mean nothing.
for (const test of tests) {
  const outcome = await ask({ test, touched: [...touched] }, 300_000);
  if (outcome === null || outcome.failed) throw new Error(`${test} fails without any change`);
}
(await current.runner)?.kill();
rmSync(copy, { recursive: true });

const noticed = sample.length - survivors.length;
const share = ((100 * noticed) / sample.length).toFixed(1);
console.log(
  `noticed ${noticed} of ${sample.length} (${share} %), ${endless} of them by never ending`,
);

function describe({ file, line, kind, before, after }: SourceMutant): string {
  const short = (text: string) => text.replace(/\s+/g, ' ').slice(0, 60);
  return `- ${file}:${line} ${kind}: \`${short(before)}\` → \`${short(after)}\``;
}
