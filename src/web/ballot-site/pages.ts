import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';

const manifestShape = z.record(
  z.string(),
  z.object({ file: z.string(), sha256: z.string(), policy: z.string(), bytes: z.number() }),
);

/** A self-contained page: one HTML file with its style and script inside. */
export interface BuiltPage {
  readonly name: string;
  readonly html: string;
  /** The same file, shrunk once: a hall opens it four hundred times in a minute. */
  readonly gzip: Uint8Array<ArrayBuffer>;
  /** SHA-256 of the file in hexadecimal, published so that copies can be compared. */
  readonly sha256: string;
  /** Its content policy: hashes of its own style and scripts, nothing else. */
  readonly policy: string;
}

/** Finds `dist/pages` from the sources as from the compiled program. */
function pageFolder(): URL {
  const compiled = import.meta.url.endsWith('.js');
  return new URL(compiled ? '../../../pages/' : '../../../dist/pages/', import.meta.url);
}

/** Reads all self-contained pages once, at start. A missing build is a fault of the set-up. */
export function loadPages(folder: URL = pageFolder()): ReadonlyMap<string, BuiltPage> {
  const manifestFile = new URL('manifest.json', folder);
  if (!existsSync(manifestFile)) throw new Error('没有编译好的页面文件，请先运行 npm run build。');
  const manifest = manifestShape.parse(JSON.parse(readFileSync(manifestFile, 'utf8')));
  return new Map(
    Object.entries(manifest).map(([name, { file, sha256, policy }]) => {
      const html = readFileSync(new URL(file, folder), 'utf8');
      const gzip = new Uint8Array(gzipSync(html, { level: 9 }));
      return [name, { name, html, gzip, sha256, policy }];
    }),
  );
}
