import type { Kysely } from 'kysely';
import { ok, type Refusal, type Result, refuse } from '../rules/refusals.ts';
import type { Settings } from '../settings.ts';
import { checkServer } from './check-server.ts';
import { type EmbeddedServer, startEmbedded } from './embedded/start-embedded.ts';
import { migrateToLatest, pendingMigrations } from './migrate.ts';
import { openPool } from './pool.ts';
import type { Tables } from './tables.ts';

/** An open database with how to close it in order. */
export interface OpenDatabase {
  readonly database: Kysely<Tables>;
  readonly applicationUrl: string;
  /** For migrations and erasure; null where only the application's address is known. */
  readonly ownerUrl: string | null;
  /** The embedded server, null with an external one. */
  readonly embedded: EmbeddedServer | null;
  readonly stop: () => Promise<void>;
}

/** How the database is opened. */
export interface OpenOptions {
  readonly database?: string;
  readonly durable?: boolean;
  /** Drops the database first: for a rehearsal's own data folder only. */
  readonly fresh?: boolean;
  readonly purpose?: 'application' | 'command';
  readonly log?: (line: string) => void;
}

/**
 * Opens the database that the settings name: an external PostgreSQL, or the embedded one. Migrates
 * where it may, then checks rights, version and durability.
 *
 * Refuses with what the embedded server refuses, `not-migrated`, and what `checkServer` finds.
 */
export async function openDatabase(
  settings: Pick<Settings, 'databaseUrl' | 'databaseOwnerUrl' | 'dataFolder'>,
  options: OpenOptions = {},
): Promise<Result<OpenDatabase>> {
  const { durable = true, fresh = false, log = () => undefined } = options;
  const { databaseUrl, databaseOwnerUrl, dataFolder } = settings;
  let embedded: EmbeddedServer | null = null;
  if (databaseUrl === null) {
    const { database = 'piaojue', purpose = 'application' } = options;
    const started = await startEmbedded({
      ...{ dataFolder, database, durable, fresh, purpose, log },
    });
    if (!started.ok) return started;
    embedded = started.value;
  }
  const applicationUrl = embedded?.applicationUrl ?? databaseUrl ?? '';
  const ownerUrl = embedded?.ownerUrl ?? databaseOwnerUrl;
  if (ownerUrl !== null) {
    await migrateToLatest(ownerUrl, decodeURIComponent(new URL(applicationUrl).username));
  }
  const onError = (error: Error) => log(`数据库连接中断：${error.message}`);
  const database = openPool(applicationUrl, { onError });
  const stop = async () => {
    await database.destroy();
    await embedded?.stop();
  };
  const faults = await findFaults(database, durable);
  const [first, ...others] = faults;
  if (first !== undefined) {
    await stop();
    return refuse(first, ...others);
  }
  return ok({ database, applicationUrl, ownerUrl, embedded, stop });
}

async function findFaults(database: Kysely<Tables>, durable: boolean): Promise<readonly Refusal[]> {
  const pending = await pendingMigrations(database);
  if (pending.length > 0) {
    return [
      {
        code: 'not-migrated',
        message: `数据库还缺 ${pending.length} 项升级。请设置 DATABASE_OWNER_URL 后运行 npm run migrate。`,
      },
    ];
  }
  return await checkServer(database, { durable });
}
