import type { Hono } from 'hono';
import { findStation } from './people/index.ts';
import { votingBallotRoutes } from './stages/voting/index.ts';
import { mountBallotSite } from './web/ballot-site/mount.ts';
import { type BallotRoute, declareBallotRoutes } from './web/ballot-site/route.ts';
import type { Dependencies } from './web/dependencies.ts';

const noSuchFile = {
  code: 'not-found',
  message: '没有公布这个网页。请在“公布的网页”（/pages）里核对名称。',
};

/** Paths of the self-contained pages, and which page stands there. */
export const pagePaths: Readonly<Record<string, string>> = {
  '/b/:uuid': 'ballot',
  '/pages': 'published',
  '/open': 'opening',
  '/verify': 'verify',
  '/bundle': 'bundle',
  '/booth': 'booth',
  '/test-ballot': 'test-ballot',
  '/s': 'slips',
  '/k': 'keys',
};

const pageRoutes = declareBallotRoutes(
  Object.entries(pagePaths).map(([path, name]) => ({
    method: 'GET',
    path,
    caller: 'anyone',
    handle: async ({ context, dependencies }) => {
      const page = dependencies.ballot.pages.get(name);
      if (page === undefined) throw new Error(`page ${name} was not built`);
      const headers = { 'content-security-policy': page.policy, vary: 'accept-encoding' };
      if (!/\bgzip\b/.test(context.req.header('accept-encoding') ?? '')) {
        return context.html(page.html, 200, headers);
      }
      return context.body(page.gzip, 200, {
        ...headers,
        'content-type': 'text/html; charset=UTF-8',
        'content-encoding': 'gzip',
      });
    },
  })),
);

/** The same pages as files to keep on a USB stick and to compare. */
const fileRoutes = declareBallotRoutes([
  {
    method: 'GET',
    path: '/pages/:file',
    caller: 'anyone',
    handle: async (call) => {
      const file = call.param('file');
      const page = call.dependencies.ballot.pages.get(file.replace(/\.html$/, ''));
      if (page === undefined || !file.endsWith('.html')) return call.refuse(noSuchFile, 404);
      return call.context.html(page.html, 200, {
        'content-disposition': `attachment; filename="${page.name}.html"`,
      });
    },
  },
]);

const healthRoutes = declareBallotRoutes([
  {
    method: 'GET',
    path: '/health',
    caller: 'anyone',
    handle: async ({ context }) => context.text('ok'),
  },
]);

/** Every route of the ballot site. */
export const allBallotRoutes: readonly BallotRoute[] = [
  ...healthRoutes,
  ...pageRoutes,
  ...fileRoutes,
  ...votingBallotRoutes,
];

/** Builds the ballot site: deputies' phones and scrutineers' keys, without sign-in or cookie. */
export function buildBallotApp(dependencies: Dependencies): Hono {
  return mountBallotSite(allBallotRoutes, dependencies, (token) =>
    findStation(dependencies.database, token, dependencies.now()),
  );
}
