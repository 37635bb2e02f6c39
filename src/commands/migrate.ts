import { findInstallation, inviteOperator } from '../people/index.ts';
import { openForCommand } from './open-for-command.ts';
import { readOptions } from './read-options.ts';

/** `npm run migrate`: brings the database up to date; `--operator-link` makes a new operator link. */
const { values } = readOptions('用法：npm run migrate [-- --operator-link]', {
  options: { 'operator-link': { type: 'boolean' } },
});
const { settings, opened } = await openForCommand();
console.log('数据库已是最新。');
if (values['operator-link'] === true) {
  const installation = await findInstallation(opened.database);
  if (installation === null) {
    console.error('还没有初始化，请先运行 npm start。');
    process.exitCode = 1;
  } else {
    const token = await inviteOperator(opened.database, installation.id, new Date());
    console.log(`新的系统管理员登录链接（用一次即失效）：`);
    console.log(`  ${settings.origin}/invitation/${token}`);
  }
}
await opened.stop();
