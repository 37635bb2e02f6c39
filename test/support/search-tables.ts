import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../src/database/tables.ts';

/** The tables of every schema, a row of which holds these words in any of its columns. */
export async function tablesWith(
  database: Kysely<Tables>,
  words: string,
): Promise<readonly string[]> {
  const { rows } = await sql<{ schema: string; name: string }>`
    select table_schema as schema, table_name as name from information_schema.tables
     where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'
     order by 1, 2`.execute(database);
  // One statement for all tables: a test asks often.
  const found = await sql<{ name: string }>`${sql.join(
    rows.map(
      ({ schema, name }) => sql`
        select ${`${schema}.${name}`}::text as name where exists (
          select from ${sql.id(schema, name)} held where position(${words}::text in held::text) > 0)`,
    ),
    sql` union all `,
  )}`.execute(database);
  return found.rows.map((one) => one.name);
}
