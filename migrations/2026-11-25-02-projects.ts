import { type Kysely, sql } from 'kysely';

/**
 * Projects (正式项目) for life: what was voted on as the baseline, the plan, milestones, money, monthly
 * progress and acceptance.
 *
 * Money is in 万元 as an exact decimal. Privacy rule: everything here is published work of an office.
 * A photo's bytes are stored without its metadata; where and when it was taken stands beside it.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  // A department is often the county's and serves several townships: projects point to it by its id.
  await sql`alter table record.organisation add unique (id)`.execute(database);
  await sql`
    create table record.project (
      congress_id uuid not null references record.congress,
      id uuid not null,
      year_id uuid not null,
      candidate_id uuid,
      round_id uuid,
      baseline_version_id uuid,
      number integer not null check (number between 1 and 999),
      state text not null check (state in ('adopted', 'underway', 'completed', 'accepted', 'suspended', 'ended')),
      department_id uuid,
      current_text_id uuid not null,
      current_plan_id uuid,
      plan_due_on date,
      plate_code text not null unique check (plate_code ~ '^[a-z2-9]{10}$'),
      decided_on date not null,
      source text not null default 'kept here' check (length(source) between 2 and 200),
      published_at timestamptz,
      act_id uuid not null,
      version integer not null default 1,
      primary key (congress_id, id),
      unique (congress_id, year_id, number),
      check ((candidate_id is null) = (baseline_version_id is null)),
      foreign key (congress_id, year_id) references record.year,
      foreign key (congress_id, candidate_id) references record.candidate,
      foreign key (congress_id, round_id) references record.round,
      foreign key (congress_id, baseline_version_id) references record.candidate_version,
      foreign key (department_id) references record.organisation (id),
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`create unique index project_of_candidate on record.project (congress_id, candidate_id)
    where candidate_id is not null`.execute(database);
  // Version 1 is the baseline: the very text that was voted on, with its hash. `adjustment_id` is
  // set where voted fields differ from the version before: only a decision changes those.
  await sql`
    create table record.project_text (
      congress_id uuid not null references record.congress,
      id uuid not null,
      project_id uuid not null,
      number integer not null check (number >= 1),
      kind text not null check (kind in ('baseline', 'explanation', 'decision')),
      voted jsonb not null,
      explanatory jsonb not null,
      content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
      reason text check (length(reason) between 2 and 500),
      adjustment_id uuid,
      act_id uuid not null,
      primary key (congress_id, id),
      unique (congress_id, project_id, number),
      check ((kind = 'baseline') = (number = 1)),
      check ((kind = 'decision') = (adjustment_id is not null)),
      foreign key (congress_id, project_id) references record.project deferrable initially deferred,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`alter table record.project add foreign key (congress_id, current_text_id)
    references record.project_text deferrable initially deferred`.execute(database);

  await sql`
    create table record.project_plan (
      congress_id uuid not null references record.congress,
      id uuid not null,
      project_id uuid not null,
      number integer not null check (number >= 1),
      department_id uuid not null,
      person_in_charge text not null check (length(person_in_charge) between 1 and 60),
      goal text not null check (length(goal) between 2 and 2000),
      safeguards text not null check (length(safeguards) between 2 and 2000),
      starts_on date not null,
      finishes_on date not null,
      published_at timestamptz,
      published_where text,
      paper_id uuid,
      source text not null default 'kept here',
      act_id uuid not null,
      primary key (congress_id, id),
      unique (congress_id, project_id, number),
      check (finishes_on >= starts_on),
      foreign key (congress_id, project_id) references record.project,
      foreign key (department_id) references record.organisation (id),
      foreign key (congress_id, paper_id) references record.attachment,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`alter table record.project add foreign key (congress_id, current_plan_id)
    references record.project_plan deferrable initially deferred`.execute(database);
  // Goals by year (多年实施的项目): quantity and unit where the goal can be counted.
  await sql`
    create table record.plan_goal (
      congress_id uuid not null references record.congress,
      plan_id uuid not null,
      year integer not null check (year between 2000 and 2199),
      goal text not null check (length(goal) between 2 and 500),
      quantity numeric(14, 2) check (quantity > 0),
      unit text check (length(unit) between 1 and 20),
      primary key (congress_id, plan_id, year),
      check ((quantity is null) = (unit is null)),
      foreign key (congress_id, plan_id) references record.project_plan
    )`.execute(database);
  await sql`
    create table record.plan_funding (
      congress_id uuid not null references record.congress,
      plan_id uuid not null,
      position integer not null,
      origin text not null check (length(origin) between 1 and 80),
      amount numeric(14, 4) not null check (amount >= 0),
      primary key (congress_id, plan_id, position),
      foreign key (congress_id, plan_id) references record.project_plan
    )`.execute(database);
  // Milestones (节点). `weight` is the share of the whole work in percent; they add up to 100.
  await sql`
    create table record.milestone (
      congress_id uuid not null references record.congress,
      id uuid not null,
      plan_id uuid not null,
      position integer not null,
      title text not null check (length(title) between 2 and 120),
      due_on date not null,
      weight integer not null check (weight between 1 and 100),
      act_id uuid not null,
      primary key (congress_id, id),
      unique (congress_id, plan_id, position),
      foreign key (congress_id, plan_id) references record.project_plan,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  // A milestone reached, with the day; undone by a later row.
  await sql`
    create table record.milestone_reached (
      congress_id uuid not null references record.congress,
      id uuid not null,
      milestone_id uuid not null,
      reached_on date not null,
      undone_at timestamptz,
      undone_reason text,
      act_id uuid not null,
      primary key (congress_id, id),
      check ((undone_at is null) = (undone_reason is null)),
      foreign key (congress_id, milestone_id) references record.milestone,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`create unique index milestone_reached_once on record.milestone_reached (congress_id, milestone_id)
    where undone_at is null`.execute(database);

  // Progress reports (进度报告): one that counts per project and month; a later one supersedes it.
  await sql`
    create table record.progress_report (
      congress_id uuid not null references record.congress,
      id uuid not null,
      project_id uuid not null,
      month date not null check (extract(day from month) = 1),
      standing text not null check (standing in ('on_plan', 'behind', 'stopped', 'finished')),
      percent integer not null check (percent between 0 and 100),
      quantity numeric(14, 2) check (quantity >= 0),
      paid numeric(14, 4) check (paid >= 0),
      note text check (length(note) <= 1000),
      superseded boolean not null default false,
      source text not null default 'kept here',
      published_at timestamptz,
      act_id uuid not null,
      primary key (congress_id, id),
      foreign key (congress_id, project_id) references record.project,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`create unique index progress_report_current on record.progress_report (congress_id, project_id, month)
    where not superseded`.execute(database);
  await sql`
    create table record.acceptance (
      congress_id uuid not null references record.congress,
      id uuid not null,
      project_id uuid not null,
      completed_on date not null,
      accepted_on date,
      accepted_by text check (length(accepted_by) between 2 and 200),
      maintained_by text check (length(maintained_by) between 2 and 200),
      note text check (length(note) <= 1000),
      paper_id uuid,
      act_id uuid not null,
      primary key (congress_id, id),
      unique (congress_id, project_id),
      check ((accepted_on is null) = (accepted_by is null)),
      check (accepted_on >= completed_on),
      foreign key (congress_id, project_id) references record.project,
      foreign key (congress_id, paper_id) references record.attachment,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  // A photo of a project: bytes without metadata in record.attachment; place and time beside it.
  await sql`
    create table record.project_photo (
      congress_id uuid not null references record.congress,
      id uuid not null,
      project_id uuid not null,
      attachment_id uuid not null,
      occasion text not null check (occasion in ('before', 'progress', 'milestone', 'acceptance', 'visit',
        'site_check', 'rectification', 'problem')),
      subject_id uuid,
      caption text check (length(caption) <= 200),
      taken_at timestamptz,
      latitude numeric(9, 6) check (latitude between -90 and 90),
      longitude numeric(9, 6) check (longitude between -180 and 180),
      place_source text not null check (place_source in ('photo', 'device', 'typed', 'none')),
      place_text text check (length(place_text) <= 200),
      published_at timestamptz,
      act_id uuid not null,
      primary key (congress_id, id),
      check ((latitude is null) = (longitude is null)),
      foreign key (congress_id, project_id) references record.project,
      foreign key (congress_id, attachment_id) references record.attachment,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`create index project_photo_by_project on record.project_photo (congress_id, project_id)`.execute(
    database,
  );
  // A reminder is written once for each subject and level, so that no job sends it twice.
  await sql`
    create table record.reminder (
      congress_id uuid not null references record.congress,
      id uuid not null,
      subject_kind text not null check (subject_kind in ('plan', 'progress', 'milestone', 'opinion',
        'rectification', 'adjustment', 'visit', 'report', 'test')),
      subject_id uuid not null,
      project_id uuid,
      due_on date not null,
      level text not null check (level in ('department', 'clerk', 'chair', 'county')),
      sentence text not null,
      done_at timestamptz,
      act_id uuid not null,
      primary key (congress_id, id),
      unique (congress_id, subject_kind, subject_id, due_on, level),
      foreign key (congress_id, project_id) references record.project,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
}
