import type { CheckedBallot } from '../../ballot/check-ballot.ts';
import type { BoxCheck, BoxInput } from './inspect-box.ts';
import type { MadeShare } from './make-share.ts';

/** What the page asks of a worker. */
export type Question =
  | { readonly kind: 'read'; readonly bytes: Uint8Array }
  | { readonly kind: 'ballots'; readonly election: string; readonly ballots: readonly string[] }
  | {
      readonly kind: 'inspect';
      readonly input: Omit<BoxInput, 'checkedElsewhere'>;
      readonly checked: readonly CheckedBallot[];
    }
  | { readonly kind: 'share'; readonly owner: number; readonly secret: bigint };

/** What a worker answers, by the kind of the question. */
export interface Answers {
  /** Election and ballots of an archive; null when it cannot be read. */
  readonly read: { readonly election: string; readonly ballots: readonly string[] } | null;
  readonly ballots: readonly CheckedBallot[];
  readonly inspect: { readonly checks: readonly BoxCheck[]; readonly tallyHash: string | null };
  /** Null when the last inspection did not hold. */
  readonly share: MadeShare | null;
}
