import { type Kysely, sql } from 'kysely';

/**
 * Figures of the procedure of a year for which the program holds no record of its own: older years and
 * other systems. Every row says where it comes from, and pages show it so. An absent row is "no data",
 * which is never a pass.
 *
 * Privacy rule: counts and dates only. A deputy's own suggestions (履职) stand in `people` and lead to
 * no vote.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table record.procedure_figures (
      congress_id uuid not null references record.congress,
      id uuid not null,
      year_id uuid not null,
      solicitation_starts_on date,
      solicitation_ends_on date,
      notice_on date,
      papers_on date,
      deliberation_minuted boolean,
      plan_published_on date,
      source text not null check (length(source) between 2 and 200),
      act_id uuid not null,
      version integer not null default 1,
      primary key (congress_id, id),
      unique (congress_id, year_id),
      check (solicitation_ends_on >= solicitation_starts_on),
      foreign key (congress_id, year_id) references record.year,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`
    create table record.channel_figure (
      congress_id uuid not null references record.congress,
      figures_id uuid not null,
      channel text not null check (channel in ('online', 'phone', 'post', 'in_person', 'deputies', 'station',
        'gathering', 'departments', 'other')),
      suggestions integer not null check (suggestions >= 0),
      primary key (congress_id, figures_id, channel),
      foreign key (congress_id, figures_id) references record.procedure_figures
    )`.execute(database);
  // Where a candidate came from. One candidate may have several origins.
  await sql`
    create table record.candidate_origin (
      congress_id uuid not null references record.congress,
      id uuid not null,
      candidate_id uuid not null,
      kind text not null check (kind in ('residents', 'deputies', 'government', 'departments', 'assigned')),
      suggestions integer check (suggestions >= 0),
      state_when_voted text not null default 'unknown' check (state_when_voted in
        ('unknown', 'not_started', 'started', 'finished')),
      note text check (length(note) <= 500),
      source text not null check (length(source) between 2 and 200),
      act_id uuid not null,
      primary key (congress_id, id),
      unique (congress_id, candidate_id, kind),
      foreign key (congress_id, candidate_id) references record.candidate,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  // What a deputy proposed or supported, and what a deputy learned: the service record (履职档案).
  await sql`
    create table people.deputy_suggestion (
      congress_id uuid not null references record.congress,
      id uuid not null,
      person_id uuid not null references people.person (id),
      year_id uuid not null,
      kind text not null check (kind in ('raised', 'supported')),
      title text not null check (length(title) between 2 and 200),
      candidate_id uuid,
      happened_on date not null,
      source text not null check (length(source) between 2 and 200),
      act_id uuid not null,
      primary key (congress_id, id),
      foreign key (congress_id, year_id) references record.year,
      foreign key (congress_id, candidate_id) references record.candidate,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`create index deputy_suggestion_by_person on people.deputy_suggestion (congress_id, person_id)`.execute(
    database,
  );
  await sql`
    create table people.training (
      congress_id uuid not null references record.congress,
      id uuid not null,
      title text not null check (length(title) between 2 and 200),
      happened_on date not null,
      hours numeric(5, 1) check (hours > 0),
      source text not null check (length(source) between 2 and 200),
      act_id uuid not null,
      primary key (congress_id, id),
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`
    create table people.training_deputy (
      congress_id uuid not null references record.congress,
      training_id uuid not null,
      person_id uuid not null references people.person (id),
      primary key (congress_id, training_id, person_id),
      foreign key (congress_id, training_id) references people.training
    )`.execute(database);
  await sql`create index training_by_person on people.training_deputy (congress_id, person_id)`.execute(
    database,
  );
}
