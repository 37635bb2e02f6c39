import type { HeldRole } from '../rules/access.ts';

/** Somebody who is signed in. */
export interface Viewer {
  readonly personId: string;
  /** The congress where the person is registered; the sign-in belongs to it too. */
  readonly congressId: string;
  readonly name: string;
  readonly signInId: string;
  readonly held: readonly HeldRole[];
}

/** The congress that a path names, with the way up to the root. */
export interface VisitedCongress {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly kind: 'installation' | 'city' | 'county' | 'township' | 'street';
  /** From the parent to the root. */
  readonly ancestorIds: readonly string[];
}
