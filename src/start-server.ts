import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { buildApp } from './app.tsx';
import { Listener } from './database/notify.ts';
import { type OpenDatabase, openDatabase } from './database/open-database.ts';
import { ok, type Result } from './rules/refusals.ts';
import type { Settings } from './settings.ts';
import { writeAnchors } from './trail/index.ts';
import { liveChannel } from './trail/perform-act.ts';
import { loadAssets } from './web/assets.ts';

/** A running server with how to stop it in order. */
export interface RunningServer {
  readonly database: OpenDatabase;
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** How often the heads of the trails are written outside the database, in milliseconds. */
const anchorEvery = 60_000;

/**
 * Starts everything: database, live pages, anchors, web server.
 *
 * Refuses with what the database refuses. A port that is taken is thrown by the operating system.
 */
export async function startServer(
  settings: Settings,
  options: {
    readonly occasion: 'real' | 'rehearsal' | 'demo';
    readonly log: (line: string) => void;
    readonly prepare?: (database: OpenDatabase['database']) => Promise<void>;
  },
): Promise<Result<RunningServer>> {
  const { log, occasion } = options;
  const opened = await openDatabase(settings, { purpose: 'application', log });
  if (!opened.ok) return opened;
  const database = opened.value;
  const built = loadAssets();
  const listener = new Listener(database.applicationUrl, liveChannel);
  await listener.open();
  await options.prepare?.(database.database);
  const anchors = () => writeAnchors(database.database, settings.dataFolder, new Date());
  const app = buildApp({
    database: database.database,
    assets: built.assets,
    now: () => new Date(),
    subscribe: (heard) => listener.subscribe(heard),
    log,
    readAsset: built.read,
    origin: settings.origin,
    secure: settings.secure,
    trustProxy: settings.trustProxy,
    occasion,
  });
  const server = serve({ fetch: app.fetch, hostname: settings.host, port: settings.port });
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
  const timer = setInterval(() => void anchors().catch((error) => log(String(error))), anchorEvery);
  const stop = async () => {
    clearInterval(timer);
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      if ('closeAllConnections' in server) server.closeAllConnections();
    });
    await anchors();
    await listener.close();
    await database.stop();
  };
  const { port } = server.address() as AddressInfo;
  return ok({ database, port, stop });
}
