import type { Role } from '../../rules/access.ts';
import type { Call } from './call.ts';

/**
 * One route of the ballot site. `caller` says who may call: anyone (a deputy with a slip, a citizen), or
 * devices of people who hold one of the roles in the meeting of their device. The permission matrix of
 * the tests is generated from these declarations.
 */
export interface BallotRoute {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly caller: 'anyone' | readonly Role[];
  /** Largest body in bytes; without it the common limit of a form holds. */
  readonly bodyLimit?: number;
  readonly handle: (call: Call) => Promise<Response>;
}

/** Lets a stage write its ballot routes as one list with checked shapes. */
export function declareBallotRoutes(routes: readonly BallotRoute[]): readonly BallotRoute[] {
  return routes;
}
