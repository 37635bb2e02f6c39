import type { CheckedBallot } from '../../ballot/check-ballot.ts';
import type { Question } from '../../ballot/question.ts';
import type { Verification, VerifyOptions } from '../../ballot/verify/verify-archive.ts';
import type { Ground } from './judge.ts';

/** What the page asks a worker to do. */
export type Asked =
  | { readonly kind: 'read'; readonly bytes: Uint8Array }
  | { readonly kind: 'check'; readonly election: string; readonly ballots: readonly string[] }
  | {
      readonly kind: 'verify';
      readonly bytes: Uint8Array;
      readonly options: AskedOptions;
      readonly checked: readonly CheckedBallot[];
    };

/** What the reader gave besides the files. */
export type AskedOptions = Pick<
  VerifyOptions,
  'strongProofs' | 'plainBelenios' | 'fingerprint' | 'stage'
>;

/** What can be told of an archive before anything is computed. */
export interface FirstLook {
  /** The election's text, when it can be read; ballots are checked against it. */
  readonly election: string | null;
  readonly ballots: readonly string[];
}

/** A whole verification with what is needed to show it. */
export interface Verified extends Verification {
  readonly ground: Ground;
  readonly questions: readonly Question[];
  /** SHA-256 of the archive, and of the side file where there is one. */
  readonly archiveHash: string;
  readonly proofsHash: string | null;
  /** Description of the election, when it can be read: it names the receipt key. */
  readonly description: string | null;
  /** Receipt and test ballot are checked against this. */
  readonly election: string | null;
  /** Trackers of every ballot in the archive, also of those that do not count. */
  readonly trackers: readonly string[];
}

/** What a worker answers. */
export type Answer =
  | { readonly kind: 'read'; readonly look: FirstLook }
  | { readonly kind: 'checked'; readonly checked: readonly CheckedBallot[] }
  | { readonly kind: 'verified'; readonly verified: Verified };
