import { existsSync } from 'node:fs';
import { sql } from 'kysely';
import { openDatabase } from '../database/open-database.ts';
import { readSettings, type Settings } from '../settings.ts';
import { assetFolder } from '../web/assets.ts';
import { loadPages } from '../web/ballot-site/pages.ts';
import { checkClock } from './doctor/check-clock.ts';
import { checkKeyFiles } from './doctor/check-key-files.ts';
import { checkKeyMaterial } from './doctor/check-key-material.ts';
import { checkKeys } from './doctor/check-keys.ts';
import { checkDisk, checkFolder, checkPort } from './doctor/check-machine.ts';
import { type Finding, stateOf } from './doctor/finding.ts';
import { readOptions } from './read-options.ts';

/**
 * `npm run doctor`: says in plain words whether this machine and its set-up are fit, and what to do.
 * Exit code 1 when something is wrong.
 */
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
  return [
    { what: '数据库', state: 'fine', words: `PostgreSQL ${row.version}，fsync ${row.fsync}` },
    ...keyFiles,
    checkClock({ here: new Date(), database: row.now, lastRecorded: row.last }),
  ];
}

readOptions('用法：npm run doctor（没有选项，设置用环境变量）', { options: {} });
const settings = readSettings(process.env);
if (!settings.ok) {
  for (const refusal of settings.refusals) console.error(`✕ ${refusal.message}`);
  process.exit(1);
}
const { host, ballotPort, ballotOrigin } = settings.value;
const findings: readonly Finding[] = [
  checkNode(),
  checkBuild(),
  checkFolder(settings.value),
  checkDisk(settings.value),
  await checkPort(settings.value, 'PORT'),
  await checkPort({ host, port: ballotPort, origin: ballotOrigin }, 'BALLOT_PORT'),
  checkPages(),
  checkBallotOrigin(settings.value),
  ...checkKeys(settings.value),
  ...checkKeyMaterial(settings.value),
  ...(await checkDatabase(settings.value)),
];
const signs = { fine: '✓', warn: '！', wrong: '✕' } as const;
for (const { what, state, words } of findings) console.log(`${signs[state]} ${what}：${words}`);
const wrong = findings.filter(({ state }) => state === 'wrong').length;
const warned = findings.filter(({ state }) => state === 'warn').length;
console.log(wrong === 0 ? '可以启动。' : `有 ${wrong} 处要处理，处理后再运行一次。`);
if (warned > 0) console.log(`有 ${warned} 处提醒（！），办正式的电子投票之前请处理。`);
process.exit(wrong === 0 ? 0 : 1);
