import { type Kysely, sql } from 'kysely';

/**
 * Holidays and make-up working days of a year, entered by a congress from the notice of the State Council, for itself and the
 * congresses below it. They stand before those that the program brings; what stood before an entry is in the trail.
 *
 * Privacy rule: days.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table record.work_calendar (
      congress_id uuid not null references record.congress,
      year integer not null check (year between 2000 and 2199),
      source text not null check (length(source) between 2 and 200),
      holidays jsonb not null,
      workdays jsonb not null,
      act_id uuid not null,
      version integer not null default 1,
      primary key (congress_id, year),
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
}
