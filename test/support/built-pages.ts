import { cp, mkdtemp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildPages } from '../../src/commands/build-pages.ts';

/** Copies the sources of the self-contained pages to a folder of their own and builds them there. */
export async function buildElsewhere(name: string): Promise<URL> {
  const here = fileURLToPath(new URL('../..', import.meta.url));
  const there = join(await mkdtemp(join(tmpdir(), 'piaojue-build-')), name);
  for (const part of ['client', 'ballot', 'wire', 'rules']) {
    await cp(join(here, 'src', part), join(there, 'src', part), { recursive: true });
  }
  for (const file of ['package.json', 'tsconfig.json']) {
    await cp(join(here, file), join(there, file));
  }
  await symlink(join(here, 'node_modules'), join(there, 'node_modules'));
  await buildPages(pathToFileURL(`${there}/`));
  return pathToFileURL(join(there, 'dist/pages/'));
}
