import { createVitest } from 'vitest/node';

/**
 * A process that runs a test file upon one changed source file and says whether it failed.
 * Nothing on the disk is changed: the changed text takes the file's place while it is loaded. The parent
 * ends this process when it takes too long, for a change can loop for ever.
 */

/** What the parent asks. */
export interface Trial {
  /** A test file. */
  readonly test: string;
  /** Absent when the sources are to be run as they are. */
  readonly changed?: { readonly file: string; readonly code: string };
}

/** What it is answered. */
export interface Outcome {
  readonly failed: boolean;
  readonly milliseconds: number;
}

const root = process.cwd();
let changed: Trial['changed'];

const vitest = await createVitest(
  {
    config: false,
    root,
    watch: false,
    include: ['test/**/*.test.{ts,tsx}'],
    // Threads end with this process, also in the middle of an endless loop.
    pool: 'threads',
    maxWorkers: 1,
    bail: 1,
    testTimeout: 30_000,
    reporters: [{}],
    coverage: { enabled: false },
  },
  {
    plugins: [
      {
        name: 'changed-source',
        enforce: 'pre',
        load(id) {
          const [file = ''] = id.split('?');
          return file === changed?.file ? changed.code : undefined;
        },
      },
    ],
    oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  },
);
const specifications = new Map(
  (await vitest.globTestSpecifications()).map((one) => [one.moduleId, one]),
);

process.on('message', (trial: Trial) => {
  void answer(trial);
});
process.send?.('ready');

async function answer(trial: Trial): Promise<void> {
  const touched = [changed?.file, trial.changed?.file];
  changed = trial.changed;
  for (const file of touched) if (file !== undefined) vitest.invalidateFile(file);
  const started = performance.now();
  const specification = specifications.get(trial.test);
  if (specification === undefined) throw new Error(`${trial.test} is no test of this project`);
  vitest.state.clearErrors();
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications([specification]);
  const failed = unhandledErrors.length > 0 || testModules.some((module) => !module.ok());
  const outcome: Outcome = { failed, milliseconds: Math.round(performance.now() - started) };
  process.send?.(outcome);
}
