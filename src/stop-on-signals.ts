/**
 * Stops in order at SIGTERM or SIGINT, once: a shell, npm and a supervisor may each send the signal, and
 * a second one must not cut the first one's orderly stop short.
 */
export function stopOnSignals(stop: () => Promise<void>): void {
  let stopping = false;
  const once = () => {
    if (stopping) return;
    stopping = true;
    void stop().then(() => process.exit(0));
  };
  process.on('SIGTERM', once);
  process.on('SIGINT', once);
}
