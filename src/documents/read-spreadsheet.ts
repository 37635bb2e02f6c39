import { Worker } from 'node:worker_threads';
import type { Result } from '../rules/refusals.ts';
import { recognise, refuseFile, type Sheet } from './spreadsheet.ts';

const timeLimit = 10_000;

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
 * `not-a-spreadsheet`, `unknown-encoding`, `file-damaged`.
 */
export async function readSpreadsheet(bytes: Uint8Array): Promise<Result<readonly Sheet[]>> {
  const kind = recognise(bytes);
  if (!kind.ok) return kind;
  const worker = new Worker(workerFile, {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 64 },
    execArgv: [],
    stderr: true,
  });
  return await new Promise((resolve) => {
    const answer = (result: Result<readonly Sheet[]>) => {
      clearTimeout(timer);
      resolve(result);
      void worker.terminate();
    };
    const timer = setTimeout(() => answer(refuseFile('bomb')), timeLimit);
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
}
