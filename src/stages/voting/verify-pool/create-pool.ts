import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';

/** The worker's file: TypeScript in the sources, JavaScript in the build. */
const workerFile = new URL(
  `./ballot-worker.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`,
  import.meta.url,
);

/** As many threads as the process has cores. */
export function threadsOfMachine(): number {
  return availableParallelism();
}

/**
 * Starts threads that answer with one of the worker's functions (docs/decisions/0101). They inherit neither loaders nor environment:
 * Node reads the TypeScript by itself, and a thread that sees ballots needs to know nothing else.
 */
export function createPool<Task, Answer>(name: string, threads: number): Piscina<Task, Answer> {
  return new Piscina<Task, Answer>({
    filename: workerFile.href,
    name,
    minThreads: threads,
    maxThreads: threads,
    execArgv: [],
    env: {},
  });
}
