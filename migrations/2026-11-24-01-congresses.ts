import { type Kysely, sql } from 'kysely';

/**
 * Schemas by permission, and the permanent tree of places.
 *
 * Privacy rule: names of natural persons never stand in `record`, except where a published paper
 * itself names them (a signature on a count report). Every row carries its `congress_id` first: the
 * unit of permission, of the trail's chain and of any later partitioning.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`create schema record`.execute(database);
  await sql`create schema people`.execute(database);
  await sql`create schema roll`.execute(database);
  await sql`create schema count`.execute(database);
  await sql`create schema contact`.execute(database);
  await sql`create schema board`.execute(database);
  await sql`create schema trail`.execute(database);
  await sql`create schema jobs`.execute(database);

  // The body of a place survives its terms. `installation` is the root of the tree: this program
  // itself, with a trail of its own. A street has no congress of its own: its rounds recommend.
  await sql`
    create table record.congress (
      congress_id uuid primary key,
      parent_id uuid references record.congress,
      kind text not null check (kind in ('installation', 'city', 'county', 'township', 'street')),
      name text not null check (length(name) between 2 and 80),
      short_name text not null check (length(short_name) between 1 and 40),
      created_at timestamptz not null default clock_timestamp(),
      version integer not null default 1,
      check ((kind = 'installation') = (parent_id is null))
    )`.execute(database);
  await sql`create unique index congress_one_installation on record.congress (kind)
    where kind = 'installation'`.execute(database);
  await sql`create index congress_by_parent on record.congress (parent_id)`.execute(database);
  await sql`
    create table record.congress_succession (
      congress_id uuid not null references record.congress,
      successor_id uuid not null references record.congress,
      kind text not null check (kind in ('merged', 'split', 'renamed')),
      takes_effect_on date not null,
      decision text not null,
      primary key (congress_id, successor_id)
    )`.execute(database);

  // One row for each act of a user: what was stated, what the clock said, who, and the answer that
  // a repeated request gets. Rows made by the act point to it.
  await sql`
    create table record.act (
      congress_id uuid not null references record.congress,
      id uuid not null,
      kind text not null,
      happened_at timestamptz not null,
      recorded_at timestamptz not null,
      recorded_by uuid,
      entered_later boolean not null default false,
      supersedes uuid,
      answer jsonb not null,
      primary key (congress_id, id),
      foreign key (congress_id, supersedes) references record.act (congress_id, id)
    )`.execute(database);

  await sql`
    create table record.term (
      congress_id uuid not null references record.congress,
      id uuid not null,
      number integer not null check (number between 1 and 99),
      starts_on date not null,
      ends_on date,
      act_id uuid not null,
      primary key (congress_id, id),
      unique (congress_id, number),
      check (ends_on is null or ends_on > starts_on),
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  // The project year differs from the date of the vote.
  await sql`
    create table record.year (
      congress_id uuid not null references record.congress,
      id uuid not null,
      term_id uuid not null,
      year integer not null check (year between 2000 and 2199),
      act_id uuid not null,
      primary key (congress_id, id),
      unique (congress_id, year),
      foreign key (congress_id, term_id) references record.term,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  // Plenary, standing committee, presidium, delegation: a meeting and its roll belong to a body.
  await sql`
    create table record.body (
      congress_id uuid not null references record.congress,
      id uuid not null,
      term_id uuid not null,
      kind text not null check (kind in ('plenary', 'standing_committee', 'presidium', 'delegation')),
      name text not null check (length(name) between 1 and 60),
      position integer not null default 0,
      act_id uuid not null,
      primary key (congress_id, id),
      unique (congress_id, term_id, kind, name),
      foreign key (congress_id, term_id) references record.term,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`
    create table record.organisation (
      congress_id uuid not null references record.congress,
      id uuid not null,
      kind text not null check (kind in ('department', 'village', 'unit', 'party_committee')),
      name text not null check (length(name) between 1 and 80),
      act_id uuid not null,
      primary key (congress_id, id),
      unique (congress_id, name),
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  // Scans, photos and papers. The bytes lie in the database, so that one backup covers them.
  await sql`
    create table record.attachment (
      congress_id uuid not null references record.congress,
      id uuid not null,
      content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
      media_type text not null,
      file_name text not null,
      size_bytes integer not null check (size_bytes > 0),
      bytes bytea not null,
      published_at timestamptz,
      act_id uuid not null,
      primary key (congress_id, id),
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
}
