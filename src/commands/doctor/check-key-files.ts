import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import type { Settings } from '../../settings.ts';
import { findLeftKeyFiles, openKeyVault } from '../../stages/voting/index.ts';
import type { Finding } from './finding.ts';

/** Whether key files lie about that the record knows to be destroyed or does not know, and whether some are gone. */
export async function checkKeyFiles(
  database: Kysely<Tables>,
  { keyFolder, keyCopyFolder }: Pick<Settings, 'keyFolder' | 'keyCopyFolder'>,
): Promise<readonly Finding[]> {
  const what = '钥匙文件';
  const { givenUp, unknown, missing } = await findLeftKeyFiles(
    database,
    openKeyVault(keyFolder, keyCopyFolder),
  );
  const findings: Finding[] = [];
  if (givenUp.length > 0) {
    const words = `${givenUp.length} 组已经作废或者销毁的钥匙，文件还在（${givenUp.join('、')}）。启动程序时会自动删除。`;
    findings.push({ what, state: 'warn', words });
  }
  if (unknown.length > 0) {
    const words = `${unknown.length} 个文件不是这个数据库的（${unknown.join('、')}）。请核对 KEY_DIR 和数据库是不是一套；确实没有用的，由管理员删除。`;
    findings.push({ what, state: 'warn', words });
  }
  if (missing.length > 0) {
    const words = `${missing.length} 组钥匙的文件不见了（${missing.join('、')}）。没有开箱的轮次将不能开箱：请从 KEY_COPY_DIR 那一份或它的磁盘恢复。`;
    findings.push({ what, state: 'warn', words });
  }
  return findings.length > 0 ? findings : [{ what, state: 'fine', words: '没有遗留的' }];
}
