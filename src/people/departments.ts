import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../rules/refusals.ts';
import { type ActRequest, performAct } from '../trail/perform-act.ts';
import { isHere, noSuchPerson } from './invite-person.ts';
import { addPerson, assignRole } from './persons.ts';

/** What acts for projects: a department, a village or another unit. */
export const departmentKinds = {
  department: '承办单位',
  village: '村（社区）',
  unit: '其他单位',
} as const;

export type DepartmentKind = keyof typeof departmentKinds;

/** A department (承办单位), village or unit of a congress with the people who act for it now. */
export interface DepartmentWithPeople {
  readonly kind: DepartmentKind;
  readonly id: string;
  readonly name: string;
  readonly people: readonly { readonly personId: string; readonly name: string }[];
}

/** The departments of a congress by name, then its villages and units. */
export async function listDepartmentsWithPeople(
  database: Kysely<Tables>,
  congressId: string,
): Promise<readonly DepartmentWithPeople[]> {
  const [departments, people] = await Promise.all([
    database
      .selectFrom('record.organisation')
      .select(['id', 'name', 'kind'])
      .where('congress_id', '=', congressId)
      .where('kind', '<>', 'party_committee')
      .orderBy('kind')
      .orderBy('name')
      .execute(),
    database
      .selectFrom('people.assignment as assignment')
      .innerJoin('people.person as person', 'person.id', 'assignment.person_id')
      .select(['assignment.organisation_id', 'person.id', 'person.name'])
      .where('assignment.congress_id', '=', congressId)
      .where('assignment.role', '=', 'department')
      .where('assignment.ends_at', 'is', null)
      .orderBy('person.name')
      .execute(),
  ]);
  return departments.map(({ id, name, kind }) => ({
    // Committees are left out by the query.
    ...{ id, name, kind: kind as DepartmentKind },
    people: people
      .filter((one) => one.organisation_id === id)
      .map((one) => ({ personId: one.id, name: one.name })),
  }));
}

const nameTaken: Refusal = {
  code: 'name-taken',
  message: '已经有这个名称的单位，不需要再登记。',
  field: 'name',
};
const noSuchDepartment: Refusal = {
  code: 'no-such-department',
  message: '没有这个承办单位，请刷新页面后再试。',
  field: 'department_id',
};

/**
 * Enters a department that carries out projects, a village or a unit to which something can be handed.
 * Refuses with `name-taken`.
 */
export function addDepartment(
  database: Kysely<Tables>,
  request: ActRequest,
  { name, kind = 'department' }: { readonly name: string; readonly kind?: DepartmentKind },
): Promise<Result<{ departmentId: string }>> {
  return performAct(database, request, async (act) => {
    const id = randomUUID();
    const inserted = await act.transaction
      .insertInto('record.organisation')
      .values({ congress_id: act.congressId, id, kind, name, act_id: act.id })
      .onConflict((conflict) => conflict.columns(['congress_id', 'name']).doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows !== 1n) return refuse(nameTaken);
    act.record({
      ...(kind === 'department'
        ? { event: 'department-added', detail: { name } }
        : { event: 'unit-added', detail: { name, kind: departmentKinds[kind] } }),
      subjects: { organisation: id },
    });
    return ok({ departmentId: id });
  });
}

/**
 * Lets somebody act for a department of this congress: a person who is registered here already (who may act
 * for another one too) or a new one. They come in by a one-time link as everybody does.
 *
 * Refuses, in order, with `no-such-department`, `no-such-person`.
 */
export function addDepartmentPerson(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly departmentId: string;
    readonly personId: string | null;
    readonly name: string | null;
  },
): Promise<Result<{ personId: string }>> {
  return performAct(database, request, async (act) => {
    const { departmentId, name } = input;
    const department = await act.transaction
      .selectFrom('record.organisation')
      .select('id')
      .where('congress_id', '=', act.congressId)
      .where('id', '=', departmentId)
      .where('kind', '<>', 'party_committee')
      .executeTakeFirst();
    if (department === undefined) return refuse(noSuchDepartment);
    const known = input.personId !== null && (await isHere(act, input.personId));
    if (input.personId !== null ? !known : name === null) return refuse(noSuchPerson);
    const personId = input.personId ?? (await addPerson(act, { name: name ?? '' }));
    await assignRole(act, {
      ...{ personId, role: 'department', meetingId: null, organisationId: departmentId },
    });
    return ok({ personId });
  });
}
