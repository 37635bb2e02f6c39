import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { checkClock } from '../../src/commands/doctor/check-clock.ts';
import { checkDisk, checkFolder, checkPort } from '../../src/commands/doctor/check-machine.ts';

const root = mkdtempSync(join(tmpdir(), 'piaojue-doctor-'));
afterAll(() => rmSync(root, { recursive: true }));

async function listen(answer: string): Promise<{ server: Server; port: number }> {
  const server = createServer((_, response) => response.end(answer));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

describe('the doctor on a port', () => {
  const origin = 'http://piaojue.example.cn';

  test('that somebody else holds names the variable to change', async () => {
    const { server, port } = await listen('somebody else');
    for (const variable of ['PORT', 'BALLOT_PORT'] as const) {
      const found = await checkPort({ host: '127.0.0.1', port, origin }, variable);
      expect(found.state).toBe('wrong');
      expect(found.what).toContain(String(port));
      expect(found.words).toContain(`设置 ${variable} 换一个端口`);
    }
    server.close();
  });

  test('that our own program holds is content', async () => {
    const { server, port } = await listen('ok');
    const found = await checkPort({ host: '127.0.0.1', port, origin }, 'PORT');
    expect(found).toMatchObject({ state: 'fine', words: `票决程序正在运行：${origin}` });
    server.close();
  });

  test('that nobody holds leaves it free', async () => {
    const { server, port } = await listen('');
    await new Promise((resolve) => server.close(resolve));
    for (let look = 0; look < 2; look += 1) {
      const found = await checkPort({ host: '127.0.0.1', port, origin }, 'PORT');
      expect(found).toMatchObject({ state: 'fine', words: '空闲' });
    }
  });
});

describe('the doctor on the disk', () => {
  const gigabyte = 1024 ** 3;

  test('that is nearly full says how much is left', () => {
    const found = checkDisk({ dataFolder: root }, () => 1.9 * gigabyte);
    expect(found.state).toBe('wrong');
    expect(found.words).toBe('剩余 1.9 GB，少于 2 GB。请清理磁盘后再开会。');
    expect(checkDisk({ dataFolder: root }, () => 2 * gigabyte).state).toBe('fine');
  });

  test('looks at the disk of the data folder, or at this one before there is any', () => {
    const looked: string[] = [];
    const free = (folder: string) => {
      looked.push(folder);
      return 3 * gigabyte;
    };
    checkDisk({ dataFolder: root }, free);
    checkDisk({ dataFolder: join(root, 'none') }, free);
    expect(looked).toEqual([root, '.']);
    expect(checkDisk({ dataFolder: root }).words).toMatch(/^剩余 \d+\.\d GB/);
  });
});

describe('the doctor on the data folder', () => {
  test('makes one that is not there yet', () => {
    const dataFolder = join(root, 'new', 'data');
    expect(checkFolder({ dataFolder })).toMatchObject({ state: 'fine' });
    expect(existsSync(dataFolder)).toBe(true);
  });

  test('says which one cannot be written to, and what to do', () => {
    const file = join(root, 'file');
    writeFileSync(file, '');
    // A recursive mkdir never comes back from under /proc.
    for (const dataFolder of [file, join(file, 'data'), '/proc/piaojue/data']) {
      const found = checkFolder({ dataFolder });
      expect(found.state).toBe('wrong');
      expect(found.words).toContain(`${dataFolder} 不能写入`);
      expect(found.words).toContain('DATA_DIR');
    }
  });
});

describe('the doctor on the clock', () => {
  const here = new Date('2026-01-20T01:00:00Z');
  const shifted = (seconds: number) => new Date(here.getTime() + seconds * 1_000);

  test('is content with two clocks within a minute, and with an empty record', () => {
    for (const seconds of [-59, 0, 59]) {
      const found = checkClock({ here, database: shifted(seconds), lastRecorded: shifted(-5) });
      expect(found).toMatchObject({ what: '时钟', state: 'fine' });
      expect(found.words).toContain('09:00:00');
    }
    expect(checkClock({ here, database: here, lastRecorded: null }).state).toBe('fine');
  });

  test('names a database whose clock is a minute off, either way', () => {
    for (const seconds of [-60, 60]) {
      const found = checkClock({ here, database: shifted(seconds), lastRecorded: null });
      expect(found.state).toBe('wrong');
      expect(found.words).toContain('相差超过一分钟');
    }
  });

  test('names a clock that lies before what is already recorded', () => {
    const found = checkClock({ here, database: here, lastRecorded: shifted(61) });
    expect(found.state).toBe('wrong');
    expect(found.words).toContain('比最后一条留痕记录还早');
  });
});
