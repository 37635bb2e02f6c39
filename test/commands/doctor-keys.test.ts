import { chmodSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkKeys } from '../../src/commands/doctor/check-keys.ts';

function place() {
  const root = mkdtempSync(join(tmpdir(), 'piaojue-doctor-'));
  const data = join(root, 'data');
  return {
    root,
    dataFolder: data,
    keyFolder: join(root, 'keys'),
    keyCopyFolder: join(root, 'copy'),
  };
}

const states = (findings: ReturnType<typeof checkKeys>) =>
  Object.fromEntries(findings.map(({ what, state }) => [what, state]));

describe('the doctor on keys', () => {
  test('is content with two folders of the user alone, on two disks, apart from the data', () => {
    const given = place();
    const findings = checkKeys(given, (folder) => (folder.endsWith('copy') ? 2 : 1));
    expect(states(findings)).toEqual({
      钥匙文件夹: 'fine',
      钥匙与备份: 'fine',
      钥匙第二份: 'fine',
    });
    expect(existsSync(given.keyFolder)).toBe(true);
  });

  test('warns of a copy on the same disk, of none, and of keys among what is backed up', () => {
    const given = place();
    const same = checkKeys(given);
    expect(states(same)).toMatchObject({ 钥匙文件夹: 'fine', 钥匙第二份: 'warn' });
    expect(same.at(-1)?.words).toContain('同一块磁盘');
    const none = checkKeys({ ...given, keyCopyFolder: null });
    expect(none.at(-1)?.words).toContain('不能封定');
    const inside = checkKeys({ ...given, keyFolder: join(given.dataFolder, 'keys') });
    expect(states(inside)).toMatchObject({ 钥匙与备份: 'warn' });
  });

  test('warns of a folder that others can open, and says what is wrong with one that is none', () => {
    const given = place();
    mkdirSync(given.keyFolder);
    chmodSync(given.keyFolder, 0o755);
    writeFileSync(given.keyCopyFolder, 'a file');
    const findings = checkKeys(given);
    expect(states(findings)).toMatchObject({ 钥匙文件夹: 'warn', 钥匙第二份: 'wrong' });
    expect(findings.at(-1)?.words).toContain('KEY_COPY_DIR');
  });
});
