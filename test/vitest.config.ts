import { defineConfig } from 'vitest/config';

/**
 * Five projects by what they need: `tidy` (house rules) and `unit` need only Node;
 * `database` needs the PostgreSQL that ships with the packages; `browser` needs Chromium too.
 * `referee` needs `belenios-tool`, the independent implementation that Debian packages.
 * A file's ending decides: *.test.ts, *.db.test.ts, *.browser.test.ts, *.referee.test.ts.
 */
const jsx = { oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } } } as const;
const shared = {
  root: new URL('..', import.meta.url).pathname,
  testTimeout: 240_000,
  // Files share their worker: each would load the whole program again, a fifth of the suite's time.
  isolate: false,
  // Limits only end what hangs: no test may depend on how fast the machine is.
  expect: { poll: { timeout: 60_000 } },
};

export default defineConfig({
  test: {
    maxWorkers: 2,
    coverage: { provider: 'v8', include: ['src/**'], reporter: ['text-summary', 'json-summary'] },
    projects: [
      { ...jsx, test: { ...shared, name: 'tidy', include: ['test/tidy/**/*.test.ts'] } },
      {
        ...jsx,
        test: {
          ...shared,
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [
            'test/**/*.db.test.{ts,tsx}',
            'test/**/*.browser.test.{ts,tsx}',
            'test/**/*.referee.test.ts',
            'test/tidy/**',
          ],
        },
      },
      {
        test: {
          ...shared,
          name: 'referee',
          include: ['test/**/*.referee.test.ts'],
          testTimeout: 300_000,
        },
      },
      {
        ...jsx,
        test: {
          ...shared,
          name: 'database',
          include: ['test/**/*.db.test.{ts,tsx}'],
          globalSetup: ['test/support/postgres-for-tests.ts'],
          testTimeout: 240_000,
          hookTimeout: 120_000,
        },
      },
      {
        ...jsx,
        test: {
          ...shared,
          name: 'browser',
          include: ['test/**/*.browser.test.{ts,tsx}'],
          globalSetup: ['test/support/postgres-for-tests.ts'],
          testTimeout: 400_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
