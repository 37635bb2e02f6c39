import type { Access } from '../../rules/access.ts';

/** Who sees all places under a county or city: those who work there or above, no deputy as such. */
export const overviewReaders = {
  kind: 'roles',
  roles: {
    operator: 'below',
    clerk: 'below',
    presidium: 'below',
    auditor: 'below',
    county_viewer: 'below',
    city_viewer: 'below',
  },
} as const satisfies Access;
