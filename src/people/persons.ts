import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { type Role, roleNameAt } from '../rules/access.ts';
import { ok, type Refusal, type Result, refuse } from '../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../trail/perform-act.ts';

/** Enters a person by hand. Deputies come with the roll. */
export async function addPerson(
  act: Act,
  person: { name: string; sex?: '男' | '女' | null; phone?: string | null },
): Promise<string> {
  const id = randomUUID();
  await act.transaction
    .insertInto('people.person')
    .values({
      congress_id: act.congressId,
      id,
      name: person.name,
      sex: person.sex ?? null,
      phone: person.phone ?? null,
      act_id: act.id,
    })
    .execute();
  act.record({ event: 'person-added', subjects: { person: id }, detail: { name: person.name } });
  return id;
}

/** A role to be given: in the whole congress, or for one meeting. */
export interface NewRole {
  readonly personId: string;
  readonly role: Role;
  readonly meetingId: string | null;
  /** The department or party committee that the person acts for, of the same congress. */
  readonly organisationId?: string;
}

/** A person and the role in the words of the congress, for the trail. */
async function inWords(act: Act, personId: string, role: Role, organisationId: string | null) {
  const found = await act.transaction
    .selectFrom('people.person as person')
    .innerJoin('record.congress as congress', (join) =>
      join.on('congress.congress_id', '=', act.congressId),
    )
    .leftJoin('record.organisation as organisation', (join) =>
      join
        .onRef('organisation.congress_id', '=', 'congress.congress_id')
        .on('organisation.id', '=', organisationId),
    )
    .select(['person.name', 'congress.kind', 'organisation.name as organisation'])
    .where('person.id', '=', personId)
    .executeTakeFirstOrThrow();
  const plain = roleNameAt(role, found.kind);
  const { name, organisation } = found;
  return { name, role: organisation === null ? plain : `${plain}（${organisation}）` };
}

/** Gives a role; one that the person holds already is left as it is. */
export async function assignRole(act: Act, assignment: NewRole): Promise<void> {
  const { personId, role, meetingId } = assignment;
  const inserted = await act.transaction
    .insertInto('people.assignment')
    .values({
      congress_id: act.congressId,
      id: randomUUID(),
      person_id: personId,
      role,
      scope: meetingId === null ? 'congress' : 'meeting',
      meeting_id: meetingId,
      organisation_id: assignment.organisationId ?? null,
      starts_at: act.recordedAt,
      act_id: act.id,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows !== 1n) return;
  act.record({
    event: 'role-assigned',
    subjects: { person: personId, ...(meetingId === null ? {} : { meeting: meetingId }) },
    detail: await inWords(act, personId, role, assignment.organisationId ?? null),
  });
}

/** Somebody with a role that holds now. */
export interface HeldAssignment {
  readonly assignmentId: string;
  readonly personId: string;
  readonly name: string;
  readonly role: Role;
  /** The department or party committee that the person acts for; null for none. */
  readonly organisation: string | null;
  /** The decision that adopted the list with this assignment, null while only nominated. */
  readonly decisionId: string | null;
}

/** The roles of a meeting, or with null those of the whole congress, in the order of the roles. */
export async function listRoles(
  database: Kysely<Tables>,
  congressId: string,
  meetingId: string | null,
): Promise<readonly HeldAssignment[]> {
  const rows = await database
    .selectFrom('people.assignment as assignment')
    .innerJoin('people.person as person', 'person.id', 'assignment.person_id')
    .leftJoin(
      'record.organisation as organisation',
      'organisation.id',
      'assignment.organisation_id',
    )
    .select(['assignment.id', 'assignment.person_id', 'person.name', 'assignment.role'])
    .select(['assignment.decision_id', 'organisation.name as organisation'])
    .where('assignment.congress_id', '=', congressId)
    .where('assignment.meeting_id', meetingId === null ? 'is' : '=', meetingId)
    .where('assignment.ends_at', 'is', null)
    .orderBy('assignment.role')
    .orderBy('person.name')
    .execute();
  return rows.map((row) => ({
    assignmentId: row.id,
    personId: row.person_id,
    name: row.name,
    role: row.role,
    organisation: row.organisation,
    decisionId: row.decision_id,
  }));
}

const endedAlready: Refusal = {
  code: 'already-done',
  message: '这个角色已经结束，请刷新页面。',
};

/**
 * Ends a role that somebody holds in a congress or for one of its meetings, as its staff asked. Refuses with
 * `already-done` when it has ended or is not of this congress.
 */
export function endRoleByHand(
  database: Kysely<Tables>,
  request: ActRequest,
  assignmentId: string,
): Promise<Result<{ assignmentId: string }>> {
  return performAct(database, request, async (act) =>
    (await endRole(act, assignmentId)) ? ok({ assignmentId }) : refuse(endedAlready),
  );
}

/** Ends a role; returns false when it has ended already or is not of this congress. */
export async function endRole(act: Act, assignmentId: string): Promise<boolean> {
  const ended = await act.transaction
    .updateTable('people.assignment')
    .set({ ends_at: act.recordedAt })
    .where('congress_id', '=', act.congressId)
    .where('id', '=', assignmentId)
    .where('ends_at', 'is', null)
    .returning(['person_id', 'role', 'organisation_id'])
    .executeTakeFirst();
  if (ended === undefined) return false;
  act.record({
    event: 'role-ended',
    subjects: { person: ended.person_id },
    detail: await inWords(act, ended.person_id, ended.role, ended.organisation_id),
  });
  return true;
}
