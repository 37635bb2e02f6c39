import { type Kysely, sql } from 'kysely';

/**
 * Adjustments decided by a round of the voting stage (kind `decision`): an item of such a round names the
 * adjustment that it decides, and the decision names the count report that it rests on. What the project
 * was before is kept, so that a recount that turns the result can take the earlier decision back.
 *
 * Privacy rule: nothing here says anything about a person.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table record.round_item add column adjustment_id uuid`.execute(database);
  await sql`alter table record.round_item add foreign key (congress_id, adjustment_id)
    references record.adjustment`.execute(database);
  // What the paper says beneath the title, frozen with the round.
  await sql`alter table record.round_item add column detail text check (length(detail) between 1 and 4000)`.execute(
    database,
  );
  await sql`create unique index round_item_adjustment_once on record.round_item
    (congress_id, round_id, adjustment_id) where adjustment_id is not null`.execute(database);
  await sql`alter table record.decision add column report_id uuid`.execute(database);
  await sql`alter table record.decision add foreign key (congress_id, report_id)
    references record.count_report`.execute(database);
  await sql`alter table record.adjustment add column state_before text
    check (state_before in ('adopted', 'underway', 'completed', 'accepted', 'suspended', 'ended'))`.execute(
    database,
  );
  await sql`create index adjustment_by_round on record.adjustment (congress_id, round_id)
    where round_id is not null`.execute(database);
}
