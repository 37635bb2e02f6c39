import type { VoteChapter } from '../document.ts';

/** One sentence or two that show a rule with this meeting's numbers. */
export interface WorkedExample {
  /** Stable, for tests and for the page's anchors. */
  readonly code: string;
  readonly title: string;
  readonly text: string;
}

/** A vote whose numbers are all known, with what follows from them. */
export interface ExampleCase {
  readonly vote: VoteChapter;
  readonly due: number;
  readonly present: number;
  readonly places: number;
  readonly candidates: number;
  /** The most ○ on one paper, null without a cap. */
  readonly cap: number | null;
  /** The smallest number of for-votes that passes; for the base "valid", if all present vote validly. */
  readonly needed: number;
}
