import { accessSync, constants, existsSync, mkdirSync, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { sql } from 'kysely';
import { openDatabase } from '../database/open-database.ts';
import { readSettings, type Settings } from '../settings.ts';
import { assetFolder } from '../web/assets.ts';
import { loadPages } from '../web/ballot-site/pages.ts';
import { checkKeyFiles } from './doctor/check-key-files.ts';
import { checkKeys } from './doctor/check-keys.ts';
import type { Finding } from './doctor/finding.ts';

/**
 * `npm run doctor`: says in plain words whether this machine and its set-up are fit, and what to do.
 * Exit code 1 when something is wrong.
 */
function stateOf(fine: boolean): Finding['state'] {
  return fine ? 'fine' : 'wrong';
}

const enoughDisk = 2 * 1024 ** 3;

function checkNode(): Finding {
  const major = Number(process.versions.node.split('.')[0]);
  const words =
    major >= 24 ? `${process.version}` : `是 ${process.version}，须 24 以上。请先运行 npm ci。`;
  return { what: '运行环境 Node', state: stateOf(major >= 24), words };
}

function checkBuild(): Finding {
  const built = existsSync(new URL('manifest.json', assetFolder()));
  const words = built ? '已编译' : '还没有编译。请运行 npm run build（npm start 会自动编译）。';
  return { what: '页面文件', state: stateOf(built), words };
}

function checkPages(): Finding {
  const what = '公布的网页';
  try {
    return { what, state: 'fine', words: `${loadPages().size} 个，散列值见 /pages` };
  } catch {
    return { what, state: 'wrong', words: '还没有编译，或者不完整。请运行 npm run build。' };
  }
}

/** Phones keep cookies by host name alone, and pages without encryption can be changed on the way. */
function checkBallotOrigin({ origin, ballotOrigin }: Settings): Finding {
  const what = '选票网址';
  if (!ballotOrigin.startsWith('https://')) {
    const words = `${ballotOrigin} 没有加密。做钥匙、做票码、开箱的网页在别的电脑上不会工作，请配 HTTPS（BALLOT_ORIGIN）。`;
    return { what, state: 'warn', words };
  }
  return new URL(origin).hostname === new URL(ballotOrigin).hostname
    ? { what, state: 'warn', words: `${ballotOrigin} 与管理网站同一个域名。请用单独的域名。` }
    : { what, state: 'fine', words: ballotOrigin };
}

function checkFolder(settings: Settings): Finding {
  const folder = resolve(settings.dataFolder);
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return { what: '数据文件夹', state: 'fine', words: `${folder} 可以写入` };
  } catch {
    const words = `${folder} 不能写入。请换一个文件夹（DATA_DIR），或把它的写权限给当前用户。`;
    return { what: '数据文件夹', state: 'wrong', words };
  }
}

function checkDisk(settings: Settings): Finding {
  const { bavail, bsize } = statfsSync(existsSync(settings.dataFolder) ? settings.dataFolder : '.');
  const free = bavail * bsize;
  const size = `剩余 ${(free / 1024 ** 3).toFixed(1)} GB`;
  const words = free >= enoughDisk ? size : `${size}，少于 2 GB。请清理磁盘后再开会。`;
  return { what: '磁盘空间', state: stateOf(free >= enoughDisk), words };
}

async function checkPort(
  host: string,
  port: number,
  origin: string,
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

async function checkDatabase(settings: Settings): Promise<readonly Finding[]> {
  const opened = await openDatabase(settings, { purpose: 'command' }).catch((error: unknown) => ({
    ok: false as const,
    refusals: [
      {
        code: 'database-unreachable',
        message: `连接不上：${error instanceof Error ? error.message : String(error)}`,
      },
    ],
  }));
  if (!opened.ok) {
    return opened.refusals.map((one) => ({ what: '数据库', state: 'wrong', words: one.message }));
  }
  const { database } = opened.value;
  const { rows } = await sql<{ version: string; fsync: string; now: Date; last: Date | null }>`
    select current_setting('server_version') as version, current_setting('fsync') as fsync,
      now() as now, (select max(recorded_at) from trail.entry) as last`.execute(database);
  const keyFiles = await checkKeyFiles(database, settings);
  await opened.value.stop();
  const [row] = rows;
  if (row === undefined) throw new Error('the database answered nothing');
  const drift = Math.abs(row.now.getTime() - Date.now());
  const back = row.last !== null && row.last.getTime() > Date.now() + 60_000;
  return [
    { what: '数据库', state: 'fine', words: `PostgreSQL ${row.version}，fsync ${row.fsync}` },
    {
      what: '时钟',
      state: stateOf(drift < 60_000 && !back),
      words: back
        ? '比最后一条留痕记录还早。请校准系统时间（时区 Asia/Shanghai）后再用。'
        : drift < 60_000
          ? new Date().toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' })
          : '与数据库的时间相差超过一分钟。请校准两边的系统时间。',
    },
    ...keyFiles,
  ];
}

const settings = readSettings(process.env);
if (!settings.ok) {
  for (const refusal of settings.refusals) console.error(`✕ ${refusal.message}`);
  process.exit(1);
}
const findings: readonly Finding[] = [
  checkNode(),
  checkBuild(),
  checkFolder(settings.value),
  checkDisk(settings.value),
  await checkPort(settings.value.host, settings.value.port, settings.value.origin, 'PORT'),
  await checkPort(
    settings.value.host,
    settings.value.ballotPort,
    settings.value.ballotOrigin,
    'BALLOT_PORT',
  ),
  checkPages(),
  checkBallotOrigin(settings.value),
  ...checkKeys(settings.value),
  ...(await checkDatabase(settings.value)),
];
const signs = { fine: '✓', warn: '！', wrong: '✕' } as const;
for (const { what, state, words } of findings) console.log(`${signs[state]} ${what}：${words}`);
const wrong = findings.filter(({ state }) => state === 'wrong').length;
const warned = findings.filter(({ state }) => state === 'warn').length;
console.log(wrong === 0 ? '可以启动。' : `有 ${wrong} 处要处理，处理后再运行一次。`);
if (warned > 0) console.log(`有 ${warned} 处提醒（！），办正式的电子投票之前请处理。`);
process.exit(wrong === 0 ? 0 : 1);
