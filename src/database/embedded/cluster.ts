import { type ChildProcess, execFile, spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { ok, type Result, refuse } from '../../rules/refusals.ts';
import type { Account } from './account.ts';
import { giveTo, type Places } from './places.ts';

/** A running PostgreSQL, ours or one that outlived the application that started it. */
export interface RunningCluster {
  readonly port: number;
  readonly pid: number;
  /** The process when we started it, null for one that was taken over. */
  readonly child: ChildProcess | null;
}

/**
 * Makes a new cluster; an interrupted attempt leaves nothing that looks like one. Refuses with
 * `cluster-not-made` and what PostgreSQL says, such as a full disk or a library that is missing.
 */
export async function initialiseCluster(
  places: Places,
  account: Account | null,
  password: string,
): Promise<Result<null>> {
  const partial = `${places.data}.new`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { mode: 0o700 });
  giveTo(account, partial);
  const passwordFile = join(partial, '..', `.postgres-password-${process.pid}`);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveTo(account, passwordFile);
  try {
    await promisify(execFile)(
      join(places.programs, 'bin', 'initdb'),
      [
        ...['-D', partial, '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', passwordFile],
        ...['-E', 'UTF8', '--locale=C', '--no-instructions'],
      ],
      { ...identity(account), cwd: '/' },
    );
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    const why = said.split('\n').at(-1) || (error instanceof Error ? error.message : String(error));
    const message = `没有建成数据库：${why}。请看磁盘是否已满、数据文件夹能否写入，处理后再启动。`;
    return refuse({ code: 'cluster-not-made', message });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(partial, places.data);
  return ok(null);
}

/** True when the data folder holds a finished cluster. */
export function hasCluster(places: Places): boolean {
  return existsSync(join(places.data, 'PG_VERSION'));
}

/** Finds a living server of this data folder by its postmaster.pid. */
export async function findRunning(
  places: Places,
  password: string,
): Promise<RunningCluster | null> {
  const file = join(places.data, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!Number.isInteger(pid) || !Number.isInteger(port) || port <= 0) return null;
  // PostgreSQL itself takes a zombie for a living server and would refuse to start beside it.
  for (let waited = 0; waited < 30_000 && isZombie(pid); waited += 50) await sleep(50);
  if (!isAlive(pid)) return null;
  return (await answers(port, password, 10_000)) ? { port, pid, child: null } : null;
}

/** Starts the server of a data folder and waits until it answers. */
export async function startCluster(
  places: Places,
  account: Account | null,
  password: string,
  options: { readonly durable: boolean; readonly port?: number },
): Promise<RunningCluster> {
  const port = options.port ?? (await freePort());
  const log = openSync(places.log, 'a', 0o600);
  const flag = options.durable ? 'on' : 'off';
  const settings = [
    ...['listen_addresses=127.0.0.1', 'unix_socket_directories=', `port=${port}`],
    ...[`fsync=${flag}`, `synchronous_commit=${flag}`, `full_page_writes=${flag}`],
    ...['max_connections=100', 'shared_buffers=64MB', 'timezone=Asia/Shanghai'],
  ];
  const child = spawn(
    join(places.programs, 'bin', 'postgres'),
    ['-D', places.data, ...settings.flatMap((setting) => ['-c', setting])],
    // Detached: Ctrl-C in a terminal goes to us, and we stop the server in order.
    { ...identity(account), cwd: '/', detached: true, stdio: ['ignore', log, log] },
  );
  closeSync(log);
  const ended = new AbortController();
  child.once('exit', () => ended.abort());
  child.once('error', () => ended.abort());
  const ready = await answers(port, password, 120_000, ended.signal);
  if (!ready || child.pid === undefined) {
    const tail = readFileSync(places.log, 'utf8').split('\n').slice(-6).join('\n');
    throw new Error(`数据库没有启动成功，日志 ${places.log} 的最后几行：\n${tail}`);
  }
  child.unref();
  return { port, pid: child.pid, child };
}

/**
 * Fast shutdown (SIGINT): running transactions are rolled back, everything committed is on disk. SIGQUIT
 * ends a server that has no files left to write to.
 */
export async function stopCluster(
  cluster: RunningCluster,
  signal: 'SIGINT' | 'SIGQUIT' = 'SIGINT',
): Promise<void> {
  if (!isAlive(cluster.pid)) return;
  process.kill(cluster.pid, signal);
  for (let waited = 0; waited < 30_000 && isAlive(cluster.pid); waited += 25) await sleep(25);
}

/** Where the kernel tells of processes: a killed one that nobody has waited for is a zombie. */
function isZombie(pid: number): boolean {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return false;
  const state = readFileSync(file, 'utf8').split(') ').at(-1)?.[0];
  return state === 'Z' || state === 'X';
}

/** Whether a process lives; one that may not be signalled lives too, a zombie does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** A child that was killed stays in the process table until it is waited for. */
export function hasExited(cluster: RunningCluster): boolean {
  if (cluster.child === null) return !isAlive(cluster.pid);
  return cluster.child.exitCode !== null || cluster.child.signalCode !== null;
}

function identity(account: Account | null) {
  return account === null ? {} : { uid: account.uid, gid: account.gid };
}

/** Asks until a server answers; gives up after `patience` milliseconds, or when its process ended. */
async function answers(
  port: number,
  password: string,
  patience: number,
  ended?: AbortSignal,
): Promise<boolean> {
  for (let waited = 0; waited < patience; waited += 50) {
    if (ended?.aborted === true) return false;
    const client = new pg.Client({
      host: '127.0.0.1',
      port,
      user: 'postgres',
      password,
      database: 'postgres',
      connectionTimeoutMillis: 2_000,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return true;
    } catch {
      await sleep(50);
    }
  }
  return false;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('no free port'));
        else resolve(address.port);
      });
    });
  });
}
