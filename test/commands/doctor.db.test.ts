import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../src/database/open-database.ts';
import { ensureInstallation } from '../../src/people/index.ts';

/** The command as an operator runs it, on machines with one thing wrong each. */
let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'piaojue-doctor-'));
  chmodSync(root, 0o755);
});
afterAll(() => rmSync(root, { recursive: true }));

function doctor(environment: Readonly<Record<string, string>>) {
  const { status, stdout } = spawnSync(process.execPath, ['dist/src/commands/doctor.js'], {
    encoding: 'utf8',
    env: {
      ...process.env,
      ...{ DATABASE_URL: '', DATABASE_OWNER_URL: '', HOST: '127.0.0.1' },
      ...{ KEY_DIR: join(root, 'keys'), PORT: '18470', BALLOT_PORT: '18471' },
      ...environment,
    },
  });
  const lineOf = (what: string) => stdout.split('\n').find((one) => one.includes(` ${what}：`));
  return { status, stdout, lineOf };
}

test('finds a machine fit, and afterwards a clock that was set back', async () => {
  const dataFolder = join(root, 'data');
  const fit = doctor({ DATA_DIR: dataFolder });
  expect(fit.status, fit.stdout).toBe(0);
  expect(fit.stdout).toContain('可以启动。');
  expect(fit.lineOf('时钟')).toMatch(/^✓/);
  const opened = await openDatabase({ databaseUrl: null, databaseOwnerUrl: null, dataFolder });
  if (!opened.ok) throw new Error(opened.refusals[0].message);
  // What was recorded an hour from now is what a machine sees whose clock went back by an hour.
  await ensureInstallation(opened.value.database, new Date(Date.now() + 3_600_000));
  await opened.value.stop();
  const late = doctor({ DATA_DIR: dataFolder });
  expect(late.status).toBe(1);
  expect(late.lineOf('时钟')).toMatch(/^✕.*比最后一条留痕记录还早/);
  expect(late.stdout).toContain('有 1 处要处理');
});

test('finds a port that is taken and a data folder that cannot be written to', async () => {
  const taken = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as AddressInfo;
  writeFileSync(join(root, 'file'), '');
  const { status, lineOf } = doctor({ DATA_DIR: join(root, 'file'), PORT: String(port) });
  await new Promise((resolve) => taken.close(resolve));
  expect(status).toBe(1);
  expect(lineOf(`端口 ${port}`)).toMatch(/^✕.*设置 PORT 换一个端口/);
  expect(lineOf('数据文件夹')).toMatch(/^✕.*不能写入.*DATA_DIR/);
  expect(lineOf('数据库')).toMatch(/^✕/);
});
