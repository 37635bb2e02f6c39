import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../database/tables.ts';

/** An opinion or a rectification that is handed to an organisation and not closed. */
export interface HandedMatter {
  readonly kind: 'opinion' | 'rectification';
  readonly congressId: string;
  readonly congressName: string;
  readonly id: string;
  readonly number: number;
  readonly content: string;
  readonly dueOn: string;
  readonly state: 'handed_over' | 'issued' | 'reopened' | 'answered';
  /** The project that it is about; null for none. */
  readonly project: string | null;
}

/**
 * What is handed to some organisations in whichever congress and not closed, whosever project it is about:
 * what waits for an answer first, the earliest deadline before the others.
 */
export async function listHandedMatters(
  database: Kysely<Tables>,
  organisationIds: readonly string[],
): Promise<readonly HandedMatter[]> {
  if (organisationIds.length === 0) return [];
  const { rows } = await sql<HandedMatter>`
    with matter as (
      select 'opinion' as kind, congress_id, id, number, content, due_on, state, project_id
        from record.opinion
       where department_id = any(${organisationIds}::uuid[])
         and state in ('handed_over', 'answered', 'reopened')
      union all
      select 'rectification', unit_congress_id, id, number, content, due_on, state, project_id
        from record.rectification
       where unit_id = any(${organisationIds}::uuid[]) and state <> 'closed'
    )
    select matter.kind, matter.congress_id as "congressId", congress.name as "congressName", matter.id,
           matter.number, matter.content, matter.due_on as "dueOn", matter.state,
           text.voted ->> 'title' as project
      from matter
      join record.congress congress on congress.congress_id = matter.congress_id
      left join record.project project
        on project.congress_id = matter.congress_id and project.id = matter.project_id
      left join record.project_text text
        on text.congress_id = project.congress_id and text.id = project.current_text_id
     order by matter.state = 'answered', matter.due_on, matter.id`.execute(database);
  return rows;
}

/**
 * The projects of a congress that are a matter of some organisations: they are in charge of the project, or
 * an opinion, a rectification or an adjustment of it is theirs.
 */
export async function listOwnMatters(
  database: Kysely<Tables>,
  congressId: string,
  organisationIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (organisationIds.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select id from record.project
     where congress_id = ${congressId} and department_id = any(${organisationIds}::uuid[])
    union select project_id from record.opinion
     where congress_id = ${congressId} and department_id = any(${organisationIds}::uuid[])
    union select project_id from record.rectification
     where unit_congress_id = ${congressId} and unit_id = any(${organisationIds}::uuid[])
    union select project_id from record.adjustment
     where congress_id = ${congressId} and requested_by = any(${organisationIds}::uuid[])`.execute(
    database,
  );
  return new Set(rows.map((row) => row.id));
}
