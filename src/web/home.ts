import { readers } from './route.ts';
import type { Visit } from './visit.ts';

/** Where a page of a congress leads back to, for whoever looks at it. */
export interface Home {
  readonly text: string;
  readonly href: string;
}

/**
 * The way back from a page of a congress: its own page for those who read it, their own projects for those
 * who act for a department, the three columns for the party committee.
 */
export function homeOf(visit: Visit): Home {
  const { id, name } = visit.congressHere;
  if (visit.admits(readers)) return { text: name, href: `/c/${id}` };
  if (visit.holds('party_committee')) return { text: name, href: `/c/${id}/satisfaction` };
  const department = visit.signedIn.held.some((one) => one.role === 'department');
  return department
    ? { text: '我承办的项目', href: '/my/projects' }
    : { text: '我的账号', href: '/me' };
}
