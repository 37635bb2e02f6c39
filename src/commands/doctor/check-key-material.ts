import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Settings } from '../../settings.ts';
import type { Finding } from './finding.ts';

/** The key that signs auditors' bundles: lost, it is lost for good, and auditors see another one. */
const signing = 'installation.key';
/** The key by which residents' devices are recognised: copied, it lets somebody join ratings to devices. */
const devices = 'resident-devices.key';

/**
 * Whether the keys of the installation are there, twice and alike where they should be, once where they
 * should, and readable by the program's own user alone.
 */
export function checkKeyMaterial({
  keyFolder,
  keyCopyFolder,
}: Pick<Settings, 'keyFolder' | 'keyCopyFolder'>): readonly Finding[] {
  const folders = keyCopyFolder === null ? [keyFolder] : [keyFolder, keyCopyFolder];
  return [
    checkSigning(folders),
    ...checkDevices(keyCopyFolder),
    ...checkReadable(folders.map((one) => resolve(one))),
  ];
}

function checkSigning(folders: readonly string[]): Finding {
  const what = '资料包签名钥匙';
  const files = folders.map((folder) => join(resolve(folder), signing));
  const there = files.filter((file) => existsSync(file));
  if (there.length === 0) {
    const words = `还没有（${signing}），第一次打开资料包页面时生成。以前生成过、公示过公钥的，是丢了：请从第二份恢复。`;
    return { what, state: 'fine', words };
  }
  let contents: ReadonlySet<string>;
  try {
    contents = new Set(there.map((file) => readFileSync(file, 'utf8')));
  } catch {
    return { what, state: 'wrong', words: `${there.join('、')} 读不出，请检查权限。` };
  }
  if (contents.size > 1) {
    const words = `两个文件夹里的 ${signing} 不是同一把，资料包不能生成。请找出公示过的那一把，移走另一把。`;
    return { what, state: 'wrong', words };
  }
  if (folders.length === 1) {
    const words = `只有一份，丢了就换了钥匙，审计人员要重新核对公钥。请设 KEY_COPY_DIR，或者把 ${signing} 另存到保险柜里的U盘。`;
    return { what, state: 'warn', words };
  }
  const missing = files.filter((file) => !existsSync(file));
  return missing.length > 0
    ? { what, state: 'warn', words: `缺一份：${missing.join('、')}。打开一次资料包页面就会补上。` }
    : { what, state: 'fine', words: '两份相同' };
}

function checkDevices(keyCopyFolder: string | null): readonly Finding[] {
  if (keyCopyFolder === null || !existsSync(join(resolve(keyCopyFolder), devices))) return [];
  const words = `${join(resolve(keyCopyFolder), devices)} 不该有第二份：有了它，就能把群众的评价和设备对上。请删除这一份。`;
  return [{ what: '群众评价的设备钥匙', state: 'warn', words }];
}

/** Files that other users of this machine can read. */
function checkReadable(folders: readonly string[]): readonly Finding[] {
  const open = folders.flatMap((folder) =>
    (existsSync(folder) && statSync(folder).isDirectory() ? readdirSync(folder) : [])
      .map((name) => join(folder, name))
      .filter((file) => statSync(file).isFile() && (statSync(file).mode & 0o077) !== 0),
  );
  if (open.length === 0) return [];
  const words = `别的用户也能读写：${open.join('、')}。请运行 chmod 600，再想一想谁可能已经复制过。`;
  return [{ what: '钥匙文件的权限', state: 'wrong', words }];
}
