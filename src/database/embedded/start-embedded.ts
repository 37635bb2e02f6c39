import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { ok, type Refusal, type Result, refuse } from '../../rules/refusals.ts';
import { makeFolder } from '../make-folder.ts';
import { type Account, chooseAccount } from './account.ts';
import {
  findRunning,
  hasCluster,
  hasExited,
  initialiseCluster,
  type RunningCluster,
  startCluster,
  stopCluster,
} from './cluster.ts';
import { choosePlaces, type Places } from './places.ts';
import { makeSecrets, readSecrets, type Secrets } from './secrets.ts';

/** How the embedded server is started. */
export interface EmbeddedOptions {
  readonly dataFolder: string;
  readonly database: string;
  /** False only in tests: fsync off. */
  readonly durable: boolean;
  /** Drops the database first, once the lock is held: a rehearsal begins anew. */
  readonly fresh: boolean;
  /** `application` holds the lock of the data folder; `command` joins whatever runs. */
  readonly purpose: 'application' | 'command';
  readonly log: (line: string) => void;
}

/** The embedded server with the addresses of its two roles. */
export interface EmbeddedServer {
  readonly applicationUrl: string;
  readonly ownerUrl: string;
  /** The server's own administrator, for its upkeep alone. */
  readonly superuserUrl: string;
  readonly dataPlace: string;
  readonly processId: number;
  /** Settles when the data folder vanished while the server ran, with what to do; else it never does. */
  readonly lost: Promise<Refusal>;
  readonly stop: () => Promise<void>;
}

const secondApplication: Refusal = {
  code: 'already-running',
  message:
    '同一个数据文件夹上已有一个票决程序正在运行，本次没有启动。请直接使用已经打开的那个，或先把它正常关闭。',
};

const secretsMissing: Refusal = {
  code: 'passwords-missing',
  message:
    '数据文件夹里有数据库，但密码文件 database-passwords.json 不见了。请从备份恢复这个文件，或换一个数据文件夹。',
};

const folderGone = (folder: string): Refusal => ({
  code: 'data-folder-gone',
  message: `数据文件夹 ${folder} 不见了（被删除、移走，或者磁盘断开），票决程序已经停止。请把它放回原处或从备份恢复，再启动。`,
});

/** How often the data folder is looked for, in milliseconds. */
const lookEvery = 2_000;

/** The key of the advisory lock that one living application holds: "PIAO" in ASCII. */
const lockKey = 0x5049414f;

/**
 * Starts (or takes over) the PostgreSQL of a data folder and prepares roles and database.
 *
 * Refuses with `no-database-account`, `user-without-name`, `folder-unusable`, `passwords-missing`,
 * `cluster-not-made`, `already-running`. A server that outlived
 * its killed application is taken over; a living second application is refused, since the lock is
 * held in the database itself.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Result<EmbeddedServer>> {
  const account = chooseAccount();
  if (!account.ok) return account;
  const folder = resolve(options.dataFolder);
  const made = makeFolder(folder, 'DATA_DIR');
  if (!made.ok) return made;
  const places = choosePlaces(folder, account.value);
  const secrets = readSecrets(folder) ?? (hasCluster(places) ? null : makeSecrets(folder));
  if (secrets === null) return refuse(secretsMissing);
  const server = new Server({ ...options, dataFolder: folder }, account.value, places, secrets);
  return await server.open();
}

class Server {
  readonly #options: EmbeddedOptions;
  readonly #account: Account | null;
  readonly #places: Places;
  readonly #secrets: Secrets;
  #cluster: RunningCluster | null = null;
  #lock: pg.Client | null = null;
  #stopping = false;
  #guard: NodeJS.Timeout | undefined;
  readonly #lost = Promise.withResolvers<Refusal>();

  constructor(options: EmbeddedOptions, account: Account | null, places: Places, secrets: Secrets) {
    this.#options = options;
    this.#account = account;
    this.#places = places;
    this.#secrets = secrets;
  }

  async open(): Promise<Result<EmbeddedServer>> {
    const { superuser } = this.#secrets;
    if (!hasCluster(this.#places)) {
      const made = await initialiseCluster(this.#places, this.#account, superuser);
      if (!made.ok) return made;
    }
    const running = await findRunning(this.#places, superuser);
    this.#cluster = running ?? (await this.#start());
    const { port, pid } = this.#cluster;
    if (this.#options.purpose === 'application') {
      this.#lock = await this.#takeLock(port);
      if (this.#lock === null) return refuse(secondApplication);
      this.#watch();
      this.#guard = setInterval(() => this.#lookForFolder(), lookEvery).unref();
    }
    await this.#prepare(port);
    const url = (role: 'owner' | 'application') =>
      `postgres://piaojue_${role}:${this.#secrets[role]}@127.0.0.1:${port}/${this.#options.database}`;
    return ok({
      applicationUrl: url('application'),
      ownerUrl: url('owner'),
      superuserUrl: `postgres://postgres:${superuser}@127.0.0.1:${port}/postgres`,
      dataPlace: this.#places.data,
      processId: pid,
      lost: this.#lost.promise,
      // A command leaves a server alone that it found running.
      stop: () => this.#stop(this.#options.purpose === 'application' || running === null),
    });
  }

  #start(port?: number): Promise<RunningCluster> {
    const { durable } = this.#options;
    const options = port === undefined ? { durable } : { durable, port };
    return startCluster(this.#places, this.#account, this.#secrets.superuser, options);
  }

  #client(port: number, database: string): pg.Client {
    const { superuser } = this.#secrets;
    const client = new pg.Client({
      ...{ host: '127.0.0.1', port, user: 'postgres', password: superuser, database },
      ...{ keepAlive: true, application_name: 'piaojue-keeper' },
    });
    client.on('error', () => undefined);
    return client;
  }

  /** Waits a moment for the lock: the connection of a killed application takes a while to end. */
  async #takeLock(port: number): Promise<pg.Client | null> {
    const client = this.#client(port, 'postgres');
    await client.connect();
    for (let waited = 0; waited < 3_000; waited += 100) {
      const { rows } = await client.query<{ taken: boolean }>(
        'select pg_try_advisory_lock($1) as taken',
        [lockKey],
      );
      if (rows[0]?.taken === true) return client;
      await sleep(100);
    }
    await client.end();
    return null;
  }

  /** Restarts the server at the same port when it dies while we live. */
  #watch(): void {
    this.#lock?.once('end', () => {
      if (this.#stopping) return;
      this.#options.log('数据库意外停止，正在重新启动。');
      void this.#revive();
    });
  }

  /** Without its files the server can neither go on nor be started again: whoever runs us is told. */
  #lookForFolder(): void {
    const { dataFolder } = this.#options;
    if (this.#stopping || (existsSync(dataFolder) && hasCluster(this.#places))) return;
    this.#stopping = true;
    this.#lost.resolve(folderGone(dataFolder));
  }

  async #revive(): Promise<void> {
    const before = this.#cluster;
    if (before === null) return;
    for (let wait = 200; !this.#stopping; wait = Math.min(wait * 2, 10_000)) {
      try {
        this.#lookForFolder();
        if (this.#stopping) return;
        if (hasExited(before)) {
          const running = await findRunning(this.#places, this.#secrets.superuser);
          this.#cluster = running ?? (await this.#start(before.port));
        }
        this.#lock = await this.#takeLock(before.port);
        if (this.#lock !== null) {
          this.#watch();
          this.#options.log('数据库已恢复。');
          return;
        }
      } catch (error) {
        this.#options.log(`数据库尚未恢复：${error instanceof Error ? error.message : ''}`);
      }
      await sleep(wait);
    }
  }

  async #prepare(port: number): Promise<void> {
    const { database, fresh } = this.#options;
    if (!/^[a-z_]+$/.test(database)) throw new Error('unexpected database name');
    const client = this.#client(port, 'postgres');
    await client.connect();
    try {
      for (const role of ['owner', 'application'] as const) {
        const name = `piaojue_${role}`;
        const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name]);
        if (rowCount === 0) await client.query(`create role ${name} login nosuperuser`);
        const password = client.escapeLiteral(this.#secrets[role]);
        await client.query(`alter role ${name} password ${password}`);
      }
      if (fresh) await client.query(`drop database if exists ${database} with (force)`);
      const { rowCount } = await client.query('select from pg_database where datname = $1', [
        database,
      ]);
      if (rowCount === 0) await client.query(`create database ${database} owner piaojue_owner`);
    } finally {
      await client.end();
    }
  }

  async #stop(stopServer: boolean): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#guard);
    await this.#lock?.end().catch(() => undefined);
    if (!stopServer || this.#cluster === null) return;
    await stopCluster(this.#cluster, hasCluster(this.#places) ? 'SIGINT' : 'SIGQUIT');
  }
}
