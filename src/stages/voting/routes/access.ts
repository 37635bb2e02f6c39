import type { Access } from '../../../rules/access.ts';

/** Those who count: the clerk's own office and the scrutineers and tellers of this meeting. */
export const counters = {
  kind: 'roles',
  roles: { clerk: 'own', chief_scrutineer: 'own', scrutineer: 'own', teller: 'own' },
} as const satisfies Access;

/** Only a teller enters papers. */
export const tellers = { kind: 'roles', roles: { teller: 'own' } } as const satisfies Access;

/** A third look at a paper is for a scrutineer or another teller. */
export const thirdLookers = {
  kind: 'roles',
  roles: { chief_scrutineer: 'own', scrutineer: 'own', teller: 'own' },
} as const satisfies Access;

/** Those who hand out slips (票码) and register them: the clerk's office and the scrutineers. */
export const slipHolders = {
  kind: 'roles',
  roles: { clerk: 'own', chief_scrutineer: 'own', scrutineer: 'own' },
} as const satisfies Access;

/** Those who may hold keys register their own devices; the clerk can do it for nobody. */
export const keyHolders = {
  kind: 'roles',
  roles: { chief_scrutineer: 'own', scrutineer: 'own' },
} as const satisfies Access;
