import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** The command as npm starts it, in a process of its own. */

const root = fileURLToPath(new URL('../../', import.meta.url));
const vectors = new URL('../vectors/constructed-cases.json', import.meta.url);
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outcome-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Ran {
  readonly exit: number | string | null | undefined;
  readonly out: string;
  readonly err: string;
}

function run(...files: string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const command = ['--import', 'tsx', 'src/commands/outcome.ts', ...files];
    const options = { cwd: root, env: { ...process.env, INIT_CWD: folder } };
    execFile(process.execPath, command, options, (error, out, err) => {
      resolve({ exit: error === null ? 0 : error.code, out, err });
    });
  });
}

async function caseFile(name: string): Promise<string> {
  const { cases } = JSON.parse(await readFile(vectors, 'utf8')) as {
    cases: { name: string; input: unknown }[];
  };
  const found = cases.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no case ${name}`);
  return write(`${name}.json`, JSON.stringify(found.input));
}

async function write(name: string, content: string | Uint8Array): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, content);
  return file;
}

test('a vote is printed as JSON, with exit 0', async () => {
  const { exit, out, err } = await run(await caseFile('tie at the cut'));
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  expect(JSON.parse(out)).toMatchObject({
    valid: true,
    threshold: 23,
    tied: [2, 3],
    next: 'revote',
  });
});

test('a void round is a result too, with exit 0', async () => {
  const { exit, out } = await run(await caseFile('one channel void'));
  expect(exit).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ valid: false, next: 'revote-all' });
});

test('a satisfaction test is printed as JSON; a relative path starts where npm was called', async () => {
  const file = await caseFile('satisfaction, members as base');
  const { exit, out } = await run(basename(file));
  expect(exit).toBe(0);
  expect(JSON.parse(out).rows[1]).toMatchObject({ title: 'b', verdict: '基本满意' });
});

test('figures that cannot be right end with exit 1 and every fault in Chinese', async () => {
  const { exit, out, err } = await run(await caseFile('sum does not fit'));
  expect({ exit, out }).toEqual({ exit: 1, out: '' });
  expect(err).toContain('有1处不对，没有计算');
  expect(err).toContain('- projects[0]：1号项目赞成281票、反对1票、弃权0票，合计282票');
});

test('a file that is JSON but no object ends with exit 1', async () => {
  const { exit, err } = await run(await write('list.json', '[]'));
  expect(exit).toBe(1);
  expect(err).toContain('- 文件的内容应为一个对象');
});

test('a file that cannot be read as JSON ends with exit 2 and says why', async () => {
  expect(await run()).toMatchObject({ exit: 2, err: expect.stringContaining('用法') });
  // An option that is not known is not passed over.
  const unknown = await run('--plain', 'case.json');
  expect(unknown).toMatchObject({ exit: 2, err: expect.stringContaining('没有这个选项：--plain') });
  const absent = await run(join(folder, 'absent.json'));
  expect(absent).toMatchObject({ exit: 2, err: expect.stringContaining('读不到这个文件') });
  const broken = await run(await write('broken.json', '{"format": 1,'));
  expect(broken).toMatchObject({ exit: 2, err: expect.stringContaining('不是JSON文件') });
  const gbk = await run(await write('gbk.json', new Uint8Array([0x7b, 0xbc, 0xd7, 0x7d])));
  expect(gbk).toMatchObject({ exit: 2, err: expect.stringContaining('不是UTF-8') });
});

test('a file that is too large is not read', async () => {
  const file = await write('large.json', '{}');
  await truncate(file, 6 * 1024 * 1024);
  expect(await run(file)).toMatchObject({ exit: 2, err: expect.stringContaining('文件太大') });
});

test('a byte order mark, as Windows writes it, does no harm', async () => {
  const file = await caseFile('quorum exactly met');
  await writeFile(file, `\uFEFF${await readFile(file, 'utf8')}`);
  expect((await run(file)).exit).toBe(0);
});
