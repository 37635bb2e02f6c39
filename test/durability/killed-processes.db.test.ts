import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt, randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fullRun } from '../support/full-run.ts';

/**
 * Ballot entry while processes are killed with SIGKILL: the server, PostgreSQL, both. Whatever the
 * program said it had saved must be there afterwards. Real processes, real files, fsync on.
 */
const kills = fullRun ? 50 : 6;
const papers = 20;

let folder: string;
let port: number;
let ballotPort: number;
let server: ChildProcess;
let cookie: string;
let entryPath: string;
/** What each process printed, for the report of a failure. */
const outputs = new Map<ChildProcess, string>();

/**
 * A port that nobody uses and that no outgoing connection, nor an embedded PostgreSQL, is given: those
 * come from the range above 32768, and a start after a kill must find its port free.
 */
async function freePort(): Promise<number> {
  for (;;) {
    const tried = randomInt(20_000, 30_000);
    const probe = createServer();
    const free = await new Promise<boolean>((resolve) => {
      probe.once('error', () => resolve(false));
      probe.listen(tried, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (free) return tried;
  }
}

/** Starts a program of the build on the data folder; resolves once it serves. */
async function start(
  program: string,
  ...more: string[]
): Promise<{ child: ChildProcess; output: string }> {
  const child = spawn(process.execPath, [program, ...more], {
    env: {
      ...process.env,
      DATA_DIR: folder,
      PORT: String(port),
      BALLOT_PORT: String(ballotPort),
      HOST: '127.0.0.1',
      DATABASE_URL: '',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    outputs.set(child, output);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    outputs.set(child, output);
  });
  for (let waited = 0; waited < 2_400; waited += 1) {
    if (child.exitCode !== null) throw new Error(`the program ended: ${output}`);
    if (output.includes('网址 ') || output.includes('已启动')) return { child, output };
    await sleep(50);
  }
  throw new Error(`the program did not start: ${output}`);
}

function request(path: string, fields?: Readonly<Record<string, string>>): Promise<Response> {
  const origin = `http://127.0.0.1:${port}`;
  const headers = { cookie, origin, 'sec-fetch-site': 'same-origin' };
  if (fields === undefined) return fetch(`${origin}${path}`, { headers, redirect: 'manual' });
  const body = new URLSearchParams(fields);
  return fetch(`${origin}${path}`, {
    method: 'POST',
    headers,
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(5_000),
  });
}

async function post(path: string, fields: Readonly<Record<string, string>>): Promise<string> {
  const response = await request(path, { act_id: randomUUID(), ...fields });
  expect(response.status, path).toBe(303);
  return response.headers.get('location') ?? '';
}

async function stopGently(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  await gone;
}

/** Kills a living process; one that died by itself is a fault of the program. */
async function killHard(child: ChildProcess): Promise<void> {
  expect(child.exitCode, `the server died by itself: ${outputs.get(child) ?? ''}`).toBeNull();
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGKILL');
  await gone;
}

/** The process id of this data folder's own PostgreSQL, from its own file. */
function postgresId(): number {
  const file = join(folder, 'postgres', 'postmaster.pid');
  if (!existsSync(file)) throw new Error(`no ${file}`);
  return Number(readFileSync(file, 'utf8').split('\n')[0]);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'piaojue-kill-'));
  chmodSync(folder, 0o755);
  port = await freePort();
  ballotPort = await freePort();
  const demo = await start('dist/src/commands/demo.js', '--stage', 'count');
  const links = [...demo.output.matchAll(/计票人.*\n\s+http:\/\/[^/]+(\/invitation\/\S+)/g)];
  const welcome = await request(links[0]?.[1] ?? '', { act_id: randomUUID() });
  cookie = (welcome.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const me = await (await request('/me')).text();
  const meeting = /href="(\/c\/[^"]+\/m\/[^"]+)"/.exec(me)?.[1] ?? '';
  const rounds = await (await request(`${meeting}/rounds`)).text();
  const round = /href="(\/c\/[^"]+\/r\/[^"/]+)"/.exec(rounds)?.[1] ?? '';
  await post(`${round}/count/batches`, { papers: String(papers) });
  const count = await (await request(`${round}/count`)).text();
  const batch = /name="batch_id" value="([^"]+)"/.exec(count)?.[1] ?? '';
  entryPath = await post(`${round}/count/claim`, { batch_id: batch });
  await stopGently(demo.child);
  server = (await start('dist/src/main.js')).child;
});
afterAll(async () => {
  await stopGently(server);
  rmSync(folder, { recursive: true, force: true });
});

/** The marks that stand for a number: item n is marked where bit n is set. */
function marksOf(number: number): Record<string, string> {
  const marks: Record<string, string> = {};
  for (let item = 1; item <= 12; item += 1) {
    marks[`mark-${item}`] = ((number >> (item - 1)) & 1) === 1 ? 'for' : 'blank';
  }
  return marks;
}

/** The number that a paper stands for, read from its page; 0 when it is not entered. */
async function readPaper(paper: number): Promise<number> {
  const page = await (await request(`${entryPath}?paper=${paper}`)).text();
  let number = 0;
  for (const input of page.matchAll(/<input type="radio" name="mark-(\d+)"[^>]*>/g)) {
    const marked = input[0].includes('value="for"') && / checked/.test(input[0]);
    if (marked) number |= 1 << (Number(input[1]) - 1);
  }
  return number;
}

test(`no acknowledged entry is lost over ${kills} kills of the server, of PostgreSQL, of both`, async () => {
  const acknowledged = new Map<number, number>();
  let sent = 0;
  let saved = 0;
  const started = Date.now();
  for (let kill = 0; kill < kills; kill += 1) {
    const inFlight = new Map<number, number>();
    let killed = false;
    const entering = (async () => {
      while (!killed) {
        sent += 1;
        const paper = (sent % papers) + 1;
        const number = (sent % 4095) + 1;
        inFlight.set(paper, number);
        const fields = { act_id: randomUUID(), paper: String(paper), ...marksOf(number) };
        const answer = await request(entryPath, fields).catch(() => null);
        if (answer?.status !== 303) continue;
        acknowledged.set(paper, number);
        inFlight.delete(paper);
        saved += 1;
      }
    })();
    // Killed while entries are being saved, however slow the machine: two have been, more are on their way.
    const before = saved;
    while (saved < before + 2) await sleep(5);
    await sleep((kill * 37) % 120);
    const way = ['server', 'postgres', 'both'][kill % 3];
    if (way !== 'server') {
      process.kill(postgresId(), 'SIGKILL');
      // Its parent takes note of the death: a container's first process may be slow to do it.
      await sleep(80);
    }
    if (way !== 'postgres') await killHard(server);
    killed = true;
    await entering;
    if (way === 'postgres') await killHard(server);
    server = (await start('dist/src/main.js')).child;
    for (const [paper, number] of acknowledged) {
      const found = await readPaper(paper);
      // An answer that never came may still stand for an entry that was saved.
      const possible = [number, inFlight.get(paper)];
      expect(possible, `paper ${paper} after kill ${kill + 1} of ${way}`).toContain(found);
      acknowledged.set(paper, found);
    }
  }
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  console.info(`${kills} kills, ${saved} acknowledged entries, none lost, ${seconds} s`);
  expect(saved).toBeGreaterThanOrEqual(2 * kills);
}, 900_000);

/** Runs a program that must refuse to start; returns its exit code and what it said. */
async function refusedStart(
  program: string,
  dataFolder: string,
  atPort: number,
): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [program], {
    env: {
      ...{ ...process.env, DATA_DIR: dataFolder, PORT: String(atPort), DATABASE_URL: '' },
      HOST: '127.0.0.1',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
    // One that starts instead of refusing is ended, so that the test fails and does not hang.
    timeout: 60_000,
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { code, said };
}

test('a second program on the same data folder is refused with a sentence', async () => {
  const { code, said } = await refusedStart('dist/src/main.js', folder, await freePort());
  expect(code).toBe(1);
  expect(said).toContain('已有一个票决程序正在运行');
});

test('a taken port is said in a sentence, and no database is left running', async () => {
  const other = mkdtempSync(join(tmpdir(), 'piaojue-port-'));
  chmodSync(other, 0o755);
  const { code, said } = await refusedStart('dist/src/main.js', other, port);
  expect(code).toBe(1);
  expect(said).toContain(`端口 ${port} 已被占用`);
  expect(existsSync(join(other, 'postgres', 'postmaster.pid'))).toBe(false);
  rmSync(other, { recursive: true, force: true });
});

test('told twice to stop, the program stops in order; a rehearsal leaves its data alone', async () => {
  expect(server.exitCode).toBeNull();
  const gone = new Promise<number | null>((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  server.kill('SIGINT');
  expect(await gone).toBe(0);
  expect(existsSync(join(folder, 'postgres', 'postmaster.pid'))).toBe(false);
  const demo = await refusedStart('dist/src/commands/demo.js', folder, port);
  expect(demo.code).toBe(1);
  expect(demo.said).toContain('没有写入演练数据');
  expect(existsSync(join(folder, 'postgres', 'postmaster.pid'))).toBe(false);
});
