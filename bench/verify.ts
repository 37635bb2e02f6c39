import { execFile } from 'node:child_process';
import { availableParallelism, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { bigArchive } from './big-archive.ts';

/**
 * `npm run bench:verify`: our `verify` command beside `belenios-tool election verify` on the same archive of
 * 400 ballots × 20 answers, on one core and on two. Prints ratios (ours ÷ the tool's) of the least times of
 * several runs in turn; goals 0.7 and 0.4. PIAOJUE_REPEATS changes how many, 3 otherwise.
 */
const repeats = Number(process.env.PIAOJUE_REPEATS ?? 3);
const root = fileURLToPath(new URL('..', import.meta.url));
const goals = [
  { cores: '0', count: 1, goal: 0.7 },
  { cores: '0,1', count: 2, goal: 0.4 },
];

interface Times {
  /** Seconds by the clock. */
  readonly elapsed: number;
  /** Seconds of computing, which other programs on the machine change less. */
  readonly computing: number;
}

/** Runs a command on some cores of the machine; throws when it fails. */
async function timed(cores: string, folder: string, words: readonly string[]): Promise<Times> {
  const script = 'TIMEFORMAT="%R %U"; time taskset -c "$0" "$@"';
  const { stderr } = await promisify(execFile)('bash', ['-c', script, cores, ...words], {
    cwd: folder,
    env: { ...process.env, INIT_CWD: folder },
  });
  const [elapsed = 0, computing = 0] = (stderr.trim().split('\n').pop() ?? '')
    .split(' ')
    .map(Number);
  return { elapsed, computing };
}

function least(times: readonly Times[]): Times {
  return {
    elapsed: Math.min(...times.map(({ elapsed }) => elapsed)),
    computing: Math.min(...times.map(({ computing }) => computing)),
  };
}

const { folder, file } = await bigArchive(400, 20);
const loader = fileURLToPath(import.meta.resolve('tsx'));
const ours = [process.execPath, '--import', loader, `${root}src/commands/verify.ts`, file];
const theirs = ['belenios-tool', 'election', 'verify'];
console.log(`machine: ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}`);

for (const { cores, count, goal } of goals) {
  const [own, reference]: [Times[], Times[]] = [[], []];
  for (let run = 0; run < repeats; run += 1) {
    own.push(await timed(cores, folder, ours));
    reference.push(await timed(cores, folder, theirs));
  }
  const [a, b] = [least(own), least(reference)];
  const ratio = (a.elapsed / b.elapsed).toFixed(2);
  const computing = (a.computing / b.computing).toFixed(2);
  console.log(
    `${count} core(s): ours ${a.elapsed} s, belenios-tool ${b.elapsed} s, ratio ${ratio} (goal ≤ ${goal}); computing ${a.computing} s and ${b.computing} s, ratio ${computing}`,
  );
}
