import { existsSync, readFileSync } from 'node:fs';
import {
  anchorFile,
  anchorsOf,
  checkChain,
  loadChain,
  readAnchors,
  readExport,
  reportInWords,
} from '../trail/index.ts';
import { openForCommand } from './open-for-command.ts';
import { readOptions } from './read-options.ts';

/**
 * `npm run -s trail:verify [-- --head HASH|FILE] [--congress ID] [--file EXPORT]`: verifies the chains of
 * the database, or an exported one, and names the first broken place. Exit code 1 when something is
 * broken.
 */
const usage =
  '用法：npm run -s trail:verify -- [--head 指纹或存档文件] [--congress 单位编号] [--file 导出的留痕]';
const { values } = readOptions(usage, {
  options: { head: { type: 'string' }, congress: { type: 'string' }, file: { type: 'string' } },
});

function headMissing(hash: string): string {
  return `没有一条记录的指纹是 ${hash}：末尾被截去，或此前的记录被整体改写过。`;
}

if (values.head !== undefined && !existsSync(values.head) && !/^[0-9a-f]{64}$/.test(values.head)) {
  console.error(`--head 应是 64 位指纹或存档文件，没有找到“${values.head}”。`);
  process.exit(2);
}

if (values.file !== undefined) {
  const entries = readExport(readFileSync(values.file, 'utf8'));
  const anchors =
    values.head !== undefined && existsSync(values.head)
      ? anchorsOf(await readAnchors(values.head), entries[0]?.congress_id ?? '')
      : [];
  const report = checkChain(entries, anchors);
  console.log(`${values.file}：${reportInWords(report)}。`);
  const named = values.head === undefined || existsSync(values.head);
  const present = named || entries.some((entry) => entry.hash === values.head);
  if (!present) console.log(headMissing(values.head ?? ''));
  process.exit(report.broken === null && present ? 0 : 1);
}

const { settings, opened } = await openForCommand();
const { database } = opened;
const congresses = await database
  .selectFrom('record.congress')
  .select(['congress_id', 'name'])
  .orderBy('name')
  .execute();
const kept = await readAnchors(anchorFile(settings.dataFolder));
const { head } = values;
const chains = [];
for (const { congress_id, name } of congresses) {
  if (values.congress !== undefined && values.congress !== congress_id) continue;
  chains.push({ congress_id, name, entries: await loadChain(database, congress_id) });
}
await opened.stop();
let broken = 0;
for (const { congress_id, name, entries } of chains) {
  const named =
    head === undefined
      ? anchorsOf(kept, congress_id)
      : existsSync(head)
        ? anchorsOf(await readAnchors(head), congress_id)
        : [];
  const report = checkChain(entries, named);
  if (report.broken !== null) broken += 1;
  console.log(`${name}：${reportInWords(report)}。`);
}
if (head !== undefined && !existsSync(head)) {
  const found = chains.some(({ entries }) => entries.some((entry) => entry.hash === head));
  if (!found) {
    broken += 1;
    console.log(headMissing(head));
  }
}
process.exit(broken === 0 ? 0 : 1);
