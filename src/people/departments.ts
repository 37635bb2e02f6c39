import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../rules/refusals.ts';
import { type ActRequest, performAct } from '../trail/perform-act.ts';
import { addPerson, assignRole } from './persons.ts';

/** A department (承办单位) of a congress with the people who act for it now. */
export interface DepartmentWithPeople {
  readonly id: string;
  readonly name: string;
  readonly people: readonly { readonly personId: string; readonly name: string }[];
}

/** The departments of a congress by name. */
export async function listDepartmentsWithPeople(
  database: Kysely<Tables>,
  congressId: string,
): Promise<readonly DepartmentWithPeople[]> {
  const [departments, people] = await Promise.all([
    database
      .selectFrom('record.organisation')
      .select(['id', 'name'])
      .where('congress_id', '=', congressId)
      .where('kind', '=', 'department')
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
  return departments.map(({ id, name }) => ({
    ...{ id, name },
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

/** Enters a department that carries out projects. Refuses with `name-taken`. */
export function addDepartment(
  database: Kysely<Tables>,
  request: ActRequest,
  name: string,
): Promise<Result<{ departmentId: string }>> {
  return performAct(database, request, async (act) => {
    const id = randomUUID();
    const inserted = await act.transaction
      .insertInto('record.organisation')
      .values({ congress_id: act.congressId, id, kind: 'department', name, act_id: act.id })
      .onConflict((conflict) => conflict.columns(['congress_id', 'name']).doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows !== 1n) return refuse(nameTaken);
    act.record({ event: 'department-added', subjects: { organisation: id }, detail: { name } });
    return ok({ departmentId: id });
  });
}

/**
 * Lets a new person act for a department of this congress. They come in by a one-time link as everybody
 * does. Refuses with `no-such-department`.
 */
export function addDepartmentPerson(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { readonly departmentId: string; readonly name: string },
): Promise<Result<{ personId: string }>> {
  return performAct(database, request, async (act) => {
    const { departmentId, name } = input;
    const department = await act.transaction
      .selectFrom('record.organisation')
      .select('id')
      .where('congress_id', '=', act.congressId)
      .where('id', '=', departmentId)
      .where('kind', '=', 'department')
      .executeTakeFirst();
    if (department === undefined) return refuse(noSuchDepartment);
    const personId = await addPerson(act, { name });
    await assignRole(act, {
      ...{ personId, role: 'department', meetingId: null, organisationId: departmentId },
    });
    return ok({ personId });
  });
}
