import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { chooseAccount } from '../../src/database/embedded/account.ts';
import { isAlive, startCluster } from '../../src/database/embedded/cluster.ts';
import { choosePlaces } from '../../src/database/embedded/places.ts';
import { serverOn } from '../support/server-process.ts';

/**
 * A data folder that vanishes under a running server: it stops, says why, and leaves nothing behind. It is
 * moved, not removed: PostgreSQL goes on writing, and a removal beside it stops half-way.
 */
const ways = {
  'the whole folder': (folder: string) => renameSync(folder, `${folder}-moved`),
  'the database alone': (folder: string) =>
    renameSync(join(folder, 'postgres'), join(folder, 'moved')),
  'the folder, made anew but empty': (folder: string) => {
    renameSync(folder, `${folder}-moved`);
    mkdirSync(folder);
  },
};

test.each(Object.entries(ways))('%s goes away', async (_, remove) => {
  const place = mkdtempSync(join(tmpdir(), 'piaojue-gone-'));
  chmodSync(place, 0o755);
  const folder = join(place, 'data');
  const server = await serverOn(folder);
  await server.start();
  const [line = ''] = readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
  remove(folder);
  for (let waited = 0; waited < 30_000 && server.isRunning(); waited += 100) await sleep(100);
  expect(server.isRunning(), server.said()).toBe(false);
  expect(server.exitCode()).toBe(1);
  expect(server.said()).toContain(`数据文件夹 ${folder} 不见了`);
  expect(isAlive(Number(line)), 'its PostgreSQL lives on').toBe(false);
  // Nothing was written where the folder had been: what is put back is not mixed with anything new.
  expect(existsSync(join(folder, 'anchors.jsonl'))).toBe(false);
  rmSync(place, { recursive: true });
});

test('a relative folder goes away together with the place where the server was started', async () => {
  const place = mkdtempSync(join(tmpdir(), 'piaojue-gone-'));
  chmodSync(place, 0o755);
  const server = await serverOn('data', place);
  await server.start();
  renameSync(place, `${place}-moved`);
  for (let waited = 0; waited < 30_000 && server.isRunning(); waited += 100) await sleep(100);
  expect(server.exitCode(), server.said()).toBe(1);
  expect(server.said()).toContain(`数据文件夹 ${join(place, 'data')} 不见了`);
  // Node's own recursive mkdir never returns on a relative path under a folder that is gone.
  expect(existsSync(place)).toBe(false);
  rmSync(`${place}-moved`, { recursive: true });
});

test('a start that failed asks its port no longer', async () => {
  const place = mkdtempSync(join(tmpdir(), 'piaojue-gone-'));
  chmodSync(place, 0o755);
  const account = chooseAccount();
  if (!account.ok) throw new Error('no account');
  let asked = 0;
  const listener = createServer((socket) => {
    asked += 1;
    socket.on('error', () => undefined);
    socket.destroy();
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as AddressInfo;
  const places = choosePlaces(place, account.value);
  const starting = startCluster(places, account.value, 'none', { durable: false, port });
  await expect(starting).rejects.toThrow('数据库没有启动成功');
  expect(asked).toBeGreaterThan(0);
  const before = asked;
  await sleep(400);
  // One attempt may have been on its way.
  expect(asked - before).toBeLessThan(2);
  await new Promise((resolve) => listener.close(resolve));
  rmSync(place, { recursive: true });
});
