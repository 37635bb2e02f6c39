import { type Kysely, sql } from 'kysely';

/**
 * Supervision (监督): groups of deputies, visits, opinions handed over and answered, supervised handling,
 * special reports and inquiries; rectifications (整改), which satisfaction tests and look-backs order.
 *
 * Privacy rule: who is in a group, went on a visit or raised an opinion stands in `people`; `record`
 * holds the office's side. What residents report stands in `contact` and is deletable.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table record.supervision_group (
      congress_id uuid not null references record.congress,
      id uuid not null,
      project_id uuid not null,
      name text not null check (length(name) between 2 and 60),
      ends_on date,
      act_id uuid not null,
      version integer not null default 1,
      primary key (congress_id, id),
      foreign key (congress_id, project_id) references record.project,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`create unique index supervision_group_current on record.supervision_group (congress_id, project_id)
    where ends_on is null`.execute(database);
  await sql`
    create table people.supervision_member (
      congress_id uuid not null references record.congress,
      group_id uuid not null,
      person_id uuid not null references people.person (id),
      leader boolean not null default false,
      starts_on date not null,
      ends_on date,
      act_id uuid not null,
      primary key (congress_id, group_id, person_id, starts_on),
      foreign key (congress_id, group_id) references record.supervision_group,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`create index supervision_member_by_person on people.supervision_member (congress_id, person_id)`.execute(
    database,
  );
  await sql`
    create table record.visit_plan (
      congress_id uuid not null references record.congress,
      id uuid not null,
      group_id uuid not null,
      planned_on date not null,
      topic text not null check (length(topic) between 2 and 200),
      cancelled_reason text check (length(cancelled_reason) between 2 and 500),
      act_id uuid not null,
      primary key (congress_id, id),
      foreign key (congress_id, group_id) references record.supervision_group,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  // A visit (视察). Its id is made on the phone, so that a note written offline arrives once.
  await sql`
    create table record.visit (
      congress_id uuid not null references record.congress,
      id uuid not null,
      project_id uuid not null,
      plan_id uuid,
      visited_on date not null,
      note text not null check (length(note) between 2 and 2000),
      verdict text not null check (verdict in ('good', 'minor', 'serious')),
      ask text check (length(ask) <= 1000),
      latitude numeric(9, 6) check (latitude between -90 and 90),
      longitude numeric(9, 6) check (longitude between -180 and 180),
      place_source text not null check (place_source in ('device', 'typed', 'none')),
      place_text text check (length(place_text) <= 200),
      written_offline boolean not null default false,
      published_at timestamptz,
      act_id uuid not null,
      primary key (congress_id, id),
      check ((latitude is null) = (longitude is null)),
      check ((place_source = 'device') = (latitude is not null)),
      foreign key (congress_id, project_id) references record.project,
      foreign key (congress_id, plan_id) references record.visit_plan,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`create index visit_by_project on record.visit (congress_id, project_id, visited_on)`.execute(
    database,
  );
  await sql`
    create table people.visit_participant (
      congress_id uuid not null references record.congress,
      visit_id uuid not null,
      person_id uuid not null references people.person (id),
      primary key (congress_id, visit_id, person_id),
      foreign key (congress_id, visit_id) references record.visit
    )`.execute(database);
  await sql`create index visit_participant_by_person on people.visit_participant (congress_id, person_id)`.execute(
    database,
  );
  // Opinions (意见): raised → handed over → answered → rated → closed; not satisfied → reopened.
  await sql`
    create table record.opinion (
      congress_id uuid not null references record.congress,
      id uuid not null,
      number integer not null check (number >= 1),
      year_id uuid not null,
      project_id uuid,
      visit_id uuid,
      origin text not null check (origin in ('visit', 'deputy', 'resident', 'meeting', 'inquiry')),
      content text not null check (length(content) between 2 and 2000),
      department_id uuid,
      handed_over_on date,
      due_on date,
      state text not null check (state in ('raised', 'handed_over', 'answered', 'reopened', 'closed', 'declined')),
      declined_reason text check (length(declined_reason) between 2 and 500),
      published_at timestamptz,
      act_id uuid not null,
      version integer not null default 1,
      primary key (congress_id, id),
      unique (congress_id, year_id, number),
      check (state in ('raised', 'declined') or (department_id is not null and due_on is not null)),
      check ((state = 'declined') = (declined_reason is not null)),
      foreign key (congress_id, year_id) references record.year,
      foreign key (congress_id, project_id) references record.project,
      foreign key (congress_id, visit_id) references record.visit,
      foreign key (department_id) references record.organisation (id),
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`create index opinion_by_project on record.opinion (congress_id, project_id)`.execute(
    database,
  );
  await sql`
    create table people.opinion_raiser (
      congress_id uuid not null references record.congress,
      opinion_id uuid not null,
      person_id uuid not null references people.person (id),
      primary key (congress_id, opinion_id, person_id),
      foreign key (congress_id, opinion_id) references record.opinion
    )`.execute(database);
  await sql`create index opinion_raiser_by_person on people.opinion_raiser (congress_id, person_id)`.execute(
    database,
  );
  await sql`
    create table record.opinion_answer (
      congress_id uuid not null references record.congress,
      id uuid not null,
      opinion_id uuid not null,
      number integer not null check (number >= 1),
      result text not null check (result in ('done', 'in_plan', 'explained')),
      content text not null check (length(content) between 2 and 2000),
      answered_on date not null,
      paper_id uuid,
      act_id uuid not null,
      primary key (congress_id, id),
      unique (congress_id, opinion_id, number),
      foreign key (congress_id, opinion_id) references record.opinion,
      foreign key (congress_id, paper_id) references record.attachment,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`
    create table record.opinion_rating (
      congress_id uuid not null references record.congress,
      answer_id uuid not null,
      grade text not null check (grade in ('satisfied', 'fairly_satisfied', 'dissatisfied')),
      reason text check (length(reason) between 2 and 500),
      new_due_on date,
      act_id uuid not null,
      primary key (congress_id, answer_id),
      check (grade <> 'dissatisfied' or reason is not null),
      foreign key (congress_id, answer_id) references record.opinion_answer,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`
    create table record.supervised_handling (
      congress_id uuid not null references record.congress,
      id uuid not null,
      project_id uuid not null,
      reason text not null check (length(reason) between 2 and 500),
      led_by text not null check (length(led_by) between 1 and 80),
      listed_on date not null,
      due_on date not null,
      lifted_on date,
      lifted_reason text check (length(lifted_reason) between 2 and 500),
      published_at timestamptz,
      act_id uuid not null,
      version integer not null default 1,
      primary key (congress_id, id),
      check ((lifted_on is null) = (lifted_reason is null)),
      foreign key (congress_id, project_id) references record.project,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`create unique index supervised_handling_current on record.supervised_handling (congress_id, project_id)
    where lifted_on is null`.execute(database);
  // Special reports heard (听取专项报告), inquiries (专题询问), half-year reports, audits.
  await sql`
    create table record.supervision_record (
      congress_id uuid not null references record.congress,
      id uuid not null,
      year_id uuid not null,
      kind text not null check (kind in ('half_year_report', 'special_report', 'inquiry', 'audit', 'other')),
      body_id uuid,
      meeting_id uuid,
      held_on date not null,
      title text not null check (length(title) between 2 and 200),
      content text not null check (length(content) between 2 and 5000),
      outcome text check (length(outcome) <= 2000),
      paper_id uuid,
      published_at timestamptz,
      source text not null default 'kept here',
      act_id uuid not null,
      primary key (congress_id, id),
      foreign key (congress_id, year_id) references record.year,
      foreign key (congress_id, body_id) references record.body,
      foreign key (congress_id, meeting_id) references record.meeting,
      foreign key (congress_id, paper_id) references record.attachment,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`
    create table record.supervision_record_project (
      congress_id uuid not null references record.congress,
      record_id uuid not null,
      project_id uuid not null,
      primary key (congress_id, record_id, project_id),
      foreign key (congress_id, record_id) references record.supervision_record,
      foreign key (congress_id, project_id) references record.project
    )`.execute(database);

  // Rectification (整改): asked for or ordered by this congress; the unit may belong to another one
  // (a county asks a township). Answers are acts of the unit's congress, in its own chain.
  await sql`
    create table record.rectification (
      congress_id uuid not null references record.congress,
      id uuid not null,
      number integer not null check (number >= 1),
      origin text not null check (origin in ('satisfaction', 'finding', 'supervision')),
      origin_id uuid not null,
      power text not null check (power in ('request', 'order')),
      legal_basis text not null check (length(legal_basis) between 2 and 200),
      unit_congress_id uuid not null references record.congress,
      unit_id uuid,
      project_id uuid,
      unit_name text not null check (length(unit_name) between 1 and 80),
      person_in_charge text not null check (length(person_in_charge) between 1 and 60),
      content text not null check (length(content) between 2 and 2000),
      issued_on date not null,
      due_on date not null check (due_on >= issued_on),
      state text not null check (state in ('issued', 'answered', 'reopened', 'closed')),
      closed_on date,
      published_at timestamptz,
      act_id uuid not null,
      version integer not null default 1,
      primary key (congress_id, id),
      unique (congress_id, number),
      check ((state = 'closed') = (closed_on is not null)),
      foreign key (unit_id) references record.organisation (id),
      foreign key (unit_congress_id, project_id) references record.project,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`create index rectification_by_unit on record.rectification (unit_congress_id, state)`.execute(
    database,
  );
  await sql`
    create table record.rectification_answer (
      congress_id uuid not null references record.congress,
      id uuid not null,
      issuer_id uuid not null references record.congress,
      rectification_id uuid not null,
      number integer not null check (number >= 1),
      content text not null check (length(content) between 2 and 2000),
      answered_on date not null,
      answered_by uuid,
      paper_id uuid,
      act_id uuid not null,
      primary key (congress_id, id),
      unique (id),
      unique (issuer_id, rectification_id, number),
      foreign key (issuer_id, rectification_id) references record.rectification,
      foreign key (congress_id, paper_id) references record.attachment,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  // A re-check by somebody other than who answered: closes the item (销号) or reopens it.
  await sql`
    create table record.rectification_recheck (
      congress_id uuid not null references record.congress,
      id uuid not null,
      rectification_id uuid not null,
      answer_id uuid not null references record.rectification_answer (id),
      checked_on date not null,
      result text not null check (result in ('closed', 'reopened')),
      finding text not null check (length(finding) between 2 and 1000),
      new_due_on date,
      act_id uuid not null,
      primary key (congress_id, id),
      unique (congress_id, answer_id, result),
      check ((result = 'reopened') = (new_due_on is not null)),
      foreign key (congress_id, rectification_id) references record.rectification,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
}
