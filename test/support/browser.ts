import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { findChromium } from '../../src/commands/find-chromium.ts';

/** Milliseconds after which a step that does not happen fails its test. */
export const stepLimit = 90_000;

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/**
 * A real Chromium without a window. `more` are switches of its command line. The time limit of a page's steps
 * only ends a test that hangs: no test may depend on how fast the machine is.
 */
export async function openBrowser(more: readonly string[] = []): Promise<Browser> {
  return await chromium.launch({
    executablePath: findChromium() ?? 'chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', ...more],
    timeout: 120_000,
  });
}

/** Somebody at a browser of their own, with what went wrong there. */
export interface Desk {
  readonly page: Page;
  readonly errors: readonly string[];
}

/** Opens a page of its own for one person. */
export async function openDesk(browser: Browser, width: number, scripts = true): Promise<Desk> {
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 740 : 900 },
    javaScriptEnabled: scripts,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    bypassCSP: false,
  });
  context.setDefaultTimeout(stepLimit);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    // A refused form answers 422, which the browser reports as a failure to load.
    const refused = message.text().includes('422');
    if (message.type() === 'error' && !refused) errors.push(message.text());
  });
  return { page, errors };
}

/** Does what leads to another page and waits until that page is there. */
export async function follow(page: Page, act: () => Promise<unknown>): Promise<void> {
  const loaded = page.waitForEvent('load');
  await act();
  await loaded;
}

/** Findings of axe (WCAG 2.2 A and AA) on the page, as short lines. */
export async function findBarriers(page: Page): Promise<readonly string[]> {
  // Evaluated over the debugging protocol: the page's own policy forbids foreign scripts.
  await page.evaluate(axeSource);
  return await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run: (
          context: Document,
          options: object,
        ) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
      };
    };
    const { violations } = await axe.run(document, {
      resultTypes: ['violations'],
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations.map((one) => `${one.id}: ${one.nodes[0]?.html.slice(0, 160) ?? ''}`);
  });
}

/** Looks at a page as a reviewer would: axe, no sideways scrolling, and keeps its picture. */
export async function inspect(page: Page, name: string): Promise<void> {
  expect(await findBarriers(page), `${name} (${page.url()})`).toEqual([]);
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(wider, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
  const folder = process.env.SCREENS;
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}
