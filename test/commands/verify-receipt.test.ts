import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { receiptJson, signReceipt } from '../../src/ballot/receipt.ts';
import { cast, group, holdRound, makeRound, question, seeded } from '../support/ballot-rounds.ts';

/** The auditors' command with a receipt, as npm starts it, in a process of its own. */

const root = fileURLToPath(new URL('../../', import.meta.url));
const secret = 31415926535897932384n;
const round = makeRound('receipt by command', {
  ...{ questions: [question(2, 0, 1)], slips: 3, receiptSecret: secret },
});
const { uuid } = round.election.election;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verify-'));
  const held = holdRound(round, [[[1, 0]], [[0, 1]]], [1]);
  await writeFile(join(folder, 'box.bel'), held.bytes);
  await writeFile(join(folder, 'box.proofs.json'), held.strongProofs);
});
afterAll(() => rm(folder, { recursive: true }));

async function run(...words: string[]): Promise<{ exit: unknown; said: string }> {
  const command = ['--import', 'tsx', 'src/commands/verify.ts', ...words];
  const options = { cwd: root, env: { ...process.env, INIT_CWD: folder } };
  return await new Promise((resolve) => {
    execFile(process.execPath, command, options, (error, out, err) => {
      resolve({ exit: error === null ? 0 : error.code, said: `${out}${err}` });
    });
  });
}

async function judge(tracker: string, signer: bigint) {
  const receipt = signReceipt(group, signer, uuid, tracker, seeded('receipt'));
  await writeFile(join(folder, 'receipt.txt'), `${receiptJson(receipt)}\n`);
  await writeFile(join(folder, 'key.txt'), `${group.powerOfG(signer)}\n`);
  return await run('--receipt', 'receipt.txt', '--receipt-key', 'key.txt', 'box.bel');
}

test('a receipt of a ballot in the box holds; one of a missing ballot is a proof, exit 1', async () => {
  const found = await judge(cast(round, 0, [[1, 0]]).tracker, secret);
  expect(found).toMatchObject({ exit: 0 });
  expect(found.said).toContain('选票在票箱里');
  const missing = await judge(cast(round, 2, [[1, 0]]).tracker, secret);
  expect(missing).toMatchObject({ exit: 1 });
  expect(missing.said).toContain('这证明有人丢了一张票');
  expect(missing.said).toContain('全部核验通过');
});

test('a receipt key that the election does not name is refused, however well the receipt fits it', async () => {
  const lied = await judge(cast(round, 2, [[1, 0]]).tracker, secret + 1n);
  expect(lied).toMatchObject({ exit: 1 });
  expect(lied.said).toContain('不是选举文件里写明的那一把');
});

test('half of what is needed, or a file that is not there, is told as such, exit 2', async () => {
  const half = await run('--receipt', 'receipt.txt', 'box.bel');
  expect(half).toMatchObject({ exit: 2 });
  expect(half.said).toContain('用法');
  const gone = await run('--receipt', 'nobody.txt', '--receipt-key', 'key.txt', 'box.bel');
  expect(gone).toMatchObject({ exit: 2 });
  expect(gone.said).toContain('读不到回执文件');
});
