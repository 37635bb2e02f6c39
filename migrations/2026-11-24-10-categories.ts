import { type Kysely, sql } from 'kysely';

/** A ballot by categories (分类式) on paper is one round for each category; this names it. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    alter table record.round add column category text
      check (category is null or length(category) between 1 and 60)`.execute(database);
}
