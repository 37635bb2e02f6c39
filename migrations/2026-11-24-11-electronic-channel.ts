import { type Kysely, sql } from 'kysely';

/**
 * The electronic channel: key ceremonies, slips, the box and the public board.
 *
 * Privacy rule: nothing in `box` and `board` leads to `roll` or `people`: no person, time or serial
 * number, and casting shares no transaction with anything else. `box.slip` has one row for each slip,
 * written in the order of the slips' numbers before anybody votes; a ballot is put into its slip's row.
 * Each row fills a page of its own (fillfactor), and an update stays on its page: neither the order of
 * rows in a dump nor a row's place tells when a ballot came.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await ceremonies(database);
  await channels(database);
  await box(database);
  await board(database);
}

async function ceremonies(database: Kysely<unknown>): Promise<void> {
  // One ceremony makes key sets (钥匙组) for the first round and the reserve rounds of a meeting.
  await sql`
    create table record.ceremony (
      congress_id uuid not null references record.congress,
      id uuid not null,
      meeting_id uuid not null,
      holders integer not null check (holders between 3 and 20),
      threshold integer not null check (threshold between 2 and 10),
      key_sets integer not null check (key_sets between 1 and 40),
      rehearsal boolean not null default false,
      state text not null check (state in ('running', 'complete', 'cancelled')),
      state_reason text,
      act_id uuid not null,
      version integer not null default 1,
      primary key (congress_id, id),
      check (holders >= 2 * threshold - 1),
      foreign key (congress_id, meeting_id) references record.meeting,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`create unique index ceremony_one_living on record.ceremony (congress_id, meeting_id, rehearsal)
    where state <> 'cancelled'`.execute(database);
  await sql`
    create table record.key_holder (
      congress_id uuid not null references record.congress,
      ceremony_id uuid not null,
      position integer not null check (position >= 1),
      person_id uuid not null references people.person (id),
      act_id uuid not null,
      primary key (congress_id, ceremony_id, position),
      unique (congress_id, ceremony_id, person_id),
      foreign key (congress_id, ceremony_id) references record.ceremony,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  // What a holder sent in one step: a JSON list with one item for each key set. Public by protocol;
  // what is secret in it is encrypted to its receiver by the sender's browser.
  await sql`
    create table record.ceremony_message (
      congress_id uuid not null references record.congress,
      ceremony_id uuid not null,
      position integer not null,
      step text not null check (step in ('certificate', 'polynomial', 'share', 'backup')),
      content text not null,
      act_id uuid not null,
      primary key (congress_id, ceremony_id, position, step),
      foreign key (congress_id, ceremony_id, position) references record.key_holder,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  // Keys of one round: made ahead, used once, destroyed. The server's secret halves lie in a key file
  // outside the database.
  await sql`
    create table record.key_set (
      congress_id uuid not null references record.congress,
      id uuid not null,
      ceremony_id uuid not null,
      ordinal integer not null check (ordinal >= 1),
      uuid text not null unique check (uuid ~ '^[1-9A-HJ-NP-Za-km-z]{14}$'),
      server_key text not null,
      receipt_key text not null,
      trustees_json text,
      public_key text,
      credentials_json text,
      slips_made integer check (slips_made > 0),
      slips_spare integer check (slips_spare >= 0),
      colour text,
      state text not null check (state in ('making', 'ready', 'used', 'spoiled', 'destroyed')),
      act_id uuid not null,
      version integer not null default 1,
      primary key (congress_id, id),
      unique (congress_id, ceremony_id, ordinal),
      check (state = 'making' or state = 'destroyed' or state = 'spoiled' or trustees_json is not null),
      check ((credentials_json is null) = (slips_made is null)),
      foreign key (congress_id, ceremony_id) references record.ceremony,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  // A scrutineer's or chief's own device: what its pages send instead of a cookie. Only the hash is here.
  await sql`
    create table people.station (
      congress_id uuid not null references record.congress,
      id uuid not null,
      meeting_id uuid not null,
      person_id uuid not null references people.person (id),
      token_hash text not null unique,
      created_at timestamptz not null,
      last_seen_at timestamptz,
      expires_at timestamptz not null,
      revoked_at timestamptz,
      act_id uuid not null,
      primary key (congress_id, id),
      foreign key (congress_id, meeting_id) references record.meeting,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
}

async function channels(database: Kysely<unknown>): Promise<void> {
  await sql`alter table record.round_channel drop constraint round_channel_state_check`.execute(
    database,
  );
  await sql`alter table record.round_channel add constraint round_channel_state_check check (
    case channel
      when 'electronic' then state in ('preparing', 'keyed', 'slips', 'sealed', 'issuing', 'casting',
        'closed', 'counted', 'void')
      else state in ('preparing', 'proofread', 'printed', 'issuing', 'issued', 'returned', 'counted',
        'void')
    end)`.execute(database);
  // What the electronic channel of a round knows beyond the common figures of record.round_channel,
  // where printed = slips made, issued = slips handed out, returned = ballots in the box.
  await sql`
    create table record.electronic_channel (
      congress_id uuid not null references record.congress,
      round_id uuid not null,
      key_set_id uuid not null,
      uuid text not null unique,
      election_json text not null,
      setup_hash text check (setup_hash ~ '^[0-9a-f]{64}$'),
      archive_time bigint,
      reserve integer check (reserve >= 0),
      issued_late integer not null default 0 check (issued_late >= 0),
      voided_before integer check (voided_before >= 0),
      voided_after integer check (voided_after >= 0),
      slip_box jsonb,
      paper_sheet_hash text,
      archive_hash text,
      proofs_hash text,
      key_destroyed_at timestamptz,
      act_id uuid not null,
      version integer not null default 1,
      primary key (congress_id, round_id),
      unique (congress_id, key_set_id),
      check ((setup_hash is null) = (archive_time is null)),
      foreign key (congress_id, round_id) references record.round,
      foreign key (congress_id, key_set_id) references record.key_set,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  // Who compared the fingerprint read aloud with the one on their own device.
  await sql`
    create table record.setup_confirmation (
      congress_id uuid not null references record.congress,
      round_id uuid not null,
      setup_hash text not null check (setup_hash ~ '^[0-9a-f]{64}$'),
      person_id uuid not null references people.person (id),
      same boolean not null,
      act_id uuid not null,
      primary key (congress_id, round_id, setup_hash, person_id),
      foreign key (congress_id, round_id) references record.round,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
}

async function box(database: Kysely<unknown>): Promise<void> {
  await sql`create schema box`.execute(database);
  await sql`
    create table box.slip (
      congress_id uuid not null references record.congress,
      uuid text not null,
      credential text not null check (credential ~ '^[1-9][0-9]*$' and length(credential) <= 617),
      void_reason text check (void_reason in ('unissued', 'reserve', 'exchanged')),
      tracker text check (tracker ~ '^[A-Za-z0-9+/]{43}$'),
      ballot text,
      primary key (congress_id, uuid, credential),
      unique (congress_id, uuid, tracker),
      check ((tracker is null) = (ballot is null)),
      check (void_reason is null or ballot is null)
    ) with (fillfactor = 10)`.execute(database);
  // Nine tenths of each page are left for the one update of its one row; the ballot itself lies outside
  // of it. Digits hardly shrink: compressing 40 KB for each ballot would cost more than it saves.
  await sql`alter table box.slip alter column ballot set storage external`.execute(database);
  await sql`
    create function box.slip_used_once() returns trigger language plpgsql as $$
    begin
      if old.ballot is not null or old.void_reason is not null
        or (new.congress_id, new.uuid, new.credential) is distinct from
           (old.congress_id, old.uuid, old.credential) then
        raise exception 'a slip is used or voided once' using errcode = 'integrity_constraint_violation';
      end if;
      return new;
    end $$`.execute(database);
  await sql`create trigger slip_used_once before update on box.slip
    for each row execute function box.slip_used_once()`.execute(database);
  // All that the server learns of a test ballot: that there was one.
  await sql`
    create table box.test_ballots (
      congress_id uuid not null references record.congress,
      uuid text not null,
      tests integer not null check (tests >= 0),
      primary key (congress_id, uuid)
    )`.execute(database);
}

async function board(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table board.election (
      congress_id uuid not null references record.congress,
      uuid text not null unique,
      round_id uuid not null,
      setup_hash text not null check (setup_hash ~ '^[0-9a-f]{64}$'),
      archive_seconds bigint not null,
      receipt_key text not null,
      primary key (congress_id, uuid),
      unique (congress_id, round_id),
      foreign key (congress_id, round_id) references record.round
    )`.execute(database);
  // The archive, record by record, in its order: an append-only chain.
  await sql`
    create table board.archive_record (
      congress_id uuid not null references record.congress,
      uuid text not null,
      position integer not null check (position >= 0),
      kind text not null check (kind in ('data', 'event')),
      hash text not null check (hash ~ '^[0-9a-f]{64}$'),
      content text not null,
      primary key (congress_id, uuid, position),
      unique (congress_id, uuid, hash),
      foreign key (congress_id, uuid) references board.election
    )`.execute(database);
  await sql`alter table board.archive_record alter column content set storage external`.execute(
    database,
  );
  await sql`
    create table board.strong_proofs (
      congress_id uuid not null references record.congress,
      uuid text not null,
      owner integer not null check (owner >= 1),
      content text not null,
      primary key (congress_id, uuid, owner),
      foreign key (congress_id, uuid) references board.election
    )`.execute(database);
}
