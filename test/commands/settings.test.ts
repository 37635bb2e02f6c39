import { isAbsolute, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSettings } from '../../src/settings.ts';

function read(environment: Readonly<Record<string, string>>) {
  const read = readSettings(environment);
  if (!read.ok) throw new Error(read.refusals.map((one) => one.message).join('\n'));
  return read.value;
}

describe('the settings', () => {
  test('name every folder from the root, whatever way it was written', () => {
    const given = read({ DATA_DIR: 'some/data', KEY_DIR: '../keys', KEY_COPY_DIR: './copy' });
    expect(given).toMatchObject({
      dataFolder: resolve('some/data'),
      keyFolder: resolve('../keys'),
      keyCopyFolder: resolve('copy'),
    });
    const { dataFolder, keyFolder, keyCopyFolder } = read({});
    expect(isAbsolute(dataFolder)).toBe(true);
    expect(keyFolder).toBe(join(dataFolder, 'keys'));
    expect(keyCopyFolder).toBeNull();
  });

  test('leave a folder alone that is named from the root', () => {
    const given = read({
      DATA_DIR: '/srv/piaojue',
      KEY_DIR: '/srv/keys',
      KEY_COPY_DIR: '/mnt/keys',
    });
    expect(given).toMatchObject({
      dataFolder: '/srv/piaojue',
      keyFolder: '/srv/keys',
      keyCopyFolder: '/mnt/keys',
    });
  });

  test('refuse with every faulty variable at once, each with its sentence', () => {
    expect(readSettings({ RESIDENT_WORDS_DAYS: '7' }).ok).toBe(false);
    expect(read({ RESIDENT_WORDS_DAYS: '90' }).residentWordsDays).toBe(90);
    expect(read({}).residentWordsDays).toBe(365);
    const refused = readSettings({ PORT: '70000', ORIGIN: 'piaojue.example.cn' });
    expect(refused.ok).toBe(false);
    if (refused.ok) return;
    expect(refused.refusals.map((one) => one.field)).toEqual(['PORT', 'ORIGIN']);
    for (const one of refused.refusals) expect(one.message).toContain('环境变量');
  });
});
