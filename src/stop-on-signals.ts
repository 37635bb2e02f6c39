import type { RunningServer } from './start-server.ts';

/**
 * Stops in order at SIGTERM or SIGINT, once: a shell, npm and a supervisor may each send the signal, and
 * a second one must not cut the first one's orderly stop short. Stops with exit code 1 and a sentence when the
 * data folder is gone.
 */
export function stopOnSignals(
  { stop, lost }: Pick<RunningServer, 'stop' | 'lost'>,
  complain: (line: string) => void,
): void {
  let stopping = false;
  const once = (exitCode: number) => {
    if (stopping) return;
    stopping = true;
    void stop()
      .catch((error: unknown) => complain(`没有正常停止：${String(error)}`))
      .then(() => process.exit(exitCode));
  };
  process.on('SIGTERM', () => once(0));
  process.on('SIGINT', () => once(0));
  void lost.then((why) => {
    complain(why.message);
    once(1);
  });
}
