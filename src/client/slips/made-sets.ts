import type { MadeSlips } from './make-slips.ts';
import type { SlipsAnswer, SlipsAsked } from './worker-messages.ts';

declare const WORKER_SOURCE: string;

/** What slips are made for: a round whose questions stand, or reserve keys without. */
export interface SlipTarget {
  /** Where the public keys go: `/station/rounds/ID` or `/station/key-sets/ID`. */
  readonly path: string;
  readonly uuid: string;
  /** Title of the round, or which reserve round it is. */
  readonly title: string;
  readonly colour: string;
  /** φ; null for a reserve. */
  readonly electionHash: string | null;
}

/** Slips on their way from making to forgetting. They live in this page's memory, and nowhere else. */
export interface MadeSet {
  readonly target: SlipTarget;
  readonly deputies: number;
  readonly spare: number;
  /** The act of publishing: a repeat after a lost answer is the same act. */
  readonly actId: string;
  credentials: readonly string[];
  readonly publicKeys: readonly string[];
  printed: boolean;
  /** SHA-256 of the published list, once it was found to be exactly this one. */
  checked: string | null;
}

/** Makes slips in a worker of its own, which ends with its answer. */
export function makeInWorker(
  asked: SlipsAsked,
  progress: (done: number) => void,
): Promise<readonly MadeSlips[]> {
  const address = URL.createObjectURL(new Blob([WORKER_SOURCE], { type: 'text/javascript' }));
  const worker = new Worker(address);
  return new Promise<readonly MadeSlips[]>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<SlipsAnswer>) => {
      if (data.kind === 'progress') progress(data.done);
      else resolve(data.sets);
    };
    worker.onerror = () => reject(new Error('the worker that makes slips failed'));
    worker.postMessage(asked);
  }).finally(() => {
    worker.terminate();
    URL.revokeObjectURL(address);
  });
}
