import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agreeAmongThemselves, witness } from '../../src/commands/witness/witness.ts';
import { type BuiltPage, loadPages } from '../../src/web/ballot-site/pages.ts';
import { buildElsewhere } from '../support/built-pages.ts';

const round = '11111111111111';
const pagePaths = { '/verify': 'verify', '/b/:uuid': 'published' };
let pages: ReadonlyMap<string, BuiltPage>;
const closing: (() => void)[] = [];

beforeAll(async () => {
  pages = loadPages(await buildElsewhere('witness'));
}, 60_000);
afterAll(() => {
  for (const close of closing) close();
});

/** A ballot site on the loopback that answers as it likes. */
async function site(
  answer: (context: Context, page: BuiltPage | undefined) => Response | Promise<Response>,
): Promise<string> {
  const app = new Hono();
  const nameAt = (path: string) =>
    ({ '/verify': 'verify', [`/b/${round}`]: 'published' })[path] ??
    path.replace('/pages/', '').replace('.html', '');
  app.get('*', (context) => answer(context, pages.get(nameAt(context.req.path))));
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
  await new Promise<void>((resolve) => server.once('listening', () => resolve()));
  closing.push(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const honest = (context: Context, page: BuiltPage | undefined) =>
  page === undefined ? context.notFound() : context.html(page.html);

async function look(...addresses: readonly string[]) {
  return await witness(addresses, { pages, pagePaths, round });
}

describe('the witness', () => {
  test('finds honest pages the same at every address, for every phone, also as files', async () => {
    const addresses = [await site(honest), await site(honest)];
    const findings = await look(...addresses);
    expect(new Set(findings.map(({ kind }) => kind))).toEqual(new Set(['same']));
    // Two at their places and all as files, for three kinds of phones, at two addresses.
    expect(findings).toHaveLength((2 + pages.size) * 3 * 2);
    expect(agreeAmongThemselves(findings)).toBe(true);
  });

  test('finds a page that is changed at one address only', async () => {
    const spy = await site((context, page) =>
      context.html((page?.html ?? '').replace('</body>', '<p>1</p></body>')),
    );
    const honestSite = await site(honest);
    const findings = await look(honestSite, spy);
    const different = findings.filter(({ kind }) => kind === 'different');
    expect(new Set(different.map(({ address }) => address))).toEqual(new Set([spy]));
    expect(different).toHaveLength((2 + pages.size) * 3);
    expect(agreeAmongThemselves(findings)).toBe(false);
  });

  test('finds a page that is changed for WeChat alone', async () => {
    const findings = await look(
      await site((context, page) =>
        context.req.header('user-agent')?.includes('MicroMessenger') === true
          ? context.html('<title>x</title>')
          : honest(context, page),
      ),
    );
    const phones = findings.filter(({ kind }) => kind === 'different').map(({ phone }) => phone);
    expect(new Set(phones)).toEqual(new Set(['微信']));
  });

  test('tells another version from a page that differs from place to place', async () => {
    const older = (context: Context, page: BuiltPage | undefined) =>
      context.html(`${page?.html ?? ''}\n`);
    const findings = await look(await site(older), await site(older));
    expect(new Set(findings.map(({ kind }) => kind))).toEqual(new Set(['different']));
    expect(agreeAmongThemselves(findings)).toBe(true);
  });

  test.each([
    ['leads elsewhere', (context: Context) => context.redirect('https://example.org/')],
    [
      'sends a header that leads elsewhere',
      (context: Context, page: BuiltPage | undefined) =>
        context.html(page?.html ?? '', 200, { refresh: '0; url=https://example.org/' }),
    ],
    [
      'sets a cookie',
      (context: Context, page: BuiltPage | undefined) =>
        context.html(page?.html ?? '', 200, { 'set-cookie': 'who=1' }),
    ],
  ] as const)('does not call it the same when a server %s', async (_, answer) => {
    const findings = await look(await site(answer));
    expect(new Set(findings.map(({ kind }) => kind))).toEqual(new Set(['different']));
    expect(agreeAmongThemselves(findings)).toBe(false);
  });

  test('says where it could not look', async () => {
    const missing = await site((context) => context.notFound());
    const findings = await look(missing, 'http://127.0.0.1:9');
    expect(new Set(findings.map(({ kind }) => kind))).toEqual(new Set(['unreachable']));
  });
});
