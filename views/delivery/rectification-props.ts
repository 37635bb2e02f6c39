import type { Lateness, RectificationState } from '../../src/rules/rectification.ts';

/** A rectification as every page of it shows it. */
export interface RectificationProps {
  readonly id: string;
  readonly number: number;
  readonly powerName: string;
  readonly state: RectificationState;
  readonly stateName: string;
  readonly originName: string;
  readonly issuerName: string;
  readonly legalBasis: string;
  readonly unitName: string;
  readonly personInCharge: string;
  readonly projectTitle: string | null;
  readonly projectId: string | null;
  readonly unitCongressId: string;
  readonly content: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly closedOn: string | null;
  readonly lateness: Lateness;
}
