import { openDatabase } from '../database/open-database.ts';
import { findInstallation, inviteOperator } from '../people/index.ts';
import { readSettings } from '../settings.ts';

/** `npm run migrate`: brings the database up to date; `--operator-link` makes a new operator link. */
const settings = readSettings(process.env);
if (!settings.ok) {
  for (const refusal of settings.refusals) console.error(refusal.message);
  process.exit(2);
}
const opened = await openDatabase(settings.value, { purpose: 'command', log: console.error });
if (!opened.ok) {
  for (const refusal of opened.refusals) console.error(refusal.message);
  process.exit(1);
}
console.log('数据库已是最新。');
if (process.argv.includes('--operator-link')) {
  const installation = await findInstallation(opened.value.database);
  if (installation === null) {
    console.error('还没有初始化，请先运行 npm start。');
    process.exitCode = 1;
  } else {
    const token = await inviteOperator(opened.value.database, installation.id, new Date());
    console.log(`新的系统管理员登录链接（用一次即失效）：`);
    console.log(`  ${settings.value.origin}/invitation/${token}`);
  }
}
await opened.value.stop();
