import { fork } from 'node:child_process';
import type { Result } from '../rules/refusals.ts';
import { recognise } from './recognise.ts';
import { refuseFile, type Sheet } from './spreadsheet.ts';

/** Milliseconds; far beyond what any sheet takes, because an old or busy computer must still read a good one. */
const timeLimit = 60_000;
/** Files read at the same time; more wait, so that uploads cannot use up the memory together. */
const mostAtOnce = 2;

let reading = 0;
const waiting: (() => void)[] = [];

/** The reader's file: TypeScript in the sources, JavaScript in the build. */
const readerFile = new URL(
  `./spreadsheet-process.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`,
  import.meta.url,
);

/**
 * Reads the visible sheets of an .xlsx or .csv file, recognised by content. Runs in a process of its own
 * with limits of memory and time, because a small file can unpack to a large one. A thread is not enough: V8
 * ends the whole process, and with it the meeting, when one large allocation fails in any of its threads.
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
    return await readApart(bytes);
  } finally {
    const next = waiting.shift();
    if (next === undefined) reading -= 1;
    else next();
  }
}

/**
 * The memory of the reader in megabytes, and what it may do: it reads files, since it loads its own code, but writes
 * none and starts no process, whatever a crafted file makes of it.
 */
const limits = ['--max-old-space-size=256', '--permission', '--allow-fs-read=*'];

async function readApart(bytes: Uint8Array): Promise<Result<readonly Sheet[]>> {
  const reader = fork(readerFile, {
    ...{ execArgv: limits, env: {}, serialization: 'advanced' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const timer = AbortSignal.timeout(timeLimit);
  const result = await new Promise<Result<readonly Sheet[]>>((resolve) => {
    timer.addEventListener('abort', () => resolve(refuseFile('bomb')));
    // What is not sent is told by the end of the reader.
    reader.send(bytes, () => undefined);
    reader.once('message', (sent) => resolve(sent as Result<readonly Sheet[]>));
    reader.once('error', () => resolve(refuseFile('damaged')));
    // V8 aborts a process whose memory is used up; the system kills it where the machine's own is.
    reader.once('exit', (_code, signal) =>
      resolve(refuseFile(signal === 'SIGABRT' || signal === 'SIGKILL' ? 'bomb' : 'damaged')),
    );
  });
  reader.kill('SIGKILL');
  return result;
}
