import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { ensureInstallation } from '../people/index.ts';
import type { Refusal } from '../rules/refusals.ts';
import { readSettings } from '../settings.ts';
import { openKeyVault } from '../stages/voting/index.ts';
import { startServer } from '../start-server.ts';
import { stopOnSignals } from '../stop-on-signals.ts';
import { buildDemo, demoLinks } from './demo/build-demo.ts';
import { buildCounty, staffCounty } from './demo/county/build-county.ts';
import { lookBackAtCounty } from './demo/county/look-back.ts';
import { demoYears } from './demo/county/townships.ts';
import { advanceDemo, type DemoStage, demoStages } from './demo/demo-stages.ts';
import { readOptions } from './read-options.ts';

/**
 * `npm run demo [-- --stage meeting|check-in|count|result|casting|county]`: a whole rehearsal on published projects, in
 * a data folder of its own that is made anew each time, with a sign-in link for every role. `county` is an
 * invented county of fifteen townships with three years of projects.
 */
const stages = [...demoStages, 'county'] as const;

const usage = `用法：npm run demo [-- --stage ${stages.join('|')}]，端口和数据文件夹用环境变量 PORT、DATA_DIR 指定`;

function stageAsked(): DemoStage | 'county' {
  const { values } = readOptions(usage, {
    options: { stage: { type: 'string', default: 'meeting' } },
  });
  const stage = stages.find((one) => one === values.stage);
  if (stage !== undefined) return stage;
  console.error(`没有“${values.stage}”这个环节。可以用：${stages.join('、')}。`);
  process.exit(2);
}

/** Invented people never join real ones: a folder that holds a congress already is left alone. */
async function findOccupant(database: Kysely<Tables>): Promise<Refusal | null> {
  const found = await database.selectFrom('record.congress').select('name').executeTakeFirst();
  if (found === undefined) return null;
  const message = `数据文件夹里已有“${found.name}”的数据，没有写入演练数据。请换一个空文件夹（DATA_DIR）。`;
  return { code: 'not-empty', message };
}

function printLinks(lines: readonly string[]): void {
  console.log('演练已备好（数据均为虚构，候选项目取自公开报道）。各角色的登录链接，每个用一次：\n');
  for (const line of lines) console.log(`  ${line}`);
}

const stage = stageAsked();
const started = Date.now();
const folder = process.env.DATA_DIR ?? 'data/demo';
const settings = readSettings({
  ...process.env,
  DATA_DIR: folder,
  PORT: process.env.PORT ?? '8481',
  DATABASE_URL: '',
  DATABASE_OWNER_URL: '',
});
if (!settings.ok) {
  for (const refusal of settings.refusals) console.error(refusal.message);
  process.exit(2);
}
let links: readonly string[] = [];
const server = await startServer(settings.value, {
  occasion: 'demo',
  log: console.error,
  // Only the rehearsal's own folder is ever made anew; another one must be empty.
  fresh: process.env.DATA_DIR === undefined,
  prepare: async (database) => {
    const occupied = await findOccupant(database);
    if (occupied !== null) return occupied;
    await ensureInstallation(database, new Date());
    if (stage === 'county') {
      const county = await buildCounty(database);
      await lookBackAtCounty(database, county, demoYears[0] ?? 2024);
      const people = await staffCounty(database, county);
      links = await demoLinks(database, people, settings.value.origin);
      return null;
    }
    const demo = await buildDemo(database, stage === 'casting' ? 'electronic' : 'paper');
    const { keyFolder, keyCopyFolder, ballotOrigin } = settings.value;
    const electronic = await advanceDemo(database, demo, stage, {
      vault: openKeyVault(keyFolder, keyCopyFolder),
      ballotOrigin,
      folder: join(folder, 'scrutineers'),
    });
    links = [...(await demoLinks(database, demo.people, settings.value.origin)), ...electronic];
    return null;
  },
});
if (!server.ok) {
  for (const refusal of server.refusals) console.error(refusal.message);
  process.exit(1);
}
// Only now somebody answers there.
printLinks(links);
console.log(
  `\n网址 ${settings.value.origin}　用时 ${((Date.now() - started) / 1000).toFixed(1)} 秒　按 Ctrl+C 结束`,
);
stopOnSignals(server.value, console.error);
