import type { Access } from '../rules/access.ts';
import type { Visit } from './visit.ts';

/**
 * One route with everything that decides who may enter. The permission matrix of the tests is
 * generated from these declarations, so that no route can be forgotten.
 *
 * Paths of a congress are `/c/:congress/…`, of a meeting `/c/:congress/m/:meeting/…`: permission is
 * decided from the path alone. Every parameter is a UUID unless it ends in `Text`.
 */
export interface RouteDeclaration {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /**
   * The staff site signs in; the public site sets no cookie but that of a device which rates a project; the
   * ballot site stands alone.
   */
  readonly site: 'staff' | 'public' | 'ballot';
  readonly access: Access;
  /** Largest body in bytes; without it the common limit of a form holds. */
  readonly bodyLimit?: number;
  readonly handle: (visit: Visit) => Promise<Response>;
}

/** Lets a stage write its routes as one list with checked shapes. */
export function declareRoutes(routes: readonly RouteDeclaration[]): readonly RouteDeclaration[] {
  return routes;
}

/**
 * Everyone who works in a congress reads its pages; clerks, presidiums and viewers of counties and cities
 * read those below them too. What is done in a congress is done there (`clerks`).
 */
export const readers = {
  kind: 'roles',
  roles: {
    operator: 'below',
    clerk: 'below',
    presidium: 'below',
    chair: 'own',
    chief_scrutineer: 'own',
    scrutineer: 'own',
    teller: 'own',
    deputy: 'own',
    auditor: 'below',
    county_viewer: 'below',
    city_viewer: 'below',
  },
} as const satisfies Access;

/** The clerk's own acts in a congress. */
export const clerks = { kind: 'roles', roles: { clerk: 'own' } } as const satisfies Access;

/** Those who set up congresses and people. */
export const administrators = {
  kind: 'roles',
  roles: { operator: 'below', clerk: 'own' },
} as const satisfies Access;
