import { copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkKeyFiles } from '../../../../src/commands/doctor/check-key-files.ts';
import {
  findLeftKeyFiles,
  openKeyVault,
  sweepKeyFiles,
} from '../../../../src/stages/voting/index.ts';
import { must } from '../../../support/ballot-rounds.ts';
import { buildKeysMeeting, type KeysMeeting } from '../../../support/keys-meeting.ts';

/** Key files that a crash between commit and deletion left: kept aside and put back after the act. */
let meeting: KeysMeeting;
let keyFolder: string;
let keyCopyFolder: string;
beforeAll(async () => {
  meeting = await buildKeysMeeting();
  [keyFolder, keyCopyFolder] = [must(meeting.folders[0]), must(meeting.folders[1])];
});
afterAll(() => meeting.database.drop());

const vault = () => openKeyVault(keyFolder, keyCopyFolder);
const sweep = () => sweepKeyFiles(meeting.database.database, vault());
const report = () => checkKeyFiles(meeting.database.database, { keyFolder, keyCopyFolder });

async function cancel(): Promise<void> {
  const { clerk } = meeting.world.people;
  const answer = await meeting.staff.post(`${meeting.base}/keys/cancel`, clerk.token, {
    ceremony_id: await meeting.ceremonyId(),
    reason: '名单有变',
  });
  expect(answer.status).toBe(303);
}

test('nothing is left of a standing ceremony, and nothing of it is swept', async () => {
  expect(await report()).toMatchObject([{ state: 'fine' }]);
  expect((await meeting.convene()).status).toBe(303);
  const files = meeting.keyFiles();
  expect(files).toHaveLength(3);
  expect(await vault().list()).toEqual(files.map((name) => name.replace('.key', '')).sort());
  expect(await sweep()).toBe(0);
  expect(meeting.keyFiles()).toEqual(files);
});

test('files of a given-up ceremony are found by the doctor and deleted in both places at a start', async () => {
  const [one = '', two = ''] = meeting.keyFiles();
  const aside = join(keyFolder, 'aside');
  copyFileSync(join(keyFolder, one), aside);
  await cancel();
  expect(meeting.keyFiles()).toEqual(['aside']);
  // One whole file in the second place, half of another in the first.
  copyFileSync(aside, join(keyCopyFolder, one));
  writeFileSync(join(keyFolder, `${two}.new`), '{"uuid":');
  const uuids = [one, two].map((name) => name.replace('.key', '')).sort();
  expect(await findLeftKeyFiles(meeting.database.database, vault())).toEqual({
    givenUp: uuids,
    unknown: [],
    missing: [],
  });
  const [found] = await report();
  expect(found).toMatchObject({ what: '钥匙文件', state: 'warn' });
  for (const uuid of uuids) expect(found?.words).toContain(uuid);
  expect(existsSync(join(keyCopyFolder, one))).toBe(true);
  expect(await sweep()).toBe(2);
  expect(existsSync(join(keyCopyFolder, one))).toBe(false);
  expect(meeting.keyFiles()).toEqual(['aside']);
  expect(await sweep()).toBe(0);
  expect(await report()).toMatchObject([{ state: 'fine' }]);
});

test('a file that this database does not know is told of and never deleted', async () => {
  const name = '1a2b3c4d5e6f7g.key';
  writeFileSync(join(keyFolder, name), '{}');
  expect(await sweep()).toBe(0);
  expect(meeting.keyFiles()).toContain(name);
  const [found] = await report();
  expect(found?.words).toContain('不是这个数据库的');
});

test('a folder that is not there yet holds nothing', async () => {
  const nowhere = openKeyVault(join(keyFolder, 'nowhere'), null);
  expect(await sweepKeyFiles(meeting.database.database, nowhere)).toBe(0);
});
