import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveApplication } from '../support/application.ts';
import { findBarriers, follow, openBrowser, openDesk } from '../support/browser.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { fullRun } from '../support/full-run.ts';
import { type Rehearsal, rehearse } from '../support/rehearsal.ts';

/** Every page that a role can reach by links: no barrier, no sideways scrolling, nothing that overlaps. */
let database: TestDatabase;
let server: Awaited<ReturnType<typeof serveApplication>>;
let browser: Browser;
let rehearsal: Rehearsal;

beforeAll(async () => {
  database = await createTestDatabase();
  rehearsal = await rehearse(database.database, 'count');
  server = await serveApplication(database);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  await database.drop();
});

async function deskOf(role: string | null, width: number, scripts = true): Promise<Page> {
  const { page } = await openDesk(browser, width, scripts);
  if (role !== null) {
    const cookie = { name: 'piaojue', value: rehearsal.token(role), url: server.origin };
    await page.context().addCookies([cookie]);
  }
  return page;
}

/** Files are not pages. */
const file = /\/(template|export|file|document|data)$/;

/**
 * Follows every link from a page on, and opens and looks at each kind of page; the paths of all. Pages of one kind
 * differ by what they are about: only the full run looks at each of them.
 */
async function crawl(
  page: Page,
  start: string,
  look: (path: string, nth: number) => Promise<void>,
): Promise<readonly string[]> {
  const found = new Set<string>();
  const kinds = new Set<string>();
  const waiting = [start];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (found.has(path) || file.test(path)) continue;
    found.add(path);
    const url = `${server.origin}${path}`;
    const kind = path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id').replace(/\d+$/, ':number');
    const looked = fullRun || !kinds.has(kind);
    const answer = looked ? await page.goto(url) : await page.request.get(url);
    const text = (await answer?.text()) ?? '';
    if (looked) await look(path, kinds.size);
    kinds.add(kind);
    for (const [, href = ''] of text.matchAll(/<a [^>]*?href="([^"]+)"/g)) {
      const { origin, pathname } = new URL(href.replaceAll('&amp;', '&'), url);
      if (origin === server.origin) waiting.push(pathname);
    }
  }
  return [...found];
}

async function sideways(page: Page): Promise<number> {
  return await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

/** Buttons, links and fields that lie over each other. */
async function overlaps(page: Page): Promise<readonly string[]> {
  return await page.evaluate(() => {
    const shown = [
      ...document.querySelectorAll('main button, main input, main select, main textarea'),
    ]
      // What lies in a closed <details> has a box, but nobody sees it.
      .filter((one) => one.checkVisibility({ contentVisibilityAuto: true }))
      .map((one) => ({ one, box: one.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && box.height > 0);
    const found: string[] = [];
    for (const [index, { one, box }] of shown.entries()) {
      for (const other of shown.slice(index + 1)) {
        const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const high = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        if (wide > 2 && high > 2)
          found.push(`${one.outerHTML.slice(0, 80)} / ${other.one.outerHTML.slice(0, 80)}`);
      }
    }
    return found;
  });
}

describe('every page', () => {
  test.each([
    ['clerk', 320],
    ['teller', 320],
    ['auditor', 1366],
  ] as const)('that the %s reaches is without barriers at %i px', async (role, width) => {
    const page = await deskOf(role, width);
    const faults: string[] = [];
    const paths = await crawl(page, '/me', async (path) => {
      for (const barrier of await findBarriers(page)) faults.push(`${path}: ${barrier}`);
      if ((await sideways(page)) > 0) faults.push(`${path} scrolls sideways`);
    });
    console.info(`${role}: ${paths.length} pages at ${width} px`);
    expect(paths.length).toBeGreaterThan(8);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('keeps its place in 大字 on a narrow phone, light and dark', async () => {
    const page = await deskOf('clerk', 360);
    await page.goto(`${server.origin}/me`);
    await follow(page, () => page.getByRole('button', { name: '大字' }).click());
    await follow(page, () => page.getByRole('button', { name: '深色' }).click());
    const faults: string[] = [];
    await crawl(page, rehearsal.base, async (path, nth) => {
      // Every second page, where the suite is not run in full.
      if (!fullRun && nth % 2 === 1) return;
      if ((await sideways(page)) > 0) faults.push(`${path} scrolls sideways`);
      for (const one of await overlaps(page)) faults.push(`${path}: ${one}`);
      for (const barrier of await findBarriers(page)) faults.push(`${path}: ${barrier}`);
    });
    expect(await page.locator('html').getAttribute('data-size')).toBe('large');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('of the design system shows every part without barriers', async () => {
    for (const width of [320, 1366]) {
      const page = await deskOf(null, width);
      await page.goto(`${server.origin}/design`);
      expect(await findBarriers(page)).toEqual([]);
      expect(await sideways(page)).toBe(0);
      await page.context().close();
    }
  });
});

describe('without a mouse', () => {
  /** Presses Tab until an element with this name has the focus. */
  async function tabTo(page: Page, name: string): Promise<void> {
    for (let presses = 0; presses < 150; presses += 1) {
      await page.keyboard.press('Tab');
      const here = await page.evaluate(() => {
        const { activeElement: one } = document;
        return one?.getAttribute('aria-label') ?? one?.textContent?.trim() ?? '';
      });
      if (here === name) return;
    }
    throw new Error(`no way to “${name}” by the keyboard`);
  }

  async function go(page: Page, name: string): Promise<void> {
    await tabTo(page, name);
    await follow(page, () => page.keyboard.press('Enter'));
  }

  test('a clerk reaches the check-in desk and checks a deputy in', async () => {
    const page = await deskOf('clerk', 1366);
    await page.goto(`${server.origin}${rehearsal.base}`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('跳到正文');
    await go(page, '签到');
    await go(page, '打开签到台');
    await page.waitForFunction(() => document.activeElement?.id === 'q');
    await page.keyboard.type('dingjianguo');
    await follow(page, () => page.keyboard.press('Enter'));
    await go(page, '签到：丁建国');
    expect(await page.locator('p.notice[role=status]').textContent()).toContain('已签到');
    await page.context().close();
  });
});

describe('without JavaScript', () => {
  test('a teller enters a paper by the plain form', async () => {
    const clerk = await deskOf('clerk', 360, false);
    await clerk.goto(`${server.origin}${rehearsal.round}/count`);
    await clerk.fill('[name=papers]', '1');
    await clerk.getByRole('button', { name: '登记这一捆' }).click();
    const teller = await deskOf('teller', 360, false);
    await teller.goto(`${server.origin}${rehearsal.round}/count`);
    await teller.getByRole('button', { name: '领取第 1 捆' }).click();
    await teller.locator('[name="mark-1"][value=for]').check();
    await teller.getByRole('button', { name: '保存第 1 张' }).click();
    expect(await teller.locator('.progress-line').textContent()).toContain('已录 1 / 1');
    await teller.getByRole('button', { name: '提交本捆' }).click();
    expect(await teller.locator('main').textContent()).toContain('等待第二人录入');
    await clerk.context().close();
    await teller.context().close();
  });
});
