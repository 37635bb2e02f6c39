import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chooseAccount } from '../../src/database/embedded/account.ts';
import { initialiseCluster } from '../../src/database/embedded/cluster.ts';

test('PostgreSQL runs as the present user, who must have a name', () => {
  expect(chooseAccount({ id: 1000, name: 'clerk' })).toEqual({ ok: true, value: null });
  const nameless = chooseAccount({ id: 61_234, name: null });
  expect(nameless).toMatchObject({ ok: false, refusals: [{ code: 'user-without-name' }] });
  expect(JSON.stringify(nameless)).toContain('当前用户编号 61234');
});

test('a database that cannot be made is told in a sentence, and nothing is left that looks like one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'piaojue-cluster-'));
  const programs = join(folder, 'programs');
  mkdirSync(join(programs, 'bin'), { recursive: true });
  writeFileSync(
    join(programs, 'bin', 'initdb'),
    '#!/bin/sh\necho "initdb: 磁盘已满" >&2\nexit 1\n',
    {
      mode: 0o755,
    },
  );
  const places = { programs, data: join(folder, 'postgres'), log: join(folder, 'postgres.log') };
  const made = await initialiseCluster(places, null, 'secret');
  expect(made).toMatchObject({ ok: false, refusals: [{ code: 'cluster-not-made' }] });
  expect(JSON.stringify(made)).toContain('没有建成数据库：initdb: 磁盘已满');
  expect(readdirSync(folder).sort()).toEqual(['postgres.new', 'programs']);
  rmSync(folder, { recursive: true });
});
