import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { buildApp } from './app.tsx';
import { buildBallotApp } from './ballot-app.ts';
import { makeFolder } from './database/make-folder.ts';
import { Listener } from './database/notify.ts';
import { type OpenDatabase, openDatabase } from './database/open-database.ts';
import { startJobs } from './desk/index.ts';
import { ok, type Refusal, type Result, refuse } from './rules/refusals.ts';
import type { Settings } from './settings.ts';
import { createBallotVerifier, openKeyVault, sweepKeyFiles } from './stages/voting/index.ts';
import { writeAnchors } from './trail/index.ts';
import { liveChannel } from './trail/perform-act.ts';
import { loadAssets } from './web/assets.ts';
import { loadPages } from './web/ballot-site/pages.ts';
import type { Dependencies } from './web/dependencies.ts';

/** A running server with how to stop it in order. */
export interface RunningServer {
  readonly database: OpenDatabase;
  readonly port: number;
  readonly ballotPort: number;
  /** Settles when the data folder vanished while the server ran; else it never does. */
  readonly lost: Promise<Refusal>;
  readonly stop: () => Promise<void>;
}

function portTaken(port: number, variable: string): Refusal {
  const message = `端口 ${port} 已被占用：可能已有一个票决程序在运行。请关闭它，或设置 ${variable} 换一个端口。`;
  return { code: 'port-taken', message };
}

/** How often the heads of the trails are written outside the database, in milliseconds. */
const anchorEvery = 60_000;

/**
 * Starts everything: database, live pages, anchors, the web server and the ballot site.
 *
 * Refuses with `folder-unusable`, with what the database refuses, with what the preparation
 * refuses, and with `port-taken`; then nothing is left running.
 */
export async function startServer(
  settings: Settings,
  options: {
    readonly occasion: 'real' | 'rehearsal' | 'demo';
    readonly log: (line: string) => void;
    /** Begins with an empty database: for a rehearsal's own data folder only. */
    readonly fresh?: boolean;
    /** What must be there before anybody comes; a refusal ends the start. */
    readonly prepare?: (database: OpenDatabase['database']) => Promise<Refusal | null>;
  },
): Promise<Result<RunningServer>> {
  const { log, occasion, fresh = false } = options;
  const folder = makeFolder(settings.dataFolder, 'DATA_DIR');
  if (!folder.ok) return folder;
  const opened = await openDatabase(settings, { purpose: 'application', log, fresh });
  if (!opened.ok) return opened;
  const database = opened.value;
  const built = loadAssets();
  const listener = new Listener(database.applicationUrl, liveChannel);
  await listener.open();
  const unprepared = (await options.prepare?.(database.database)) ?? null;
  if (unprepared !== null) {
    await listener.close();
    await database.stop();
    return refuse(unprepared);
  }
  await sweepKeys(database, settings, log);
  const verifier = createBallotVerifier();
  const anchors = () => writeAnchors(database.database, settings.dataFolder, new Date());
  const dependencies: Dependencies = {
    database: database.database,
    assets: built.assets,
    now: () => new Date(),
    subscribe: (heard) => listener.subscribe(heard),
    log,
    readAsset: built.read,
    origin: settings.origin,
    secure: settings.secure,
    trustProxy: settings.trustProxy,
    residentWordsDays: settings.residentWordsDays,
    occasion,
    ballot: {
      origin: settings.ballotOrigin,
      pages: loadPages(),
      keyFolder: settings.keyFolder,
      keyCopyFolder: settings.keyCopyFolder,
      verifyBallot: verifier.verify,
    },
  };
  const sites = await listenAll(settings.host, [
    { app: buildApp(dependencies), port: settings.port, variable: 'PORT' },
    { app: buildBallotApp(dependencies), port: settings.ballotPort, variable: 'BALLOT_PORT' },
  ]);
  if (!sites.ok) {
    await verifier.close();
    await listener.close();
    await database.stop();
    return sites;
  }
  const jobs = await startJobs({
    ...{ database: database.database, applicationUrl: database.applicationUrl },
    ...{ now: dependencies.now, log, residentWordsDays: settings.residentWordsDays },
  });
  const timer = setInterval(() => void anchors().catch((error) => log(String(error))), anchorEvery);
  let folderGone = false;
  const lost = (database.embedded?.lost ?? new Promise<Refusal>(() => undefined)).then((why) => {
    folderGone = true;
    return why;
  });
  const stop = async () => {
    clearInterval(timer);
    await Promise.all(sites.value.map(closeSite));
    await jobs.stop();
    await verifier.close();
    // A database that is away must not keep the rest from stopping; a folder that is gone is not made anew.
    if (!folderGone) await anchors().catch((error) => log(String(error)));
    await listener.close();
    await database.stop();
  };
  const [port = 0, ballotPort = 0] = sites.value.map(portOf);
  return ok({ database, port, ballotPort, lost, stop });
}

/** Deletes what a crash left of keys that are given up. What cannot be deleted keeps nobody from meeting. */
async function sweepKeys(
  { database }: OpenDatabase,
  { keyFolder, keyCopyFolder }: Settings,
  log: (line: string) => void,
): Promise<void> {
  try {
    const swept = await sweepKeyFiles(database, openKeyVault(keyFolder, keyCopyFolder));
    if (swept > 0) log(`删除了 ${swept} 组已经作废或者销毁的钥匙留下的文件。`);
  } catch (error) {
    log(`作废钥匙的文件没有删除，请检查 KEY_DIR、KEY_COPY_DIR 的权限：${String(error)}`);
  }
}

/** Starts to listen on every port, or on none. Refuses with `port-taken`. */
async function listenAll(
  hostname: string,
  sites: readonly { readonly app: Hono; readonly port: number; readonly variable: string }[],
): Promise<Result<readonly ServerType[]>> {
  const listening: ServerType[] = [];
  for (const { app, port, variable } of sites) {
    const server = serve({ fetch: app.fetch, hostname, port });
    const fault = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
      server.once('listening', () => resolve(null));
      server.once('error', resolve);
    });
    if (fault === null) {
      listening.push(server);
      continue;
    }
    await Promise.all(listening.map(closeSite));
    if (fault.code === 'EADDRINUSE') return refuse(portTaken(port, variable));
    throw fault;
  }
  return ok(listening);
}

function closeSite(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}

function portOf(server: ServerType): number {
  return (server.address() as AddressInfo).port;
}
