import type { Hono } from 'hono';
import { findStation } from './people/index.ts';
import { votingBallotRoutes } from './stages/voting/index.ts';
import { mountBallotSite } from './web/ballot-site/mount.ts';
import { type BallotRoute, declareBallotRoutes } from './web/ballot-site/route.ts';
import type { Dependencies } from './web/dependencies.ts';

/** Paths of the self-contained pages, and which page stands there. */
const pagePaths: Readonly<Record<string, string>> = {
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
      return context.html(page.html, 200, { 'content-security-policy': page.policy });
    },
  })),
);

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
  ...votingBallotRoutes,
];

/** Builds the ballot site: deputies' phones and scrutineers' keys, without sign-in or cookie. */
export function buildBallotApp(dependencies: Dependencies): Hono {
  return mountBallotSite(allBallotRoutes, dependencies, (token) =>
    findStation(dependencies.database, token, dependencies.now()),
  );
}
