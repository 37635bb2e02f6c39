import { openPool } from '../database/pool.ts';
import { eraseDetail } from '../trail/index.ts';
import { openForCommand } from './open-for-command.ts';
import { readOptions } from './read-options.ts';

/** `npm run trail:erase -- --congress ID --sequence N --reason TEXT`: erases one personal detail by law. */
const usage = '用法：npm run trail:erase -- --congress 单位编号 --sequence 条号 --reason 法律依据';
const { values } = readOptions(usage, {
  options: {
    congress: { type: 'string' },
    sequence: { type: 'string' },
    reason: { type: 'string' },
  },
});
const { congress, sequence, reason } = values;
if (congress === undefined || reason === undefined || !/^\d{1,9}$/.test(sequence ?? '')) {
  console.error(usage);
  process.exit(2);
}
const { opened } = await openForCommand();
if (opened.ownerUrl === null) {
  console.error('需要数据库所有者的连接。请设置 DATABASE_OWNER_URL。');
  process.exit(2);
}
const owner = openPool(opened.ownerUrl, { max: 1 });
const result = await eraseDetail(owner, {
  ...{ congressId: congress, sequence: Number(sequence), reason },
  now: new Date(),
});
await owner.destroy();
await opened.stop();
if (!result.ok) {
  for (const refusal of result.refusals) console.error(refusal.message);
  process.exit(1);
}
console.log(`第${result.value.sequence}条的详情已删除，记录链不受影响。`);
