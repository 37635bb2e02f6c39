import { type Kysely, sql } from 'kysely';

/**
 * Persons once, their seats (deputy of a term) and assignments (role with a scope), and how they
 * sign in.
 *
 * Privacy rule: this schema is never published and never exported with a public record. Secrets are
 * stored as hashes only. Nothing in `board` may lead here.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table people.person (
      congress_id uuid not null references record.congress,
      id uuid not null unique,
      name text not null check (length(name) between 1 and 60),
      name_index text[] not null default '{}',
      sex text check (sex in ('男', '女')),
      phone text check (length(phone) <= 30),
      act_id uuid not null,
      version integer not null default 1,
      primary key (congress_id, id),
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`
    create table people.seat (
      congress_id uuid not null references record.congress,
      id uuid not null,
      term_id uuid not null,
      person_id uuid not null references people.person (id),
      delegation_id uuid,
      roll_order integer,
      unit_and_position text,
      constituency text,
      deputy_number text,
      note text,
      state text not null check (state in ('in_office', 'suspended', 'ended')),
      starts_on date,
      ends_on date,
      decision text,
      act_id uuid not null,
      version integer not null default 1,
      primary key (congress_id, id),
      foreign key (congress_id, term_id) references record.term,
      foreign key (congress_id, delegation_id) references record.body,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`create unique index seat_one_per_person on people.seat (congress_id, term_id, person_id)
    where state <> 'ended'`.execute(database);
  await sql`create unique index seat_deputy_number on people.seat (congress_id, term_id, deputy_number)
    where deputy_number is not null and state <> 'ended'`.execute(database);
  await sql`
    create table people.body_member (
      congress_id uuid not null references record.congress,
      id uuid not null,
      body_id uuid not null,
      person_id uuid not null references people.person (id),
      position text,
      starts_on date not null,
      ends_on date,
      act_id uuid not null,
      primary key (congress_id, id),
      foreign key (congress_id, body_id) references record.body,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  // Scrutineer, teller and chair are assignments of a meeting, not kinds of people.
  await sql`
    create table people.assignment (
      congress_id uuid not null references record.congress,
      id uuid not null,
      person_id uuid not null references people.person (id),
      role text not null check (role in ('operator', 'clerk', 'chair', 'chief_scrutineer', 'scrutineer',
        'teller', 'deputy', 'department', 'party_committee', 'auditor', 'county_viewer', 'city_viewer')),
      scope text not null check (scope in ('congress', 'meeting', 'round')),
      meeting_id uuid,
      round_id uuid,
      organisation_id uuid,
      starts_at timestamptz not null,
      ends_at timestamptz,
      decision_id uuid,
      note text,
      act_id uuid not null,
      primary key (congress_id, id),
      check ((scope = 'congress') = (meeting_id is null)),
      check ((scope = 'round') = (round_id is not null)),
      foreign key (congress_id, organisation_id) references record.organisation,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`create index assignment_by_person on people.assignment (person_id)`.execute(database);
  await sql`create unique index assignment_once on people.assignment
    (congress_id, person_id, role, coalesce(meeting_id, congress_id), coalesce(round_id, congress_id))
    where ends_at is null`.execute(database);

  await sql`
    create table people.account (
      congress_id uuid not null references record.congress,
      id uuid not null unique,
      person_id uuid not null unique references people.person (id),
      user_name text not null unique check (length(user_name) between 3 and 40),
      password_hash text not null,
      password_set_at timestamptz not null,
      primary key (congress_id, id)
    )`.execute(database);
  // A one-time link or printed QR code: only the hash of its token is here.
  await sql`
    create table people.invitation (
      congress_id uuid not null references record.congress,
      id uuid not null,
      person_id uuid not null references people.person (id),
      token_hash text not null unique,
      uses_left integer not null check (uses_left >= 0),
      expires_at timestamptz not null,
      revoked_at timestamptz,
      act_id uuid not null,
      primary key (congress_id, id),
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`
    create table people.sign_in (
      congress_id uuid not null references record.congress,
      id uuid not null,
      person_id uuid not null references people.person (id),
      token_hash text not null unique,
      way text not null check (way in ('invitation', 'password')),
      device text not null,
      created_at timestamptz not null,
      last_seen_at timestamptz not null,
      expires_at timestamptz not null,
      revoked_at timestamptz,
      primary key (congress_id, id)
    )`.execute(database);
  await sql`create index sign_in_by_person on people.sign_in (person_id)`.execute(database);
  // Failures only, kept for the length of the window: subject is a hash of account, code or address.
  await sql`
    create table people.sign_in_failure (
      id bigint generated always as identity primary key,
      kind text not null check (kind in ('account', 'code', 'address')),
      subject_hash text not null,
      failed_at timestamptz not null
    )`.execute(database);
  await sql`create index sign_in_failure_by_subject on people.sign_in_failure (kind, subject_hash, failed_at)`.execute(
    database,
  );
}
