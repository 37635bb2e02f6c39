import { type Kysely, sql } from 'kysely';

/**
 * Rounds of voting with their channels, items and options.
 *
 * Marks are option codes, never booleans, so that a satisfaction test is a round like any other. A
 * figure is `null` while nobody knows it; `source` says who counted it.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table record.round (
      congress_id uuid not null references record.congress,
      id uuid not null,
      meeting_id uuid not null,
      sitting_id uuid not null,
      body_id uuid not null,
      kind text not null check (kind in ('vote', 'satisfaction', 'decision')),
      form text not null check (form in ('upto', 'exactly', 'each', 'grades')),
      number integer not null check (number >= 1),
      title text not null,
      rule_sheet_version_id uuid not null,
      candidate_list_id uuid,
      parent_id uuid,
      parent_reason text check (parent_reason in ('revote', 'second_round', 'vote_again')),
      places integer not null check (places >= 1),
      most integer not null check (most >= 1),
      least integer not null default 0 check (least >= 0),
      recommends_only boolean not null default false,
      state text not null check (state in ('draft', 'ready', 'open', 'closed', 'counted', 'certified',
        'declared', 'announced', 'void', 'cancelled', 'interrupted', 'reopened', 'recounted')),
      state_reason text,
      due integer,
      present integer,
      on_leave integer,
      attendance_frozen_at timestamptz,
      outcome jsonb,
      act_id uuid not null,
      version integer not null default 1,
      published_at timestamptz,
      primary key (congress_id, id),
      unique (congress_id, meeting_id, number),
      check ((parent_id is null) = (parent_reason is null)),
      check (present is null or due is null or present <= due),
      foreign key (congress_id, meeting_id) references record.meeting,
      foreign key (congress_id, sitting_id) references record.sitting,
      foreign key (congress_id, body_id) references record.body,
      foreign key (congress_id, rule_sheet_version_id) references record.rule_sheet_version,
      foreign key (congress_id, candidate_list_id) references record.candidate_list,
      foreign key (congress_id, parent_id) references record.round,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`alter table people.assignment add foreign key (congress_id, round_id)
    references record.round`.execute(database);
  await sql`
    create table record.round_channel (
      congress_id uuid not null references record.congress,
      round_id uuid not null,
      channel text not null check (channel in ('paper', 'electronic', 'show_of_hands', 'imported')),
      state text not null check (state in ('preparing', 'proofread', 'printed', 'issuing', 'issued',
        'returned', 'counted', 'void')),
      colour text,
      printed integer check (printed >= 0),
      issued integer check (issued >= 0),
      spoiled integer check (spoiled >= 0),
      returned integer check (returned >= 0),
      void integer check (void >= 0),
      destroyed integer not null default 0 check (destroyed >= 0),
      totals jsonb,
      source text not null default 'kept here',
      act_id uuid not null,
      version integer not null default 1,
      primary key (congress_id, round_id, channel),
      foreign key (congress_id, round_id) references record.round,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`
    create table record.round_item (
      congress_id uuid not null references record.congress,
      round_id uuid not null,
      number integer not null check (number >= 1),
      candidate_version_id uuid,
      title text not null,
      primary key (congress_id, round_id, number),
      foreign key (congress_id, round_id) references record.round,
      foreign key (congress_id, candidate_version_id) references record.candidate_version
    )`.execute(database);
  await sql`
    create table record.round_option (
      congress_id uuid not null references record.congress,
      round_id uuid not null,
      code text not null check (code in ('for', 'against', 'abstain', 'illegible',
        'satisfied', 'fairly_satisfied', 'dissatisfied')),
      symbol text not null,
      position integer not null,
      primary key (congress_id, round_id, code),
      foreign key (congress_id, round_id) references record.round
    )`.execute(database);
  // Papers made void because the sheet or the list changed after printing: counted and destroyed.
  await sql`
    create table record.voided_papers (
      congress_id uuid not null references record.congress,
      id uuid not null,
      round_id uuid not null,
      papers integer not null check (papers > 0),
      reason text not null,
      act_id uuid not null,
      primary key (congress_id, id),
      foreign key (congress_id, round_id) references record.round,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
}
