import type { ElectronicState } from '../rules/electronic-channel.ts';

/** What the slip page (票码页) shows first (`GET /station/slips`). */
export interface SlipDesk {
  /** Short name of the congress, and the meeting. */
  readonly congress: string;
  readonly meeting: string;
  readonly holder: string;
  /** Whether the device is the chief's, who alone makes slips. */
  readonly chief: boolean;
  /** The address that slips carry. */
  readonly ballotOrigin: string;
  readonly slipSecret: 'in-code' | 'typed';
  /** Deputies in office on the frozen roll, and a sensible number of spare slips. */
  readonly suggested: { readonly deputies: number; readonly spare: number };
  readonly rounds: readonly RoundOfSlips[];
  /** Key sets of reserve rounds, in their order. */
  readonly reserves: readonly ReserveSet[];
}

/** A round with an electronic channel that has keys. */
export interface RoundOfSlips {
  readonly roundId: string;
  readonly title: string;
  readonly uuid: string;
  readonly colour: string;
  readonly state: ElectronicState;
  /** The very text whose hash is φ. */
  readonly electionJson: string;
  readonly setupHash: string | null;
  readonly made: number | null;
  readonly issued: number | null;
  readonly reserve: number | null;
  readonly issuedLate: number;
  /** Whether this round took over keys whose slips were made ahead. */
  readonly madeAhead: boolean;
  /** Whether papers are voted with beside, so that an unused slip can be exchanged for one. */
  readonly hybrid: boolean;
  /** Slips already published as void, by reason. */
  readonly voided: { readonly unissued: number; readonly reserve: number };
}

/** Keys kept for a later round, whose slips are made together with the first round's. */
export interface ReserveSet {
  readonly keySetId: string;
  /** 1 for the first reserve. */
  readonly number: number;
  readonly uuid: string;
  readonly colour: string;
  readonly made: number | null;
}

/** Public keys of the slips that were made (`POST /station/rounds/:round/slips`, `…/key-sets/:set/slips`). */
export interface SlipsSent {
  readonly actId: string;
  /** In decimal, in ascending order: the order tells nothing of the order of making. */
  readonly credentials: readonly string[];
  readonly spare: number;
}

/** The answer: what is now published. */
export interface SlipsTaken {
  readonly made: number;
}

/** The set-up of a round as it is published, to be recomputed (`GET /station/rounds/:round/slips`). */
export interface PublishedSlips {
  readonly election: string;
  readonly trustees: string;
  readonly credentials: string;
  readonly setupHash: string | null;
  /** Public keys that are void by now. */
  readonly voided: readonly string[];
}

/** The list of a reserve key set (`GET /station/key-sets/:set/slips`). */
export interface ReserveSlips {
  readonly credentials: string;
}

/** Slips that are scanned back (`POST /station/rounds/:round/void`). */
export interface SlipsVoided {
  readonly actId: string;
  readonly credentials: readonly string[];
  readonly reason: 'unissued' | 'reserve' | 'exchanged';
}

/** How many slips are void by now for this reason. */
export interface SlipsVoidTaken {
  readonly total: number;
}

/** The opened slip box (`POST /station/rounds/:round/slip-box`): public keys of both piles. */
export interface SlipBoxSent {
  readonly actId: string;
  readonly used: readonly string[];
  readonly unused: readonly string[];
}

/** What the slip box said. Counts only: no slip is named. */
export interface SlipBoxTaken {
  readonly balanced: boolean;
  readonly sentence: string;
  readonly ballots: number;
  readonly withBallot: number;
  readonly withoutBallot: number;
  readonly missing: number;
  readonly ballotsWithoutSlip: number;
}
