import type { Answered, SealerTask, SealerWork } from './worker-protocol.ts';

/** Source of the worker, put in by the build. */
declare const WORKER_SOURCE: string;

/** The worker that holds the slip and seals the ballot. */
export interface Sealer {
  readonly ask: <Task extends SealerTask>(
    task: Task,
    asked: SealerWork[Task]['asked'],
  ) => Promise<SealerWork[Task]['answer']>;
  /** Ends the worker: slip, seed and randomness are gone. What was asked is never answered. */
  readonly end: () => void;
}

/** Starts the worker; `broken` is called when the browser cannot run it. */
export function startSealer(broken: () => void): Sealer {
  const address = URL.createObjectURL(new Blob([WORKER_SOURCE], { type: 'text/javascript' }));
  const worker = new Worker(address);
  const waiting = new Map<number, (answer: unknown) => void>();
  let asked = 0;
  worker.onerror = (event) => {
    event.preventDefault();
    broken();
  };
  worker.onmessage = ({ data }: MessageEvent<Answered>) => {
    const answered = waiting.get(data.id);
    waiting.delete(data.id);
    if ('fault' in data) broken();
    else answered?.(data.answer);
  };
  return {
    ask: (task, given) =>
      new Promise((resolve) => {
        asked += 1;
        // The worker answers each task in the task's own type.
        waiting.set(asked, (answer) => resolve(answer as SealerWork[typeof task]['answer']));
        worker.postMessage({ id: asked, task, ...given });
      }),
    end: () => {
      waiting.clear();
      worker.terminate();
      URL.revokeObjectURL(address);
    },
  };
}
