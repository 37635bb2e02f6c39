import { type Kysely, sql } from 'kysely';

/**
 * Adjustments (调整) of adopted projects: the government asks with reasons, the body that the level's law
 * names decides, the decision is published and reported at the next meeting.
 *
 * Privacy rule: official papers only.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table record.adjustment (
      congress_id uuid not null references record.congress,
      id uuid not null,
      project_id uuid not null,
      kind text not null check (kind in ('change', 'suspend', 'end', 'resume')),
      requested_by uuid not null,
      reason text not null check (length(reason) between 2 and 2000),
      proposed jsonb,
      requested_on date not null,
      paper_id uuid,
      state text not null check (state in ('requested', 'withdrawn', 'approved', 'refused')),
      decision_id uuid,
      round_id uuid,
      decided_on date,
      published_at timestamptz,
      published_where text,
      reported_meeting_id uuid,
      reported_on date,
      act_id uuid not null,
      version integer not null default 1,
      primary key (congress_id, id),
      check ((kind = 'change') = (proposed is not null)),
      check (state not in ('approved', 'refused') or decision_id is not null or round_id is not null),
      check ((state in ('approved', 'refused')) = (decided_on is not null)),
      check ((reported_meeting_id is null) = (reported_on is null)),
      foreign key (congress_id, project_id) references record.project,
      foreign key (requested_by) references record.organisation (id),
      foreign key (congress_id, paper_id) references record.attachment,
      foreign key (congress_id, decision_id) references record.decision,
      foreign key (congress_id, round_id) references record.round,
      foreign key (congress_id, reported_meeting_id) references record.meeting,
      foreign key (congress_id, act_id) references record.act deferrable initially deferred
    )`.execute(database);
  await sql`create unique index adjustment_one_open on record.adjustment (congress_id, project_id)
    where state = 'requested'`.execute(database);
  await sql`alter table record.project_text add foreign key (congress_id, adjustment_id)
    references record.adjustment`.execute(database);
}
