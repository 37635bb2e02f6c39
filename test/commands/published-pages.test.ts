import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadPages } from '../../src/web/ballot-site/pages.ts';
import { buildElsewhere } from '../support/built-pages.ts';

let one: URL;
let other: URL;
beforeAll(async () => {
  one = await buildElsewhere('a');
  other = await buildElsewhere('another folder, 带空格');
}, 60_000);

function sha256(folder: URL, file: string): string {
  return createHash('sha256')
    .update(readFileSync(new URL(file, folder)))
    .digest('hex');
}

describe('the published pages', () => {
  test('are the same bytes wherever they are built', () => {
    const files = readdirSync(one).sort();
    expect(files).toContain('verify.html');
    expect(readdirSync(other).sort()).toEqual(files);
    for (const file of files)
      expect([file, sha256(one, file)]).toEqual([file, sha256(other, file)]);
  });

  test('stand on their list with the hash of their own bytes, all but the list itself', () => {
    const pages = loadPages(one);
    const list = pages.get('published')?.html ?? '';
    const listed = [...list.matchAll(/<li data-sha256="([0-9a-f]{64})"/g)].map((found) => found[1]);
    const others = [...pages.values()].filter(({ name }) => name !== 'published');
    expect(listed).toEqual(others.map(({ name }) => sha256(one, `${name}.html`)));
    for (const { name, sha256: stated } of pages.values()) {
      expect([name, stated]).toEqual([name, sha256(one, `${name}.html`)]);
    }
  });

  test('load nothing from anywhere: neither script, style, picture nor frame', () => {
    for (const { name, html, policy } of loadPages(one).values()) {
      const outside = html.match(/<(?:script|link|img|iframe|object|embed)[^>]*\s(?:src|href)=/g);
      expect([name, outside]).toEqual([name, null]);
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain('unsafe');
      const policyInside = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(
        html,
      );
      expect(policy.startsWith(policyInside?.[1] ?? 'none')).toBe(true);
    }
  });
});
