import type { CheckedBallot } from '../../ballot/check-ballot.ts';
import type { Answer, Asked, AskedOptions, FirstLook, Verified } from './messages.ts';

/** How far a verification has come. */
export interface Progress {
  readonly step: 'reading' | 'ballots' | 'closing';
  readonly done: number;
  readonly of: number;
}

/** A thread that is asked one thing at a time. */
export interface Thread {
  readonly ask: (asked: Asked) => Promise<Answer>;
  readonly stop: () => void;
}

/** Ballots that a thread is given at a time: few enough that the reader sees the count move. */
const portion = 2;

/**
 * Verifies an archive in threads: the ballots by all of them, everything else by one. Calls `seen` as it
 * goes on. Rejects when a thread breaks or was stopped.
 */
export async function verifyInThreads(
  threads: readonly [Thread, ...Thread[]],
  bytes: Uint8Array,
  options: AskedOptions,
  seen: (progress: Progress) => void,
): Promise<Verified> {
  const [first] = threads;
  seen({ step: 'reading', done: 0, of: 0 });
  const read = await first.ask({ kind: 'read', bytes });
  if (read.kind !== 'read') throw new Error('a thread answered something else');
  const checked = await checkBallots(threads, read.look, seen);
  seen({ step: 'closing', done: checked.length, of: checked.length });
  const verified = await first.ask({ kind: 'verify', bytes, options, checked });
  if (verified.kind !== 'verified') throw new Error('a thread answered something else');
  return verified.verified;
}

async function checkBallots(
  threads: readonly Thread[],
  { election, ballots }: FirstLook,
  seen: (progress: Progress) => void,
): Promise<readonly CheckedBallot[]> {
  const checked: CheckedBallot[] = [];
  if (election === null) return checked;
  let next = 0;
  seen({ step: 'ballots', done: 0, of: ballots.length });
  const work = async ({ ask }: Thread) => {
    while (next < ballots.length) {
      const some = ballots.slice(next, next + portion);
      next += portion;
      const answer = await ask({ kind: 'check', election, ballots: some });
      if (answer.kind !== 'checked') throw new Error('a thread answered something else');
      checked.push(...answer.checked);
      seen({ step: 'ballots', done: checked.length, of: ballots.length });
    }
  };
  await Promise.all(threads.map(work));
  return checked;
}

/** Starts a thread of the browser from the source that the page carries. */
export function startThread(source: string): Thread {
  const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const worker = new Worker(address);
  let broken: (reason: Error) => void = () => undefined;
  return {
    ask: (asked) =>
      new Promise<Answer>((resolve, reject) => {
        broken = reject;
        worker.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data);
        worker.onerror = () => reject(new Error('the thread broke'));
        worker.postMessage(asked);
      }),
    stop: () => {
      worker.terminate();
      URL.revokeObjectURL(address);
      broken(new Error('stopped'));
    },
  };
}
