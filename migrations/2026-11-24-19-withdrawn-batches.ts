import { type Kysely, sql } from 'kysely';

/**
 * A batch that was bound wrongly is withdrawn with its reason and its papers are bound anew; what was
 * entered of it stays, but counts no more.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table count.batch add column withdrawn_reason text`.execute(database);
  await sql`alter table count.batch drop constraint batch_state_check`.execute(database);
  await sql`
    alter table count.batch
      add constraint batch_state_check
        check (state in ('entering', 'differs', 'settled', 'withdrawn')),
      add constraint batch_withdrawn_reason
        check ((state = 'withdrawn') = (withdrawn_reason is not null))`.execute(database);
}
