/** Where the box of a round stands, in the words that a deputy's page acts upon. */
export type BoxState =
  /** The set-up is sealed, casting has not begun: the page waits and opens by itself. */
  | 'waiting'
  | 'open'
  | 'interrupted'
  | 'closed'
  /** The round or its electronic ballots are void or cancelled. */
  | 'void';

/** One candidate as its details are read; number and title are those of the election itself. */
export interface CandidateDetails {
  readonly number: number;
  readonly content: string;
  /** A decimal number with its unit; both are left out where the text names none. */
  readonly quantity?: string;
  readonly unit?: string;
  readonly place: string | null;
  readonly beneficiaries: string | null;
  /** 万元, as a decimal number. */
  readonly totalTenThousandYuan: string | null;
  readonly funding: string | null;
  readonly department: string | null;
  readonly finish: string | null;
}

/**
 * What a ballot page is told of a round (`GET /b/:uuid/round`). Questions, numbers and titles stand in
 * the election's own text, whose hash the slip carries; the rest only helps to read.
 */
export interface BallotRound {
  readonly uuid: string;
  readonly congress: string;
  readonly meeting: string;
  readonly title: string;
  readonly state: BoxState;
  /** The very text whose hash is φ. */
  readonly election: string;
  /** The Setup event and the record that it names: with them anybody recomputes the fingerprint. */
  readonly setupEvent: string;
  readonly setupRecord: string;
  /** Public half of the key that signs receipts, in base 10. */
  readonly receiptKey: string;
  readonly candidates: readonly CandidateDetails[];
}

/** `GET /b/:uuid/state`: what a waiting page asks again and again. */
export interface BoxStateAnswer {
  readonly state: BoxState;
}

/** A round whose box is open (`GET /booth/rounds`): what a booth may be set to. */
export interface OpenRound {
  readonly uuid: string;
  readonly congress: string;
  readonly meeting: string;
  readonly title: string;
}

/**
 * The answer to a ballot that lies in the box (`POST /b/:uuid/ballots`, `POST /b/:uuid/find`): the
 * receipt's own text (`receiptJson` of `src/ballot`), the same for ever.
 */
export interface BallotTaken {
  readonly receipt: string;
}

/** The answer to a question for a tracker: its receipt, or null when no such ballot is in the box. */
export interface BallotFound {
  readonly receipt: string | null;
}

/** Codes by which the ballot site refuses a ballot, in the order in which they are looked for. */
export type CastRefusalCode =
  | 'wrong-round'
  | 'not-open'
  | 'interrupted'
  | 'closed'
  | 'round-void'
  | 'slip-unknown'
  | 'slip-void'
  | 'ballot-invalid'
  | 'slip-used'
  | 'busy'
  | 'receipts-broken';
