import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Asset, Assets } from '../../views/layout.tsx';

const manifestShape = z.record(z.string(), z.object({ file: z.string(), integrity: z.string() }));

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

/** The built files that pages load, and how to read one of them. */
export interface BuiltAssets {
  readonly assets: Assets;
  readonly read: (name: string) => Promise<{ bytes: Uint8Array; type: string } | null>;
}

/** Finds `dist/assets` from the sources as from the compiled program. */
export function assetFolder(): URL {
  const compiled = import.meta.url.endsWith('.js');
  return new URL(compiled ? '../../assets/' : '../../dist/assets/', import.meta.url);
}

/** Reads the manifest once, at start. A missing build is a fault of the set-up, said plainly. */
export function loadAssets(folder: URL = assetFolder()): BuiltAssets {
  const manifestFile = new URL('manifest.json', folder);
  if (!existsSync(manifestFile)) throw new Error('没有编译好的页面文件，请先运行 npm run build。');
  const manifest = manifestShape.parse(JSON.parse(readFileSync(manifestFile, 'utf8')));
  const asset = (name: string): Asset => {
    const built = manifest[name];
    if (built === undefined) throw new Error(`asset ${name} was not built`);
    return { url: `/assets/${built.file}`, integrity: built.integrity };
  };
  const known = new Set(Object.values(manifest).map((built) => built.file));
  return {
    assets: {
      style: asset('style.css'),
      pages: asset('pages.js'),
      countDesk: asset('count-desk.js'),
      hallScreen: asset('hall-screen.js'),
      siteCheck: asset('site-check.js'),
      visitNote: asset('visit-note.js'),
      photoPlace: asset('photo-place.js'),
      offlineWorker: asset('offline-worker.js'),
    },
    read: async (name) => {
      if (!known.has(name)) return null;
      const ending = name.split('.').at(-1) ?? '';
      const type = types[ending] ?? 'application/octet-stream';
      return { bytes: await readFile(new URL(name, folder)), type };
    },
  };
}
