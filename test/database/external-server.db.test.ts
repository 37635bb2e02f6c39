import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { migrateToLatest } from '../../src/database/migrate.ts';
import { type OpenDatabase, openDatabase } from '../../src/database/open-database.ts';
import type { Result } from '../../src/rules/refusals.ts';

/** A PostgreSQL that somebody else runs: `DATABASE_URL` for the program, `DATABASE_OWNER_URL` to migrate. */
let name: string;

beforeEach(async () => {
  name = `external_${randomBytes(6).toString('hex')}`;
  await maintain(`create database ${name}`);
});
afterEach(async () => {
  await maintain(`drop database ${name}`);
});

function at(url: string, database = name): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.toString();
}

async function maintain(statement: string, database = 'postgres'): Promise<void> {
  const client = new pg.Client({ connectionString: at(inject('postgres').ownerUrl, database) });
  await client.connect();
  await client.query(statement);
  await client.end();
}

function open(databaseOwnerUrl: string | null, durable = false): Promise<Result<OpenDatabase>> {
  const databaseUrl = at(inject('postgres').applicationUrl);
  const settings = { databaseUrl, databaseOwnerUrl, dataFolder: '/nonexistent' };
  return openDatabase(settings, { durable });
}

const owner = () => at(inject('postgres').ownerUrl);

async function refusalsOf(opened: Promise<Result<OpenDatabase>>): Promise<readonly string[]> {
  const result = await opened;
  if (result.ok) {
    await result.value.stop();
    throw new Error('it was opened');
  }
  return result.refusals.map((one) => `${one.code}: ${one.message}`);
}

describe('an external PostgreSQL', () => {
  test('is not used before it is migrated, and is migrated by its owner', async () => {
    await maintain('create schema piaojue_migration', name);
    await maintain(`grant connect on database ${name} to piaojue_application`);
    await maintain('grant usage on schema piaojue_migration to piaojue_application', name);
    expect((await refusalsOf(open(null)))[0]).toMatch(/^not-migrated: .*DATABASE_OWNER_URL/);
    const migrated = await open(owner());
    expect(migrated.ok).toBe(true);
    if (!migrated.ok) return;
    expect(migrated.value.embedded).toBeNull();
    const rows = sql`select kind from record.congress`.execute(migrated.value.database);
    expect((await rows).rows).toEqual([]);
    await migrated.value.stop();
    const again = await open(null);
    expect(again.ok).toBe(true);
    if (again.ok) await again.value.stop();
  });

  test('is migrated once, however many programs start together', async () => {
    const starts = [1, 2, 3].map(() => migrateToLatest(owner(), 'piaojue_application'));
    const applied = await Promise.all(starts);
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
  });

  test('whose role could change the trail is refused, and the GRANT to remove is named', async () => {
    await migrateToLatest(owner(), 'piaojue_application');
    await maintain('grant update on trail.entry to piaojue_application', name);
    expect((await refusalsOf(open(null)))[0]).toContain(
      'REVOKE UPDATE ON trail.entry FROM piaojue_application',
    );
    // A migration gives the role its rights anew, and no others.
    const mended = await open(owner());
    expect(mended.ok).toBe(true);
    if (mended.ok) await mended.value.stop();
  });

  test('that would lose what was saved in a power cut is refused', async () => {
    await migrateToLatest(owner(), 'piaojue_application');
    const refusals = await refusalsOf(open(null, true));
    expect(refusals.join()).toContain('database-not-durable: 数据库设置 fsync 是关闭的');
  });
});
