import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { z } from 'zod';

/**
 * `npm run pack`: an archive with everything that a machine of this kind needs to run the program without
 * any network: the build, the packages it uses, Node and PostgreSQL among them. Unpack, run `./start`.
 */
const root = resolve(import.meta.dirname, '../..');
const { name, version } = z
  .object({ name: z.string(), version: z.string() })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
const title = `${name}-${version}-${process.platform}-${process.arch}`;
const staging = join(root, 'pack', title);

const startScript = `#!/bin/sh
# Starts the program from an unpacked archive; needs neither npm nor a network.
cd "$(dirname "$0")" || exit 1
exec node_modules/node/bin/node dist/src/main.js
`;

const runScript = `#!/bin/sh
# Runs a command of the program: ./run doctor, ./run demo, ./run outcome FILE, ./run trail-verify …
cd "$(dirname "$0")" || exit 1
command="$1"
[ -f "dist/src/commands/$command.js" ] || {
  echo "没有“$command”这个命令。可用：doctor、demo、migrate、outcome、verify、bundle-verify、witness、trail-verify、erase-detail。" >&2
  exit 2
}
shift
exec node_modules/node/bin/node "dist/src/commands/$command.js" "$@"
`;

execFileSync(process.execPath, ['--import', 'tsx', join(root, 'src/commands/build.ts')], {
  stdio: 'inherit',
});
rmSync(staging, { recursive: true, force: true });
mkdirSync(staging, { recursive: true });
for (const part of [
  'dist',
  'docs',
  'package.json',
  'README.md',
  'README.zh-CN.md',
  'CHANGELOG.md',
]) {
  cpSync(join(root, part), join(staging, part), { recursive: true });
}
const listed = execFileSync('npm', ['ls', '--omit=dev', '--all', '--parseable'], {
  cwd: root,
  encoding: 'utf8',
});
for (const folder of listed.split('\n')) {
  const inside = relative(root, folder);
  if (!inside.startsWith('node_modules') || !existsSync(folder)) continue;
  const target = join(staging, inside);
  mkdirSync(dirname(target), { recursive: true });
  cpSync(folder, target, { recursive: true, verbatimSymlinks: true });
}
for (const [file, script] of Object.entries({ start: startScript, run: runScript })) {
  writeFileSync(join(staging, file), script);
  chmodSync(join(staging, file), 0o755);
}
const archive = join(root, 'pack', `${title}.tar.gz`);
execFileSync('tar', ['czf', archive, '-C', join(root, 'pack'), title]);
rmSync(staging, { recursive: true });
const size = (statSync(archive).size / 1024 ** 2).toFixed(0);
console.log(`已打包：pack/${title}.tar.gz（${size} MB）。拷到目标机器解开，运行 ./start。`);
