import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openKeyVault } from '../../../src/stages/voting/key-vault.ts';

const root = mkdtempSync(join(tmpdir(), 'piaojue-vault-'));
afterAll(() => rmSync(root, { recursive: true }));
const secrets = { uuid: '11111111111111', decryption: 123n, receipt: 456n };

test('secrets come back, from the copy too; files are for the program’s own user alone', async () => {
  const [first, copy] = [join(root, 'a'), join(root, 'b')];
  const vault = openKeyVault(first, copy);
  expect(vault.hasCopy).toBe(true);
  expect((await vault.write(secrets)).ok).toBe(true);
  expect(statSync(join(first, '11111111111111.key')).mode & 0o777).toBe(0o600);
  expect(await vault.read(secrets.uuid)).toEqual(secrets);
  writeFileSync(join(first, '11111111111111.key'), 'damaged');
  expect(await vault.read(secrets.uuid)).toEqual(secrets);
  await vault.destroy(secrets.uuid);
  expect([...readdirSync(first), ...readdirSync(copy)]).toEqual([]);
  expect(await vault.read(secrets.uuid)).toBeNull();
});

test('a folder that is a file is refused with a sentence, and nothing is left', async () => {
  const blocked = join(root, 'blocked');
  writeFileSync(blocked, '');
  chmodSync(blocked, 0o400);
  const refused = await openKeyVault(blocked, null).write(secrets);
  expect(refused).toMatchObject({ ok: false, refusals: [{ code: 'keys-not-written' }] });
});

test('only an election’s identifier names a file', async () => {
  await expect(openKeyVault(root, null).read('../../../etc/passwd')).rejects.toThrow(RangeError);
});
