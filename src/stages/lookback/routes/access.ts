import type { Access } from '../../../rules/access.ts';

/** Those who go to see the projects: the clerk and the deputies of the reviewing congress. */
export const siteCheckers = {
  kind: 'roles',
  roles: { clerk: 'own', deputy: 'own' },
} as const satisfies Access;
