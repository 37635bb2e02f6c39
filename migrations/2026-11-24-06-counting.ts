import { type Kysely, sql } from 'kysely';

/**
 * Tellers' entries of papers.
 *
 * Privacy rule: this schema is never exported paper by paper, since twelve marks can sign a paper.
 * Papers are mixed and numbered by the tellers after opening: the number says nothing about who.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table count.counting (
      congress_id uuid not null references record.congress,
      id uuid not null,
      round_id uuid not null,
      number integer not null check (number >= 1),
      kind text not null check (kind in ('first', 'reopened', 'recount')),
      method text not null check (method in ('papers', 'tally')),
      reason text,
      decision_id uuid,
      state text not null check (state in ('open', 'finished', 'superseded')),
      totals jsonb,
      totals_hash text,
      act_id uuid not null,
      primary key (congress_id, id),
      unique (congress_id, round_id, number),
      foreign key (congress_id, round_id) references record.round,
      foreign key (congress_id, decision_id) references record.decision,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`create unique index counting_one_open on count.counting (congress_id, round_id)
    where state = 'open'`.execute(database);
  await sql`
    create table count.batch (
      congress_id uuid not null references record.congress,
      id uuid not null,
      counting_id uuid not null,
      number integer not null check (number >= 1),
      papers integer not null check (papers between 1 and 100),
      state text not null default 'entering' check (state in ('entering', 'differs', 'settled')),
      act_id uuid not null,
      primary key (congress_id, id),
      unique (congress_id, counting_id, number),
      foreign key (congress_id, counting_id) references count.counting,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  // Two entries of each batch, by two different tellers: the unique keys say so too.
  await sql`
    create table count.entry (
      congress_id uuid not null references record.congress,
      id uuid not null,
      batch_id uuid not null,
      ordinal integer not null check (ordinal in (1, 2)),
      teller_id uuid not null references people.person (id),
      state text not null default 'open' check (state in ('open', 'finished')),
      tally_void integer check (tally_void >= 0),
      started_at timestamptz not null,
      finished_at timestamptz,
      act_id uuid not null,
      primary key (congress_id, id),
      unique (congress_id, batch_id, ordinal),
      unique (congress_id, batch_id, teller_id),
      check ((state = 'finished') = (finished_at is not null)),
      foreign key (congress_id, batch_id) references count.batch,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  // marks: {"1":"for","3":"against"}, an item that is absent is blank. void: a reason code or null.
  await sql`
    create table count.entry_paper (
      congress_id uuid not null references record.congress,
      entry_id uuid not null,
      paper_number integer not null check (paper_number >= 1),
      marks jsonb not null,
      void_reason text,
      act_id uuid not null,
      primary key (congress_id, entry_id, paper_number),
      foreign key (congress_id, entry_id) references count.entry,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`
    create table count.entry_tally (
      congress_id uuid not null references record.congress,
      entry_id uuid not null,
      item_number integer not null,
      option_code text not null,
      votes integer not null check (votes >= 0),
      primary key (congress_id, entry_id, item_number, option_code),
      foreign key (congress_id, entry_id) references count.entry
    )`.execute(database);
  // A difference between the two entries, and the third look that settled it.
  await sql`
    create table count.difference (
      congress_id uuid not null references record.congress,
      id uuid not null,
      batch_id uuid not null,
      paper_number integer,
      item_number integer,
      option_code text,
      first_value text not null,
      second_value text not null,
      settled_value text,
      settled_reason text,
      settled_by uuid references people.person (id),
      settled_act_id uuid,
      act_id uuid not null,
      primary key (congress_id, id),
      check ((settled_value is null) = (settled_act_id is null)),
      foreign key (congress_id, batch_id) references count.batch,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`create index difference_by_batch on count.difference (congress_id, batch_id)`.execute(
    database,
  );
}
