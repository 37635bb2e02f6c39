import type { AdjustmentState } from '../../src/rules/adjustment.ts';

/** An adjustment as the project's page and its own page show it. */
export interface AdjustmentProps {
  readonly id: string;
  readonly kindName: string;
  readonly requestedByName: string;
  readonly requestedOn: string;
  readonly reason: string;
  /** The voted fields that would change: name, as it stands or stood, as proposed. */
  readonly changes: readonly {
    readonly label: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
  readonly state: AdjustmentState;
  readonly stateName: string;
  readonly hasPaper: boolean;
  /** Whether its paper is public, with the notice. */
  readonly paperPublic: boolean;
  readonly decidedOn: string | null;
  /** Who decided and with which counts, in a sentence; null before. */
  readonly decision: string | null;
  /** The round of secret ballots that votes or voted on it; null where none does. */
  readonly round: {
    readonly title: string;
    readonly meetingName: string;
    /** On the staff site. */
    readonly href: string;
    /** The public result; null before its announcement. */
    readonly publicHref: string | null;
    readonly state: string;
    /** Whether it still votes: then nothing else decides. */
    readonly open: boolean;
  } | null;
  readonly publishedWhere: string | null;
  readonly reported: string | null;
  readonly owed: readonly ('notice' | 'report')[];
}
