import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '../../src/database/open-database.ts';
import { writeKeyFile } from '../support/casting.ts';
import { buildElectronicRound } from '../support/electronic-round.ts';
import { serverOn } from '../support/server-process.ts';
import { buildWorld } from '../support/world.ts';

/** A real server, started on what a crash left between the commit that gave keys up and their deletion. */
const folder = mkdtempSync(join(tmpdir(), 'piaojue-left-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a start deletes key files of destroyed sets, and says so', async () => {
  chmodSync(folder, 0o755);
  const keys = join(folder, 'keys');
  const opened = await openDatabase({
    ...{ databaseUrl: null, databaseOwnerUrl: null, dataFolder: folder },
  });
  if (!opened.ok) throw new Error('the database did not open');
  const { database, stop } = opened.value;
  const world = await buildWorld(database);
  const gone = await buildElectronicRound(database, world, { state: 'preparing', slips: 4 });
  await database
    .updateTable('record.key_set')
    .set({ state: 'destroyed' })
    .where('congress_id', '=', world.townshipId)
    .where('uuid', '=', gone.uuid)
    .execute();
  await stop();
  await writeKeyFile(gone, keys);
  const file = join(keys, `${gone.uuid}.key`);
  expect(existsSync(file)).toBe(true);
  const server = await serverOn(folder);
  await server.start();
  try {
    expect(existsSync(file)).toBe(false);
    expect(server.said()).toContain('删除了 1 组');
  } finally {
    await server.stop('SIGTERM');
  }
});
