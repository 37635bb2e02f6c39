import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from '../../migrations/index.ts';
import { grantApplication } from './grants.ts';
import { prepareJobs } from './jobs.ts';
import { openPool } from './pool.ts';
import type { Tables } from './tables.ts';

/** Key of the advisory lock under which one process migrates while others wait: "MIGR". */
const lockKey = 0x4d494752;

/**
 * Brings a database to the newest shape and gives the application's role exactly its rights. Two
 * processes at once: one waits, then finds nothing to do. Returns the names that were applied.
 */
export async function migrateToLatest(
  ownerUrl: string,
  applicationRole: string,
): Promise<readonly string[]> {
  const database = openPool(ownerUrl, { max: 3, applicationName: 'piaojue-migrate' });
  try {
    return await database.connection().execute(async (held) => {
      await sql`select pg_advisory_lock(${sql.lit(lockKey)})`.execute(held);
      try {
        return await migrate(database, ownerUrl, applicationRole);
      } finally {
        await sql`select pg_advisory_unlock(${sql.lit(lockKey)})`.execute(held);
      }
    });
  } finally {
    await database.destroy();
  }
}

async function migrate(
  database: Kysely<Tables>,
  ownerUrl: string,
  applicationRole: string,
): Promise<readonly string[]> {
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: async () => ({ ...migrations }) },
    migrationTableSchema: 'piaojue_migration',
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  await prepareJobs(ownerUrl);
  await grantApplication(database, applicationRole);
  return (results ?? []).map((result) => result.migrationName);
}

/** Names of the migrations that a database still lacks; needs only read access. */
export async function pendingMigrations(database: Kysely<Tables>): Promise<readonly string[]> {
  const { rows: tables } = await sql<{ present: boolean }>`
    select to_regclass('piaojue_migration.kysely_migration') is not null as present`.execute(
    database,
  );
  const all = Object.keys(migrations);
  if (tables[0]?.present !== true) return all;
  const { rows } = await sql<{
    name: string;
  }>`select name from piaojue_migration.kysely_migration`.execute(database);
  const done = new Set(rows.map((row) => row.name));
  return all.filter((name) => !done.has(name));
}
