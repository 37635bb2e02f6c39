import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { build } from 'esbuild';

/** One built file as pages refer to it. */
interface BuiltAsset {
  readonly file: string;
  readonly integrity: string;
}

/**
 * Bundles the browser entry points and the stylesheet into `dist/assets` under names with the hash
 * of their content, and writes `manifest.json` ({logical name: {file, integrity}}).
 *
 * @param root the folder of package.json
 */
export async function buildAssets(root: URL): Promise<void> {
  const out = new URL('dist/assets/', root);
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const manifest: Record<string, BuiltAsset> = {};
  const result = await build({
    absWorkingDir: root.pathname,
    entryPoints: [
      'src/client/pages.ts',
      'src/client/count-desk.ts',
      'src/client/hall-screen.ts',
      'src/client/site-check.ts',
      'src/client/visit-note.ts',
      'src/client/photo-place.ts',
      'src/client/offline-form/offline-worker.ts',
    ],
    bundle: true,
    minify: true,
    format: 'iife',
    target: ['es2020', 'chrome87', 'safari14.1'],
    legalComments: 'none',
    write: false,
    outdir: 'dist/assets',
    logLevel: 'error',
  });
  for (const file of result.outputFiles) {
    manifest[basename(file.path)] = await writeHashed(out, basename(file.path), file.contents);
  }
  const style = await readFile(new URL('views/style.css', root));
  manifest['style.css'] = await writeHashed(out, 'style.css', style);
  await writeFile(new URL('manifest.json', out), `${JSON.stringify(manifest, null, 2)}\n`);
}

async function writeHashed(out: URL, name: string, bytes: Uint8Array): Promise<BuiltAsset> {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  const [stem, ending] = name.split('.');
  const file = `${stem}-${hash}.${ending}`;
  await writeFile(new URL(file, out), bytes);
  const integrity = `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
  return { file, integrity };
}
