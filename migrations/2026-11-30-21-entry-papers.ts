import { type Kysely, sql } from 'kysely';

/**
 * Papers and photos of what is entered in supervision: answers to opinions and rectifications, reports and
 * inquiries, supervised handling. An entry may have several. A paper of a rectification's answer stands, as the
 * answer does, with the congress of the unit.
 *
 * Privacy rule: what may be seen of a paper follows its entry. Only papers of reports and of supervised handling can be
 * published, and only where somebody chose so; photos have no metadata.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table record.entry_paper (
      congress_id uuid not null references record.congress,
      id uuid not null,
      kind text not null check (kind in ('opinion_answer', 'rectification_answer', 'supervision_record',
        'supervised_handling')),
      entry_id uuid not null,
      position integer not null check (position >= 1),
      attachment_id uuid not null,
      published_at timestamptz,
      act_id uuid not null,
      primary key (congress_id, id),
      unique (congress_id, kind, entry_id, position),
      check (published_at is null or kind in ('supervision_record', 'supervised_handling')),
      foreign key (congress_id, attachment_id) references record.attachment,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
}
