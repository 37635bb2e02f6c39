import { statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { makeFolder } from '../../database/make-folder.ts';
import type { Settings } from '../../settings.ts';
import type { Finding } from './finding.ts';

/**
 * Whether the server's keys of rounds have a place, a second one on another disk, and lie apart from what
 * is backed up. `deviceOf` tells which disk a folder is on.
 */
export function checkKeys(
  {
    keyFolder,
    keyCopyFolder,
    dataFolder,
  }: Pick<Settings, 'keyFolder' | 'keyCopyFolder' | 'dataFolder'>,
  deviceOf: (folder: string) => number = (folder) => statSync(folder).dev,
): readonly Finding[] {
  const own = checkFolder('钥匙文件夹', keyFolder, 'KEY_DIR');
  const inside = !relative(resolve(dataFolder), resolve(keyFolder)).startsWith('..');
  const apart: Finding = inside
    ? {
        what: '钥匙与备份',
        state: 'warn',
        words: '钥匙在数据文件夹里面，备份时请排除它，或把 KEY_DIR 设到数据文件夹之外。',
      }
    : { what: '钥匙与备份', state: 'fine', words: '钥匙不在数据文件夹里' };
  if (keyCopyFolder === null) {
    const words = '没有设 KEY_COPY_DIR。正式的电子投票须有第二份钥匙，否则不能封定。';
    return [own, apart, { what: '钥匙第二份', state: 'warn', words }];
  }
  const copy = checkFolder('钥匙第二份', keyCopyFolder, 'KEY_COPY_DIR');
  const usable = own.state === 'fine' && copy.state === 'fine';
  if (!usable || deviceOf(resolve(keyFolder)) !== deviceOf(resolve(keyCopyFolder))) {
    return [own, apart, copy];
  }
  const words = `${resolve(keyCopyFolder)} 与第一份在同一块磁盘上，磁盘坏了两份都没有。请换到另一块磁盘或另一台机器。`;
  return [own, apart, { what: '钥匙第二份', state: 'warn', words }];
}

function checkFolder(what: string, folder: string, variable: string): Finding {
  const place = resolve(folder);
  const made = makeFolder(place, variable, 0o700);
  if (!made.ok) return { what, state: 'wrong', words: made.refusals[0].message };
  const others = (statSync(place).mode & 0o077) !== 0;
  return others
    ? { what, state: 'warn', words: `${place} 别的用户也能打开。请运行 chmod 700 ${place}` }
    : { what, state: 'fine', words: `${place} 可以写入` };
}
