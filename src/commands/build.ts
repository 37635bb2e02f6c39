import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildAssets } from './build-assets.ts';
import { buildPages } from './build-pages.ts';

/** `npm run build`: compiles the server into `dist` and bundles what browsers load. */
const root = new URL('../../', import.meta.url);
const compiler = fileURLToPath(new URL('node_modules/typescript/bin/tsc', root));

try {
  await Promise.all([
    promisify(execFile)(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
      cwd: fileURLToPath(root),
    }),
    buildAssets(root),
    buildPages(root),
  ]);
} catch (error) {
  const output = error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
  console.error(`编译失败：\n${output}${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
