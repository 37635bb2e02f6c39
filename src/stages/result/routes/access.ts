import type { Access } from '../../../rules/access.ts';

/** Those who may work at the count desk. */
export const counters = {
  kind: 'roles',
  roles: { clerk: 'own', chief_scrutineer: 'own', scrutineer: 'own', teller: 'own' },
} as const satisfies Access;

/** Those who sign the report: each takes a code on their own device. */
export const signers = {
  kind: 'roles',
  roles: { chief_scrutineer: 'own', scrutineer: 'own', teller: 'own' },
} as const satisfies Access;

/** The chair declares; the clerk may record that it was declared. */
export const chairs = {
  kind: 'roles',
  roles: { chair: 'own', clerk: 'own' },
} as const satisfies Access;
