import { streamSSE } from 'hono/streaming';
import type { Visit } from './visit.ts';

/** How often a quiet stream says that it lives, in milliseconds: proxies cut silent answers. */
const pulse = 15_000;

/**
 * Keeps a part of a page fresh by server-sent events: the whole part at once, and again whenever one of
 * the topics changed. The empty topic means "anything may have changed": the connection to the database
 * was broken for a while. However many changes come together, one more rendering follows.
 */
export function streamPart(
  visit: Visit,
  topics: readonly string[],
  render: () => Promise<string>,
): Response {
  return streamSSE(visit.context, async (events) => {
    let running = Promise.resolve();
    let waiting = false;
    const send = () => {
      if (waiting) return;
      waiting = true;
      running = running.then(async () => {
        waiting = false;
        const part = await render();
        await events.writeSSE({ data: part.replaceAll('\n', '') });
      });
      // The database is away: when it comes back the empty topic brings the next rendering.
      running = running.catch((error) => visit.dependencies.log(`live part: ${String(error)}`));
    };
    const stop = visit.dependencies.subscribe((topic) => {
      if (topic === '' || topics.includes(topic)) send();
    });
    events.onAbort(stop);
    send();
    while (!events.aborted) {
      await events.sleep(pulse);
      await events.write(':\n\n');
    }
    stop();
    await running;
  });
}
