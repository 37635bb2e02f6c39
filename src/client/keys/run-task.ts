import type { Tasks } from './tasks.ts';

/** The worker's program, put here when the page is built. */
declare const WORKER_SOURCE: string;

interface Answered {
  readonly id: number;
  readonly value?: unknown;
  readonly fault?: string;
}

let worker: Worker | null = null;
let asked = 0;

function theWorker(): Worker {
  worker ??= new Worker(
    URL.createObjectURL(new Blob([WORKER_SOURCE], { type: 'text/javascript' })),
  );
  return worker;
}

/** Runs a heavy task beside the page. Rejects when the task itself breaks, which only a fault of ours does. */
export function runTask<Name extends keyof Tasks>(
  name: Name,
  input: Parameters<Tasks[Name]>[0],
): Promise<ReturnType<Tasks[Name]>> {
  asked += 1;
  const id = asked;
  return new Promise((resolve, reject) => {
    const target = theWorker();
    const listen = (event: MessageEvent<Answered>) => {
      if (event.data.id !== id) return;
      target.removeEventListener('message', listen);
      const { value, fault } = event.data;
      // The worker runs this very task, so its value has the task's own type.
      if (fault === undefined) resolve(value as ReturnType<Tasks[Name]>);
      else reject(new Error(fault));
    };
    target.addEventListener('message', listen);
    target.postMessage({ id, name, input });
  });
}
