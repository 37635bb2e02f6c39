import { createVitest } from 'vitest/node';

/**
 * A process that runs a test file upon one changed source file and says whether it failed.
 * It works in a copy of the project, in which the parent changes the file; the parent also ends this
 * process when it takes too long, for a change can loop for ever.
 */

/** What the parent asks. */
export interface Trial {
  /** A test file. */
  readonly test: string;
  /** Files that are not as they were at the trial before. */
  readonly touched: readonly string[];
}

/** What it is answered. */
export interface Outcome {
  readonly failed: boolean;
  readonly milliseconds: number;
}

const root = process.cwd();
const vitest = await createVitest(
  {
    config: false,
    root,
    watch: false,
    include: ['test/**/*.test.{ts,tsx}'],
    // Threads end with this process, also in the middle of an endless loop.
    pool: 'threads',
    maxWorkers: 1,
    testTimeout: 30_000,
    reporters: [{}],
    coverage: { enabled: false },
  },
  {
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
  for (const file of trial.touched) vitest.invalidateFile(file);
  const started = performance.now();
  const specification = specifications.get(trial.test);
  if (specification === undefined) throw new Error(`${trial.test} is no test of this project`);
  vitest.state.clearErrors();
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications([specification]);
  // Modules that failed before stay in the list.
  const module = testModules.find(({ moduleId }) => moduleId === trial.test);
  const failed = unhandledErrors.length > 0 || module?.ok() !== true;
  const outcome: Outcome = { failed, milliseconds: Math.round(performance.now() - started) };
  process.send?.(outcome);
}
