/** Steps of a key ceremony in which a holder sends something (specification §3.1.1); then the backup. */
export const ceremonySteps = ['certificate', 'polynomial', 'share', 'backup'] as const;

export type CeremonyStep = (typeof ceremonySteps)[number];

/** A holder as everybody sees them: who has come how far. */
export interface HolderSeen {
  /** Place in the ceremony, from 1. */
  readonly position: number;
  readonly name: string;
  readonly sent: readonly CeremonyStep[];
}

/** The ceremony that a device takes part in. Lists by key set are in the order of `keySets`. */
export interface CeremonySeen {
  readonly ceremonyId: string;
  /** Keys of a rehearsal never open a real box. */
  readonly rehearsal: boolean;
  readonly state: 'running' | 'complete' | 'cancelled';
  /** Why it was cancelled. */
  readonly reason: string | null;
  /** How many holders open a box together, of how many. */
  readonly threshold: number;
  readonly size: number;
  readonly keySets: readonly { readonly ordinal: number; readonly uuid: string }[];
  readonly holders: readonly HolderSeen[];
  /** Place of this device's owner; null for a chief who holds no key. */
  readonly position: number | null;
  /** By key set: the signed certificates in the holders' order; null until all are there. */
  readonly certificates: readonly (readonly string[])[] | null;
  /** By key set: what all holders sent to this one (vinput, §4.6.5); null until all are there. */
  readonly inputs: readonly string[] | null;
  /** By key set: the trustees (§4.7); null until the ceremony is complete. */
  readonly trustees: readonly string[] | null;
}

/** A round whose fingerprint is compared, or was. */
export interface SetupSeen {
  readonly roundId: string;
  readonly title: string;
  readonly uuid: string;
  readonly setupHash: string;
  readonly state: 'slips' | 'sealed';
  readonly confirmations: readonly { readonly name: string; readonly same: boolean | null }[];
  /** Place of the owner of this device among the holders of its keys; null where they hold none. */
  readonly position: number | null;
  /** Whether the owner of this device must confirm, and what they have said. */
  readonly mine: 'not-asked' | 'waiting' | 'same';
}

/** What the key page shows (`GET /station/ceremony`). */
export interface KeysSeen {
  readonly meeting: string;
  readonly name: string;
  readonly chief: boolean;
  readonly ceremony: CeremonySeen | null;
  readonly setups: readonly SetupSeen[];
}

/** The three texts of a round's set-up (`GET /station/rounds/:round/setup`). */
export interface SetupTextsSeen {
  readonly roundId: string;
  readonly title: string;
  readonly election: string;
  readonly trustees: string;
  readonly credentials: string;
}

/** The word of a holder or the chief (`POST /station/rounds/:round/confirm`). */
export interface ConfirmationSent {
  readonly actId: string;
  readonly setupHash: string;
  readonly same: boolean;
}

/** The answer to a confirmation: whether it was the last one, or sent the set-up back. */
export interface ConfirmationTaken {
  readonly outcome: 'noted' | 'sealed' | 'rejected';
}
