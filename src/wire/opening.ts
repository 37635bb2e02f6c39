/** A round whose box a scrutineer's device may help to open (`GET /station/opening`). */
export interface RoundToOpen {
  readonly roundId: string;
  readonly uuid: string;
  readonly title: string;
  /** `waiting`: the box is not closed, or its opening has not begun. `destroyed`: forget the key. */
  readonly state: 'waiting' | 'ready' | 'opened' | 'void' | 'destroyed';
  /** The sentence that says what is waited for, or what has happened. */
  readonly sentence: string;
  /** Number of this device's key among the owners of partial decryptions, from 1 (the server's). */
  readonly owner: number;
  readonly setupHash: string;
  /** Ballots that the box holds, as the hall screen shows them; null while it is not closed. */
  readonly ballots: number | null;
  /** Shares of scrutineers given so far, and how many open the box. */
  readonly given: number;
  readonly needed: number;
  readonly gaveMine: boolean;
}

/** What a device sends to open the box (`POST /station/rounds/:round/share`). */
export interface ShareSent {
  readonly actId: string;
  /** Text of the partial decryption (specification §4.18). */
  readonly partialDecryption: string;
  /** Text of the strong proofs: a list with the one entry of this share. */
  readonly strongProofs: string;
}

/** The answer to a share that was taken. */
export interface ShareTaken {
  readonly given: number;
  readonly needed: number;
  readonly opened: boolean;
}
