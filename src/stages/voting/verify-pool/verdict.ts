import type { FailureCode } from '../../../ballot/verify/failure.ts';

/** What the server decides upon when a ballot comes in. */
export type BallotVerdict =
  /** Every proof holds. Whether the slip is on the list and unused is the caller's to ask. */
  | {
      readonly ok: true;
      /** 核对码: the hash of the ballot's text. */
      readonly tracker: string;
      /** The public credential in base 10, as the list of slips writes it. */
      readonly credential: string;
    }
  /** The first thing that does not hold, or `busy`: asked for nothing, to be sent again. */
  | {
      readonly ok: false;
      readonly code: FailureCode | 'busy';
      /** One Chinese sentence. */
      readonly message: string;
    };
