import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { largestOutcomeFile } from '../rules/limits.ts';
import { decideInput } from '../rules/outcome/decide-input.ts';
import { parseOutcomeInput } from '../rules/outcome/parse-outcome-input.ts';
import { readOptions } from './read-options.ts';

const usage = '用法：npm run -s outcome -- 文件.json（格式见 docs/outcome-format.md）';

/**
 * `npm run -s outcome -- FILE.json`: for auditors, decides a vote, a satisfaction test or decisions on
 * adjustments from their figures (docs/outcome-format.md) by the same function that decides it in the product.
 *
 * Prints the result as JSON and exits 0, also when the round is void; prints what is wrong and exits 1
 * when the figures cannot be right; exits 2 when there is no such file or it is not JSON.
 */
async function run(): Promise<number> {
  const { positionals } = readOptions(usage, { allowPositionals: true });
  const [argument] = positionals;
  if (argument === undefined || positionals.length > 1) {
    console.error(usage);
    return 2;
  }
  // npm changes to the folder of package.json; the path was typed in the folder that it was called in.
  const file = resolve(process.env.INIT_CWD ?? process.cwd(), argument);
  const read = await readJson(file);
  if (!read.ok) {
    console.error(`${argument}：${read.problem}`);
    return 2;
  }
  const parsed = parseOutcomeInput(read.value);
  if (!parsed.ok) {
    console.error(`${argument}：有${parsed.refusals.length}处不对，没有计算。`);
    for (const { field, message } of parsed.refusals) {
      console.error(`- ${field === undefined ? '' : `${field}：`}${message}`);
    }
    return 1;
  }
  console.log(JSON.stringify(decideInput(parsed.value), null, 2));
  return 0;
}

type Read =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: string };

async function readJson(file: string): Promise<Read> {
  let bytes: Uint8Array;
  try {
    const { size } = await stat(file);
    if (size > largestOutcomeFile) return { ok: false, problem: '文件太大，最多5MB。' };
    bytes = await readFile(file);
  } catch {
    return { ok: false, problem: '读不到这个文件，请核对路径和权限。' };
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    const problem =
      error instanceof SyntaxError
        ? `不是JSON文件：${error.message}`
        : '不是UTF-8编码的文件，请另存为UTF-8。';
    return { ok: false, problem };
  }
}

process.exitCode = await run();
