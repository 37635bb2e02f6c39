import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The built server as a process of its own on a data folder, to be killed and started again. */
export interface ServerProcess {
  readonly ballotOrigin: string;
  /** Starts it; resolves once it serves. */
  readonly start: () => Promise<void>;
  /** Ends it by a signal and waits until it is gone. One that died by itself is a fault of the program. */
  readonly stop: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>;
  readonly isRunning: () => boolean;
  /** Null while it runs, and where a signal ended it. */
  readonly exitCode: () => number | null;
  /** Everything that it ever printed. */
  readonly said: () => string;
}

/** A free port below those that the system gives to outgoing connections, which may take it meanwhile. */
async function freePort(): Promise<number> {
  const port = randomInt(20_000, 30_000);
  const probe = createServer();
  const free = await new Promise<boolean>((resolve) => {
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => resolve(true));
  });
  if (!free) return await freePort();
  await new Promise<void>((resolve) => probe.close(() => resolve()));
  return port;
}

/** Chooses ports for a server on this data folder, named as seen from `cwd`; it is not started yet. */
export async function serverOn(folder: string, cwd = process.cwd()): Promise<ServerProcess> {
  const program = resolve('dist/src/main.js');
  const [port, ballotPort] = [await freePort(), await freePort()];
  let child: ChildProcess | null = null;
  let said = '';
  const isRunning = () => child !== null && child.exitCode === null && child.signalCode === null;
  const start = async () => {
    let output = '';
    const started = spawn(process.execPath, [program], {
      cwd,
      env: {
        ...{ ...process.env, DATA_DIR: folder, HOST: '127.0.0.1', DATABASE_URL: '' },
        ...{ PORT: String(port), BALLOT_PORT: String(ballotPort) },
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    const hear = (chunk: Buffer) => {
      output += chunk.toString();
      said += chunk.toString();
    };
    started.stdout.on('data', hear);
    started.stderr.on('data', hear);
    for (let waited = 0; waited < 2_400; waited += 1) {
      if (started.exitCode !== null) throw new Error(`the server ended: ${output}`);
      if (output.includes('已启动')) return;
      await sleep(50);
    }
    throw new Error(`the server did not start: ${output}`);
  };
  const stop = async (signal: 'SIGTERM' | 'SIGKILL') => {
    const running = child;
    if (running === null || !isRunning()) throw new Error(`the server died by itself: ${said}`);
    const gone = new Promise<void>((resolve) => running.once('exit', () => resolve()));
    running.kill(signal);
    await gone;
  };
  return {
    ballotOrigin: `http://127.0.0.1:${ballotPort}`,
    ...{ start, stop, isRunning },
    exitCode: () => child?.exitCode ?? null,
    said: () => said,
  };
}
