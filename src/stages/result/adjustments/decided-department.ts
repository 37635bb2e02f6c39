import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { sameDepartment } from '../../../rules/drift.ts';
import { sameWords } from '../../../rules/project-text.ts';
import type { Act } from '../../../trail/perform-act.ts';

/** Enters a department of this congress by its name; the one of this name that is there already stays. */
export async function departmentNamed(act: Act, name: string): Promise<string> {
  const there = await act.transaction
    .selectFrom('record.organisation')
    .select('id')
    .where('congress_id', '=', act.congressId)
    .where('name', '=', name)
    .executeTakeFirst();
  if (there !== undefined) return there.id;
  const id = randomUUID();
  await act.transaction
    .insertInto('record.organisation')
    .values({ congress_id: act.congressId, id, kind: 'department', name, act_id: act.id })
    .execute();
  act.record({ event: 'department-added', subjects: { organisation: id }, detail: { name } });
  return id;
}

/**
 * Puts the department of a decided text in charge of its project: the one of this name here or above, else one
 * that was in charge before and that the text means (a decision taken back), else a new one of this congress.
 * Does nothing where the text leaves the department as it was.
 */
export async function followDecidedDepartment(
  act: Act,
  project: { readonly id: string; readonly voted: { readonly department: string | null } },
  decided: string | null,
): Promise<void> {
  if (decided === null || sameWords(decided, project.voted.department)) return;
  const department_id =
    (await ofThisName(act, decided)) ??
    (await inChargeBefore(act, project.id, decided)) ??
    (await departmentNamed(act, decided));
  await act.transaction
    .updateTable('record.project')
    .set({ department_id })
    .where('congress_id', '=', act.congressId)
    .where('id', '=', project.id)
    .execute();
}

async function ofThisName(act: Act, name: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    with recursive up as (
      select congress_id, parent_id, 0 as steps from record.congress
       where congress_id = ${act.congressId}
      union all select above.congress_id, above.parent_id, up.steps + 1
        from record.congress above join up on up.parent_id = above.congress_id)
    select organisation.id from up join record.organisation organisation
        on organisation.congress_id = up.congress_id and organisation.name = ${name}
       and organisation.kind in ('department', 'unit', 'village')
     order by up.steps limit 1`.execute(act.transaction);
  return rows[0]?.id;
}

async function inChargeBefore(
  act: Act,
  projectId: string,
  name: string,
): Promise<string | undefined> {
  const rows = await act.transaction
    .selectFrom('record.project_plan as plan')
    .innerJoin('record.organisation as department', 'department.id', 'plan.department_id')
    .select(['department.id', 'department.name'])
    .where('plan.congress_id', '=', act.congressId)
    .where('plan.project_id', '=', projectId)
    .orderBy('plan.number', 'desc')
    .execute();
  return rows.find((one) => sameDepartment(name, one.name))?.id;
}
