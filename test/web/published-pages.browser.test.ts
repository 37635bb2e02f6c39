import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadPages } from '../../src/web/ballot-site/pages.ts';
import { serveApplication } from '../support/application.ts';
import { inspect, openBrowser, openDesk } from '../support/browser.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let support: TestDatabase;
let server: Awaited<ReturnType<typeof serveApplication>>;
let browser: Browser;
beforeAll(async () => {
  support = await createTestDatabase();
  server = await serveApplication(support);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  await support.drop();
});

test.each([320, 360, 1366])(
  'the list of published pages has no barriers at %i px',
  async (width) => {
    const { page, errors } = await openDesk(browser, width);
    await page.goto(`${server.ballotOrigin}/pages`);
    await inspect(page, `pages-${width}`);
    expect(errors).toEqual([]);
    await page.context().close();
  },
);

test('every page is downloaded as the very file on the list, which the list recognises again', async () => {
  const { page } = await openDesk(browser, 1366);
  await page.goto(`${server.ballotOrigin}/pages`);
  const link = page.getByRole('link', { name: '下载“核验选票档案”' });
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename()).toBe('verify.html');
  const bytes = await readFile(await download.path());
  expect(bytes.toString()).toBe(loadPages().get('verify')?.html);
  const folder = mkdtempSync(join(tmpdir(), 'piaojue-pages-'));
  const [good, bad] = [join(folder, 'verify.html'), join(folder, 'changed.html')];
  writeFileSync(good, bytes);
  writeFileSync(bad, `${bytes.toString()} `);
  await page.locator('#files').setInputFiles([good, bad]);
  const compared = page.locator('#compared');
  await expect
    .poll(() => compared.textContent())
    .toContain('✓ verify.html：与清单里的“核验选票档案”');
  expect(await compared.textContent()).toContain('✗ changed.html：清单里没有这个文件');
  await page.context().close();
});

test('a page that was never published is not there, and no path leads out of the list', async () => {
  for (const path of ['/pages/nothing.html', '/pages/verify', '/pages/..%2fmanifest.json']) {
    const answer = await fetch(`${server.ballotOrigin}${path}`);
    expect([path, answer.status]).toEqual([path, 404]);
  }
});

test('the witness command finds the running site the same as the build, and says what to do', async () => {
  const run = (words: readonly string[]) =>
    new Promise<{ code: number | string | null | undefined; out: string }>((resolve) => {
      const command = ['dist/src/commands/witness.js', ...words];
      execFile(process.execPath, command, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : error.code, out: stdout + stderr }),
      );
    });
  const same = await run([server.ballotOrigin]);
  expect(same.out).toContain('各处的网页都与本机编译的一字节不差。');
  expect(same.code).toBe(0);
  // The staff site is no ballot site: nothing there is a published page.
  expect(await run([server.ballotOrigin, server.origin])).toMatchObject({ code: 2 });
  expect(await run(['example.org'])).toMatchObject({ code: 2 });
  expect(await run(['--round', 'short', server.ballotOrigin])).toMatchObject({ code: 2 });
  const list = await run([]);
  expect(list.code).toBe(0);
  expect(list.out).toContain(`${loadPages().get('verify')?.sha256}  verify.html`);
});
