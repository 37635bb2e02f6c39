import { type Kysely, sql } from 'kysely';

/** How a tie at the cut was decided where the rule sheet leaves it to the presidium or the lot. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table record.tie_decision (
      congress_id uuid not null references record.congress,
      id uuid not null,
      round_id uuid not null,
      report_id uuid not null,
      method text not null check (method in ('presidium', 'lot')),
      tied integer[] not null check (cardinality(tied) >= 2),
      chosen integer[] not null check (cardinality(chosen) >= 1 and chosen <@ tied),
      reason text not null check (length(reason) between 1 and 500),
      witnesses text not null check (length(witnesses) between 1 and 200),
      published_at timestamptz,
      act_id uuid not null,
      primary key (congress_id, id),
      unique (congress_id, report_id),
      foreign key (congress_id, round_id) references record.round,
      foreign key (congress_id, report_id) references record.count_report,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
}
