import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { DesignPage } from '../views/design-page.tsx';
import { deskRoutes } from './desk/index.ts';
import { findCongress, findInstallation, findViewer, peopleRoutes } from './people/index.ts';
import { deliveryRoutes } from './stages/delivery/index.ts';
import { lookbackRoutes } from './stages/lookback/index.ts';
import { meetingRoutes } from './stages/meeting/index.ts';
import { resultRoutes } from './stages/result/index.ts';
import { satisfactionRoutes } from './stages/satisfaction/index.ts';
import { votingRoutes } from './stages/voting/index.ts';
import { trailRoutes } from './trail/index.ts';
import { readSignIn } from './web/cookies.ts';
import type { Dependencies } from './web/dependencies.ts';
import { type Doorkeeper, mountRoutes } from './web/mount.ts';
import { preferencesForm, writePreferences } from './web/preferences.ts';
import { crashPage, forbiddenPage, notFoundPage } from './web/problem-pages.tsx';
import { declareRoutes, type RouteDeclaration } from './web/route.ts';
import { Visit } from './web/visit.ts';

/** The mark in the browser's tab: a paper with a circle drawn on it. */
const emblem =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="5" y="3" width="22" height="26" rx="3" fill="#9f1d20"/><circle cx="16" cy="16" r="7" fill="none" stroke="#fff" stroke-width="3"/></svg>';

/** Routes that belong to no stage. */
const commonRoutes = declareRoutes([
  {
    method: 'GET',
    path: '/design',
    site: 'staff',
    access: { kind: 'anyone' },
    handle: async (visit) => visit.page(<DesignPage frame={visit.frame()} />),
  },
  {
    method: 'POST',
    path: '/preferences',
    site: 'staff',
    access: { kind: 'anyone' },
    handle: async (visit) => {
      const chosen = preferencesForm.parse(await visit.fields());
      writePreferences(visit.context, chosen);
      return visit.redirect(chosen.back);
    },
  },
  {
    method: 'GET',
    path: '/favicon.svg',
    site: 'public',
    access: { kind: 'anyone' },
    handle: async (visit) => visit.file(emblem, 'image/svg+xml', 'emblem.svg', 'inline'),
  },
  {
    method: 'GET',
    path: '/health',
    site: 'public',
    access: { kind: 'anyone' },
    handle: async (visit) => {
      await visit.database.selectFrom('record.congress').select('kind').limit(1).execute();
      return visit.context.text('ok');
    },
  },
]);

/** Every route of the program, in the order of a project's life. */
export const allRoutes: readonly RouteDeclaration[] = [
  ...commonRoutes,
  ...peopleRoutes,
  ...deskRoutes,
  ...trailRoutes,
  ...meetingRoutes,
  ...votingRoutes,
  ...resultRoutes,
  ...deliveryRoutes,
  ...lookbackRoutes,
  ...satisfactionRoutes,
];

function makeDoorkeeper(dependencies: Dependencies): Doorkeeper {
  const { database, now, secure } = dependencies;
  return {
    findViewer: async (context) => {
      const token = readSignIn(context, secure);
      return token === null ? null : await findViewer(database, token, now());
    },
    findCongress: (congressId) => findCongress(database, congressId),
    installation: () => findInstallation(database),
    meetingExists: async (congressId, meetingId) => {
      const found = await database
        .selectFrom('record.meeting')
        .select('id')
        .where('congress_id', '=', congressId)
        .where('id', '=', meetingId)
        .executeTakeFirst();
      return found !== undefined;
    },
  };
}

/** Builds the whole web application from its dependencies; does no I/O of its own. */
export function buildApp(dependencies: Dependencies): Hono {
  const app = new Hono();
  app.get('/assets/:name', async (context) => {
    const asset = await dependencies.readAsset(context.req.param('name'));
    if (asset === null) return context.notFound();
    return context.body(new Uint8Array(asset.bytes), 200, {
      'content-type': asset.type,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
  });
  app.route('/', mountRoutes(allRoutes, dependencies, makeDoorkeeper(dependencies)));
  app.notFound((context) => notFoundPage(new Visit(context, dependencies, null, null)));
  app.onError((error, context) => {
    const visit = new Visit(context, dependencies, null, null);
    // The cross-site check refuses by throwing; that is no fault of the program.
    if (error instanceof HTTPException && error.status === 403) return forbiddenPage(visit);
    dependencies.log(`crash ${context.req.method} ${error.name}: ${error.message}`);
    return crashPage(visit);
  });
  return app;
}
