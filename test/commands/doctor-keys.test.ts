import { chmodSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkKeyMaterial } from '../../src/commands/doctor/check-key-material.ts';
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

describe('the doctor on the keys of the installation', () => {
  const told = (findings: ReturnType<typeof checkKeyMaterial>) =>
    findings.map(({ what, state, words }) => `${what} ${state} ${words}`);
  const write = (folder: string, name: string, content: string, mode = 0o600) => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, name), content, { mode });
  };

  test('is content before there are any, and with two alike', () => {
    const given = place();
    expect(told(checkKeyMaterial(given))).toEqual([expect.stringContaining('fine 还没有')]);
    for (const folder of [given.keyFolder, given.keyCopyFolder]) {
      write(folder, 'installation.key', 'same');
    }
    write(given.keyFolder, 'resident-devices.key', 'devices');
    expect(told(checkKeyMaterial(given))).toEqual(['资料包签名钥匙 fine 两份相同']);
  });

  test('says which one is missing, that one alone is too few, and that two differ', () => {
    const given = place();
    write(given.keyFolder, 'installation.key', 'one');
    expect(told(checkKeyMaterial({ ...given, keyCopyFolder: null }))).toEqual([
      expect.stringMatching(/warn 只有一份.*KEY_COPY_DIR/),
    ]);
    expect(told(checkKeyMaterial(given))).toEqual([
      expect.stringContaining(`warn 缺一份：${join(given.keyCopyFolder, 'installation.key')}`),
    ]);
    write(given.keyCopyFolder, 'installation.key', 'another');
    expect(told(checkKeyMaterial(given))).toEqual([expect.stringContaining('wrong 两个文件夹里')]);
  });

  test('warns of a key that others can read, and of devices’ key where it was copied', () => {
    const given = place();
    write(given.keyFolder, 'resident-devices.key', 'devices');
    chmodSync(join(given.keyFolder, 'resident-devices.key'), 0o644);
    write(given.keyCopyFolder, 'resident-devices.key', 'devices');
    expect(told(checkKeyMaterial(given)).slice(1)).toEqual([
      expect.stringContaining('群众评价的设备钥匙 warn'),
      expect.stringContaining(
        `wrong 别的用户也能读写：${join(given.keyFolder, 'resident-devices.key')}`,
      ),
    ]);
  });
});
