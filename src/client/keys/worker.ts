import { tasks } from './tasks.ts';

/** One task from the page: which, with what, and the number that its answer carries. */
interface Asked {
  readonly id: number;
  readonly name: keyof typeof tasks;
  readonly input: never;
}

addEventListener('message', (event: MessageEvent<Asked>) => {
  const { id, name, input } = event.data;
  try {
    postMessage({ id, value: tasks[name](input) });
  } catch (error) {
    postMessage({ id, fault: error instanceof Error ? error.message : 'fault' });
  }
});
