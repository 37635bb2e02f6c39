import { type Kysely, sql } from 'kysely';

/**
 * What was entered of a year's procedure before each replacement: the figures and the origins of its candidates, as they
 * stood before and after, by the act that wrote them. `number` is the version of that kind: two people who edit at once
 * cannot both write the same one.
 *
 * Privacy rule: counts, dates and sources of an office.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table record.figure_change (
      congress_id uuid not null references record.congress,
      id uuid not null,
      year_id uuid not null,
      kind text not null check (kind in ('figures', 'origins')),
      number integer not null check (number >= 1),
      before jsonb,
      after jsonb not null,
      reason text check (length(reason) between 1 and 500),
      act_id uuid not null,
      primary key (congress_id, id),
      unique (congress_id, year_id, kind, number),
      foreign key (congress_id, year_id) references record.year,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
}
