import { type Kysely, sql } from 'kysely';

/**
 * The trail: one hash chain per congress.
 *
 * Privacy rule: `trail.entry` holds ids and salted commitments, never names, reasons or free text.
 * Those stand in `trail.detail` and can be erased by law (by the owner's role, with an event of its
 * own) while the chain still verifies. The application's role may only SELECT and INSERT here.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table trail.entry (
      congress_id uuid not null references record.congress,
      sequence integer not null check (sequence >= 1),
      event text not null,
      act_id uuid not null,
      happened_at timestamptz not null,
      recorded_at timestamptz not null,
      recorded_by uuid,
      subjects jsonb not null,
      commitment text not null check (commitment ~ '^[0-9a-f]{64}$'),
      previous_hash text not null check (previous_hash ~ '^[0-9a-f]{64}$'),
      hash text not null check (hash ~ '^[0-9a-f]{64}$'),
      primary key (congress_id, sequence),
      unique (congress_id, hash)
    )`.execute(database);
  await sql`
    create table trail.detail (
      congress_id uuid not null references record.congress,
      sequence integer not null,
      salt text,
      detail jsonb,
      primary key (congress_id, sequence),
      check ((salt is null) = (detail is null)),
      foreign key (congress_id, sequence) references trail.entry
    )`.execute(database);
}
