import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import type { VisitVerdict } from '../../../rules/supervision.ts';
import { type Withdrawn, withdrawnOf } from '../../../trail/withdraw-entry.ts';
import type { SupervisionKind } from './record-supervision.ts';

/** The group of a project with its members, the leader first. */
export interface SupervisionGroup {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
  readonly members: readonly {
    readonly personId: string;
    readonly name: string;
    readonly leader: boolean;
  }[];
}

/** A planned visit, with the day on which it took place. */
export interface VisitPlan {
  readonly id: string;
  readonly projectId: string;
  readonly plannedOn: string;
  readonly topic: string;
  readonly cancelledReason: string | null;
  readonly visitedOn: string | null;
}

/** A visit as pages show it; who was there is on the people's side. */
export interface Visit {
  readonly id: string;
  readonly projectId: string;
  readonly visitedOn: string;
  readonly note: string;
  readonly verdict: VisitVerdict;
  readonly ask: string | null;
  readonly placeSource: 'device' | 'typed' | 'none';
  readonly placeText: string | null;
  readonly latitude: string | null;
  readonly longitude: string | null;
  readonly writtenOffline: boolean;
  readonly people: readonly string[];
  readonly photos: readonly { readonly id: string; readonly published: boolean }[];
  readonly published: boolean;
  /** When and why the note was taken back the last time; null where it never was, or is public again. */
  readonly withdrawn: { readonly on: string; readonly reason: string } | null;
}

/** A project on the list of supervised handling. */
export interface Handling {
  readonly id: string;
  readonly projectId: string;
  readonly reason: string;
  readonly ledBy: string;
  readonly listedOn: string;
  readonly dueOn: string;
  /** The first deadline; null while it was never extended. */
  readonly firstDueOn: string | null;
  readonly extensionReason: string | null;
  readonly liftedOn: string | null;
  readonly liftedReason: string | null;
  readonly published: boolean;
}

/** A special report, inquiry, half-year report or audit. */
export interface SupervisionRecord {
  readonly id: string;
  readonly kind: SupervisionKind;
  readonly heldOn: string;
  readonly title: string;
  readonly content: string;
  readonly outcome: string | null;
  readonly source: string;
  readonly withdrawn: Withdrawn;
}

/** The groups that stand now: of a congress, of one project, or those that somebody is in. */
export async function listGroups(
  database: Kysely<Tables>,
  congressId: string,
  only: { readonly projectId?: string; readonly memberId?: string } = {},
): Promise<readonly SupervisionGroup[]> {
  const rows = await database
    .selectFrom('record.supervision_group as group')
    .innerJoin('people.supervision_member as member', (join) =>
      join
        .onRef('member.congress_id', '=', 'group.congress_id')
        .onRef('member.group_id', '=', 'group.id'),
    )
    .innerJoin('people.person as person', 'person.id', 'member.person_id')
    .select(['group.id', 'group.project_id', 'group.name', 'member.person_id', 'member.leader'])
    .select('person.name as person_name')
    .where('group.congress_id', '=', congressId)
    .where('group.ends_on', 'is', null)
    .where('member.ends_on', 'is', null)
    .$if(only.projectId !== undefined, (query) =>
      query.where('group.project_id', '=', only.projectId ?? ''),
    )
    .orderBy('member.leader', 'desc')
    .orderBy('person.name')
    .execute();
  const groups = new Map<string, SupervisionGroup & { members: SupervisionGroup['members'] }>();
  for (const row of rows) {
    const known = groups.get(row.id);
    const member = { personId: row.person_id, name: row.person_name, leader: row.leader };
    groups.set(row.id, {
      ...{ id: row.id, projectId: row.project_id, name: row.name },
      members: [...(known?.members ?? []), member],
    });
  }
  const { memberId } = only;
  return [...groups.values()].filter(
    (group) => memberId === undefined || group.members.some((one) => one.personId === memberId),
  );
}

/** The planned visits of projects, the earliest first. */
export async function listVisitPlans(
  database: Kysely<Tables>,
  congressId: string,
  projectIds: readonly string[],
): Promise<readonly VisitPlan[]> {
  if (projectIds.length === 0) return [];
  const rows = await database
    .selectFrom('record.visit_plan as plan')
    .innerJoin('record.supervision_group as group', (join) =>
      join
        .onRef('group.congress_id', '=', 'plan.congress_id')
        .onRef('group.id', '=', 'plan.group_id'),
    )
    .select(['plan.id', 'plan.planned_on', 'plan.topic', 'plan.cancelled_reason'])
    .select('group.project_id')
    .select((column) =>
      column
        .selectFrom('record.visit as visit')
        .select((inner) => inner.fn.min('visit.visited_on').as('day'))
        .whereRef('visit.congress_id', '=', 'plan.congress_id')
        .whereRef('visit.plan_id', '=', 'plan.id')
        .as('visited_on'),
    )
    .where('plan.congress_id', '=', congressId)
    .where('group.project_id', 'in', [...projectIds])
    .orderBy('plan.planned_on')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    projectId: row.project_id,
    plannedOn: row.planned_on,
    topic: row.topic,
    cancelledReason: row.cancelled_reason,
    visitedOn: row.visited_on,
  }));
}

/** The visits of projects, the newest first, with the names of who was there. */
export async function listVisits(
  database: Kysely<Tables>,
  congressId: string,
  projectIds: readonly string[],
): Promise<readonly Visit[]> {
  if (projectIds.length === 0) return [];
  const rows = await database
    .selectFrom('record.visit as visit')
    .selectAll('visit')
    .select(
      sql<string[]>`array(select person.name from people.visit_participant there
        join people.person person on person.id = there.person_id
        where there.congress_id = visit.congress_id and there.visit_id = visit.id
        order by person.name)`.as('people'),
    )
    .select(
      sql<
        readonly { id: string; published: boolean }[]
      >`coalesce((select json_agg(json_build_object(
          'id', photo.id, 'published', photo.published_at is not null) order by photo.id)
        from record.project_photo photo where photo.congress_id = visit.congress_id
          and photo.subject_id = visit.id and photo.occasion = 'visit'), '[]')`.as('photos'),
    )
    .select(
      sql<{ on: string; reason: string } | null>`(select json_build_object(
          'on', publication.withdrawn_on, 'reason', publication.withdrawn_reason)
        from record.visit_publication publication where publication.congress_id = visit.congress_id
          and publication.visit_id = visit.id and publication.withdrawn_on is not null
        order by publication.withdrawn_on desc limit 1)`.as('withdrawn'),
    )
    .where('visit.congress_id', '=', congressId)
    .where('visit.project_id', 'in', [...projectIds])
    .orderBy('visit.visited_on', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    projectId: row.project_id,
    visitedOn: row.visited_on,
    note: row.note,
    verdict: row.verdict,
    ask: row.ask,
    placeSource: row.place_source,
    placeText: row.place_text,
    latitude: row.latitude,
    longitude: row.longitude,
    writtenOffline: row.written_offline,
    people: row.people,
    photos: row.photos,
    published: row.published_at !== null,
    withdrawn: row.published_at === null ? row.withdrawn : null,
  }));
}

/** Supervised handling of a congress or of one project, what stands now first. */
export async function listHandlings(
  database: Kysely<Tables>,
  congressId: string,
  projectId: string | null = null,
): Promise<readonly Handling[]> {
  const rows = await database
    .selectFrom('record.supervised_handling')
    .selectAll()
    .where('congress_id', '=', congressId)
    .$if(projectId !== null, (query) => query.where('project_id', '=', projectId ?? ''))
    .orderBy((order) => order('lifted_on', 'is not', null))
    .orderBy('due_on')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    projectId: row.project_id,
    reason: row.reason,
    ledBy: row.led_by,
    listedOn: row.listed_on,
    dueOn: row.due_on,
    firstDueOn: row.first_due_on,
    extensionReason: row.extension_reason,
    liftedOn: row.lifted_on,
    liftedReason: row.lifted_reason,
    published: row.published_at !== null,
  }));
}

/** The special reports, inquiries, half-year reports and audits of a project, the newest first, withdrawn ones too. */
export async function listSupervisionRecords(
  database: Kysely<Tables>,
  congressId: string,
  projectId: string,
): Promise<readonly SupervisionRecord[]> {
  const rows = await database
    .selectFrom('record.supervision_record as record')
    .innerJoin('record.supervision_record_project as about', (join) =>
      join
        .onRef('about.congress_id', '=', 'record.congress_id')
        .onRef('about.record_id', '=', 'record.id'),
    )
    .selectAll('record')
    .where('record.congress_id', '=', congressId)
    .where('about.project_id', '=', projectId)
    .orderBy('record.held_on', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    heldOn: row.held_on,
    title: row.title,
    content: row.content,
    outcome: row.outcome,
    source: row.source,
    withdrawn: withdrawnOf(row),
  }));
}

/** The projects that a report, an inquiry or a supervised handling is about. */
export async function projectsOfEntry(
  database: Kysely<Tables>,
  congressId: string,
  entryId: string,
): Promise<readonly string[]> {
  const rows = await database
    .selectFrom('record.supervision_record_project')
    .select('project_id')
    .where('congress_id', '=', congressId)
    .where('record_id', '=', entryId)
    .unionAll((query) =>
      query
        .selectFrom('record.supervised_handling')
        .select('project_id')
        .where('congress_id', '=', congressId)
        .where('id', '=', entryId),
    )
    .execute();
  return rows.map((row) => row.project_id);
}
