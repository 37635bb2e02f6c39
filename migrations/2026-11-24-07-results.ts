import { type Kysely, sql } from 'kysely';

/**
 * Count reports, signatures, declaration, announcements, sealing, and what became of each candidate.
 * A report is never changed: a reopened count or a recount makes a new one beside it.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table record.count_report (
      congress_id uuid not null references record.congress,
      id uuid not null,
      round_id uuid not null,
      counting_id uuid,
      number integer not null check (number >= 1),
      kind text not null check (kind in ('first', 'reopened', 'recount')),
      content jsonb not null,
      content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
      state text not null check (state in ('unsigned', 'signed', 'fallen')),
      published_at timestamptz,
      act_id uuid not null,
      version integer not null default 1,
      primary key (congress_id, id),
      unique (congress_id, round_id, number),
      foreign key (congress_id, round_id) references record.round,
      foreign key (congress_id, counting_id) references count.counting,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`
    create table record.report_signature (
      congress_id uuid not null references record.congress,
      id uuid not null,
      report_id uuid not null,
      person_id uuid not null references people.person (id),
      name text not null,
      role text not null check (role in ('chief_scrutineer', 'scrutineer', 'teller')),
      way text not null check (way in ('code', 'hand', 'refused', 'absent')),
      reason text,
      scan_id uuid,
      confirmed_by uuid references people.person (id),
      confirmed_at timestamptz,
      act_id uuid not null,
      primary key (congress_id, id),
      unique (congress_id, report_id, person_id),
      check (way not in ('refused', 'absent') or reason is not null),
      check (way <> 'hand' or scan_id is not null),
      foreign key (congress_id, report_id) references record.count_report,
      foreign key (congress_id, scan_id) references record.attachment,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`
    create table people.signing_code (
      congress_id uuid not null references record.congress,
      id uuid not null,
      report_id uuid not null,
      person_id uuid not null references people.person (id),
      code_hash text not null,
      expires_at timestamptz not null,
      used_at timestamptz,
      act_id uuid not null,
      primary key (congress_id, id),
      foreign key (congress_id, report_id) references record.count_report,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`
    create table record.declaration (
      congress_id uuid not null references record.congress,
      id uuid not null,
      round_id uuid not null,
      report_id uuid not null,
      declared_by text not null check (declared_by in ('chair', 'clerk_recorded')),
      act_id uuid not null,
      primary key (congress_id, id),
      unique (congress_id, report_id),
      foreign key (congress_id, round_id) references record.round,
      foreign key (congress_id, report_id) references record.count_report,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`
    create table record.announcement (
      congress_id uuid not null references record.congress,
      id uuid not null,
      round_id uuid not null,
      report_id uuid not null,
      kind text not null check (kind in ('announcement', 'correction')),
      number text not null check (length(number) between 1 and 60),
      dated date not null,
      title text not null,
      content jsonb not null,
      content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
      corrects_id uuid,
      published_at timestamptz,
      published_where text,
      act_id uuid not null,
      primary key (congress_id, id),
      unique (congress_id, number),
      check ((kind = 'correction') = (corrects_id is not null)),
      foreign key (congress_id, round_id) references record.round,
      foreign key (congress_id, report_id) references record.count_report,
      foreign key (congress_id, corrects_id) references record.announcement,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`
    create table record.sealing (
      congress_id uuid not null references record.congress,
      id uuid not null,
      round_id uuid not null,
      kind text not null check (kind in ('sealed', 'opened_for_recount', 'resealed', 'destroyed')),
      packets integer not null check (packets >= 1),
      seals text not null,
      place text not null,
      witnesses text not null,
      act_id uuid not null,
      primary key (congress_id, id),
      foreign key (congress_id, round_id) references record.round,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  // What became of a candidate in a round: adopted, or back to the reserve pool with its votes.
  await sql`
    create table record.candidate_fate (
      congress_id uuid not null references record.congress,
      round_id uuid not null,
      candidate_id uuid not null,
      votes_for integer,
      rank integer,
      fate text not null check (fate in ('adopted', 'reserve', 'next_round')),
      why text not null,
      act_id uuid not null,
      primary key (congress_id, round_id, candidate_id),
      foreign key (congress_id, round_id) references record.round,
      foreign key (congress_id, candidate_id) references record.candidate,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
}
