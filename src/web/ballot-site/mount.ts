import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { largestForm } from '../../rules/limits.ts';
import type { Dependencies } from '../dependencies.ts';
import { Call } from './call.ts';
import type { BallotRoute } from './route.ts';
import type { Station } from './station.ts';

/** Finds the device that shows a token, or null when it is unknown, expired or revoked. */
export type FindStation = (token: string) => Promise<Station | null>;

const unknownStation = {
  code: 'station-unknown',
  message: '这台设备没有登记，或者登记已经失效。请在“钥匙”页重新登记这台设备。',
};
const wrongRole = {
  code: 'station-role',
  message: '您在本次会议没有办理这件事的职务。请与工作人员核对名单。',
};
const tooLarge = { code: 'body-too-large', message: '发送的内容太大，没有接收。' };
const nothingHere = { code: 'not-found', message: '这里没有内容。请核对网址，或者重新扫描票码。' };
/** The same for a person whose address is wrong; without a style, which this site's policy would not load. */
const nothingHerePage =
  '<!doctype html><html lang="zh-CN"><meta charset="utf-8">' +
  '<meta name="viewport" content="width=device-width, initial-scale=1"><title>没有这一页</title>' +
  `<main><h1>没有这一页</h1><p>${nothingHere.message}</p></main></html>`;
const crashed = {
  code: 'crashed',
  message: '程序出错，没有保存。请再试一次；再次出错请告诉工作人员。',
};

/**
 * Headers of the ballot site. No cookie is set or read; nothing is kept by a browser or a proxy; the
 * address is told to nobody. Any page may call, because calls are admitted by what they carry alone.
 */
function ballotHeaders(dependencies: Dependencies): MiddlewareHandler {
  return async (context, next) => {
    await next();
    const headers = context.res.headers;
    headers.set('x-content-type-options', 'nosniff');
    headers.set('referrer-policy', 'no-referrer');
    headers.set('cross-origin-opener-policy', 'same-origin');
    headers.set('permissions-policy', 'camera=(self), microphone=(), geolocation=()');
    headers.set('cache-control', 'no-store');
    headers.set('access-control-allow-origin', '*');
    if (!headers.has('content-security-policy')) {
      headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
    }
    if (dependencies.ballot.origin.startsWith('https://')) {
      headers.set('strict-transport-security', 'max-age=31536000');
    }
  };
}

/** Mounts the routes of the ballot site: headers, body limit, the caller's role, then the handler. */
export function mountBallotSite(
  routes: readonly BallotRoute[],
  dependencies: Dependencies,
  findStation: FindStation,
): Hono {
  const app = new Hono();
  app.use(ballotHeaders(dependencies));
  app.options('*', (context) =>
    context.body(null, 204, {
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'authorization, content-type',
      'access-control-max-age': '86400',
    }),
  );
  for (const route of routes) {
    const limit = bodyLimit({
      maxSize: route.bodyLimit ?? largestForm,
      onError: (context) => new Call(context, dependencies, null).refuse(tooLarge, 413),
    });
    app.on(route.method, route.path, limit, (context) =>
      enter(context, route, dependencies, findStation),
    );
  }
  app.notFound((context) =>
    (context.req.header('accept') ?? '').includes('text/html')
      ? context.html(nothingHerePage, 404)
      : new Call(context, dependencies, null).refuse(nothingHere, 404),
  );
  app.onError((error, context) => {
    // The route's pattern, never the request: an address of this site may hold a ballot's tracker.
    dependencies.log(`crash on the ballot site: ${error.name}: ${error.message}`);
    return context.json(crashed, 500);
  });
  return app;
}

async function enter(
  context: Context,
  route: BallotRoute,
  dependencies: Dependencies,
  findStation: FindStation,
): Promise<Response> {
  if (route.caller === 'anyone') return await route.handle(new Call(context, dependencies, null));
  const token = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(context.req.header('authorization') ?? '')?.[1];
  const station = token === undefined ? null : await findStation(token);
  const call = new Call(context, dependencies, station);
  if (station === null) return call.refuse(unknownStation, 401);
  if (!station.roles.some((role) => route.caller.includes(role))) {
    return call.refuse(wrongRole, 403);
  }
  return await route.handle(call);
}
