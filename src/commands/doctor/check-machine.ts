import { existsSync, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { makeFolder } from '../../database/make-folder.ts';
import type { Settings } from '../../settings.ts';
import { type Finding, stateOf } from './finding.ts';

/** A whole vote with scans of its papers takes some hundred MB; PostgreSQL stops when the disk is full. */
const enoughDisk = 2 * 1024 ** 3;

/** Whether the data folder is there, or can be made, and takes files. */
export function checkFolder({ dataFolder }: Pick<Settings, 'dataFolder'>): Finding {
  const what = '数据文件夹';
  const made = makeFolder(dataFolder, 'DATA_DIR');
  return made.ok
    ? { what, state: 'fine', words: `${dataFolder} 可以写入` }
    : { what, state: 'wrong', words: made.refusals[0].message };
}

/** How much room is left where the data lie. `freeOn` tells the bytes that an ordinary user may still write. */
export function checkDisk(
  { dataFolder }: Pick<Settings, 'dataFolder'>,
  freeOn: (folder: string) => number = (folder) => {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  },
): Finding {
  const free = freeOn(existsSync(dataFolder) ? dataFolder : '.');
  const size = `剩余 ${(free / 1024 ** 3).toFixed(1)} GB`;
  const words = free >= enoughDisk ? size : `${size}，少于 2 GB。请清理磁盘后再开会。`;
  return { what: '磁盘空间', state: stateOf(free >= enoughDisk), words };
}

/** Whether a port is free, ours already, or somebody else's. */
export async function checkPort(
  { host, port, origin }: Pick<Settings, 'host' | 'port' | 'origin'>,
  variable: 'PORT' | 'BALLOT_PORT',
): Promise<Finding> {
  const what = `${variable === 'PORT' ? '端口' : '选票网站的端口'} ${port}`;
  const probe = createServer();
  const free = await new Promise<boolean>((done) => {
    probe.once('error', () => done(false));
    probe.listen(port, host, () => probe.close(() => done(true)));
  });
  if (free) return { what, state: 'fine', words: '空闲' };
  const ours = await fetch(`http://127.0.0.1:${port}/health`, {
    signal: AbortSignal.timeout(2_000),
  })
    .then(async (answer) => (await answer.text()) === 'ok')
    .catch(() => false);
  return ours
    ? { what, state: 'fine', words: `票决程序正在运行：${origin}` }
    : { what, state: 'wrong', words: `被别的程序占用。请关闭它，或设置 ${variable} 换一个端口。` };
}
