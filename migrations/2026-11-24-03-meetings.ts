import { type Kysely, sql } from 'kysely';

/**
 * Meetings, sittings, the frozen roll and who is in the hall.
 *
 * Privacy rule: `roll` says who was present, never which paper or slip anybody held. The reason of a
 * leave is personal: `roll.presence_event.reason` is shown to the clerk alone and never exported.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table record.meeting (
      congress_id uuid not null references record.congress,
      id uuid not null,
      body_id uuid not null,
      term_id uuid not null,
      year_id uuid not null,
      number integer not null check (number between 1 and 99),
      name text not null check (length(name) between 2 and 120),
      place text,
      starts_on date not null,
      ends_on date not null,
      state text not null default 'preparing' check (state in ('preparing', 'roll_frozen', 'ended')),
      roll_frozen_at timestamptz,
      roll_hash text,
      act_id uuid not null,
      version integer not null default 1,
      published_at timestamptz,
      primary key (congress_id, id),
      unique (congress_id, body_id, number),
      check (ends_on >= starts_on),
      check ((state = 'preparing') = (roll_hash is null)),
      foreign key (congress_id, body_id) references record.body,
      foreign key (congress_id, term_id) references record.term,
      foreign key (congress_id, year_id) references record.year,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`alter table people.assignment add foreign key (congress_id, meeting_id)
    references record.meeting`.execute(database);
  await sql`
    create table record.sitting (
      congress_id uuid not null references record.congress,
      id uuid not null,
      meeting_id uuid not null,
      number integer not null check (number between 1 and 50),
      name text not null,
      place text,
      planned_at timestamptz not null,
      state text not null default 'planned' check (state in ('planned', 'check_in', 'open', 'closed')),
      check_in_opened_at timestamptz,
      opened_at timestamptz,
      closed_at timestamptz,
      act_id uuid not null,
      version integer not null default 1,
      primary key (congress_id, id),
      unique (congress_id, meeting_id, number),
      foreign key (congress_id, meeting_id) references record.meeting,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`
    create table record.agenda_item (
      congress_id uuid not null references record.congress,
      id uuid not null,
      sitting_id uuid not null,
      position integer not null,
      title text not null check (length(title) between 1 and 200),
      kind text not null check (kind in ('report', 'deliberation', 'decision', 'vote', 'other')),
      note text,
      done_at timestamptz,
      act_id uuid not null,
      primary key (congress_id, id),
      foreign key (congress_id, sitting_id) references record.sitting,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  // A decision taken in the hall with its numbers: rule sheet, scrutineers, recount, adjustment.
  await sql`
    create table record.decision (
      congress_id uuid not null references record.congress,
      id uuid not null,
      meeting_id uuid not null,
      sitting_id uuid,
      body_id uuid not null,
      subject text not null check (subject in ('rule_sheet', 'scrutineers', 'recount', 'adjustment', 'other')),
      subject_id uuid,
      subject_hash text,
      title text not null,
      method text not null check (method in ('show_of_hands', 'ballot', 'electronic', 'acclamation')),
      due integer not null check (due > 0),
      present integer not null check (present between 0 and due),
      votes_for integer not null check (votes_for >= 0),
      votes_against integer not null check (votes_against >= 0),
      votes_abstain integer not null check (votes_abstain >= 0),
      carried boolean not null,
      published_at timestamptz,
      act_id uuid not null,
      primary key (congress_id, id),
      check (votes_for + votes_against + votes_abstain <= present),
      foreign key (congress_id, meeting_id) references record.meeting,
      foreign key (congress_id, sitting_id) references record.sitting,
      foreign key (congress_id, body_id) references record.body,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`alter table people.assignment add foreign key (congress_id, decision_id)
    references record.decision`.execute(database);

  // The frozen roll: a copy of what the roll said when the meeting froze it, with later supplements.
  await sql`
    create table roll.meeting_deputy (
      congress_id uuid not null references record.congress,
      id uuid not null,
      meeting_id uuid not null,
      seat_id uuid not null,
      person_id uuid not null references people.person (id),
      position integer not null,
      name text not null,
      name_index text[] not null default '{}',
      sex text,
      delegation text,
      unit_and_position text,
      constituency text,
      deputy_number text,
      state text not null check (state in ('in_office', 'suspended', 'ended')),
      act_id uuid not null,
      primary key (congress_id, id),
      unique (congress_id, meeting_id, seat_id),
      foreign key (congress_id, meeting_id) references record.meeting,
      foreign key (congress_id, seat_id) references people.seat,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`
    create table roll.supplement (
      congress_id uuid not null references record.congress,
      id uuid not null,
      meeting_id uuid not null,
      deputy_id uuid not null,
      kind text not null check (kind in ('by_election', 'ended', 'suspended', 'reinstated', 'correction')),
      reason text not null check (length(reason) between 2 and 500),
      act_id uuid not null,
      primary key (congress_id, id),
      foreign key (congress_id, meeting_id) references record.meeting,
      foreign key (congress_id, deputy_id) references roll.meeting_deputy,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  // What is true now at a sitting; its history is roll.presence_event. One row per deputy, so that
  // of two desks that check in one deputy at once one wins.
  await sql`
    create table roll.presence (
      congress_id uuid not null references record.congress,
      sitting_id uuid not null,
      deputy_id uuid not null,
      state text not null check (state in ('on_leave', 'present', 'left')),
      arrived_at timestamptz,
      left_at timestamptz,
      desk text,
      late boolean not null default false,
      act_id uuid not null,
      primary key (congress_id, sitting_id, deputy_id),
      check (state = 'on_leave' or arrived_at is not null),
      check ((state = 'left') = (left_at is not null)),
      foreign key (congress_id, sitting_id) references record.sitting,
      foreign key (congress_id, deputy_id) references roll.meeting_deputy,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`
    create table roll.presence_event (
      congress_id uuid not null references record.congress,
      id uuid not null,
      sitting_id uuid not null,
      deputy_id uuid not null,
      kind text not null check (kind in
        ('leave_granted', 'leave_withdrawn', 'arrived', 'left_early', 'returned', 'undone')),
      desk text,
      reason text,
      act_id uuid not null,
      primary key (congress_id, id),
      foreign key (congress_id, sitting_id) references record.sitting,
      foreign key (congress_id, deputy_id) references roll.meeting_deputy,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`create index presence_event_by_deputy on roll.presence_event (congress_id, sitting_id, deputy_id)`.execute(
    database,
  );
  // Observers never count towards anything.
  await sql`
    create table roll.observer (
      congress_id uuid not null references record.congress,
      id uuid not null,
      sitting_id uuid not null,
      name text not null check (length(name) between 1 and 60),
      unit_and_position text,
      act_id uuid not null,
      primary key (congress_id, id),
      foreign key (congress_id, sitting_id) references record.sitting,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
}
