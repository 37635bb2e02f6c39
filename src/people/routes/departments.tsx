import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { DepartmentsPage } from '../../../views/people/departments-page.tsx';
import { actFields, idField, optionalText, requiredText } from '../../web/forms.ts';
import { clerks, declareRoutes } from '../../web/route.ts';
import { type Attempt, submit } from '../../web/submit.ts';
import type { Visit } from '../../web/visit.ts';
import {
  addDepartment,
  addDepartmentPerson,
  departmentKinds,
  listDepartmentsWithPeople,
} from '../departments.ts';
import { listPeople } from '../person-store.ts';

const kinds = ['department', 'village', 'unit'] as const;
const add = z.object({
  ...actFields,
  name: requiredText('请填写单位的名称。', 80),
  kind: z.enum(kinds, '请选择类别。').default('department'),
});
const person = z.object({
  ...actFields,
  department_id: idField,
  person_id: z
    .union([z.literal(''), idField])
    .optional()
    .transform((value) => (value === undefined || value === '' ? null : value)),
  name: optionalText(60),
});

async function show(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const { congressHere } = visit;
  const departments = await listDepartmentsWithPeople(visit.database, congressHere.id);
  const people = await listPeople(visit.database, congressHere.id);
  const rendered = (
    <DepartmentsPage
      frame={visit.frame()}
      congress={{ name: congressHere.name, href: `/c/${congressHere.id}` }}
      departments={departments.map((one) => ({
        ...{ id: one.id, name: one.name, actId: randomUUID() },
        kind: departmentKinds[one.kind],
        people: one.people.map(({ name }) => name),
      }))}
      known={people.map((one) => ({ value: one.id, text: one.name }))}
      kinds={kinds.map((kind) => ({ value: kind, text: departmentKinds[kind] }))}
      sent={{ kind: attempt?.kind ?? null, form: attempt?.form ?? { typed: {}, refusals: [] } }}
      actId={randomUUID()}
    />
  );
  return await visit.page(rendered, attempt?.status ?? 200);
}

const path = '/c/:congress/departments';

/** The departments that carry out projects, and who acts for them. */
export const departmentRoutes = declareRoutes([
  { method: 'GET', path, site: 'staff', access: clerks, handle: (visit) => show(visit, null) },
  {
    method: 'POST',
    path,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'add-department', add, {
        run: (request, value) =>
          addDepartment(visit.database, request, { name: value.name, kind: value.kind }),
        done: () => visit.redirect(`/c/${visit.congressHere.id}/departments`, '已登记。'),
        again: (attempt) => show(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${path}/people`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'add-department-person', person, {
        run: (request, value) =>
          addDepartmentPerson(visit.database, request, {
            ...{ departmentId: value.department_id, personId: value.person_id, name: value.name },
          }),
        done: () =>
          visit.redirect(`/c/${visit.congressHere.id}/people`, '已添加经办人。请签发登录链接。'),
        again: (attempt) => show(visit, attempt),
      }),
  },
]);
