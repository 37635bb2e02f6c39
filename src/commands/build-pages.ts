import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Pages that talk to their own site alone; the others may be opened from a USB stick. */
const ownSiteOnly = ['ballot', 'booth', 'test-ballot'];

/** Pages that do nothing without their site: their files serve comparing alone. */
const notFromStick = ['ballot', 'booth'];

/** Pages that compute and never talk to anybody: the browser itself forbids it. */
const silent = ['verify', 'bundle', 'published'];

/** The page that lists all the others; it is built last and does not list itself. */
const listing = 'published';

/** A built page as the server refers to it. */
interface BuiltEntry {
  readonly title: string;
  readonly file: string;
  readonly sha256: string;
  readonly policy: string;
  readonly bytes: number;
}

/**
 * Builds the self-contained pages: every folder of `src/client` that holds a `page.html` becomes one
 * HTML file in `dist/pages` with its style and script inside, under a content policy that allows these
 * alone, by their hashes. The same sources give the same bytes anywhere: the file's SHA-256 is
 * published so that copies can be compared. `manifest.json` lists them.
 *
 * @param root the folder of package.json
 */
export async function buildPages(root: URL): Promise<void> {
  const out = new URL('dist/pages/', root);
  const sources = new URL('src/client/', root);
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const names = readdirSync(sources).filter((name) =>
    existsSync(new URL(`${name}/page.html`, sources)),
  );
  const manifest: Record<string, BuiltEntry> = {};
  const ordered = [...names.filter((name) => name !== listing).sort(), listing];
  for (const name of ordered.filter((one) => names.includes(one))) {
    const folder = new URL(`${name}/`, sources);
    const { html, title, policy } = await buildPage(root, name, folder, listOf(manifest));
    const bytes = Buffer.from(html);
    await writeFile(new URL(`${name}.html`, out), bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    manifest[name] = { title, file: `${name}.html`, sha256, policy, bytes: bytes.length };
  }
  await writeFile(new URL('manifest.json', out), `${JSON.stringify(manifest, null, 2)}\n`);
}

async function buildPage(root: URL, name: string, folder: URL, list: string) {
  const workerFile = new URL('worker.ts', folder);
  const worker = existsSync(workerFile) ? await bundle(root, workerFile, {}) : '';
  const script = await bundle(root, new URL('main.ts', folder), {
    WORKER_SOURCE: JSON.stringify(worker),
  });
  const style = await bundle(root, new URL('page.css', folder), {});
  const template = await readFile(new URL('page.html', folder), 'utf8');
  const filled = template
    .replace('<!--pages-->', () => list)
    .replace('<!--style-->', () => `<style>${style}</style>`)
    .replace(
      '<!--script-->',
      () => `<script>${script.replace(/<\/script/g, '<\\/script')}</script>`,
    );
  const policy = policyOf(filled, reachOf(name));
  // In the file too, for copies that no server sends; a frame's owner can be named in headers alone.
  const html = filled.replace(
    '<!--policy-->',
    () => `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
  );
  const title = /<title>([^<]*)<\/title>/.exec(template)?.[1] ?? name;
  return { html, title, policy: `${policy}; frame-ancestors 'none'` };
}

/** The published files as they stand on their list. Titles come from our own templates. */
function listOf(manifest: Readonly<Record<string, BuiltEntry>>): string {
  return Object.entries(manifest)
    .map(([name, { title, file, sha256, bytes }]) => {
      const where = notFromStick.includes(name) ? '须从服务器打开，供比对' : '可以从U盘打开';
      return [
        `<li data-sha256="${sha256}"><h3>${title}</h3>`,
        `<p class="small">${file} · ${bytes} 字节 · ${where}</p>`,
        `<p class="code">${sha256}</p>`,
        `<p data-download><a href="/pages/${file}" download>下载“${title}”</a></p></li>`,
      ].join('\n');
    })
    .join('\n');
}

async function bundle(root: URL, file: URL, define: Record<string, string>): Promise<string> {
  const result = await build({
    absWorkingDir: fileURLToPath(root),
    entryPoints: [fileURLToPath(file)],
    bundle: true,
    minify: true,
    format: 'iife',
    target: ['es2020', 'chrome80', 'safari14.1'],
    legalComments: 'none',
    charset: 'utf8',
    define,
    write: false,
    logLevel: 'error',
  });
  return (result.outputFiles[0]?.text ?? '').trim();
}

/** Whom a page may call. */
function reachOf(name: string): string {
  if (silent.includes(name)) return "'none'";
  return ownSiteOnly.includes(name) ? "'self'" : "'self' http: https:";
}

function policyOf(html: string, reach: string): string {
  const hashesOf = (tag: string) =>
    [...html.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, 'g'))]
      .map((match) =>
        createHash('sha256')
          .update(match[1] ?? '')
          .digest('base64'),
      )
      .map((hash) => `'sha256-${hash}'`)
      .join(' ');
  return [
    "default-src 'none'",
    `script-src ${hashesOf('script')}`,
    `style-src ${hashesOf('style')}`,
    'img-src data: blob:',
    'media-src blob:',
    'worker-src blob:',
    // The same for Safari before 15.5, which does not know worker-src.
    'child-src blob:',
    `connect-src ${reach}`,
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');
}
