import { type Kysely, sql } from 'kysely';

/**
 * Look-backs (回头看) of a congress over its own projects or those of the congresses under it.
 *
 * The scope and its hash are published before the seed exists; every draw stays visible. Privacy rule: talks
 * with residents are summed up; no resident is named.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table record.lookback (
      congress_id uuid not null references record.congress,
      id uuid not null,
      title text not null check (length(title) between 2 and 120),
      purpose text not null check (length(purpose) between 2 and 1000),
      reviewed_ids uuid[] not null check (cardinality(reviewed_ids) >= 1),
      from_year integer not null check (from_year between 2000 and 2199),
      to_year integer not null check (to_year >= from_year),
      starts_on date not null,
      ends_on date not null check (ends_on >= starts_on),
      sample_size integer not null check (sample_size >= 1),
      strata text not null check (strata in ('none', 'congress', 'year')),
      state text not null check (state in ('draft', 'scope_published', 'drawn', 'reported', 'closed')),
      scope_hash text check (scope_hash ~ '^[0-9a-f]{64}$'),
      scope_published_at timestamptz,
      report jsonb,
      report_hash text check (report_hash ~ '^[0-9a-f]{64}$'),
      reported_on date,
      continues_id uuid,
      published_at timestamptz,
      act_id uuid not null,
      version integer not null default 1,
      primary key (congress_id, id),
      check ((state = 'draft') = (scope_hash is null)),
      check ((scope_hash is null) = (scope_published_at is null)),
      check ((report is null) = (report_hash is null)),
      foreign key (congress_id, continues_id) references record.lookback,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`
    create table record.lookback_scope (
      congress_id uuid not null references record.congress,
      lookback_id uuid not null,
      position integer not null check (position >= 1),
      reviewed_id uuid not null references record.congress,
      project_id uuid not null,
      line text not null,
      primary key (congress_id, lookback_id, position),
      unique (congress_id, lookback_id, project_id),
      foreign key (congress_id, lookback_id) references record.lookback,
      foreign key (reviewed_id, project_id) references record.project
    )`.execute(database);
  // Draw 1 and every redraw with its reason; the last one counts. Each is announced with the source of its
  // seed and the time from which that source gives it, before the seed exists; then the seed is entered.
  await sql`
    create table record.lookback_draw (
      congress_id uuid not null references record.congress,
      id uuid not null,
      lookback_id uuid not null,
      number integer not null check (number >= 1),
      seed_source text not null check (length(seed_source) between 2 and 300),
      seed_due_at timestamptz not null,
      announced_at timestamptz not null,
      seed text check (length(seed) between 4 and 200),
      drawn_at timestamptz check (drawn_at > announced_at and drawn_at >= seed_due_at),
      witnesses text[] check (cardinality(witnesses) = 2),
      reason text check (length(reason) between 2 and 500),
      positions integer[],
      act_id uuid not null,
      primary key (congress_id, id),
      unique (congress_id, lookback_id, number),
      check (seed_due_at > announced_at),
      check ((number = 1) = (reason is null)),
      check (num_nulls(seed, drawn_at, witnesses, positions) in (0, 4)),
      foreign key (congress_id, lookback_id) references record.lookback,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  // One answer to one question of a checklist, about a year's procedure (project_id null) or a project:
  // what the record told when a person confirmed it, and why; who answers otherwise says it in the note.
  await sql`
    create table record.lookback_check (
      congress_id uuid not null references record.congress,
      id uuid not null,
      lookback_id uuid not null,
      reviewed_id uuid not null references record.congress,
      year integer not null,
      project_id uuid,
      question text not null check (question ~ '^[a-z0-9-]{2,60}$'),
      method text not null check (method in ('desk', 'site', 'talk')),
      answer text not null check (answer in ('yes', 'partly', 'no', 'no_data')),
      told text check (told in ('yes', 'partly', 'no', 'no_data')),
      why text not null check (length(why) <= 500),
      note text check (length(note) <= 1000),
      evidence jsonb not null,
      superseded boolean not null default false,
      act_id uuid not null,
      primary key (congress_id, id),
      check (told is null or told = answer or note is not null),
      foreign key (congress_id, lookback_id) references record.lookback,
      foreign key (reviewed_id, project_id) references record.project,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`create unique index lookback_check_current on record.lookback_check
    (congress_id, lookback_id, reviewed_id, year, coalesce(project_id, reviewed_id), question) where not superseded`.execute(
    database,
  );
  await sql`
    create table record.site_check (
      congress_id uuid not null references record.congress,
      id uuid not null,
      lookback_id uuid not null,
      reviewed_id uuid not null references record.congress,
      project_id uuid not null,
      checked_on date not null,
      works text not null check (works in ('works', 'partly', 'broken', 'gone')),
      maintained text not null check (maintained in ('yes', 'unclear', 'no')),
      maintainer text check (length(maintainer) <= 200),
      note text not null check (length(note) between 2 and 2000),
      latitude numeric(9, 6) check (latitude between -90 and 90),
      longitude numeric(9, 6) check (longitude between -180 and 180),
      place_source text not null check (place_source in ('photo', 'device', 'typed', 'none')),
      place_text text check (length(place_text) <= 200),
      photo_id uuid,
      photo_taken_at timestamptz,
      act_id uuid not null,
      primary key (congress_id, id),
      check ((latitude is null) = (longitude is null)),
      check ((place_source in ('photo', 'device')) = (latitude is not null)),
      foreign key (congress_id, lookback_id) references record.lookback,
      foreign key (reviewed_id, project_id) references record.project,
      foreign key (congress_id, photo_id) references record.attachment,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`
    create table record.resident_talk (
      congress_id uuid not null references record.congress,
      id uuid not null,
      lookback_id uuid not null,
      reviewed_id uuid not null references record.congress,
      project_id uuid not null,
      talked_on date not null,
      residents integer not null check (residents >= 1),
      satisfied integer not null check (satisfied >= 0),
      fairly_satisfied integer not null check (fairly_satisfied >= 0),
      dissatisfied integer not null check (dissatisfied >= 0),
      summary text not null check (length(summary) between 2 and 2000),
      act_id uuid not null,
      primary key (congress_id, id),
      check (satisfied + fairly_satisfied + dissatisfied <= residents),
      foreign key (congress_id, lookback_id) references record.lookback,
      foreign key (reviewed_id, project_id) references record.project,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`
    create table record.finding (
      congress_id uuid not null references record.congress,
      id uuid not null,
      lookback_id uuid not null,
      number integer not null check (number >= 1),
      reviewed_id uuid not null references record.congress,
      year integer,
      project_id uuid,
      area text not null check (area in ('procedure', 'project')),
      grade text not null check (grade in ('note', 'problem', 'serious')),
      content text not null check (length(content) between 2 and 2000),
      evidence jsonb not null,
      withdrawn_reason text check (length(withdrawn_reason) between 2 and 500),
      published_at timestamptz,
      act_id uuid not null,
      version integer not null default 1,
      primary key (congress_id, id),
      unique (id),
      unique (congress_id, lookback_id, number),
      check (area = 'procedure' or project_id is not null),
      foreign key (congress_id, lookback_id) references record.lookback,
      foreign key (reviewed_id, project_id) references record.project,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  // The reviewed unit's own words beside a finding: an act of that congress, in its own chain.
  await sql`
    create table record.finding_reply (
      congress_id uuid not null references record.congress,
      id uuid not null,
      finding_id uuid not null references record.finding (id),
      agrees boolean not null,
      content text not null check (length(content) between 2 and 2000),
      replied_on date not null,
      act_id uuid not null,
      primary key (congress_id, id),
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`create index finding_reply_by_finding on record.finding_reply (finding_id)`.execute(
    database,
  );
  await sql`create index finding_by_reviewed on record.finding (reviewed_id)`.execute(database);
  await sql`create index lookback_scope_by_project on record.lookback_scope (reviewed_id, project_id)`.execute(
    database,
  );
}
