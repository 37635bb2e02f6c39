import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const model = readFileSync('docs/threat-model.md', 'utf8');
const rows = model
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (---|他可以试着|情况)/.test(line))
  .map((line) =>
    line
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1),
  );

describe('the threat model', () => {
  test('names for each claim a test that is there, or says that nothing but people stops it', () => {
    expect(rows.length).toBeGreaterThan(30);
    const unproven = rows.filter(
      ([, , shown = '']) => !/`test\/[^`]+`/.test(shown) && !shown.endsWith('没有测试'),
    );
    expect(unproven).toEqual([]);
    const named = [...model.matchAll(/`(test\/[^`]+)`/g)].map((found) => found[1] ?? '');
    expect(named.filter((file) => !existsSync(file))).toEqual([]);
  });

  test('says in every part what is not stopped', () => {
    const parts = model.split('\n## ').slice(1);
    const silent = parts
      .filter((part) => part.includes('\n| '))
      .filter((part) => !part.includes('**拦不住**'))
      .map((part) => part.split('\n')[0]);
    expect(silent).toEqual([]);
  });
});

test('every published page stands in the table of pages', () => {
  const table = readFileSync('docs/published-pages.md', 'utf8');
  const built = readdirSync('src/client').filter((name) =>
    existsSync(`src/client/${name}/page.html`),
  );
  expect(built.length).toBeGreaterThan(5);
  expect(built.filter((name) => !table.includes(`\`${name}.html\``))).toEqual([]);
});
