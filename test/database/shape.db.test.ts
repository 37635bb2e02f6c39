import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { buildWorld } from '../support/world.ts';

let support: TestDatabase;
beforeAll(async () => {
  support = await createTestDatabase();
});
afterAll(() => support.drop());

test('the schema `public` is empty', async () => {
  const { rows } = await sql`select relname from pg_class
    where relnamespace = 'public'::regnamespace`.execute(support.database);
  expect(rows).toEqual([]);
});

test('every primary key begins with the congress, except for failures to sign in', async () => {
  const { rows } = await sql<{ name: string; first: string }>`
    select format('%s.%s', namespace.nspname, class.relname) as name, attribute.attname as first
    from pg_constraint key
    join pg_class class on class.oid = key.conrelid
    join pg_namespace namespace on namespace.oid = class.relnamespace
    join pg_attribute attribute on attribute.attrelid = class.oid and attribute.attnum = key.conkey[1]
    where key.contype = 'p'
      and namespace.nspname in ('record', 'people', 'roll', 'count', 'contact', 'board', 'trail')
    order by 1`.execute(support.database);
  const others = rows.filter((row) => row.first !== 'congress_id').map((row) => row.name);
  expect(others).toEqual(['people.sign_in_failure']);
  expect(rows.length).toBeGreaterThan(40);
});

test('the application can neither change nor remove a row of the trail', async () => {
  const world = await buildWorld(support.database);
  for (const statement of [
    sql`update trail.entry set event = 'x'`,
    sql`delete from trail.entry`,
    sql`truncate trail.detail`,
    sql`update trail.detail set salt = 'x'`,
  ]) {
    await expect(statement.execute(support.database)).rejects.toThrow(/permission denied/);
  }
  expect(world.deputies).toHaveLength(47);
});

test('no column of the board could join a ballot to a person', async () => {
  const { rows } = await sql<{ name: string }>`
    select format('%s.%s', table_name, column_name) as name from information_schema.columns
    where table_schema = 'board' and (column_name ~ 'person|deputy|seat|_at$|serial|sequence'
      or data_type like 'timestamp%' or is_identity = 'YES')`.execute(support.database);
  expect(rows).toEqual([]);
});
