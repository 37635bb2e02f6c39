import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import { buildApp } from '../../src/app.tsx';
import { buildBallotApp } from '../../src/ballot-app.ts';
import { Listener } from '../../src/database/notify.ts';
import { createBallotVerifier } from '../../src/stages/voting/index.ts';
import { liveChannel } from '../../src/trail/perform-act.ts';
import { loadAssets } from '../../src/web/assets.ts';
import { loadPages } from '../../src/web/ballot-site/pages.ts';
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

const keyFolders: string[] = [];
// Workers of the test runner end without a hook of ours; nothing of a test may stay on the machine.
process.once('exit', () => {
  for (const folder of keyFolders) rmSync(folder, { recursive: true, force: true });
});

/** A folder of its own for the server's keys of one test file. */
function keyFolderForTests(): string {
  const folder = mkdtempSync(join(tmpdir(), 'piaojue-keys-'));
  keyFolders.push(folder);
  return folder;
}

let verifier: ReturnType<typeof createBallotVerifier> | null = null;

/** One for all sites of a test file, with threads only once a ballot comes. */
function verifierForTests() {
  verifier ??= createBallotVerifier({ threads: 2 });
  return verifier;
}

function dependenciesFor(
  database: TestDatabase,
  options: {
    origin: string;
    log: string[];
    subscribe: Dependencies['subscribe'];
    now?: () => Date;
    ballotOrigin?: string;
  } & KeyPlaces,
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
    residentWordsDays: 365,
    occasion: options.occasion ?? 'real',
    ballot: {
      origin: options.ballotOrigin ?? options.origin,
      pages: loadPages(),
      keyFolder: options.keyFolder ?? keyFolderForTests(),
      keyCopyFolder:
        options.keyCopyFolder === undefined ? keyFolderForTests() : options.keyCopyFolder,
      verifyBallot: (election, ballot) => verifierForTests().verify(election, ballot),
    },
  };
}

/** Where the server's keys of a test lie, and what the vote is for. */
export interface KeyPlaces {
  readonly keyFolder?: string;
  /** Null: nobody named a second folder. */
  readonly keyCopyFolder?: string | null;
  readonly occasion?: Dependencies['occasion'];
}

/** Builds the application without a network: requests are made inside the process. */
export function testApplication(
  database: TestDatabase,
  now?: () => Date,
  places: KeyPlaces = {},
): TestApplication {
  const log: string[] = [];
  const origin = 'http://localhost';
  const app = buildApp(
    dependenciesFor(database, {
      origin,
      log,
      subscribe: () => () => undefined,
      ...(now === undefined ? {} : { now }),
      ...places,
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

/** The ballot site over a test's own database, without a network. */
export interface TestBallotSite {
  readonly app: Hono;
  readonly log: readonly string[];
  readonly dependencies: Dependencies;
  /** Calls a route; a value as body is sent as JSON, a text as it is; `token` is a device's own. */
  readonly call: (
    method: 'GET' | 'POST',
    path: string,
    options?: { readonly token?: string; readonly body?: unknown },
  ) => Promise<Response>;
}

/** Builds the ballot site without a network: requests are made inside the process. */
export function testBallotSite(
  database: TestDatabase,
  options: { readonly now?: () => Date } & KeyPlaces = {},
): TestBallotSite {
  const log: string[] = [];
  const origin = 'http://localhost';
  const subscribe = () => () => undefined;
  const dependencies = dependenciesFor(database, { origin, log, subscribe, ...options });
  const app = buildBallotApp(dependencies);
  return {
    app,
    log,
    dependencies,
    call: async (method, path, { token, body } = {}) =>
      await app.request(`${origin}${path}`, {
        method,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined
          ? {}
          : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
  };
}

/** Both sites on ports of the loopback, for browsers. */
export async function serveApplication(
  database: TestDatabase,
  options: { readonly keyFolder?: string; readonly now?: () => Date } = {},
): Promise<{
  readonly origin: string;
  readonly ballotOrigin: string;
  readonly log: readonly string[];
  readonly stop: () => Promise<void>;
}> {
  const log: string[] = [];
  const listener = new Listener(database.applicationUrl, liveChannel);
  await listener.open();
  let staff = new Hono();
  let ballot = new Hono();
  const [staffServer, staffPort] = await listenOn((...given) => staff.fetch(...given));
  const [ballotServer, ballotPort] = await listenOn((...given) => ballot.fetch(...given));
  const origin = `http://127.0.0.1:${staffPort}`;
  const ballotOrigin = `http://127.0.0.1:${ballotPort}`;
  const dependencies = dependenciesFor(database, {
    origin,
    ballotOrigin,
    log,
    subscribe: (heard) => listener.subscribe(heard),
    ...options,
  });
  staff = buildApp(dependencies);
  ballot = buildBallotApp(dependencies);
  return {
    origin,
    ballotOrigin,
    log,
    stop: async () => {
      for (const server of [staffServer, ballotServer]) {
        if ('closeAllConnections' in server) server.closeAllConnections();
        await new Promise<void>((resolve) => server.close(() => resolve()));
      }
      await listener.close();
    },
  };
}

async function listenOn(fetch: Hono['fetch']): Promise<readonly [ServerType, number]> {
  const server = serve({ fetch, hostname: '127.0.0.1', port: 0 });
  await new Promise<void>((resolve) => server.once('listening', () => resolve()));
  return [server, (server.address() as AddressInfo).port];
}
