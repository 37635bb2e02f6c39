import { Worker } from 'node:worker_threads';
import type { Result } from '../rules/refusals.ts';
import { recognise } from './recognise.ts';
import { refuseFile, type Sheet } from './spreadsheet.ts';

/** Milliseconds; far beyond what any sheet takes, because an old or busy computer must still read a good one. */
const timeLimit = 60_000;
/** Files read at the same time; more wait, so that uploads cannot use up the memory together. */
const mostAtOnce = 2;

let reading = 0;
const waiting: (() => void)[] = [];

/** The worker's file: TypeScript in the sources, JavaScript in the build. */
const workerFile = new URL(
  `./spreadsheet-worker.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`,
  import.meta.url,
);

/**
 * Reads the visible sheets of an .xlsx or .csv file, recognised by content. Runs in a worker with
 * limits of memory and time, because a small file can unpack to a large one.
 *
 * Refuses with `file-empty`, `file-too-large`, `old-excel`, `file-encrypted`, `other-office`,
 * `not-a-spreadsheet`, `unknown-encoding`, `unclosed-quotes`, `file-damaged`.
 */
export async function readSpreadsheet(bytes: Uint8Array): Promise<Result<readonly Sheet[]>> {
  const kind = recognise(bytes);
  if (!kind.ok) return kind;
  if (reading >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else reading += 1;
  try {
    return await readInWorker(bytes);
  } finally {
    const next = waiting.shift();
    if (next === undefined) reading -= 1;
    else next();
  }
}

async function readInWorker(bytes: Uint8Array): Promise<Result<readonly Sheet[]>> {
  const worker = new Worker(workerFile, {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 64 },
    execArgv: [],
    stderr: true,
  });
  const result = await new Promise<Result<readonly Sheet[]>>((resolve) => {
    const timer = setTimeout(() => resolve(refuseFile('bomb')), timeLimit);
    const answer = (value: Result<readonly Sheet[]>) => {
      clearTimeout(timer);
      resolve(value);
    };
    worker.once('message', answer);
    worker.once('error', (error) =>
      answer(
        refuseFile(
          'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'bomb' : 'damaged',
        ),
      ),
    );
    worker.once('exit', () => answer(refuseFile('damaged')));
  });
  await worker.terminate();
  return result;
}
