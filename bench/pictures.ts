import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, Page } from 'playwright-core';
import { findBarriers, openBrowser, openDesk } from '../test/support/browser.ts';

/**
 * `npm run pictures -- [--stage county] [--into FOLDER] [--role clerk]`: starts the demo in a folder of its own, signs
 * in by every link that it prints, follows all links of every page and takes a picture of every kind of page at
 * 360 and 1366 px. Tells what axe finds, what scrolls sideways, and links that lead to a refusal; ends with 1 if any.
 */
const say = (line: string) => void process.stdout.write(`${line}\n`);

function option(name: string, otherwise: string): string {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : (process.argv[at + 1] ?? otherwise);
}

const stage = option('stage', 'county');
const into = option('into', join('data', 'pictures', stage));
const onlyRole = option('role', '');
const port = option('port', '8491');
const widths = [360, 1366] as const;
/** Pages of one kind that a role is shown: the first ones may be empty. */
const most = Number(option('each', '2'));
const highest = 9_000;

/** Somebody who starts to walk: by a sign-in link, or at a page that is open to everybody. */
interface Walker {
  readonly name: string;
  readonly start: string;
}

interface Demo {
  readonly walkers: readonly Walker[];
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

/** Starts the demo and reads what it prints until it says its address. */
async function startDemo(): Promise<Demo> {
  const folder = mkdtempSync(join(tmpdir(), 'piaojue-pictures-'));
  const child = spawn(process.execPath, ['dist/src/commands/demo.js', '--stage', stage], {
    env: { ...process.env, PORT: port, BALLOT_PORT: String(Number(port) + 1), DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const walkers: Walker[] = [];
  let before = '';
  let origin = '';
  for await (const line of createInterface({ input: child.stdout })) {
    const link = /https?:\/\/\S+/.exec(line)?.[0];
    if (line.includes('网址 ') && link !== undefined) {
      origin = link;
      break;
    }
    if (link === undefined) before = line.trim();
    else walkers.push({ name: before === '' ? `page-${walkers.length}` : before, start: link });
  }
  if (origin === '') throw new Error('the demo ended before it said its address');
  child.stdout.resume();
  return {
    walkers,
    origin,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What a path is the same kind of page as. */
function kindOf(path: string): string {
  return path
    .replace(/^https?:\/\/[^/]+/, '')
    .replace(/#.*/, '')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')
    .replace(/(plate|invitation|b)\/[^/?]+/g, '$1/CODE')
    .replace(/\d+/g, 'N');
}

/** Files are not pages. */
const file = /\/(template|export|file|document|data|photo|photos\/.*|archive)$|\.\w{2,5}$/;

const faults: string[] = [];
const index: string[] = [];

/** A fault is told at once: a run of an hour that is broken off has still said what it found. */
function fault(what: string): void {
  faults.push(what);
  say(`✗ ${what}`);
}

async function picture(page: Page, folder: string, name: string, about: string): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: width < 600 ? 740 : 900 });
    const barriers = await findBarriers(page);
    for (const barrier of barriers) fault(`${about} at ${width} px: ${barrier}`);
    const { wider, high } = await page.evaluate(() => ({
      wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      high: document.documentElement.scrollHeight,
    }));
    if (wider > 0) fault(`${about} scrolls sideways at ${width} px`);
    const height = Math.min(high, highest);
    await page.screenshot({
      path: join(folder, `${name}-${width}.png`),
      fullPage: true,
      clip: { x: 0, y: 0, width, height },
    });
  }
}

/** Opens an address and tells its status; null for a file, which the browser hands out instead of showing it. */
async function open(page: Page, address: string): Promise<number | null> {
  try {
    return (await page.goto(address))?.status() ?? 200;
  } catch (error) {
    if (/Download is starting/.test(String(error))) return null;
    throw error;
  }
}

/** Follows all links from where the walker starts; one kind of page is pictured a few times only. */
async function walk(browser: Browser, demo: Demo, walker: Walker, label: string): Promise<number> {
  const folder = join(into, label);
  mkdirSync(folder, { recursive: true });
  const { page } = await openDesk(browser, 1366);
  await page.goto(walker.start);
  const enter = page.getByRole('button', { name: /登录$/ });
  const signsIn = walker.start.includes('/invitation/');
  if (signsIn) {
    await Promise.all([page.waitForURL('**/me'), enter.last().click()]);
  }
  const taken = new Map<string, number>();
  const waiting = [signsIn ? '/me' : walker.start.replace(demo.origin, '')];
  const known = new Set(waiting);
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const kind = kindOf(path);
    const before = taken.get(kind) ?? 0;
    if (before >= most) continue;
    const status = await open(page, new URL(path, demo.origin).href);
    if (status === null) continue;
    const about = `${walker.name} ${path}`;
    if (status >= 400) {
      fault(`${about} answers ${status}`);
      continue;
    }
    taken.set(kind, before + 1);
    const name = `${String(index.length).padStart(3, '0')}${kind.replace(/[^\w-]+/g, '_')}`;
    index.push(`${label}/${name}\t${path}`);
    try {
      await picture(page, folder, name, about);
    } catch (error) {
      fault(`${about} has no picture: ${String(error).split('\n')[0]}`);
      continue;
    }
    const links = await page.$$eval('a[href]', (all) =>
      all.map((one) => (one as HTMLAnchorElement).href),
    );
    for (const link of links) {
      const url = new URL(link);
      const next = `${url.pathname}${url.search}`;
      if (url.origin !== demo.origin || file.test(url.pathname) || known.has(next)) continue;
      known.add(next);
      waiting.push(next);
    }
  }
  await page.context().close();
  return [...taken.values()].reduce((sum, one) => sum + one, 0);
}

rmSync(into, { recursive: true, force: true });
const demo = await startDemo();
const browser = await openBrowser();
try {
  const everybody = { name: 'nobody', start: `${demo.origin}/` };
  for (const [place, walker] of [everybody, ...demo.walkers].entries()) {
    if (!walker.name.includes(onlyRole)) continue;
    const label = `${String(place).padStart(2, '0')}-${walker.name.replace(/[\s/\\]+/g, '-')}`;
    say(`${walker.name}: ${await walk(browser, demo, walker, label)} pages`);
    writeFileSync(join(into, 'pages.tsv'), `${index.join('\n')}\n`);
  }
} finally {
  await browser.close();
  await demo.stop();
}
say(`${index.length} pages at ${widths.join(' and ')} px in ${into}, ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
