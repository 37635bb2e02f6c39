import { writeFileSync } from 'node:fs';
import { events } from '../trail/events.ts';

/** The catalogue of events as a document for auditors. */
export function eventsDocument(): string {
  const rows = Object.entries(events).map(
    ([code, one]) => `| \`${code}\` | ${one.who} | ${one.sentence} | ${one.when} |`,
  );
  return [
    '# 留痕事项目录',
    '',
    '由程序的目录生成，不要手改：`node --import tsx src/commands/trail-events.ts`。目录是封闭的，除此之外没有别的事项。',
    '',
    '| 代码 | 谁 | 记录的话 | When it is written |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

if (process.argv[1]?.endsWith('trail-events.ts') === true) {
  writeFileSync('docs/trail-events.md', eventsDocument());
}
