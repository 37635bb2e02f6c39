import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkBundle } from '../client/bundle/check-bundle.ts';
import { reportText, verdictOf } from '../client/bundle/show-report.ts';
import { verifyArchiveInThreads } from '../stages/voting/verify-pool/verify-archive-in-threads.ts';

const usage = '用法：npm run -s bundle:verify -- [--key 单位公示的公钥] 资料包.zip';

/** Larger files are no bundle of one year: they would not fit into the memory of this machine. */
const largestBundle = 2 * 1024 ** 3 - 1;

/**
 * `npm run -s bundle:verify -- [--key HEX] FILE.zip`: for auditors, verifies a bundle without network or
 * database by the same checks as the page, archives on all cores.
 *
 * Exits 0 when every check holds, 1 with all failures listed (or a check that was not made), 2 when there
 * is no such file or the key is none.
 */
async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { key: { type: 'string' } },
    allowPositionals: true,
    strict: false,
  });
  const [argument] = positionals;
  const key = typeof values.key === 'string' ? values.key.toLowerCase() : null;
  if (argument === undefined || positionals.length > 1 || values.key === true) {
    console.error(usage);
    return 2;
  }
  if (key !== null && !/^[0-9a-f]{64}$/.test(key)) {
    console.error('公钥应为 64 个字符（0 到 9、a 到 f），请核对。');
    return 2;
  }
  // npm changes to the folder of package.json; the path was typed in the folder that it was called in.
  const file = resolve(process.env.INIT_CWD ?? process.cwd(), argument);
  let bytes: Uint8Array;
  try {
    if ((await stat(file)).size > largestBundle) throw new RangeError('too large');
    bytes = await readFile(file);
  } catch {
    console.error(`${argument}：读不到这个文件，或者文件太大，请核对路径和权限。`);
    return 2;
  }
  const report = await checkBundle(new Uint8Array(bytes), {
    publicKey: key,
    verifyArchive: (archive, options) => verifyArchiveInThreads(archive, options),
  });
  console.log(reportText(report, basename(file)));
  const whole = verdictOf(report).startsWith('✓');
  return whole ? 0 : 1;
}

process.exitCode = await run();
