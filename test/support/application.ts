import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { buildApp } from '../../src/app.tsx';
import { Listener } from '../../src/database/notify.ts';
import { liveChannel } from '../../src/trail/perform-act.ts';
import { loadAssets } from '../../src/web/assets.ts';
import type { Dependencies } from '../../src/web/dependencies.ts';
import type { TestDatabase } from './database.ts';

/** The application over a test's own database. */
export interface TestApplication {
  readonly app: Hono;
  readonly log: readonly string[];
  /** Reads a page as somebody who is signed in, or as nobody. */
  readonly get: (path: string, token: string | null) => Promise<Response>;
  /** Sends a form; `act_id` is added where it is missing. */
  readonly post: (
    path: string,
    token: string | null,
    fields: Readonly<Record<string, string | File>>,
  ) => Promise<Response>;
}

function dependenciesFor(
  database: TestDatabase,
  options: {
    origin: string;
    log: string[];
    subscribe: Dependencies['subscribe'];
    now?: () => Date;
  },
): Dependencies {
  const built = loadAssets();
  return {
    database: database.database,
    assets: built.assets,
    readAsset: built.read,
    now: options.now ?? (() => new Date()),
    subscribe: options.subscribe,
    log: (line) => void options.log.push(line),
    origin: options.origin,
    secure: false,
    trustProxy: false,
    occasion: 'real',
  };
}

/** Builds the application without a network: requests are made inside the process. */
export function testApplication(database: TestDatabase, now?: () => Date): TestApplication {
  const log: string[] = [];
  const origin = 'http://localhost';
  const app = buildApp(
    dependenciesFor(database, {
      origin,
      log,
      subscribe: () => () => undefined,
      ...(now === undefined ? {} : { now }),
    }),
  );
  const headers = (token: string | null) => ({
    'sec-fetch-site': 'same-origin',
    origin,
    ...(token === null ? {} : { cookie: `piaojue=${token}` }),
  });
  return {
    app,
    log,
    get: async (path, token) => await app.request(`${origin}${path}`, { headers: headers(token) }),
    post: async (path, token, fields) => {
      const body = new FormData();
      body.set('act_id', crypto.randomUUID());
      for (const [name, value] of Object.entries(fields)) body.set(name, value);
      return await app.request(`${origin}${path}`, {
        method: 'POST',
        headers: headers(token),
        body,
      });
    },
  };
}

/** The application on a port of the loopback, for browsers. */
export async function serveApplication(database: TestDatabase): Promise<{
  readonly origin: string;
  readonly log: readonly string[];
  readonly stop: () => Promise<void>;
}> {
  const log: string[] = [];
  const listener = new Listener(database.applicationUrl, liveChannel);
  await listener.open();
  const dependencies = dependenciesFor(database, {
    origin: 'http://127.0.0.1',
    log,
    subscribe: (heard) => listener.subscribe(heard),
  });
  const server = serve({
    fetch: (...given) => app.fetch(...given),
    hostname: '127.0.0.1',
    port: 0,
  });
  await new Promise<void>((resolve) => server.once('listening', () => resolve()));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const app = buildApp({ ...dependencies, origin });
  return {
    origin,
    log,
    stop: async () => {
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await listener.close();
    },
  };
}
