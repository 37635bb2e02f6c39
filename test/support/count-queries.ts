import type { Kysely } from 'kysely';
import type { Tables } from '../../src/database/tables.ts';
import type { TestDatabase } from './database.ts';

/** How many statements a piece of work sends to the database. */
export async function countQueries(
  support: TestDatabase,
  work: (database: Kysely<Tables>) => Promise<unknown>,
): Promise<number> {
  let queries = 0;
  const counted = support.database.withPlugin({
    transformQuery: ({ node }) => {
      queries += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  await work(counted);
  return queries;
}
