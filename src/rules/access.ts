/**
 * Who may enter where. A role is an assignment with a scope; a route declares which roles it admits
 * and how far each one reaches.
 */

/** The roles of the product (data-model.md, person · seat · assignment). */
export const roles = [
  'operator',
  'clerk',
  'presidium',
  'chair',
  'chief_scrutineer',
  'scrutineer',
  'teller',
  'deputy',
  'department',
  'party_committee',
  'auditor',
  'county_viewer',
  'city_viewer',
] as const;

export type Role = (typeof roles)[number];

/** Chinese names of the roles, as every screen writes them. */
export const roleNames: Readonly<Record<Role, string>> = {
  operator: '系统管理员',
  clerk: '工作人员',
  presidium: '主席团',
  chair: '大会主持人',
  chief_scrutineer: '总监票人',
  scrutineer: '监票人',
  teller: '计票人',
  deputy: '代表',
  department: '承办单位',
  party_committee: '党委',
  auditor: '审计监督',
  county_viewer: '县人大',
  city_viewer: '市人大',
};

/** Kinds of place whose offices have names of their own. */
export type PlaceKind = 'installation' | 'city' | 'county' | 'township' | 'street';

/**
 * The name of a role where it is held: what the presidium is in a township, the meeting of the chairmen is
 * in a county or city, whose standing committee works between two congresses.
 */
export function roleNameAt(role: Role, kind: PlaceKind): string {
  const standing = kind === 'county' || kind === 'city';
  return role === 'presidium' && standing ? '常委会主任会议' : roleNames[role];
}

/** `own`: only in the congress of the assignment. `below`: there and in every congress under it. */
export type Reach = 'own' | 'below';

/** What a route declares about who may enter. */
export type Access =
  | { readonly kind: 'anyone' }
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'roles'; readonly roles: Readonly<Partial<Record<Role, Reach>>> };

/**
 * A role that somebody holds now. `meetingId` is null for a role in the whole congress;
 * `organisationId` is set for those who act for a department or the party committee.
 */
export interface HeldRole {
  readonly role: Role;
  readonly congressId: string;
  readonly meetingId: string | null;
  readonly organisationId?: string | null;
  /** What kind of place the congress is; unknown counts as a township. */
  readonly congressKind?: PlaceKind;
}

/** Where a request wants to go. `ancestorIds` leads from the parent of the congress to the root. */
export interface Place {
  readonly congressId: string;
  readonly ancestorIds: readonly string[];
  readonly meetingId: string | null;
}

/**
 * Decides whether somebody may enter a place. `held` is null for somebody who is not signed in. A
 * role held for one meeting admits to that meeting alone.
 */
export function mayEnter(access: Access, held: readonly HeldRole[] | null, place: Place): boolean {
  if (access.kind === 'anyone') return true;
  if (held === null) return false;
  if (access.kind === 'signed-in') return true;
  return held.some((one) => {
    const reach = access.roles[one.role];
    if (reach === undefined) return false;
    if (one.meetingId !== null) {
      return one.congressId === place.congressId && one.meetingId === place.meetingId;
    }
    if (one.congressId === place.congressId) return true;
    return reach === 'below' && place.ancestorIds.includes(one.congressId);
  });
}
