import { execFile } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { unzipSync, zipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Verification, verifyArchive } from '../../src/ballot/verify/verify-archive.ts';
import { sourceOf } from '../../src/client/bundle/bundle-source.ts';
import { checkBundle } from '../../src/client/bundle/check-bundle.ts';
import { openInstallationKey } from '../../src/desk/bundle/installation-key.ts';
import { makeBundle } from '../../src/desk/bundle/make-bundle.ts';
import { sha256 } from '../../src/trail/canonical.ts';
import { loadPages } from '../../src/web/ballot-site/pages.ts';
import { type AnnouncedYear, announceYear } from '../support/announced-year.ts';
import { serveApplication } from '../support/application.ts';
import { group } from '../support/ballot-rounds.ts';
import { inspect, openBrowser, openDesk } from '../support/browser.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { rememberingGroup } from '../support/mutants.ts';
import { done } from '../support/opened-round.ts';

let support: TestDatabase;
let year: AnnouncedYear;
let bundle: Uint8Array;
let publicKey: string;
let server: Awaited<ReturnType<typeof serveApplication>>;
let browser: Browser;

const make = async () => {
  const { world, keyFolder } = year;
  const key = done(await openInstallationKey({ keyFolder, keyCopyFolder: null }));
  publicKey = key.publicKey;
  const scope = { congressId: world.townshipId, yearId: world.yearId, year: 2026 };
  const made = done(await makeBundle(support.database, scope, key));
  return new Uint8Array(await new Response(made.stream()).arrayBuffer());
};

beforeAll(async () => {
  support = await createTestDatabase();
  year = await announceYear(support);
  bundle = await make();
  server = await serveApplication(support, { keyFolder: year.keyFolder });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  await support.drop();
});

const remembering = rememberingGroup(group);
const known = new Map<string, Verification>();

/** Verifies; the sound archive is computed once. */
const check = (bytes: Uint8Array, key: string | null = publicKey) =>
  checkBundle(sourceOf(bytes), {
    ...{ publicKey: key, mostHeld: 2 ** 30 },
    verifyArchive: async (archive, options) => {
      const name = Buffer.from(archive).toString('base64') + JSON.stringify(options);
      const verified =
        known.get(name) ?? verifyArchive(archive, { ...options, group: remembering });
      known.set(name, verified);
      return verified;
    },
  });

const zip = (files: Record<string, Uint8Array>) =>
  zipSync(files, { level: 0, mtime: '1980-01-01T00:00:00' });

describe('the bundle of a year', () => {
  test('holds, and is the same bytes for everybody who asks', async () => {
    const report = await check(bundle);
    expect(report.failures).toEqual([]);
    expect(report.checks.map(({ id, standing, note }) => `${id} ${standing} ${note}`)).toEqual([
      `container holds ${bundle.length}字节`,
      expect.stringMatching(/^files holds \d+个文件$/),
      'signature holds 与您填的公钥相同',
      expect.stringMatching(/^trail holds \d+条/),
      expect.stringMatching(/^records holds \d+个版本/),
      expect.stringMatching(/^baselines holds [1-9]\d*个项目$/),
      expect.stringMatching(
        /^outcomes holds 1轮票决，0轮测评、1条结果，0轮对调整的表决，\d+项决定$/,
      ),
      'lookbacks holds 1次回头看，1次抽取，0个问题',
      'review holds 0条意见，0项整改，核对0次复查的人',
      expect.stringMatching(/^complete holds 对照\d+条公开的留痕$/),
      'archives holds 1份选票档案',
    ]);
    expect(Buffer.compare(await make(), bundle)).toBe(0);
  });

  test('says of one changed byte in any file of it where that is', async () => {
    const files = unzipSync(bundle);
    const silent: string[] = [];
    for (const path of Object.keys(files)) {
      const content = Uint8Array.from(files[path] ?? []);
      if (content.length === 0) continue;
      const at = content.length >> 1;
      content[at] = (content[at] ?? 0) ^ 1;
      const { failures } = await check(zip({ ...files, [path]: content }));
      // The list itself is vouched for by its signature.
      const place = path === 'manifest.json' ? 'manifest.signature.json' : path;
      const told = failures.some((one) => one.place === place || one.place.startsWith(`${place} `));
      if (!told) silent.push(path);
    }
    expect(silent).toEqual([]);
    expect(Object.keys(files).length).toBeGreaterThan(35);
  });

  test('shows a change of the zip that belongs to no file, a file too many and one too few', async () => {
    const tail = Uint8Array.from(bundle);
    tail[tail.length - 30] = (tail[tail.length - 30] ?? 0) ^ 1;
    const report = await check(tail);
    expect(report.failures.length).toBeGreaterThan(0);
    const { '说明.txt': readme, ...others } = unzipSync(bundle);
    expect(readme).toBeDefined();
    const less = await check(zip(others));
    expect(less.failures).toEqual([
      { check: 'files', place: '说明.txt', message: '目录里有，包里没有这个文件。' },
    ]);
    const more = await check(zip({ ...unzipSync(bundle), '另外.txt': new Uint8Array([49]) }));
    expect(more.failures).toContainEqual({
      ...{ check: 'files', place: '另外.txt' },
      message: '目录里没有这个文件：是后来塞进来的。',
    });
    const none = await check(new Uint8Array([1, 2, 3]));
    expect(none.checks.map(({ standing }) => standing)).toEqual([
      'fails',
      ...Array.from({ length: 10 }, () => 'not-done'),
    ]);
  });

  test('is refused before any paper is read where it would be larger than a zip can be', async () => {
    const { world, keyFolder } = year;
    const asked: string[] = [];
    const watched = support.database.withPlugin({
      transformQuery: ({ node }) => {
        asked.push(JSON.stringify(node));
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    const readsPapers = () => asked.some((node) => node.includes('"name":"bytes"'));
    const key = done(await openInstallationKey({ keyFolder, keyCopyFolder: null }));
    const scope = { congressId: world.townshipId, yearId: world.yearId, year: 2026 };
    const refused = await makeBundle(watched, scope, key, 10_000);
    expect(refused.ok ? '' : refused.refusals[0]).toMatchObject({
      code: 'bundle-too-large',
      message: expect.stringContaining('超过 4 GB'),
    });
    expect(readsPapers()).toBe(false);
    // What lies beside papers and archives counts too, when it is gathered.
    const later = await makeBundle(watched, scope, key, bundle.length - 1);
    expect(later.ok ? '' : later.refusals[0].code).toBe('bundle-too-large');
    expect(readsPapers()).toBe(true);
    await done(await makeBundle(watched, scope, key, bundle.length)).discard();
  });

  test('finds what a lying server signed of the electronic ballots', async () => {
    const path = `results/${year.round.roundId}.json`;
    const lied = resign(unzipSync(bundle), path, (text) => text.replaceAll('"for":4', '"for":3'));
    const { failures } = await check(lied, null);
    expect([...new Set(failures.map((one) => one.check))]).toEqual([
      ...['records', 'outcomes', 'archives'],
    ]);
    const other = resign(unzipSync(bundle), '说明.txt', (text) => text);
    const report = await check(other);
    expect(report.failures.map(({ message }) => message)).toEqual([
      '包里的钥匙与您填的公示钥匙不同：不是那个系统签发的。',
    ]);
  });

  test('tells nothing of a person: no deputy, no detail, nobody who came, spoke or signed in', async () => {
    const files = Object.entries(unzipSync(bundle)).filter(([path]) => !path.endsWith('.bel'));
    const text = files.map(([, content]) => new TextDecoder().decode(content)).join('');
    const { deputies, people } = year.world;
    for (const { name, id, personId, seatId } of deputies) {
      for (const word of [name, id, personId, seatId]) expect(text.includes(word)).toBe(false);
    }
    expect(text).not.toContain(people.deputy.name);
    expect(text).not.toContain('"detail"');
    expect(text).not.toContain('deputy-checked-in');
  });
});

const folder = mkdtempSync(join(tmpdir(), 'piaojue-bundle-'));

function keep(name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

async function verifyOnPage(page: Page, file: string, key: string): Promise<void> {
  await page.locator('#file').setInputFiles(file);
  await page.locator('#key').fill(key);
  await page.getByRole('button', { name: '开始核验' }).click();
  await page.locator('#report').waitFor();
}

describe('the pages', () => {
  test('offer the bundle to anybody, and the offline page verifies it without any network', async () => {
    const { world } = year;
    for (const width of [360, 1366]) {
      const { page, errors } = await openDesk(browser, width);
      await page.goto(`${server.origin}/p/${world.townshipId}/bundles`);
      await inspect(page, `bundles-${width}`);
      expect(errors).toEqual([]);
      await page.context().close();
    }
    const { page, errors } = await openDesk(browser, 360);
    await page.goto(`${server.origin}/p/${world.townshipId}/bundles`);
    const shown = (await page.locator('p.code').textContent()) ?? '';
    expect(shown.replaceAll(' ', '')).toBe(publicKey);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '下载2026年资料包' }).click(),
    ]);
    const file = join(folder, 'year.zip');
    await download.saveAs(file);
    const stick = keep('bundle.html', loadPages().get('bundle')?.html ?? '');
    await page.goto(pathToFileURL(stick).href);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.context().setOffline(true);
    await verifyOnPage(page, file, shown);
    expect(await page.locator('.verdict').textContent()).toBe('✓ 全部核验通过');
    expect(await page.locator('.check.holds').count()).toBe(11);
    await inspect(page, 'bundle-verify-360');
    const changed = Uint8Array.from(bundle);
    changed[9_000] = (changed[9_000] ?? 0) ^ 1;
    await verifyOnPage(page, keep('changed.zip', changed), '');
    expect(await page.locator('.verdict').textContent()).toContain('处核验不通过');
    expect(await page.locator('[data-check=files] li').textContent()).toMatch(
      /^archives\/.*SHA-256 不符/,
    );
    await page.setViewportSize({ width: 1366, height: 900 });
    await inspect(page, 'bundle-verify-1366');
    await page.locator('#key').fill('12');
    await page.getByRole('button', { name: '开始核验' }).click();
    expect(await page.locator('#refused').textContent()).toContain('64 个字符');
    expect(asked.filter((url) => !url.startsWith('blob:'))).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('refuse a year of which nothing is public, and another congress’s year', async () => {
    const { world, application } = year;
    const other = `/p/${world.otherTownshipId}/bundles`;
    const page = await application.get(other, null);
    expect(await page.text()).toContain('还没有公布过结果或项目');
    expect((await application.get(`${other}/${world.yearId}/file`, null)).status).toBe(404);
  });

  test('the command gives the same verdicts, by its words and its exit code', async () => {
    const run = promisify(execFile);
    const command = ['dist/src/commands/bundle-verify.js'];
    const changed = Uint8Array.from(bundle);
    changed[9_000] = (changed[9_000] ?? 0) ^ 1;
    const good = keep('good.zip', bundle);
    const bad = keep('bad.zip', changed);
    const [passed, failed, refused] = await Promise.allSettled([
      run(process.execPath, [...command, '--key', publicKey, good]),
      run(process.execPath, [...command, bad]),
      run(process.execPath, [...command, '--key', '12', good]),
    ]);
    expect(passed).toMatchObject({ value: { stdout: expect.stringContaining('✓ 全部核验通过') } });
    expect(failed).toMatchObject({ reason: { code: 1 } });
    expect(refused).toMatchObject({ reason: { code: 2 } });
  });
});

/** A server that lies signs what it says: the list and its signature are made anew, by another key. */
function resign(
  files: Record<string, Uint8Array>,
  path: string,
  change: (text: string) => string,
): Uint8Array {
  const text = (name: string) => new TextDecoder().decode(files[name]);
  const bytes = (content: string) => new TextEncoder().encode(content);
  files[path] = bytes(change(text(path)));
  const manifest: { files: { path: string; sha256: string; bytes: number }[] } = JSON.parse(
    text('manifest.json'),
  );
  for (const one of manifest.files) {
    const content = files[one.path] ?? new Uint8Array();
    one.bytes = content.length;
    one.sha256 = sha256(content);
  }
  files['manifest.json'] = bytes(`${JSON.stringify(manifest)}\n`);
  const { privateKey, publicKey: own } = generateKeyPairSync('ed25519');
  const { x = '' } = own.export({ format: 'jwk' });
  files['manifest.signature.json'] = bytes(
    `${JSON.stringify({
      algorithm: 'Ed25519',
      publicKey: Buffer.from(x, 'base64url').toString('hex'),
      signature: sign(null, files['manifest.json'], privateKey).toString('hex'),
    })}\n`,
  );
  return zip(files);
}
