import { type Kysely, sql } from 'kysely';

/**
 * The public wording of an answer to a rectification or of its re-check: what the public reads instead of the
 * words themselves, which may name people. Written by the clerk of the congress whose entry it is; taken down
 * with a reason, kept.
 *
 * Privacy rule: written for everybody to read, names nobody.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table record.rectification_wording (
      congress_id uuid not null references record.congress,
      entry_id uuid not null,
      kind text not null check (kind in ('answer', 'recheck')),
      issuer_id uuid not null,
      rectification_id uuid not null,
      wording text not null,
      published_at timestamptz,
      withdrawn_reason text,
      act_id uuid not null,
      primary key (congress_id, entry_id),
      check ((published_at is null) = (withdrawn_reason is not null)),
      foreign key (issuer_id, rectification_id) references record.rectification,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
}
