import { type Kysely, sql } from 'kysely';

/**
 * The unit's own answer to an indicator of formalism (形式主义风险提示). Indicators themselves are computed
 * from the record and never stored.
 *
 * Privacy rule: an office's words; no person is named.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table record.indicator_answer (
      congress_id uuid not null references record.congress,
      id uuid not null,
      year_id uuid not null,
      indicator text not null check (indicator ~ '^[a-z0-9-]{2,60}$'),
      project_id uuid,
      content text not null check (length(content) between 2 and 1000),
      answered_on date not null,
      superseded boolean not null default false,
      published_at timestamptz,
      act_id uuid not null,
      primary key (congress_id, id),
      foreign key (congress_id, year_id) references record.year,
      foreign key (congress_id, project_id) references record.project,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`create unique index indicator_answer_current on record.indicator_answer
    (congress_id, year_id, indicator, coalesce(project_id, congress_id)) where not superseded`.execute(
    database,
  );
}
