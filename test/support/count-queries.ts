import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Tables } from '../../src/database/tables.ts';
import type { TestDatabase } from './database.ts';

/** How many statements a piece of work sends to the database. */
export async function countQueries(
  support: TestDatabase,
  work: (database: Kysely<Tables>) => Promise<unknown>,
): Promise<number> {
  let queries = 0;
  const pool = new pg.Pool({ connectionString: support.applicationUrl, max: 4 });
  const database = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    log: (event) => {
      if (event.level === 'query') queries += 1;
    },
  });
  await work(database);
  await database.destroy();
  return queries;
}
