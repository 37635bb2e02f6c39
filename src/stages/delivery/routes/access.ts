import { z } from 'zod';
import { type Access, mayEnter } from '../../../rules/access.ts';
import { idField } from '../../../web/forms.ts';
import { readers } from '../../../web/route.ts';
import type { Visit } from '../../../web/visit.ts';

/**
 * Those who read all projects of a congress: its readers, the party committee, and the deputies of the congress above,
 * whom a look-back takes to the projects of the congresses below.
 */
const readersOfAll = {
  kind: 'roles',
  roles: { ...readers.roles, deputy: 'below', party_committee: 'own' },
} as const satisfies Access;

/** Those who read the pages of projects: whoever reads all, and departments of this congress or one above. */
export const readersAndDepartments = {
  kind: 'roles',
  roles: { ...readersOfAll.roles, department: 'below' },
} as const satisfies Access;

/** Those who answer: the clerk, and the department itself. */
export const answerers = {
  kind: 'roles',
  roles: { clerk: 'own', department: 'below' },
} as const satisfies Access;

/** Those who re-check: the clerk, the presidium, and the deputy who leads the project's group. */
export const recheckers = {
  kind: 'roles',
  roles: { clerk: 'own', presidium: 'own', deputy: 'own' },
} as const satisfies Access;

/** The clerk, and deputies: what they raise, plan and note is their own. */
export const clerksAndDeputies = {
  kind: 'roles',
  roles: { clerk: 'own', deputy: 'own' },
} as const satisfies Access;

/**
 * The departments that somebody sees alone: null for one who reads everything here, else the ids of the
 * organisations that the viewer acts for.
 */
export function departmentsOf(visit: Visit): readonly string[] | null {
  const { id, ancestorIds } = visit.congressHere;
  const { held } = visit.signedIn;
  if (mayEnter(readersOfAll, held, { congressId: id, ancestorIds, meetingId: null })) return null;
  const places = [id, ...ancestorIds];
  return held.flatMap((one) =>
    one.role === 'department' && places.includes(one.congressId) && one.organisationId != null
      ? [one.organisationId]
      : [],
  );
}

/** Whether the viewer acts for the organisation that something was handed to. */
export function isUnitOf(visit: Visit, organisationId: string | null): boolean {
  return organisationId !== null && (departmentsOf(visit) ?? []).includes(organisationId);
}

/** For whom an answer is given: null for the clerk, else the departments of the viewer. */
export function answersFor(visit: Visit): readonly string[] | null {
  return visit.holds('clerk') ? null : (departmentsOf(visit) ?? []);
}

/** Several boxes of one name: the ids of those that were ticked. */
export const idList = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((chosen) => (chosen === undefined ? [] : [chosen].flat()))
  .pipe(z.array(idField).max(999));
