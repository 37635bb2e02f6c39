import type { Context } from 'hono';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { mayEnter, type Place } from '../rules/access.ts';
import type { Dependencies } from './dependencies.ts';
import { staffHeaders } from './headers.ts';
import { forbiddenPage, notFoundPage, tooLargePage } from './problem-pages.tsx';
import type { RouteDeclaration } from './route.ts';
import type { Viewer, VisitedCongress } from './viewer.ts';
import { formBodyLimit, Visit } from './visit.ts';

/** How the mounting code learns who is there and where the path leads. */
export interface Doorkeeper {
  readonly findViewer: (context: Context) => Promise<Viewer | null>;
  readonly findCongress: (congressId: string) => Promise<VisitedCongress | null>;
  /** The root of the tree, where routes without a congress in their path belong. */
  readonly installation: () => Promise<VisitedCongress | null>;
  /** True when the meeting belongs to the congress. */
  readonly meetingExists: (congressId: string, meetingId: string) => Promise<boolean>;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Mounts declared routes: headers, cross-site check, body limit, permission, then the handler. */
export function mountRoutes(
  routes: readonly RouteDeclaration[],
  dependencies: Dependencies,
  doorkeeper: Doorkeeper,
): Hono {
  const app = new Hono();
  app.use(staffHeaders(dependencies));
  app.use(csrf());
  for (const route of routes) {
    const limit = bodyLimit({
      maxSize: route.bodyLimit ?? formBodyLimit,
      onError: (context) => tooLargePage(new Visit(context, dependencies, null, null)),
    });
    app.on(route.method, route.path, limit, (context) =>
      enter(context, route, dependencies, doorkeeper),
    );
  }
  app.notFound((context) => notFoundPage(new Visit(context, dependencies, null, null)));
  return app;
}

async function enter(
  context: Context,
  route: RouteDeclaration,
  dependencies: Dependencies,
  doorkeeper: Doorkeeper,
): Promise<Response> {
  const viewer = route.site === 'staff' ? await doorkeeper.findViewer(context) : null;
  const nowhere = new Visit(context, dependencies, viewer, null);
  for (const [name, value] of Object.entries(context.req.param())) {
    if (!name.endsWith('Text') && !uuid.test(String(value))) return await notFoundPage(nowhere);
  }
  const congressId = context.req.param('congress');
  const congress =
    congressId === undefined
      ? await doorkeeper.installation()
      : await doorkeeper.findCongress(congressId);
  if (congressId !== undefined && congress === null) return await notFoundPage(nowhere);
  const visit = new Visit(context, dependencies, viewer, congress);
  const meetingId = context.req.param('meeting') ?? null;
  if (route.access.kind === 'roles' && viewer === null) {
    return visit.redirect(`/sign-in?back=${encodeURIComponent(backPath(context))}`);
  }
  const place: Place = {
    congressId: congress?.id ?? '',
    ancestorIds: congress?.ancestorIds ?? [],
    meetingId,
  };
  if (!mayEnter(route.access, viewer?.held ?? null, place)) {
    return viewer === null
      ? visit.redirect(`/sign-in?back=${encodeURIComponent(backPath(context))}`)
      : await forbiddenPage(visit);
  }
  if (meetingId !== null && congress !== null) {
    const there = await doorkeeper.meetingExists(congress.id, meetingId);
    if (!there) return await notFoundPage(visit);
  }
  return await route.handle(visit);
}

/** Where to return after signing in: only a page that was read, never a form that was sent. */
function backPath(context: Context): string {
  if (context.req.method !== 'GET') return '/';
  const url = new URL(context.req.url);
  return url.pathname + url.search;
}
