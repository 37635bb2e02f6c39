import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import pg from 'pg';
import { inject } from 'vitest';
import { openPool } from '../../src/database/pool.ts';
import type { Tables } from '../../src/database/tables.ts';

/** A database of its own for one test file, as the application's and as the owner's role see it. */
export interface TestDatabase {
  readonly database: Kysely<Tables>;
  readonly ownerDatabase: Kysely<Tables>;
  readonly applicationUrl: string;
  readonly ownerUrl: string;
  readonly drop: () => Promise<void>;
}

/** One that may also be left behind as a template for others. */
interface CopiedDatabase extends TestDatabase {
  /** Closes every connection and leaves the database where it is; its name. */
  readonly leave: () => Promise<string>;
}

/** Copies the migrated template, or another database that nobody is connected to. Its owner makes the copy. */
export async function createTestDatabase(template = 'template_for_tests'): Promise<CopiedDatabase> {
  const { applicationUrl, ownerUrl } = inject('postgres');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asMaintainer(`create database ${name} template ${template}`);
  const at = (url: string) => {
    const address = new URL(url);
    address.pathname = `/${name}`;
    return address.toString();
  };
  const database = openPool(at(applicationUrl), { max: 10 });
  const ownerDatabase = openPool(at(ownerUrl), { max: 2 });
  return {
    database,
    ownerDatabase,
    applicationUrl: at(applicationUrl),
    ownerUrl: at(ownerUrl),
    leave: async () => {
      await database.destroy();
      await ownerDatabase.destroy();
      return name;
    },
    drop: async () => {
      await database.destroy();
      await ownerDatabase.destroy();
      // PostgreSQL's own vacuum worker cannot be ended by force, but a plain drop ends it.
      await asMaintainer(`drop database ${name} with (force)`).catch((error: unknown) => {
        if (!(error instanceof pg.DatabaseError) || error.code !== '42501') throw error;
        return asMaintainer(`drop database ${name}`);
      });
    },
  };
}

/** The owner's role may create databases in tests only; it works from the maintenance database. */
async function asMaintainer(statement: string): Promise<void> {
  const { ownerUrl } = inject('postgres');
  const address = new URL(ownerUrl);
  address.pathname = '/postgres';
  const client = new pg.Client({ connectionString: address.toString() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
