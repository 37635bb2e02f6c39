import { type FileHandle, open } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { BundleSource } from '../client/bundle/bundle-source.ts';
import { BundleTooLarge, checkBundle } from '../client/bundle/check-bundle.ts';
import { reportText, verdictOf } from '../client/bundle/show-report.ts';
import { verifyArchiveInThreads } from '../stages/voting/verify-pool/verify-archive-in-threads.ts';
import { readOptions } from './read-options.ts';

const usage = '用法：npm run -s bundle:verify -- [--key 单位公示的公钥] 资料包.zip';

/** Records and the largest archive of a bundle stand in memory; papers and photos are read one by one. */
const mostHeld = 1024 ** 3;

function sourceOf(handle: FileHandle, size: number): BundleSource {
  return {
    size,
    read: async (from, to) => {
      const bytes = new Uint8Array(to - from);
      for (let done = 0; done < bytes.length; ) {
        const { bytesRead } = await handle.read(bytes, done, bytes.length - done, from + done);
        if (bytesRead === 0) throw new Error('the file became shorter while it was read');
        done += bytesRead;
      }
      return bytes;
    },
  };
}

/**
 * `npm run -s bundle:verify -- [--key HEX] FILE.zip`: for auditors, verifies a bundle without network or
 * database by the same checks as the page, archives on all cores.
 *
 * Exits 0 when every check holds, 1 with all failures listed (or a check that was not made), 2 when there
 * is no such file, its records are too large to hold, or the key is none.
 */
async function run(): Promise<number> {
  const { values, positionals } = readOptions(usage, {
    options: { key: { type: 'string' } },
    allowPositionals: true,
  });
  const [argument] = positionals;
  const key = values.key?.toLowerCase() ?? null;
  if (argument === undefined || positionals.length > 1) {
    console.error(usage);
    return 2;
  }
  if (key !== null && !/^[0-9a-f]{64}$/.test(key)) {
    console.error('公钥应为 64 个字符（0 到 9、a 到 f），请核对。');
    return 2;
  }
  // npm changes to the folder of package.json; the path was typed in the folder that it was called in.
  const file = resolve(process.env.INIT_CWD ?? process.cwd(), argument);
  let handle: FileHandle;
  try {
    handle = await open(file);
    if (!(await handle.stat()).isFile()) throw new Error('no file');
  } catch {
    console.error(`${argument}：读不到这个文件，请核对路径和权限。`);
    return 2;
  }
  try {
    const report = await checkBundle(sourceOf(handle, (await handle.stat()).size), {
      ...{ publicKey: key, mostHeld },
      verifyArchive: (archive, options) => verifyArchiveInThreads(archive, options),
    });
    console.log(reportText(report, basename(file)));
    return verdictOf(report).startsWith('✓') ? 0 : 1;
  } catch (error) {
    if (!(error instanceof BundleTooLarge)) throw error;
    console.error(`${argument}：里面的记录太大（${error.bytes}字节），这台机器放不下，没有核验。`);
    return 2;
  } finally {
    await handle.close();
  }
}

process.exitCode = await run();
